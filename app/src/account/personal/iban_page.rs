//! The account one is paid on (M-14); a fresh proof comes first (Y-10).
use super::{
    api::{PersonalFile, load_proved_form},
    iban::IBAN,
    parts::{FormPage, error_of, label, rules},
};
use crate::{
    AppError,
    account::password_page::worded,
    failure::Failure,
    page::{loaded, of_profile, told},
    routes,
    ui::{Facts, Notice, NoticeKind, TextField},
    words::{t, t_with},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn IbanPage() -> impl IntoView {
    loaded(load_proved_form, |file: PersonalFile| {
        if !rules().iban {
            return view! { <Failure error=AppError::NotFound/> }.into_any();
        }
        let (typed, problems): (String, _) = match told(IBAN) {
            Some((typed, errors)) => (typed, worded(errors)),
            None => (String::new(), Vec::new()),
        };
        let error = error_of(&problems, "iban");
        let days = of_profile(|profile| profile.login.hold_days).to_string();
        let known = (!file.accounts.is_empty()).then(|| view! { <Facts items=file.accounts/> });
        let awaited = file.awaited.map(|account| view! { <Awaited account/> });
        view! {
            <FormPage title=t("personal-iban-title") lead=t_with("personal-iban-lead", &[("days", &days)]) action="/api/change_iban" problems>
                {awaited}
                {known}
                <TextField id="iban" name="iban" label=label("personal-iban", true) hint=t("personal-iban-hint") value=typed error=error autocomplete="off" maxlength=42/>
            </FormPage>
        }
        .into_any()
    })
}

/// The number that waits for its code, and the way there (B-56).
#[component]
fn Awaited(account: String) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{t_with("personal-iban-awaits", &[("account", &account)])}</p>
            <a class="btn" href=routes::IBAN_CODE>{t("personal-iban-awaits-go")}</a>
        </Notice>
    }
}
