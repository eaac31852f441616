//! « Rattacher un contrat » (D-3, D-16): a member names one more contract of theirs. What is told is one sentence, whatever the reason
//! why it cannot be.
use super::{
    confirm::enrol,
    entity::{imported, user},
    throttle::Try,
};
use crate::{Backend, BackendError, audit, outbox, random};
use domain::{
    account::{ContractForm, NamedContract, Person, RegistrationMode, minutes_until},
    day::Day,
    form::FieldError,
    id::UserId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use std::collections::BTreeMap;

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Attached {
    /// The contract is the member's, from now on or already.
    Theirs,
    /// Something is missing or malformed, or the contract cannot be attached.
    Wrong(Vec<FieldError>),
}

/// Under which tries are counted: by whoever makes them, not by what they try.
fn tries_of(member: UserId) -> String {
    format!("attach:{member}")
}

impl Backend {
    /// When the member was born, where their account says; else it is asked for.
    ///
    /// # Errors
    /// `NotFound` where nobody names contracts, or the member is gone; when the database cannot be read.
    pub async fn known_birth_date(&self, member: UserId) -> Result<Option<Day>, BackendError> {
        if self.profile().registration.mode != RegistrationMode::Open {
            return Err(BackendError::NotFound);
        }
        let row = user::Entity::find_by_id(member.0).one(self.inner.store.read()).await?.ok_or(BackendError::NotFound)?;
        Ok(row.birth_date.map(Day))
    }

    /// Attaches the contract to the member's account. Each well-formed try counts, until one is right.
    ///
    /// # Errors
    /// As [`Self::known_birth_date`]; when the database cannot be written.
    pub async fn attach_contract(&self, member: &Person, form: &ContractForm) -> Result<Attached, BackendError> {
        let known = self.known_birth_date(member.id).await?;
        let named = match self.profile().registration.read_contract(form, known, self.today()) {
            Ok(named) => named,
            Err(problems) => return Ok(Attached::Wrong(problems)),
        };
        if let Try::TooSoon(next) = self.count_try(&tries_of(member.id)).await? {
            let minutes = minutes_until(next, self.now()).to_string();
            return Ok(Attached::Wrong(vec![FieldError::new("contract", "password-wait").with("minutes", minutes)]));
        }
        let theirs = self.take_contract(member, &named).await?;
        Ok(if theirs { Attached::Theirs } else { Attached::Wrong(vec![FieldError::new("contract", "attach-refused")]) })
    }

    /// Makes the contract the member's when nobody has it; whether it is theirs now.
    async fn take_contract(&self, member: &Person, named: &NamedContract) -> Result<bool, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        // The person first, as the erasure does; and of two presses at once the second sees what the first did.
        let open = user::Entity::find_by_id(member.id.0).filter(user::Column::Closed.eq(false)).lock_exclusive();
        let row = open.one(&tx).await?.ok_or(BackendError::NotFound)?;
        let whose = (row.given_name.as_str(), row.family_name.as_str());
        let Some(contract) = self.insured(&tx, named, whose).await? else { return Ok(false) };
        if contract.taken_by == Some(row.id) {
            return Ok(true);
        }
        // A contract has one account: whoever comes second finds it taken.
        let take = imported::Entity::update_many().col_expr(imported::Column::TakenBy, Expr::value(row.id));
        let free = take.filter(imported::Column::Id.eq(contract.id)).filter(imported::Column::TakenBy.is_null()).exec(&tx).await?;
        if free.rows_affected != 1 {
            return Ok(false);
        }
        let id = random::id(now)?;
        enrol(&tx, member.id, contract, id).await?;
        Self::forget_tries_in(&tx, &tries_of(member.id)).await?;
        audit::record(&tx, now, Some(member.id), "contract_attached", &id.to_string(), "").await?;
        if let Some(to) = &row.email {
            outbox::enqueue_mail(&tx, now, to, "attached-mail", &BTreeMap::new(), format!("attached:{id}")).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(true)
    }
}
