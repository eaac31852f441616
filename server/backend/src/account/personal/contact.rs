//! Changing how a member is reached (S-53): numbers at once, an e-mail address once it is verified (M-13). The address known before is
//! told, and so is the mobile number.
use super::undo::Before;
use crate::{Backend, BackendError, account::entity::user, audit};
use domain::{
    account::{
        Person,
        personal::{Contact, ContactForm, Phones},
    },
    form::FieldError,
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};

/// What became of a change.
#[derive(Debug, PartialEq, Eq)]
pub enum ContactChange {
    /// Something is missing or malformed; nothing changed.
    Wrong(Vec<FieldError>),
    /// It is kept; no address waits to be verified because of it.
    Kept,
    /// It is kept; a link was mailed to the address that waits to be verified.
    LinkSent,
    /// It is kept; no more links may be mailed for now.
    Enough,
}

impl Backend {
    /// Changes the member's numbers, and asks for the e-mail address to be verified when it is another one.
    ///
    /// # Errors
    /// `NotFound` where only the insurer changes data, or when the session ended meanwhile; when the database cannot be written.
    pub async fn change_contact(&self, member: &Person, session: &str, form: &ContactForm) -> Result<ContactChange, BackendError> {
        let Contact { email, phones } = match self.editable()?.read_contact(form, self.profile().phone_plan()) {
            Ok(contact) => contact,
            Err(problems) => return Ok(ContactChange::Wrong(problems)),
        };
        let tx = self.inner.store.write().await?;
        let row = self.row_of_session(&tx, member.id, session).await?;
        let mut change = row.clone().into_active_model();
        let before = phones_of(&row);
        if phones != before {
            let moved = before.mobile.is_some() && before.mobile != phones.mobile;
            self.tell_before(&tx, &row, "phones", &Before::Phones(before)).await?;
            // Whoever has no address was told there already.
            if moved && row.email.is_some() {
                self.tell_by_sms(&tx, &row).await?;
            }
            set_phones(&mut change, phones);
            audit::record(&tx, self.now(), Some(member.id), "phones_changed", &member.id.to_string(), "").await?;
        }
        let known = row.email_verified_at.is_some() && is_own(&row, &email);
        let outcome = if known { ContactChange::Kept } else { self.ask_email(&tx, &row, &mut change, email).await? };
        user::Entity::update(change).exec(&tx).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(outcome)
    }
}

/// Whether that is the address already in use.
pub(super) fn is_own(row: &user::Model, address: &str) -> bool {
    row.email.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(address))
}

fn phones_of(row: &user::Model) -> Phones {
    Phones { phone: row.phone.clone(), no_phone: row.no_phone, mobile: row.mobile.clone() }
}

pub(super) fn set_phones(change: &mut user::ActiveModel, phones: Phones) {
    (change.phone, change.no_phone, change.mobile) = (Set(phones.phone), Set(phones.no_phone), Set(phones.mobile));
}
