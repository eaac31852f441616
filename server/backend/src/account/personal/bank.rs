//! The account number a member is paid on (M-14): sealed with the member's key, held before its first use (B-56), every change kept.
use super::{awaited::forget_awaited, entity::bank, undo::Before};
use crate::{Backend, BackendError, account::entity::user, audit, random};
use domain::{
    account::{
        Person,
        personal::{masked, read_iban},
    },
    day::Instant,
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::collections::HashMap;
use uuid::Uuid;

/// What is sealed with a member's key.
const IBAN: &str = "iban";

/// An account number, as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// « FR76 •••• •••• 1234 ».
    pub masked: String,
    /// From when on it is paid on; `None` when it is now.
    pub usable_from: Option<Instant>,
}

/// What became of an account number that was given, or of the code that confirms it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IbanChange {
    /// It takes the place of the one in use once it was held long enough.
    Kept,
    /// It waits for the code that was sent.
    CodeSent,
    /// Something is wrong; the account in use stays.
    Wrong(FieldError),
    /// Nothing waits for a code.
    Gone,
}

impl Backend {
    /// The account the member is paid on, then the one that takes its place.
    ///
    /// # Errors
    /// When the database cannot be read or a number not be opened.
    pub async fn bank_accounts(&self, member: UserId) -> Result<Vec<BankAccount>, BackendError> {
        let (db, now) = (self.inner.store.read(), self.now());
        let (held, usable): (Vec<bank::Model>, Vec<bank::Model>) =
            kept(db, member).await?.into_iter().partition(|row| row.usable_from > now);
        let key = self.member_key_in(db, member).await?;
        let shown = |row: bank::Model| -> Result<BankAccount, BackendError> {
            let masked = masked(&key.opened_text(IBAN, &row.iban)?);
            Ok(BankAccount { masked, usable_from: Some(row.usable_from).filter(|from| *from > now) })
        };
        usable.into_iter().take(1).chain(held).map(shown).collect()
    }

    /// The member's account numbers, whole, the newest first, each with the moment from which on it is paid on.
    pub(crate) async fn ibans(&self, member: UserId) -> Result<Vec<(String, Instant)>, BackendError> {
        let db = self.inner.store.read();
        let key = self.member_key_in(db, member).await?;
        let opened = |row: bank::Model| Ok((key.opened_text(IBAN, &row.iban)?, row.usable_from));
        kept(db, member).await?.into_iter().map(opened).collect()
    }

    /// The account number the member is paid on now, in the caller's transaction; one that is still held is not (B-56).
    pub(crate) async fn payable_iban(&self, tx: &impl ConnectionTrait, member: UserId) -> Result<Option<String>, BackendError> {
        Ok(self.payable_ibans(tx, &[member]).await?.remove(&member))
    }

    /// As [`Self::payable_iban`], of each of those members who has one.
    pub(crate) async fn payable_ibans(
        &self,
        tx: &impl ConnectionTrait,
        members: &[UserId],
    ) -> Result<HashMap<UserId, String>, BackendError> {
        let now = self.now();
        let usable = kept_of(tx, members).await?.into_iter().filter(|row| row.usable_from <= now);
        // The newest comes last, and stays.
        let sealed: HashMap<UserId, String> = usable.rev().map(|row| (UserId(row.user_id), row.iban)).collect();
        let keys = self.member_keys_in(tx, members).await?;
        let opened = |(member, sealed): (UserId, String)| {
            let key = keys.get(&member).ok_or(BackendError::NotFound)?;
            Ok((member, key.opened_text(IBAN, &sealed)?))
        };
        sealed.into_iter().map(opened).collect()
    }

    /// Has the member paid on that account once it was held long enough; the one in use stays until then. Where nothing but the password
    /// proved who asks, it waits first for the code that is sent over a second channel (B-56).
    ///
    /// # Errors
    /// `NotFound` where no account is asked for, or when the session ended meanwhile; when the database cannot be written.
    pub async fn change_iban(&self, member: &Person, session: &str, typed: &str) -> Result<IbanChange, BackendError> {
        self.asks_iban()?;
        let iban = match read_iban(typed) {
            Ok(iban) => iban,
            Err(problem) => return Ok(IbanChange::Wrong(problem)),
        };
        let tx = self.inner.store.write().await?;
        let row = self.row_of_session(&tx, member.id, session).await?;
        let key = self.member_key_in(&tx, member.id).await?;
        let newest = kept(&tx, member.id).await?.into_iter().next();
        // The same number sent twice is one change.
        if let Some(newest) = newest
            && key.opened_text(IBAN, &newest.iban)? == iban
        {
            return Ok(IbanChange::Kept);
        }
        let outcome = if self.is_proved_twice(&tx, member.id, session).await? {
            self.take_iban(&tx, &row, (random::id(self.now())?, &iban)).await?;
            IbanChange::Kept
        } else {
            self.await_code(&tx, &row, session, &iban).await?
        };
        tx.commit().await?;
        self.wake_outbox();
        Ok(outcome)
    }

