//! A first declaration that the desk enters for its member, who sent it by post or by fax or told it on the telephone (B-16): the same draft as
//! the member's own, held by the desk's pen. Until it is sent its member has no such dossier; then it is one like every other.
use super::{Pen, Saved, entry::enters, with_owner};
use crate::{Backend, BackendError, account::entity::user, audit, office};
use domain::{
    account::{Person, Staff},
    claim::{Arrival, Begun, Claim, ClaimStatus, OpeningForm},
    contract::{Credit, Enrolment},
    day::Day,
    id::{ClaimId, EnrolmentId, UserId},
};
use sea_orm::EntityTrait;

/// A member as whoever declares a stop for them sees them.
#[derive(Clone, Debug)]
pub struct Insured {
    /// Who.
    pub member: Person,
    /// When they were born, where that is known.
    pub born: Option<Day>,
    /// The day on which they closed their account, where they did (G-3).
    pub left_on: Option<Day>,
    /// What of theirs is insured.
    pub credits: Vec<Credit>,
    /// By what; never none.
    pub contracts: Vec<Enrolment>,
    /// Their declarations that are begun and were not sent: of those that they write themselves only that there is one.
    pub begun: Vec<Begun>,
}

impl Backend {
    /// Looks at a member for somebody who declares a stop for them; the look is kept before anything is shown, and told in their dossiers.
    ///
    /// # Errors
    /// `NotFound` when there is no such member, nothing insures them, or whoever looks may not.
    pub async fn look_at_member(&self, staff: &Staff, id: UserId) -> Result<Insured, BackendError> {
        let (role, db) = (enters(staff)?, self.inner.store.read());
        let row = user::Entity::find_by_id(id.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let contracts = self.enrolments(id).await?;
        if contracts.is_empty() {
            return Err(BackendError::NotFound);
        }
        let (left_on, credits, begun) = (self.left_on(db, id).await?, self.credits(id).await?, self.begun(db, id).await?);
        let (born, member) = (row.birth_date.map(Day), Person::try_from(row)?);
        let (now, tx) = (self.now(), self.inner.store.write().await?);
        audit::record(&tx, now, Some(staff.person.id), "member_looked_at", &id.to_string(), role.as_str()).await?;
        office::tell_of_member(&tx, staff, role, id, now).await?;
        tx.commit().await?;
        Ok(Insured { member, born, left_on, credits, contracts, begun })
    }

    /// Begins to enter a first declaration that came so, under a contract of that member's, or resumes the one that is being entered there.
    /// What the employer authorises online is not asked: this came otherwise (S-14). What the member is writing themselves stands apart.
    ///
    /// # Errors
    /// `NotFound` for a contract that is not theirs or covers no stop, or when they may not.
    pub async fn declare_for(
        &self,
        staff: &Staff,
        (member, enrolment): (UserId, EnrolmentId),
        arrival: Arrival,
    ) -> Result<ClaimId, BackendError> {
        enters(staff)?;
        let tx = self.inner.store.write().await?;
        let contract = self.lock_enrolment(&tx, member, enrolment).await?;
        let opened = self.open_declaration(&tx, &contract, Pen::Desk).await?;
        if let Some(request) = opened.begun {
            self.keep_arrival(&tx, staff, (request, &opened.number), arrival).await?;
        }
        tx.commit().await?;
        Ok(ClaimId(opened.id))
    }

    /// Looks at a first declaration that is being entered, with whose it is and how it came; the look is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` when none is being entered there, or they may not.
    pub async fn look_at_declaration(&self, staff: &Staff, id: ClaimId) -> Result<(Person, Claim, Arrival), BackendError> {
        let (role, db) = (enters(staff)?, self.inner.store.read());
        let (row, member) = with_owner(db, id).await?;
        let found = self.claim_under(db, member, &row.number, Pen::Desk).await?;
        let claim = found.filter(|claim| claim.summary.status == ClaimStatus::Draft).ok_or(BackendError::NotFound)?;
        let draft = claim.draft.as_ref().map(|draft| draft.id).ok_or(BackendError::NotFound)?;
        let arrival = self.arrival_in(db, draft).await?.ok_or(BackendError::NotFound)?;
        let person = self.person(db, member).await?;
        let tx = self.inner.store.write().await?;
        audit::record(&tx, self.now(), Some(staff.person.id), "claim_looked_at", &row.number, role.as_str()).await?;
        tx.commit().await?;
        Ok((person, claim, arrival))
    }

    /// Keeps what opens it, as [`Self::save_opening`] does for a member.
    ///
    /// # Errors
    /// `NotFound` when none is being entered there, or they may not; `Rule` where the dossier was sent.
    pub async fn save_entry_opening(&self, staff: &Staff, id: ClaimId, typed: OpeningForm) -> Result<Saved, BackendError> {
        let (member, number) = self.entry_for(staff, id).await?;
        self.save_opened((member, &number), Pen::Desk, typed).await
    }
}
