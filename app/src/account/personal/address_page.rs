//! « Adresse » (S-52).
use super::{
    api::{ADDRESS, PersonalFile, load_form},
    parts::{FormPage, error_of, label, rules},
    town_field::{TownField, only_town},
};
use crate::{
    account::password_page::worded,
    page::{loaded, told},
    ui::{Notice, NoticeKind, TextField},
    words::{t, t_with},
};
use domain::account::personal::PersonalField;
use leptos::prelude::*;

/// The page. A town that only the postcode tells is filled in, for the member to look at before it is kept.
#[component]
pub fn AddressPage() -> impl IntoView {
    loaded(load_form, |file: PersonalFile| {
        let required = rules().asks(PersonalField::Address);
        let (mut form, mut problems) = match told(ADDRESS) {
            Some((form, errors)) => (form, worded(errors)),
            None => (file.personal.address, Vec::new()),
        };
        let found = only_town(&form).map(|town| {
            town.clone_into(&mut form.town);
            problems.retain(|(field, _)| field != "town");
            let text = t_with("personal-town-found", &[("postcode", &form.postcode), ("town", town)]);
            view! { <Notice kind=NoticeKind::Info><p>{text}</p></Notice> }
        });
        let error = |field: &str| error_of(&problems, field);
        let (line1, line2, line3, postcode, town) = (error("line1"), error("line2"), error("line3"), error("postcode"), error("town"));
        let address = form.clone();
        view! {
            <FormPage title=t("personal-address") lead=t("personal-note") action="/api/change_address" problems>
                {found}
                <fieldset class="field">
                    <legend>{label("personal-address", required)}</legend>
                    <TextField id="line1" name="line1" label=t("personal-line1") value=form.line1 error=line1 autocomplete="address-line1" maxlength=60/>
                    <TextField id="line2" name="line2" label=t("personal-line2") value=form.line2 error=line2 autocomplete="address-line2" maxlength=60/>
                    <TextField id="line3" name="line3" label=t("personal-line3") value=form.line3 error=line3 autocomplete="address-line3" maxlength=60/>
                </fieldset>
                <TextField id="postcode" name="postcode" label=label("personal-postcode", required) hint=t("personal-postcode-hint") value=form.postcode error=postcode
                    class="input--short" inputmode="numeric" autocomplete="postal-code" maxlength=10/>
                <TownField address required error=town/>
            </FormPage>
        }
        .into_any()
    })
}
