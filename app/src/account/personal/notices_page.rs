//! « Pour mes indemnisations » (S-54): where to hear of payments.
use super::{
    api::{NOTICES, PersonalFile, load_form},
    parts::{FormPage, error_of, rules},
};
use crate::{
    AppError,
    account::password_page::worded,
    failure::Failure,
    page::{loaded, told},
    ui::Checkbox,
    words::t,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    loaded(load_form, |file: PersonalFile| {
        if !rules().payment_notices {
            return view! { <Failure error=AppError::NotFound/> }.into_any();
        }
        let (notices, problems) = match told(NOTICES) {
            Some((notices, errors)) => (notices, worded(errors)),
            None => (file.personal.notices, Vec::new()),
        };
        let (by_email, by_sms) = (error_of(&problems, "by_email"), error_of(&problems, "by_sms"));
        view! {
            <FormPage title=t("personal-notices") lead=t("personal-notices-lead") action="/api/choose_notices" problems>
                <Checkbox id="by_email" name="by_email" label=t("personal-by-email") checked=notices.by_email error=by_email/>
                <Checkbox id="by_sms" name="by_sms" label=t("personal-by-sms") checked=notices.by_sms error=by_sms/>
            </FormPage>
        }
        .into_any()
    })
}
