//! The account number a member is paid on (M-14): sealed with the member's key, held before its first use (B-56), every change kept.
use super::{entity::bank, undo::Before};
use crate::{Backend, BackendError, audit, random};
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
        let now = self.now();
        let usable = kept(tx, member).await?.into_iter().find(|row| row.usable_from <= now);
        let key = self.member_key_in(tx, member).await?;
        usable.map(|row| key.opened_text(IBAN, &row.iban)).transpose()
    }

    /// Has the member paid on that account once it was held long enough; the one in use stays until then. Gives what is wrong.
    ///
    /// # Errors
    /// `NotFound` where no account is asked for, or when the session ended meanwhile; when the database cannot be written.
    pub async fn change_iban(&self, member: &Person, session: &str, typed: &str) -> Result<Vec<FieldError>, BackendError> {
        if !self.editable()?.iban {
            return Err(BackendError::NotFound);
        }
        let iban = match read_iban(typed) {
            Ok(iban) => iban,
            Err(problem) => return Ok(vec![problem]),
        };
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let row = self.row_of_session(&tx, member.id, session).await?;
        let key = self.member_key_in(&tx, member.id).await?;
        let newest = kept(&tx, member.id).await?.into_iter().next();
        // The same number sent twice is one change.
        if let Some(newest) = &newest
            && key.opened_text(IBAN, &newest.iban)? == iban
        {
            return Ok(Vec::new());
        }
        let held = newest.filter(|account| account.usable_from > now).map(|account| account.id);
        if let Some(held) = held {
            withdraw(&tx, held, Some(now)).await?;
        }
        let usable_from = now + self.profile().login.hold();
        let added = self.add_account(&tx, member.id, key.sealed(IBAN, iban.as_bytes())?, (usable_from, false)).await?;
        self.tell_before(&tx, &row, "iban", &Before::Bank { added, held }).await?;
        audit::record(&tx, now, Some(member.id), "account_number_changed", &added.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Vec::new())
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
        self.add_account(tx, member, key.sealed(IBAN, iban.as_bytes())?, (now, true)).await?;
        Ok(true)
    }

    async fn add_account(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        sealed: String,
        (usable_from, imported): (Instant, bool),
    ) -> Result<Uuid, BackendError> {
        let now = self.now();
        let id = random::id(now)?;
        let row = bank::ActiveModel {
            id: Set(id),
            user_id: Set(member.0),
            iban: Set(sealed),
            created_at: Set(now),
            usable_from: Set(usable_from),
            withdrawn_at: Set(None),
            imported: Set(imported),
        };
        bank::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(id)
    }
}

/// The member's accounts that were not withdrawn, newest first.
async fn kept(db: &impl ConnectionTrait, member: UserId) -> Result<Vec<bank::Model>, BackendError> {
    let kept = bank::Entity::find().filter(bank::Column::UserId.eq(member.0)).filter(bank::Column::WithdrawnAt.is_null());
    Ok(kept.order_by_desc(bank::Column::CreatedAt).order_by_desc(bank::Column::Id).all(db).await?)
}

/// Withdraws the account at that moment; with none, it counts again.
pub(super) async fn withdraw(tx: &impl ConnectionTrait, id: Uuid, at: Option<Instant>) -> Result<(), BackendError> {
    let change = bank::Entity::update_many().col_expr(bank::Column::WithdrawnAt, Expr::value(at));
    change.filter(bank::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