    /// Nothing of an account is asked where the insurer does not want to know it.
    pub(super) fn asks_iban(&self) -> Result<(), BackendError> {
        if self.editable()?.iban { Ok(()) } else { Err(BackendError::NotFound) }
    }

    /// Holds the number under that id, in the caller's transaction, in place of one that is held still, and tells the member.
    pub(super) async fn take_iban(
        &self,
        tx: &impl ConnectionTrait,
        row: &user::Model,
        (id, iban): (Uuid, &str),
    ) -> Result<(), BackendError> {
        let (now, member) = (self.now(), UserId(row.id));
        let newest = kept(tx, member).await?.into_iter().next();
        let held = newest.filter(|account| account.usable_from > now).map(|account| account.id);
        if let Some(held) = held {
            withdraw(tx, held, Some(now)).await?;
        }
        let sealed = self.member_key_in(tx, member).await?.sealed(IBAN, iban.as_bytes())?;
        let usable_from = now + self.profile().login.hold();
        self.add_account(tx, member, (id, sealed), (usable_from, false)).await?;
        forget_awaited(tx, row.id).await?;
        self.tell_before(tx, row, "iban", &Before::Bank { added: id, held }).await?;
        audit::record(tx, now, Some(member), "account_number_changed", &id.to_string(), "").await
    }

    /// Has the member paid at once on the account that the insurer knows, in place of the one it knew; whether that is new. Whoever ever
    /// named one themselves keeps it (B-52).
    pub(crate) async fn import_iban(&self, tx: &impl ConnectionTrait, member: UserId, iban: &str) -> Result<bool, BackendError> {
        let (now, key) = (self.now(), self.member_key_in(tx, member).await?);
        let all = bank::Entity::find().filter(bank::Column::UserId.eq(member.0)).all(tx).await?;
        if all.iter().any(|row| !row.imported) {
            return Ok(false);
        }
        if let Some(known) = all.iter().find(|row| row.withdrawn_at.is_none()) {
            if key.opened_text(IBAN, &known.iban)? == iban {
                return Ok(false);
            }
            withdraw(tx, known.id, Some(now)).await?;
        }
        self.add_account(tx, member, (random::id(now)?, key.sealed(IBAN, iban.as_bytes())?), (now, true)).await?;
        Ok(true)
    }

    async fn add_account(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        (id, sealed): (Uuid, String),
        (usable_from, imported): (Instant, bool),
    ) -> Result<(), BackendError> {
        let row = bank::ActiveModel {
            id: Set(id),
            user_id: Set(member.0),
            iban: Set(sealed),
            created_at: Set(self.now()),
            usable_from: Set(usable_from),
            withdrawn_at: Set(None),
            imported: Set(imported),
        };
        bank::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }
}

/// Whether the member has an account of that id, or had.
pub(super) async fn is_account(tx: &impl ConnectionTrait, member: UserId, id: Uuid) -> Result<bool, BackendError> {
    let own = bank::Entity::find_by_id(id).filter(bank::Column::UserId.eq(member.0));
    Ok(own.one(tx).await?.is_some())
}

/// The member's accounts that were not withdrawn, newest first.
async fn kept(db: &impl ConnectionTrait, member: UserId) -> Result<Vec<bank::Model>, BackendError> {
    kept_of(db, &[member]).await
}

/// As [`kept`], of those members.
async fn kept_of(db: &impl ConnectionTrait, members: &[UserId]) -> Result<Vec<bank::Model>, BackendError> {
    let theirs = bank::Entity::find().filter(bank::Column::UserId.is_in(members.iter().map(|member| member.0)));
    let kept = theirs.filter(bank::Column::WithdrawnAt.is_null());
    Ok(kept.order_by_desc(bank::Column::CreatedAt).order_by_desc(bank::Column::Id).all(db).await?)
}

/// Withdraws the account at that moment; with none, it counts again.
pub(super) async fn withdraw(tx: &impl ConnectionTrait, id: Uuid, at: Option<Instant>) -> Result<(), BackendError> {
    let change = bank::Entity::update_many().col_expr(bank::Column::WithdrawnAt, Expr::value(at));
    change.filter(bank::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
