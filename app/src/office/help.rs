//! Helping a member in who cannot sign in (B-53), with a dossier or without. Every function is a public endpoint.
#[cfg(feature = "ssr")]
use super::{
    acts::ended,
    asking::{ACTED, Acted},
};
use crate::AppError;
#[cfg(feature = "ssr")]
use domain::{account::Staff, form::FieldError};
use domain::{day::Day, id::UserId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told that nobody made sure who calls.
pub(super) const UNCHECKED: &str = "office_unchecked";

/// A member as whoever helps them in sees them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccessFile {
    /// Who.
    pub id: UserId,
    /// First and last name.
    pub member: String,
    /// When they were born, where that is known.
    pub born: Option<Day>,
    /// Their telephone numbers, as they are read.
    pub phones: Vec<String>,
    /// Numbers of their contracts.
    pub contracts: Vec<String>,
    /// The day on which they closed their account, where they did (G-3).
    pub left_on: Option<Day>,
    /// The last day on which it may be opened again; none once it is erased.
    pub back_until: Option<Day>,
    /// Whether signing in asks for a second step.
    pub second_step: bool,
    /// Whether they have an address that was verified.
    pub reached: bool,
}

/// That member. That they were looked at is kept.
#[server(endpoint = "office_access")]
pub async fn load_access(#[server(default)] id: String) -> Result<AccessFile, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::HelpToSignIn)?;
    let id: UserId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = request::backend().look_at_access(&staff, id).await?;
    Ok(AccessFile {
        id,
        member: found.member.full_name(),
        born: found.born,
        phones: found.phones,
        contracts: found.contracts,
        left_on: found.left_on,
        back_until: found.back_until,
        second_step: found.second_step,
        reached: found.reached,
    })
}

/// Has the mail leave by which that member chooses another password.
#[server(endpoint = "office_send_reset")]
pub async fn office_send_reset(#[server(default)] id: String) -> Result<(), AppError> {
    helped(&id, None, async |staff, id| {
        let sent = crate::request::backend().start_reset(&staff, id).await?;
        Ok(if sent { Acted::ResetSent } else { Acted::NoReset })
    })
    .await
}

/// Has the mail leave by which that member, who lost every second step, comes in without, once it is sure that it is they who ask.
#[server(endpoint = "office_send_second_reset")]
pub async fn office_send_second_reset(#[server(default)] id: String, #[server(default)] checked: String) -> Result<(), AppError> {
    helped(&id, Some(&checked), async |staff, id| {
        let sent = crate::request::backend().start_second_reset(&staff, id).await?;
        Ok(if sent { Acted::SecondSent } else { Acted::NoSecond })
    })
    .await
}

/// Lets that member try again at once.
#[server(endpoint = "office_unlock")]
pub async fn office_unlock(#[server(default)] id: String) -> Result<(), AppError> {
    helped(&id, None, async |staff, id| {
        crate::request::backend().let_try_again(&staff, id).await?;
        Ok(Acted::Unlocked)
    })
    .await
}

/// Opens the account again that the member closed, once it is sure that it is they who ask.
#[server(endpoint = "office_reopen_account")]
pub async fn office_reopen_account(#[server(default)] id: String, #[server(default)] checked: String) -> Result<(), AppError> {
    helped(&id, Some(&checked), async |staff, id| {
        let opened = crate::request::backend().reopen_account(&staff, id).await?;
        Ok(if opened { Acted::Opened } else { Acted::NotClosed })
    })
    .await
}

/// Has somebody of the desk do that for that member, and leads back to the member's page, which says what came of it. Where the act asks who
/// calls, `checked` is the box that says so; nothing is done without.
#[cfg(feature = "ssr")]
async fn helped(id: &str, checked: Option<&str>, act: impl AsyncFnOnce(Staff, UserId) -> Result<Acted, AppError>) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::HelpToSignIn)?;
        let id: UserId = id.parse().map_err(|_| AppError::NotFound)?;
        if checked.is_some_and(str::is_empty) {
            request::tell(UNCHECKED, &FieldError::new("verifie", "office-access-unchecked"));
        } else {
            request::tell(ACTED, &act(staff, id).await?);
        }
        Ok::<_, AppError>((routes::office_access(&id.to_string()), Ok(())))
    };
    ended(outcome.await)
}
