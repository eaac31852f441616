//! An account number that waits for the code by which its member confirms it over a second channel (B-56): sealed like those in use, one a
//! member at most, for the session that gave it and for an hour.
use super::{
    bank::{IbanChange, is_account},
    entity::awaited,
    undo::Before,
};
use crate::{
    Backend, BackendError,
    account::{
        entity::{session, user},
        token_hash,
    },
    audit, outbox, random,
};
use domain::{
    account::{
        CLOCK_SLACK, Channel, Person, minutes_until,
        personal::{AWAITED, CODE_MINUTES, MAX_CODES, SentCode, code_of, masked, read_code, second_channel},
    },
    day::Instant,
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, Select};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is sealed with a member's key: the number, and the print of its code, which alone would be guessed by whoever reads the rows.
const IBAN: &str = "awaited iban";
const CODE: &str = "iban code";

/// An account number that waits, as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitedIban {
    /// Names it when its code is typed.
    pub id: Uuid,
    /// « FR76 •••• •••• 1234 ».
    pub masked: String,
    /// The way that its code went.
    pub channel: Channel,
    /// Why that code works no more; `None` while it does.
    pub fault: Option<FieldError>,
}

/// What of a row stays when another code is sent for it.
struct Given {
    id: Uuid,
    session_hash: String,
    iban: String,
}

impl Backend {
    /// The number that the member gave in that session and that waits for its code, if any.
    ///
    /// # Errors
    /// When the database cannot be read or the number not be opened.
    pub async fn awaited_iban(&self, member: UserId, session: &str) -> Result<Option<AwaitedIban>, BackendError> {
        let (db, now) = (self.inner.store.read(), self.now());
        let Some(row) = of_session(member, session, now).one(db).await? else { return Ok(None) };
        let masked = masked(&self.member_key_in(db, member).await?.opened_text(IBAN, &row.iban)?);
        let channel = Channel::parse(&row.channel).ok_or_else(|| BackendError::inconsistent("awaited_accounts"))?;
        Ok(Some(AwaitedIban { id: row.id, masked, channel, fault: sent(&row).fault(now) }))
    }

    /// Has the number wait for its code, which is sent at once, in the caller's transaction. One that waited before gives way.
    pub(super) async fn await_code(
        &self,
        tx: &impl ConnectionTrait,
        member: &user::Model,
        session: &str,
        iban: &str,
    ) -> Result<IbanChange, BackendError> {
        let (now, of, session_hash) = (self.now(), UserId(member.id), token_hash(session));
        let key = self.member_key_in(tx, of).await?;
        let known = waiting(of, now).one(tx).await?;
        // The same number sent twice is one code.
        if let Some(row) = &known
            && row.session_hash == session_hash
            && sent(row).fault(now).is_none()
            && key.opened_text(IBAN, &row.iban)? == iban
        {
            return Ok(IbanChange::CodeSent);
        }
        let given = Given { id: random::id(now)?, session_hash, iban: key.sealed(IBAN, iban.as_bytes())? };
        self.send_code(tx, member, known, given).await
    }

    /// Sends another code for the number that waits; the one before works no more.
    ///
    /// # Errors
    /// As [`Self::change_iban`].
    pub async fn resend_iban_code(&self, member: &Person, session: &str) -> Result<IbanChange, BackendError> {
        self.asks_iban()?;
        let tx = self.inner.store.write().await?;
        let person = self.row_of_session(&tx, member.id, session).await?;
        let Some(row) = of_session(member.id, session, self.now()).one(&tx).await? else { return Ok(IbanChange::Gone) };
        if !sent(&row).may_be_followed(self.now()) {
            return Ok(IbanChange::Wrong(FieldError::new("code", "personal-code-soon")));
        }
        let given = Given { id: row.id, session_hash: row.session_hash.clone(), iban: row.iban.clone() };
        let outcome = self.send_code(&tx, &person, Some(row), given).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(outcome)
    }

    /// Sends a code for what was given, in place of the one `known`; codes of the same hour are counted together, whatever they were for.
    async fn send_code(
        &self,
        tx: &impl ConnectionTrait,
        member: &user::Model,
        known: Option<awaited::Model>,
        given: Given,
    ) -> Result<IbanChange, BackendError> {
        let (now, of) = (self.now(), UserId(member.id));
        // Whoever is reached nowhere could not be warned either: the account stays, and the insurer is asked.
        let Some((channel, to)) = self.second_channel(tx, member).await? else {
            let (hours, phone) = (self.profile().login.undo_hours.to_string(), self.profile().contact.phone.clone());
            return Ok(IbanChange::Wrong(FieldError::new("iban", "personal-code-no-channel").with("hours", hours).with("phone", phone)));
        };
        let (codes, until) = known.map_or((0, now + AWAITED), |row| (row.codes, row.ends_at));
        if codes >= MAX_CODES {
            let minutes = minutes_until(until, now).to_string();
            return Ok(IbanChange::Wrong(FieldError::new("iban", "personal-code-enough").with("minutes", minutes)));
        }
        let code = code_of(u64::from_le_bytes(random::bytes()?));
        let fresh = SentCode { sent_at: now, tries: 0 };
        let row = awaited::ActiveModel {
            user_id: Set(member.id),
            id: Set(given.id),
            session_hash: Set(given.session_hash),
            iban: Set(given.iban),
            sealed_code: Set(self.member_key_in(tx, of).await?.sealed(CODE, token_hash(&code).as_bytes())?),
            channel: Set(channel.as_str().to_owned()),
            tries: Set(fresh.tries),
            codes: Set(codes + 1),
            sent_at: Set(now),
            ends_at: Set(until.max(fresh.ends_at())),
        };
        awaited::Entity::delete_by_id(member.id).exec(tx).await?;
        awaited::Entity::insert(row).exec_without_returning(tx).await?;
        let template = match channel {
            Channel::Mail => "personal-code-mail",
            Channel::Sms => "personal-code-sms",
        };
        let params = BTreeMap::from([("code".to_owned(), code), ("minutes".to_owned(), CODE_MINUTES.to_string())]);
        let once = format!("{}{}", outbox::CODE, random::id(now)?);
        outbox::enqueue_for(tx, (now, now), member.id, (channel, &to), template, &params, once).await?;
        audit::record(tx, now, Some(of), "account_code_sent", &of.to_string(), channel.as_str()).await?;
        Ok(IbanChange::CodeSent)
    }

