//! « Mes données personnelles » (S-51 … S-54): what is known of a member, and what they change without a fresh proof: their address and
//! where they hear of payments.
mod answer;
mod awaited;
mod bank;
mod contact;
mod correction;
mod email;
mod entity;
mod towns;
pub(super) mod undo;

pub use answer::{Answering, DeskCorrection, GivenAnswer, NewAnswer, WaitingCorrection};
pub use awaited::AwaitedIban;
pub(crate) use awaited::forget_unconfirmed;
pub use bank::{BankAccount, IbanChange};
pub use contact::ContactChange;
pub use correction::Correction;

use super::{alive::goes_on, entity::user};
use crate::{Backend, BackendError, audit};
use domain::{
    account::{
        Person,
        personal::{Address, AddressForm, Civility, EditMode, Notices, Personal, PersonalRules},
        phone_text,
    },
    day::Day,
    form::FieldError,
    id::UserId,
};
use entity::{bank as account, correction as request};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use uuid::Uuid;

impl Backend {
    /// What is known of the member.
    ///
    /// # Errors
    /// `NotFound` when the member is gone; when the database cannot be read.
    pub async fn personal(&self, member: UserId) -> Result<Personal, BackendError> {
        let row = user::Entity::find_by_id(member.0).one(self.inner.store.read()).await?;
        shown(row.ok_or(BackendError::NotFound)?)
    }

    /// Changes the member's address (S-52); gives what is wrong.
    ///
    /// # Errors
    /// `NotFound` where only the insurer changes data; when the database cannot be written.
    pub async fn change_address(&self, member: &Person, form: &AddressForm) -> Result<Vec<FieldError>, BackendError> {
        let Address { lines: [line1, line2, line3], postcode, town } = match self.editable()?.read_address(form) {
            Ok(address) => address,
            Err(problems) => return Ok(problems),
        };
        let tx = self.inner.store.write().await?;
        let mut row = self.own_row(&tx, member.id).await?.into_active_model();
        (row.address_line1, row.address_line2, row.address_line3) = (given(line1), given(line2), given(line3));
        (row.postcode, row.town) = (given(postcode), given(town));
        user::Entity::update(row).exec(&tx).await?;
        audit::record(&tx, self.now(), Some(member.id), "address_changed", &member.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Vec::new())
    }

    /// Keeps where the member wants to hear of payments (S-54); gives what is wrong: nobody is written to where no address is known.
    ///
    /// # Errors
    /// `NotFound` where there is nothing to choose; when the database cannot be written.
    pub async fn choose_notices(&self, member: &Person, notices: Notices) -> Result<Vec<FieldError>, BackendError> {
        if !self.editable()?.payment_notices {
            return Err(BackendError::NotFound);
        }
        let tx = self.inner.store.write().await?;
        let row = self.own_row(&tx, member.id).await?;
        let lacking = [
            ("by_email", "personal-no-email", notices.by_email && row.email.is_none()),
            ("by_sms", "personal-no-sms", notices.by_sms && row.mobile.is_none()),
        ];
        let problems = lacking.into_iter().filter(|(.., lacks)| *lacks).map(|(field, code, _)| FieldError::new(field, code));
        let problems: Vec<FieldError> = problems.collect();
        if !problems.is_empty() {
            return Ok(problems);
        }
        let mut row = row.into_active_model();
        row.notices = given(notices.stored());
        user::Entity::update(row).exec(&tx).await?;
        audit::record(&tx, self.now(), Some(member.id), "notices_chosen", &member.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Vec::new())
    }

    /// The insurer's rules, where members change their data themselves.
    fn editable(&self) -> Result<&PersonalRules, BackendError> {
        let rules = &self.profile().profile_edit;
        if rules.mode == EditMode::Own { Ok(rules) } else { Err(BackendError::NotFound) }
    }

    /// The member's row, locked, so that of two changes at the same moment the second sees the first. Nobody's whose account is closed, or
    /// waits for a password since a change was taken back (Y-10): what was on its way meanwhile changes nothing.
    pub(crate) async fn own_row(&self, tx: &impl ConnectionTrait, member: UserId) -> Result<user::Model, BackendError> {
        let open = user::Entity::find_by_id(member.0).filter(user::Column::Closed.eq(false));
        let row = open.filter(user::Column::PasswordHash.ne("")).lock_exclusive();
        row.one(tx).await?.ok_or(BackendError::NotFound)
    }

    /// As [`Self::own_row`], for what a fresh proof is needed for (Y-10): nobody's either when that session of theirs ended while the change
    /// was on its way, as by another password.
    pub(in crate::account) async fn row_of_session(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        session: &str,
    ) -> Result<user::Model, BackendError> {
        let row = self.own_row(tx, member).await?;
        if goes_on(tx, session, member).await? { Ok(row) } else { Err(BackendError::NotFound) }
    }
}

/// Forgets the member's account numbers, that which waits to be confirmed, and what they asked to have corrected, in the caller's transaction.
pub(crate) async fn forget(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    account::Entity::delete_many().filter(account::Column::UserId.eq(member)).exec(tx).await?;
    request::Entity::delete_many().filter(request::Column::UserId.eq(member)).exec(tx).await?;
    awaited::forget_awaited(tx, member).await
}

/// A text as stored: nothing rather than an empty one.
fn given(text: String) -> ActiveValue<Option<String>> {
    Set(Some(text).filter(|text| !text.is_empty()))
}

fn shown(row: user::Model) -> Result<Personal, BackendError> {
    let unknown = || BackendError::inconsistent("users");
    let civility = row.civility.map(|name| Civility::parse(&name).ok_or_else(unknown)).transpose()?;
    let address = AddressForm {
        line1: row.address_line1.unwrap_or_default(),
        line2: row.address_line2.unwrap_or_default(),
        line3: row.address_line3.unwrap_or_default(),
        postcode: row.postcode.unwrap_or_default(),
        town: row.town.unwrap_or_default(),
    };
    Ok(Personal {
        civility,
        birth_date: row.birth_date.map(Day),
        address,
        email_verified: row.email_verified_at.is_some(),
        email: row.email,
        pending_email: row.pending_email,
        phone: row.phone.as_deref().map(phone_text),
        no_phone: row.no_phone,
        mobile: row.mobile.as_deref().map(phone_text),
        notices: Notices::parse(&row.notices.unwrap_or_default()),
    })
}
