//! Medical papers, for whoever may read them (B-4, Y-8): the dossiers where some wait to be judged, oldest first; and one of them, with what a
//! doctor needs and nothing else. What is opened is in the audit each time, and told to the member once a day, person and paper.
use super::told::{Seen, tell_member};
use crate::{
    Backend, BackendError,
    account::{entity::user, full_names},
    attachment::FileKeys,
    audit,
    claim::entity::claim,
    complement::entity::{complement, item},
    contract::entity::enrolment,
};
use domain::{
    access::{Action, MedicalLeave, StaffRole, role_for},
    account::Staff,
    attachment::{Attachment, View},
    claim::{ClaimStatus, MedicalLine, MedicalPage, QUEUE_PAGE, QueuePlace, SentRequest},
    complement::{Complement, ComplementState},
    day::{Day, Instant},
    id::{AttachmentId, ClaimId, UserId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::ExprTrait,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A dossier as whoever judges its medical papers reads it: not what is paid for it, nor to what account, nor what the desk notes of it.
#[derive(Clone, Debug)]
pub struct MedicalClaim {
    /// Which.
    pub id: ClaimId,
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub status: ClaimStatus,
    /// Raised by each change: whoever judges a paper says which one they read (B-2).
    pub version: i32,
    /// First and last name of its member.
    pub member: String,
    /// When they were born.
    pub born: Option<Day>,
    /// What was declared, oldest first, without files.
    pub requests: Vec<SentRequest>,
    /// The medical papers that came, by what they were asked for with, newest first.
    pub asked: Vec<Complement>,
}

impl MedicalClaim {
    /// The medical paper of that id, one that was refused and replaced too.
    pub fn paper(&self, file: AttachmentId) -> Option<&Attachment> {
        self.asked.iter().flat_map(|one| &one.items).find_map(|item| item.files().find(|given| given.id == file))
    }
}

impl Backend {
    /// The dossiers of which medical papers wait to be judged, beyond that place.
    ///
    /// # Errors
    /// `NotFound` for whoever may not read such papers; when the database cannot be read.
    pub async fn medical_queue(&self, staff: &Staff, after: Option<QueuePlace>) -> Result<MedicalPage, BackendError> {
        medical_role(staff)?;
        let db = self.inner.store.read();
        let (claim, since) = (complement::Column::ClaimId, || item::Column::SentAt.min());
        let papers = item::Entity::find().select_only().column(claim).column_as(since(), "since");
        let papers = papers.join(JoinType::InnerJoin, item::Relation::Complement.def()).filter(waiting()).group_by(claim);
        let papers = papers.having(after.map_or_else(Condition::all, beyond)).order_by_asc(since()).order_by_asc(claim);
        let mut rows: Vec<(Uuid, Instant)> = papers.limit(QUEUE_PAGE + 1).into_tuple().all(db).await?;
        let more = rows.len() as u64 > QUEUE_PAGE;
        rows.truncate(usize::try_from(QUEUE_PAGE).map_err(BackendError::broken)?);
        let lines = medical_lines(db, rows).await?;
        let next = lines.last().filter(|_| more).map(|line| QueuePlace { at: line.since, id: line.id });
        Ok(MedicalPage { lines, next })
    }

    /// Looks at the medical papers of a dossier; the look is kept before anything is shown. `None` when there is no such dossier, or no such
    /// paper was ever sent for it.
    ///
    /// # Errors
    /// `NotFound` for whoever may not read such papers; when the database cannot be read or written.
    pub async fn look_at_medical(&self, staff: &Staff, id: ClaimId) -> Result<Option<MedicalClaim>, BackendError> {
        let role = medical_role(staff)?;
        let Some((found, _)) = self.medical_claim(staff, id).await? else { return Ok(None) };
        let (now, tx) = (self.now(), self.inner.store.write().await?);
        audit::record(&tx, now, Some(staff.person.id), "claim_looked_at", &found.number, role.as_str()).await?;
        tell_member(&tx, staff, (id, role), Seen::Dossier, now).await?;
        tx.commit().await?;
        Ok(Some(found))
    }

    /// Opens a medical paper, with what is in it; that it was opened is kept and told first.
    ///
    /// # Errors
    /// As [`Self::look_at_medical`]; when the file cannot be read.
    pub async fn open_medical(
        &self,
        staff: &Staff,
        id: ClaimId,
        file: AttachmentId,
    ) -> Result<Option<(Attachment, Vec<u8>)>, BackendError> {
        let role = medical_role(staff)?;
        let Some((found, keys)) = self.medical_claim(staff, id).await? else { return Ok(None) };
        if found.paper(file).is_none() {
            return Ok(None);
        }
        let opened = self.opened_file(file, &keys).await?;
        let (now, tx) = (self.now(), self.inner.store.write().await?);
        audit::record(&tx, now, Some(staff.person.id), "medical_opened", &found.number, &file.to_string()).await?;
        tell_member(&tx, staff, (id, role), Seen::Paper(file), now).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// As [`Self::open_medical`], at one of its pages: a picture of it, a JPEG. `None` too where it cannot be drawn.
    ///
    /// # Errors
    /// As [`Self::open_medical`]; when nothing can be drawn at all.
    pub async fn open_medical_page(
        &self,
        staff: &Staff,
        id: ClaimId,
        file: AttachmentId,
        view: View,
    ) -> Result<Option<Vec<u8>>, BackendError> {
        let Some((file, contents)) = self.open_medical(staff, id, file).await? else { return Ok(None) };
        self.picture(&file, &contents, view).await
    }

    /// Whether that page of a medical paper can be drawn, so that its page can say so where it cannot: nothing of it is shown by this.
    ///
    /// # Errors
    /// When the file cannot be read, or nothing can be drawn at all.
    pub async fn can_draw_medical(&self, staff: &Staff, id: ClaimId, file: AttachmentId, view: View) -> Result<bool, BackendError> {
        let Some((found, keys)) = self.medical_claim(staff, id).await? else { return Ok(false) };
        if found.paper(file).is_none() {
            return Ok(false);
        }
        let Some((file, contents)) = self.opened_file(file, &keys).await? else { return Ok(false) };
        Ok(self.picture(&file, &contents, view).await?.is_some())
    }

    /// The dossier of that id as the medical service reads it, and what opens its member's papers.
    async fn medical_claim(&self, staff: &Staff, id: ClaimId) -> Result<Option<(MedicalClaim, FileKeys)>, BackendError> {
        let db = self.inner.store.read();
        let found = claim::Entity::find_by_id(id.0).find_also_related(enrolment::Entity).one(db).await?;
        let Some((row, Some(enrolment))) = found else { return Ok(None) };
        let member = UserId(enrolment.user_id);
        let leave = MedicalLeave::of_staff(staff.roles, member).ok_or(BackendError::NotFound)?;
        let asked = self.complements_of(db, member, &row.number, Some(leave)).await?.into_iter().map(Complement::for_medical);
        let asked: Vec<Complement> = asked.filter(|one| !one.items.is_empty()).collect();
        let Some(claim) = self.claim_in(db, member, &row.number).await?.filter(|_| !asked.is_empty()) else { return Ok(None) };
        let person = user::Entity::find_by_id(member.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let found = MedicalClaim {
            id,
            number: row.number,
            status: claim.summary.status,
            version: row.version,
            member: format!("{} {}", person.given_name, person.family_name),
            born: person.birth_date.map(Day),
            requests: claim.requests.into_iter().map(|request| SentRequest { files: Vec::new(), ..request }).collect(),
            asked,
        };
        Ok(Some((found, self.file_keys(db, member, Some(leave)).await?)))
    }
}

/// The role by which they read medical papers; whoever may not finds none.
fn medical_role(staff: &Staff) -> Result<StaffRole, BackendError> {
    role_for(staff.roles, Action::ReadMedical).ok_or(BackendError::NotFound)
}

/// What was sent of what is medical, and judged by nobody yet.
fn waiting() -> Condition {
    Condition::all()
        .add(item::Column::Medical.eq(true))
        .add(item::Column::Verdict.is_in(["deposited", "cannot_get"]))
        .add(item::Column::SentAt.is_not_null())
        .add(complement::Column::State.ne(ComplementState::Closed.as_str()))
}

/// What stands behind that place.
fn beyond(place: QueuePlace) -> Condition {
    let since = item::Column::SentAt.min();
    let same = Condition::all().add(since.clone().eq(place.at)).add(complement::Column::ClaimId.gt(place.id.0));
    Condition::any().add(since.gt(place.at)).add(same)
}

/// Those dossiers with the names of their members, in the same order.
async fn medical_lines(db: &impl ConnectionTrait, rows: Vec<(Uuid, Instant)>) -> Result<Vec<MedicalLine>, BackendError> {
    let claims = claim::Entity::find().find_also_related(enrolment::Entity);
    let claims = claims.filter(claim::Column::Id.is_in(rows.iter().map(|(id, _)| *id))).all(db).await?;
    let of: HashMap<Uuid, (String, Uuid)> =
        claims.into_iter().filter_map(|(claim, enrolment)| Some((claim.id, (claim.number, enrolment?.user_id)))).collect();
    let names = full_names(db, of.values().map(|(_, member)| *member)).await?;
    let line = |(id, since): (Uuid, Instant)| {
        let (number, member) = of.get(&id)?;
        Some(MedicalLine { id: ClaimId(id), number: number.clone(), member: names.get(member)?.clone(), since })
    };
    rows.into_iter().map(|row| line(row).ok_or_else(|| BackendError::inconsistent("claims"))).collect()
}
