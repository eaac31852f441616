//! What members are told of looks (B-2, Y-17): by which role, once a day and person, in the timelines of their dossiers; never by whom.
use super::entity::look;
use crate::{
    Backend, BackendError, audit,
    claim::entity::claim,
    clock::{paris_day, paris_midnight},
    contract::entity::enrolment,
    random,
};
use domain::{
    access::StaffRole,
    account::Staff,
    claim::{ClaimStatus, Look, Looked},
    day::Instant,
    id::{AttachmentId, ClaimId, UserId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::OnConflict,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Stands for a look at who a member is, where one at a medical paper names it.
const MEMBER: &str = "member";

/// What a look is kept of, in the dossier where its member is told.
#[derive(Clone, Copy)]
pub(super) enum Seen {
    /// The dossier, or one of its files.
    Dossier,
    /// That medical paper, opened.
    Paper(AttachmentId),
    /// Who its member is.
    Member,
}

impl Backend {
    /// Who of the desk looked at the dossier, oldest first: once a day and person; and once more for each medical paper they opened.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn looks(&self, claim: ClaimId) -> Result<Vec<Look>, BackendError> {
        let of_claim = look::Entity::find().filter(look::Column::ClaimId.eq(claim.0)).order_by_asc(look::Column::At);
        let rows = of_claim.all(self.inner.store.read()).await?;
        let told = |row: look::Model| -> Result<Look, BackendError> {
            let role = StaffRole::parse(&row.role).ok_or_else(|| BackendError::inconsistent("looks"))?;
            let about = match row.about.as_str() {
                "" => Looked::Dossier,
                MEMBER => Looked::Member,
                _ => Looked::Paper,
            };
            Ok(Look { at: row.at, role, about })
        };
        rows.into_iter().map(told).collect()
    }

    /// Keeps that somebody of the office reads, in that role, of those dossiers in a list: once a day and person, for a list is opened again
    /// after each act on it.
    pub(crate) async fn keep_listed(&self, staff: &Staff, role: StaffRole, listed: Vec<(ClaimId, &str)>) -> Result<(), BackendError> {
        let (now, by) = (self.now(), staff.person.id);
        let numbers = listed.iter().map(|(_, number)| (*number).to_owned());
        let known = audit::noted_since(self.inner.store.read(), by, "claim_looked_at", numbers, paris_midnight(self.today())).await?;
        let new = listed.into_iter().filter(|(_, number)| !known.contains(*number)).map(|(id, number)| (number, id));
        let new: BTreeMap<&str, ClaimId> = new.collect();
        if new.is_empty() {
            return Ok(());
        }
        let tx = self.inner.store.write().await?;
        for (number, id) in new {
            audit::record(&tx, now, Some(by), "claim_looked_at", number, role.as_str()).await?;
            tell_member(&tx, staff, (id, role), Seen::Dossier, now).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Has the timelines of a member's dossiers tell that somebody of the desk looked, in that role, at who they are. Whoever has none reads it in
/// their archive.
pub(crate) async fn tell_of_member(
    tx: &impl ConnectionTrait,
    staff: &Staff,
    role: StaffRole,
    member: UserId,
    at: Instant,
) -> Result<(), BackendError> {
    let theirs = claim::Entity::find().join(JoinType::InnerJoin, claim::Relation::Enrolment.def());
    let theirs = theirs.filter(enrolment::Column::UserId.eq(member.0)).filter(claim::Column::Status.ne(ClaimStatus::Draft.as_str()));
    let theirs: Vec<Uuid> = theirs.select_only().column(claim::Column::Id).into_tuple().all(tx).await?;
    for claim in theirs {
        tell_member(tx, staff, (ClaimId(claim), role), Seen::Member, at).await?;
    }
    Ok(())
}

/// Has the member's timeline tell of a look; the second of that day by the same person, at the same, tells nothing more.
pub(super) async fn tell_member(
    tx: &impl ConnectionTrait,
    staff: &Staff,
    (claim, role): (ClaimId, StaffRole),
    seen: Seen,
    at: Instant,
) -> Result<(), BackendError> {
    let about = match seen {
        Seen::Dossier => String::new(),
        Seen::Paper(paper) => paper.to_string(),
        Seen::Member => MEMBER.to_owned(),
    };
    let row = look::ActiveModel {
        id: Set(random::id(at)?),
        claim_id: Set(claim.0),
        user_id: Set(staff.person.id.0),
        role: Set(role.as_str().to_owned()),
        on_day: Set(paris_day(at).0),
        at: Set(at),
        about: Set(about),
    };
    let of_day = [look::Column::ClaimId, look::Column::UserId, look::Column::OnDay, look::Column::About];
    let first = OnConflict::columns(of_day).do_nothing().to_owned();
    look::Entity::insert(row).on_conflict(first).exec_without_returning(tx).await?;
    Ok(())
}
