//! Finding a dossier by its number, by that of one of its requests, or by the beginning of its member's name (B-1): whether it waits or not,
//! but never what its member is still writing.
use crate::{
    Backend, BackendError,
    account::entity::user,
    claim::entity::{claim, request},
    contract::entity::enrolment,
};
use domain::{
    account::{Person, behind_keys},
    claim::{ClaimStatus, FOUND, Found, FoundClaim, Sought},
    id::ClaimId,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait, SelectTwo};

impl Backend {
    /// The dossiers sought, by name and then the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find_claims(&self, sought: &Sought) -> Result<Found, BackendError> {
        let db = self.inner.store.read();
        let by = match sought {
            Sought::Claim(number) => Condition::all().add(claim::Column::Number.eq(number)),
            Sought::Request(number) => {
                let of = request::Entity::find().filter(request::Column::Number.eq(number)).one(db).await?;
                let Some(of) = of else { return Ok(Found::default()) };
                Condition::all().add(claim::Column::Id.eq(of.claim_id))
            }
            Sought::Name(key) => {
                let behind = behind_keys(key).map(|behind| user::Column::NameKey.lt(behind));
                Condition::all().add(user::Column::NameKey.gte(key)).add_option(behind)
            }
        };
        let rows = sent_of_members().filter(by).limit(FOUND + 1).all(db).await?;
        let more = rows.len() as u64 > FOUND;
        let lines = rows.into_iter().take(usize::try_from(FOUND).map_err(BackendError::broken)?).map(|(row, member)| to_found(row, member));
        Ok(Found { lines: lines.collect::<Result<_, _>>()?, more })
    }
}

/// Dossiers that were sent, with their members.
fn sent_of_members() -> SelectTwo<claim::Entity, user::Entity> {
    let sent = claim::Entity::find().filter(claim::Column::Status.ne(ClaimStatus::Draft.as_str()));
    let sent =
        sent.join(JoinType::InnerJoin, claim::Relation::Enrolment.def()).join(JoinType::InnerJoin, enrolment::Relation::Member.def());
    let sorted = sent.order_by_asc(user::Column::NameKey).order_by_desc(claim::Column::CreatedAt).order_by_asc(claim::Column::Id);
    sorted.select_also(user::Entity)
}

fn to_found(row: claim::Model, member: Option<user::Model>) -> Result<FoundClaim, BackendError> {
    let broken = || BackendError::inconsistent("claims");
    let member = Person::try_from(member.ok_or_else(broken)?)?;
    Ok(FoundClaim {
        id: ClaimId(row.id),
        number: row.number,
        member: member.full_name(),
        status: ClaimStatus::parse(&row.status).ok_or_else(broken)?,
    })
}
