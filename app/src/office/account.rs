//! One's own account at the back office: second step, password, devices.
use crate::{AppError, account::DeviceLine};
use domain::account::SecondFactor;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the account page is told that devices were signed out.
pub(super) const ENDED: &str = "office_devices";

/// What « Mon compte » shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfficeAccount {
    /// Label and value of what is known of the person.
    pub facts: Vec<(String, String)>,
    /// Where they are signed in.
    pub devices: Vec<DeviceLine>,
    /// How many recovery codes were not used yet.
    pub codes_left: u64,
    /// Whether another password asks for a code of the second step too.
    pub asks_code: bool,
}

/// Where whoever is signed in stands with the second step.
#[server(endpoint = "office_second_factor")]
pub async fn load_office_second_factor() -> Result<SecondFactor, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
    Ok(request::backend().second_factor(&staff.person).await?)
}

/// Makes a key that waits for its first code.
#[server(endpoint = "office_offer_second_factor")]
pub async fn office_offer_second_factor() -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
        Ok::<_, AppError>(request::backend().offer_second_factor(&staff.person).await?)
    };
    request::answer(routes::OFFICE_SECOND, outcome.await)
}

/// Turns the second step on with the first code: from then on the office opens.
#[server(endpoint = "office_confirm_second_factor")]
pub async fn office_confirm_second_factor(#[server(default)] code: String) -> Result<(), AppError> {
    use crate::{account::SECOND, request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        if let Some(fault) = request::backend().confirm_second_factor(&staff.person, &token, &code).await? {
            request::tell(SECOND, &fault);
        }
        Ok::<_, AppError>(())
    };
    request::answer(routes::OFFICE_SECOND, outcome.await)
}

/// The recovery codes were noted down.
#[server(endpoint = "office_note_codes")]
pub async fn office_note_codes() -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
        Ok::<_, AppError>(request::backend().note_codes(&staff.person).await?)
    };
    request::answer(routes::OFFICE_SECOND, outcome.await)
}

/// « Mon compte » of whoever is signed in.
#[server(endpoint = "office_account")]
pub async fn load_office_account() -> Result<OfficeAccount, AppError> {
    use super::layout::roles_text;
    use crate::{account::device_line, request, words::t};
    let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
    let token = request::session_token().ok_or(AppError::SignedOut)?;
    let devices = request::backend().devices(&staff.person, &token).await?;
    let codes_left = match request::backend().second_factor(&staff.person).await? {
        SecondFactor::On { codes_left, .. } => codes_left,
        _ => 0,
    };
    let asks_code = request::backend().password_asks_code(&staff.person, &token).await?;
    let facts = vec![
        (t("account-name"), staff.person.full_name()),
        (t("office-email"), staff.person.login_name),
        (t("office-account-roles"), roles_text(staff.roles)),
    ];
    Ok(OfficeAccount { facts, devices: devices.into_iter().map(device_line).collect(), codes_left, asks_code })
}

/// Ends one of one's sessions, or with no `id` all others.
#[server(endpoint = "office_end_sessions")]
pub async fn office_end_sessions(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let only = Some(id.as_str()).filter(|id| !id.is_empty());
        Ok::<_, AppError>(request::backend().end_sessions(&staff.person, &token, only).await?)
    };
    let outcome = outcome.await;
    if outcome.as_ref().is_ok_and(|ended| *ended > 0) {
        request::tell(ENDED, &"account-devices-ended");
    }
    request::answer(routes::OFFICE_ACCOUNT, outcome.map(|_| ()))
}

/// Changes one's password; other sessions end.
#[server(endpoint = "office_change_password")]
pub async fn office_change_password(
    #[server(default)] current: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    use crate::{
        account::{CHANGED, Change},
        request, routes,
    };
    use backend::account::Changed;
    use domain::account::{Channel, PasswordForm};
    let outcome = async {
        let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let typed = PasswordForm { current, new, again };
        let changed = request::backend().change_password(&staff.person, &token, typed, &code).await?;
        Ok::<_, AppError>(match changed {
            Changed::Done { hint_dropped } => Change::Done { hint_dropped, told_by: Some(Channel::Mail) },
            Changed::Wrong(problems) => Change::Wrong(problems),
        })
    };
    let outcome = outcome.await.map(|change| request::tell(CHANGED, &change));
    request::answer(routes::OFFICE_ACCOUNT, outcome)
}