    /// Over what a code reaches that member, and where it leads. No address stands in for a number that was changed or taken away lately,
    /// and where the password came by mail the address is no second channel: one mailbox would be enough.
    async fn second_channel(&self, tx: &impl ConnectionTrait, member: &user::Model) -> Result<Option<(Channel, String)>, BackendError> {
        let of = UserId(member.id);
        let changes = self.revocable(tx, of).await?;
        let reset = audit::did_since(tx, of, "password_reset", self.now() - self.profile().login.undo()).await?;
        let mobile = member.mobile.as_deref();
        let verified = member.email.as_deref().filter(|_| member.email_verified_at.is_some() && !reset);
        let verified =
            verified.filter(|address| changes.iter().all(|before| before.knew_address(address) && !before.had_other_mobile(mobile)));
        let mobile = mobile.filter(|mobile| changes.iter().all(|before| before.knew_mobile(mobile)));
        Ok(second_channel(mobile, verified))
    }

    /// Whether that session was last proved over a second channel: by a second factor besides the password. One that was added lately is
    /// none: whoever knows the password alone may have added it.
    pub(super) async fn is_proved_twice(&self, tx: &impl ConnectionTrait, member: UserId, session: &str) -> Result<bool, BackendError> {
        let row = session::Entity::find_by_id(token_hash(session)).one(tx).await?;
        Ok(row.is_some_and(|row| row.proved_twice) && !self.revocable(tx, member).await?.iter().any(Before::had_no_factor))
    }

    /// Takes the account number of that id into use, once it was held long enough, when that is its code.
    ///
    /// # Errors
    /// As [`Self::change_iban`].
    pub async fn confirm_iban(&self, member: &Person, session: &str, id: &str, typed: &str) -> Result<IbanChange, BackendError> {
        self.asks_iban()?;
        let Ok(id) = id.parse::<Uuid>() else { return Ok(IbanChange::Gone) };
        let tx = self.inner.store.write().await?;
        let person = self.row_of_session(&tx, member.id, session).await?;
        // The same click twice is one change.
        if is_account(&tx, member.id, id).await? {
            return Ok(IbanChange::Kept);
        }
        let Some(row) = of_session(member.id, session, self.now()).one(&tx).await? else { return Ok(IbanChange::Gone) };
        if row.id != id {
            return Ok(IbanChange::Wrong(FieldError::new("code", "personal-code-replaced")));
        }
        let outcome = self.try_code(&tx, &person, row, typed).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(outcome)
    }

    async fn try_code(
        &self,
        tx: &impl ConnectionTrait,
        member: &user::Model,
        row: awaited::Model,
        typed: &str,
    ) -> Result<IbanChange, BackendError> {
        let (now, of) = (self.now(), UserId(member.id));
        let code = match (sent(&row).fault(now), read_code(typed)) {
            (None, Ok(code)) => code,
            (Some(fault), _) | (None, Err(fault)) => return Ok(IbanChange::Wrong(fault)),
        };
        let key = self.member_key_in(tx, of).await?;
        if key.opened_text(CODE, &row.sealed_code)? == token_hash(&code) {
            self.take_iban(tx, member, (row.id, &key.opened_text(IBAN, &row.iban)?)).await?;
            return Ok(IbanChange::Kept);
        }
        let missed = SentCode { tries: row.tries + 1, ..sent(&row) };
        let mut row = row.into_active_model();
        row.tries = Set(missed.tries);
        awaited::Entity::update(row).exec(tx).await?;
        audit::record(tx, now, Some(of), "account_code_wrong", &of.to_string(), "").await?;
        Ok(IbanChange::Wrong(missed.missed(now)))
    }
}

fn sent(row: &awaited::Model) -> SentCode {
    SentCode { sent_at: row.sent_at, tries: row.tries }
}

/// The number of the member's that waits; not one that was given « later », before the clock was set back.
fn waiting(member: UserId, now: Instant) -> Select<awaited::Entity> {
    let waits = awaited::Entity::find_by_id(member.0).filter(awaited::Column::EndsAt.gt(now));
    waits.filter(awaited::Column::SentAt.lte(now + CLOCK_SLACK))
}

/// The same, where it was given in that session.
fn of_session(member: UserId, session: &str, now: Instant) -> Select<awaited::Entity> {
    waiting(member, now).filter(awaited::Column::SessionHash.eq(token_hash(session)))
}

/// Forgets the number of the member's that waits, in the caller's transaction.
pub(super) async fn forget_awaited(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    awaited::Entity::delete_by_id(member).exec(tx).await?;
    Ok(())
}

/// Forgets the numbers that nobody confirmed in time, in the caller's transaction; gives how many.
pub(crate) async fn forget_unconfirmed(tx: &impl ConnectionTrait, now: Instant) -> Result<u64, BackendError> {
    Ok(awaited::Entity::delete_many().filter(awaited::Column::EndsAt.lte(now)).exec(tx).await?.rows_affected)
}
