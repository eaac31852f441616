//! The hint of a password (D-6) and the mother's first name (D-7): kept sealed with the member's key, the name as a hash of its own salt
//! . Nobody reads them here; what the mailed link shows is in [`super::remind`].
use super::{
    entity::{hint, user},
    throttle::tries_of_proofs,
};
use crate::{Backend, BackendError, audit, outbox, random};
use domain::{
    account::{Hint, HintForm, KeptHint, Person, WRONG_ANSWERS, gives_away},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use std::collections::BTreeMap;

/// What each is sealed as: neither opens as the other.
pub(super) const TEXT: &str = "hint";
pub(super) const MOTHER: &str = "mother";

/// A hint ready to be kept.
pub(crate) struct NewHint {
    text: String,
    mother_hash: Option<String>,
}

impl Backend {
    /// What the member is told of their hint; `None` without one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn kept_hint(&self, member: UserId) -> Result<Option<KeptHint>, BackendError> {
        let row = hint::Entity::find_by_id(member.0).one(self.inner.store.read()).await?;
        Ok(row.map(|row| KeptHint { asks: row.sealed_mother.is_some(), closed: row.wrong_answers >= WRONG_ANSWERS }))
    }

    /// Keeps a hint in place of the one before, and of its question; gives what is wrong, nothing when it is kept. The current password
    /// is what it is judged by.
    ///
    /// # Errors
    /// `NotFound` where the insurer has no hints, or when the person is gone; when the database cannot be read or written.
    pub async fn save_hint(&self, person: &Person, typed: &HintForm, current: String) -> Result<Vec<FieldError>, BackendError> {
        let rules = &self.profile().recovery;
        let row = user::Entity::find_by_id(person.id.0).one(self.inner.store.read()).await?;
        let row = row.filter(|_| rules.hint).ok_or(BackendError::NotFound)?;
        let read = rules.read_hint(typed, &current);
        let fault = self.password_fault(&row, current).await?;
        if fault.is_none() {
            self.forget_tries(&tries_of_proofs(row.id)).await?;
        }
        match read {
            Ok(Some(hint)) if fault.is_none() => {
                let hint = self.hashed_hint(hint).await?;
                self.replace_hint(&row, Some(hint)).await.map(|()| Vec::new())
            }
            Ok(hint) => {
                let missing = hint.is_none().then(|| FieldError::new("hint", "hint-missing"));
                Ok(missing.into_iter().chain(fault).collect())
            }
            Err(problems) => Ok(problems.into_iter().chain(fault).collect()),
        }
    }

    /// Forgets the member's hint and its question.
    ///
    /// # Errors
    /// `NotFound` where the insurer has no hints, or when the person is gone; when the database cannot be read or written.
    pub async fn drop_hint(&self, person: &Person) -> Result<(), BackendError> {
        let row = user::Entity::find_by_id(person.id.0).one(self.inner.store.read()).await?;
        self.replace_hint(&row.filter(|_| self.profile().recovery.hint).ok_or(BackendError::NotFound)?, None).await
    }

    /// One hint in place of another, or none; the member is told by mail. Nothing is done when the password that was verified is no
    /// longer theirs: the hint was judged by it.
    async fn replace_hint(&self, row: &user::Model, hint: Option<NewHint>) -> Result<(), BackendError> {
        let (now, id, kept) = (self.now(), UserId(row.id), hint.is_some());
        let tx = self.inner.store.write().await?;
        let still = user::Entity::find_by_id(row.id).filter(user::Column::PasswordHash.eq(&row.password_hash)).lock_exclusive();
        let row = still.one(&tx).await?.ok_or(BackendError::NotFound)?;
        let dropped = hint::Entity::delete_by_id(row.id).exec(&tx).await?.rows_affected;
        match hint {
            Some(hint) => self.keep_hint(&tx, id, hint).await?,
            None if dropped == 0 => return Ok(()),
            None => {}
        }
        audit::record(&tx, now, Some(id), if kept { "hint_kept" } else { "hint_dropped" }, &row.id.to_string(), "").await?;
        if let Some(to) = &row.email {
            outbox::enqueue_mail(&tx, now, to, "hint-mail", &BTreeMap::new(), format!("hint:{}", random::id(now)?)).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// The hint with its name hashed: work for a thread of its own, so before any transaction.
    pub(crate) async fn hashed_hint(&self, hint: Hint) -> Result<NewHint, BackendError> {
        let mother_hash = match hint.mother {
            Some(name) => Some(self.hashed(name).await?),
            None => None,
        };
        Ok(NewHint { text: hint.text, mother_hash })
    }

    /// Keeps the hint of a member who has none, in the caller's transaction.
    pub(crate) async fn keep_hint(&self, tx: &impl ConnectionTrait, member: UserId, hint: NewHint) -> Result<(), BackendError> {
        let key = self.member_key_in(tx, member).await?;
        let row = hint::ActiveModel {
            user_id: Set(member.0),
            sealed_text: Set(key.sealed(TEXT, hint.text.as_bytes())?),
            sealed_mother: Set(hint.mother_hash.map(|hash| key.sealed(MOTHER, hash.as_bytes())).transpose()?),
            wrong_answers: Set(0),
        };
        hint::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }

    /// After a new password, in the transaction that keeps it: a hint that would give it away goes; beside any other, wrong answers
    /// are forgiven, since the person came back without it. Gives whether it went.
    pub(super) async fn review_hint(&self, tx: &impl ConnectionTrait, member: UserId, password: &str) -> Result<bool, BackendError> {
        let Some(row) = hint::Entity::find_by_id(member.0).one(tx).await? else { return Ok(false) };
        let text = self.member_key_in(tx, member).await?.opened(TEXT, &row.sealed_text)?;
        let goes = gives_away(&String::from_utf8_lossy(&text), password);
        if goes {
            hint::Entity::delete_by_id(member.0).exec(tx).await?;
            audit::record(tx, self.now(), Some(member), "hint_dropped", &member.to_string(), "").await?;
        } else {
            forgive(tx, member).await?;
        }
        Ok(goes)
    }
}

/// Wrong answers count no more.
pub(super) async fn forgive(tx: &impl ConnectionTrait, member: UserId) -> Result<(), BackendError> {
    let update = hint::Entity::update_many().col_expr(hint::Column::WrongAnswers, Expr::value(0));
    update.filter(hint::Column::UserId.eq(member.0)).exec(tx).await?;
    Ok(())
}
