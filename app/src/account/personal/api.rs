//! Reading and changing one's own data.
use crate::AppError;
use domain::account::personal::{AddressForm, ContactForm, Personal};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of all one's data is told what was done.
pub(super) const DONE: &str = "personal";
/// Under which the page of the address is told what was typed and what is wrong with it; and so for the others.
pub(super) const ADDRESS: &str = "address";
/// Numbers and e-mail address.
pub(super) const CONTACT: &str = "contact";
/// Where to hear of payments.
pub(super) const NOTICES: &str = "notices";
/// A request to correct; what was typed does not come back.
pub(super) const CORRECTION: &str = "correction";

/// What is known of the member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonalFile {
    /// First and last name.
    pub name: String,
    /// The rest of it.
    pub personal: Personal,
    /// Account numbers, masked, and from when on they are paid on, worded.
    pub accounts: Vec<(String, String)>,
    /// The account number that waits for its code, masked (B-56).
    pub awaited: Option<String>,
    /// Requests to correct, newest first: when and how far, worded; what.
    pub corrections: Vec<(String, String)>,
    /// Whether so many of them wait for an answer that no more are taken.
    pub corrections_full: bool,
}

/// All that is known of whoever is signed in.
#[server(endpoint = "personal")]
pub async fn load_personal() -> Result<PersonalFile, AppError> {
    let member = crate::request::member(domain::access::Action::ReadOwnFile)?;
    file_of(&member).await
}

/// The same, where members change their data themselves.
#[server(endpoint = "personal_form")]
pub async fn load_form() -> Result<PersonalFile, AppError> {
    let member = crate::request::member(domain::access::Action::WriteOwnAccount)?;
    must_be_own()?;
    file_of(&member).await
}

/// The same, for what asks for a fresh proof.
#[server(endpoint = "proved_personal_form")]
pub async fn load_proved_form() -> Result<PersonalFile, AppError> {
    must_be_own()?;
    let member = crate::request::proved_member(domain::access::Action::WriteOwnAccount).await?;
    file_of(&member).await
}

#[cfg(feature = "ssr")]
pub(super) fn must_be_own() -> Result<(), AppError> {
    use domain::account::personal::EditMode;
    if crate::request::backend().profile().profile_edit.mode == EditMode::Own { Ok(()) } else { Err(AppError::NotFound) }
}

#[cfg(feature = "ssr")]
async fn file_of(member: &domain::account::Person) -> Result<PersonalFile, AppError> {
    use crate::words::{t, t_with};
    use backend::{
        account::{BankAccount, Correction},
        clock::paris_text,
    };
    use domain::account::personal::{CorrectionState, MAX_OPEN};
    let used = |account: BankAccount| {
        let from = account.usable_from.map(|from| t_with("personal-iban-from", &[("when", &paris_text(from))]));
        (account.masked, from.unwrap_or_else(|| t("personal-iban-used")))
    };
    let asked = |request: Correction| {
        let state = t(request.state.key());
        let head = t_with("personal-correction-line", &[("when", &paris_text(request.asked_at)), ("state", &state)]);
        let answer = (!request.reason.is_empty()).then(|| t_with("personal-correction-answer", &[("reason", &request.reason)]));
        (head, [Some(request.text), answer].into_iter().flatten().collect::<Vec<_>>().join("\n"))
    };
    let backend = crate::request::backend();
    let corrections = backend.corrections(member.id).await?;
    let waiting = corrections.iter().filter(|request| request.state == CorrectionState::Open).count();
    let awaited = match crate::request::session_token() {
        Some(session) => backend.awaited_iban(member.id, &session).await?,
        None => None,
    };
    Ok(PersonalFile {
        name: member.full_name(),
        personal: backend.personal(member.id).await?,
        accounts: backend.bank_accounts(member.id).await?.into_iter().map(used).collect(),
        awaited: awaited.map(|account| account.masked),
        corrections: corrections.into_iter().map(asked).collect(),
        corrections_full: waiting >= MAX_OPEN,
    })
}

/// To the page of all one's data, told what was done.
#[cfg(feature = "ssr")]
pub(super) fn done(key: &str) -> Result<(), AppError> {
    use crate::{request, routes};
    request::tell(DONE, &key);
    request::answer(routes::PERSONAL, Ok(()))
}

