//! E-mail address and numbers (S-53); a fresh proof comes first (Y-10).
use super::{
    api::{CONTACT, PersonalFile, load_proved_form},
    parts::{FormPage, error_of, label, rules},
};
use crate::{
    account::password_page::worded,
    page::{loaded, told},
    ui::{Checkbox, TextField},
    words::t,
};
use domain::{
    account::personal::{ContactForm, Personal, PersonalField},
    form::FieldError,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ContactPage() -> impl IntoView {
    loaded(load_proved_form, |file: PersonalFile| {
        let rules = rules();
        let typed: Option<(ContactForm, Vec<FieldError>)> = told(CONTACT);
        let kept = typed.as_ref().is_some_and(|(_, errors)| errors.is_empty());
        let (form, problems) = match typed {
            Some((form, errors)) => (form, worded(errors)),
            None => (known(&file.personal), Vec::new()),
        };
        let (email, phone, mobile) = (error_of(&problems, "email"), error_of(&problems, "phone"), error_of(&problems, "mobile"));
        let no_phone = form.has_no_phone();
        view! {
            <FormPage title=t("personal-contact") lead=t("personal-note") action="/api/change_contact" problems kept>
                <TextField id="email" name="email" label=label("personal-email", true) hint=t("personal-email-hint") value=form.email error=email
                    inputmode="email" autocomplete="email" maxlength=254/>
                <TextField id="phone" name="phone" label=label("personal-phone", rules.asks(PersonalField::Phone)) value=form.phone error=phone
                    class="input--short" inputmode="tel" autocomplete="home tel" maxlength=30/>
                {rules.no_phone_box.then(|| view! { <Checkbox id="no_phone" name="no_phone" label=t("personal-no-phone") checked=no_phone/> })}
                <TextField id="mobile" name="mobile" label=label("personal-mobile", rules.asks(PersonalField::Mobile)) hint=t("personal-mobile-hint") value=form.mobile error=mobile
                    class="input--short" inputmode="tel" autocomplete="mobile tel" maxlength=30/>
            </FormPage>
        }
        .into_any()
    })
}

/// What is known, as it would be typed.
fn known(personal: &Personal) -> ContactForm {
    let text = |known: &Option<String>| known.clone().unwrap_or_default();
    ContactForm {
        email: text(&personal.email),
        phone: text(&personal.phone),
        no_phone: if personal.no_phone { "true".to_owned() } else { String::new() },
        mobile: text(&personal.mobile),
    }
}
