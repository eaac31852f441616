//! Finding a dossier by its number, by that of one of its requests or of its contract, or by the beginning of its member's name (B-1): whether
//! it waits or not, but never what its member is still writing. And finding members by their name or the number of a contract of theirs, who
//! may have no dossier yet (B-16).
use crate::{
    Backend, BackendError,
    account::entity::user,
    claim::entity::{claim, request},
    contract::entity::enrolment,
};
use domain::{
    access::{Action, role_for},
    account::{Person, Staff, behind_keys},
    claim::{ClaimStatus, FOUND, Found, FoundClaim, FoundMember, FoundMembers, Sought},
    day::Day,
    id::ClaimId,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, SelectTwo,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

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
            Sought::Contract(number) => Condition::all().add(numbered(number)),
            Sought::Name(key) => named(key),
        };
        let rows = sent_of_members().filter(by).limit(FOUND + 1).all(db).await?;
        let more = rows.len() as u64 > FOUND;
        let lines = rows.into_iter().take(usize::try_from(FOUND).map_err(BackendError::broken)?).map(|(row, member)| to_found(row, member));
        Ok(Found { lines: lines.collect::<Result<_, _>>()?, more })
    }

    /// The members sought by the beginning of their name or by a contract of theirs, with a dossier or without, as far as anything insures
    /// them; by name. By the number of a dossier none.
    ///
    /// # Errors
    /// `NotFound` for whoever neither enters anything for members nor helps them in; when the database cannot be read.
    pub async fn find_members(&self, staff: &Staff, sought: &Sought) -> Result<FoundMembers, BackendError> {
        let finds = [Action::EnterOnBehalf, Action::HelpToSignIn].into_iter().any(|action| role_for(staff.roles, action).is_some());
        if !finds {
            return Err(BackendError::NotFound);
        }
        let by = match sought {
            Sought::Claim(_) | Sought::Request(_) => return Ok(FoundMembers::default()),
            Sought::Contract(number) => Condition::all().add(user::Column::Id.in_subquery(holders(number))),
            Sought::Name(key) => named(key),
        };
        let theirs = user::Entity::find().filter(by).filter(is_insured());
        let sorted = theirs.order_by_asc(user::Column::NameKey).order_by_asc(user::Column::Id);
        let rows = sorted.limit(FOUND + 1).all(self.inner.store.read()).await?;
        let more = rows.len() as u64 > FOUND;
        let lines = rows.into_iter().take(usize::try_from(FOUND).map_err(BackendError::broken)?).map(to_member);
        Ok(FoundMembers { lines: lines.collect::<Result<_, _>>()?, more })
    }
}

/// People whose name begins so.
fn named(key: &str) -> Condition {
    let behind = behind_keys(key).map(|behind| user::Column::NameKey.lt(behind));
    Condition::all().add(user::Column::NameKey.gte(key)).add_option(behind)
}

/// Enrolments in contracts of that number, whichever way its letters are typed.
fn numbered(number: &str) -> Expr {
    enrolment::Column::ContractNumber.is_in([number.to_owned(), number.to_uppercase()])
}

/// Whom contracts of that number insure.
fn holders(number: &str) -> SelectStatement {
    enrolment::Entity::find().select_only().column(enrolment::Column::UserId).filter(numbered(number)).into_query()
}

/// A contract insures them: nobody of the office has one.
fn is_insured() -> Expr {
    let of = Expr::col((enrolment::Entity, enrolment::Column::UserId)).equals((user::Entity, user::Column::Id));
    Expr::exists(Query::select().column(enrolment::Column::Id).from(enrolment::Entity).and_where(of).to_owned())
}

fn to_member(row: user::Model) -> Result<FoundMember, BackendError> {
    let born = row.birth_date.map(Day);
    let member = Person::try_from(row)?;
    Ok(FoundMember { id: member.id, name: member.full_name(), born })
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