/// After the form of that topic and page: on, or back to it, told what was typed and what is wrong with it.
#[cfg(feature = "ssr")]
fn go_on(
    (topic, page): (&str, &str),
    typed: &impl Serialize,
    outcome: Result<Vec<domain::form::FieldError>, AppError>,
) -> Result<(), AppError> {
    use crate::request;
    match outcome {
        Ok(problems) if problems.is_empty() => done("personal-done"),
        Ok(problems) => {
            request::tell(topic, &(typed, problems));
            request::answer(page, Ok(()))
        }
        Err(error) => request::answer(page, Err(error)),
    }
}

/// Changes one's address (S-52). A town that its postcode is not known to have is kept, and the member asked to look again.
#[server(endpoint = "change_address")]
pub async fn change_address(#[server(flatten)] form: AddressForm, #[server(default)] other_town: String) -> Result<(), AppError> {
    use super::town_field::other_towns;
    use crate::{request, routes};
    use domain::access::Action;
    let form = form.with_written_town(other_town);
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().change_address(&member, &form).await?)
    };
    match outcome.await {
        Ok(problems) if problems.is_empty() && !other_towns(&form).is_empty() => done("personal-done-town"),
        outcome => go_on((ADDRESS, routes::ADDRESS), &form.shortened(), outcome),
    }
}

/// Changes one's numbers, and has another e-mail address verified (S-53, M-13).
#[server(endpoint = "change_contact")]
pub async fn change_contact(#[server(flatten)] form: ContactForm) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::ContactChange;
    use domain::access::Action;
    let outcome = async {
        let member = request::proved_member(Action::WriteOwnAccount).await?;
        let session = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().change_contact(&member, &session, &form).await?)
    };
    match outcome.await {
        Ok(ContactChange::Wrong(problems)) => go_on((CONTACT, routes::CONTACT), &form.shortened(), Ok(problems)),
        Ok(ContactChange::Kept) => done("personal-done"),
        Ok(ContactChange::LinkSent) => done("personal-done-link"),
        Ok(ContactChange::Enough) => done("personal-done-enough"),
        Err(error) => {
            if error == AppError::ProofFirst {
                request::keep(CONTACT, &(form.shortened(), Vec::<domain::form::FieldError>::new()));
            }
            request::answer(routes::CONTACT, Err(error))
        }
    }
}

/// Has the link mailed again to the address that waits to be verified (M-13).
#[server(endpoint = "resend_email_link")]
pub async fn resend_email_link() -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::ContactChange;
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().resend_email_link(&member).await?)
    };
    match outcome.await {
        Ok(ContactChange::LinkSent) => done("personal-done-link"),
        Ok(ContactChange::Enough) => done("personal-done-enough"),
        Ok(_) => request::answer(routes::PERSONAL, Ok(())),
        Err(error) => request::answer(routes::PERSONAL, Err(error)),
    }
}

/// Keeps the address in use: the other one waits no more.
#[server(endpoint = "cancel_email_change")]
pub async fn cancel_email_change() -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().cancel_email_change(&member).await?)
    };
    match outcome.await {
        Ok(()) => done("personal-done-cancelled"),
        Err(error) => request::answer(routes::PERSONAL, Err(error)),
    }
}

/// Keeps where one wants to hear of payments (S-54).
#[server(endpoint = "choose_notices")]
pub async fn choose_notices(#[server(default)] by_email: String, #[server(default)] by_sms: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{access::Action, account::personal::Notices};
    let notices = Notices { by_email: !by_email.is_empty(), by_sms: !by_sms.is_empty() };
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().choose_notices(&member, notices).await?)
    };
    go_on((NOTICES, routes::NOTICES), &notices, outcome.await)
}

/// Asks the insurer to correct one's data (D-15, X-10).
#[server(endpoint = "ask_correction")]
pub async fn ask_correction(#[server(default)] text: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().ask_correction(&member, &text).await?)
    };
    match outcome.await {
        Ok(problems) if problems.is_empty() => done("personal-done-correction"),
        Ok(problems) => {
            request::tell(CORRECTION, &problems);
            request::answer(routes::PERSONAL, Ok(()))
        }
        Err(error) => request::answer(routes::PERSONAL, Err(error)),
    }
}
