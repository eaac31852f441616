//! « Espace Adhésion », the right half of the sign-in page (S-1).
use super::api::REFUSED;
use crate::{
    account::worded,
    module::PageModule,
    page::{form_note, has_kit, told},
    routes,
    ui::{Checkbox, TextField, Trap},
    words::{t, t_with},
};
use domain::{
    form::FieldError,
    kit::{KitForm, VISIT},
};
use leptos::prelude::*;

/// The form as it stands at the door.
#[derive(Debug)]
pub(crate) struct Door {
    form: KitForm,
    /// Field and sentence of each mistake.
    pub(crate) problems: Vec<(String, String)>,
}

/// The door, where the insurer has a kit.
pub(crate) fn door() -> Option<Door> {
    has_kit().then(|| {
        let (form, errors): (KitForm, Vec<FieldError>) = told(REFUSED).unwrap_or_default();
        Door { form: KitForm { shown: form_note(&form.shown), ..form }, problems: worded(errors) }
    })
}

/// The form. No third party is asked whether a person posts it: there is the box, a field that only programs see and fill in, the
/// time it takes and, where script is on, work that the page does by itself. It is said only when it lasts.
#[component]
pub(crate) fn KitDoor(
    /// What was typed before, and what was wrong with it.
    door: Door,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(door.problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_code, of_robot, ticked) = (error("code"), error("robot"), door.form.ticked());
    view! {
        <form class="card card--flat" action="/api/open_kit" method="post" novalidate aria-labelledby="espace-adhesion">
            <h2 id="espace-adhesion">{t("kit-title")}</h2>
            <p class="muted">{t("kit-door-lead")}</p>
            <input type="hidden" name="shown" value=door.form.shown/>
            <TextField id="code" name="code" label=t("kit-code") hint=t("kit-code-hint") value=door.form.code error=of_code autocomplete="off" maxlength=40/>
            <Trap label=t("kit-trap")/>
            <Checkbox id="robot" name="robot" label=t("kit-robot") checked=ticked error=of_robot/>
            <input type="hidden" name="proof"/>
            <p class="hint">{t_with("kit-door-note", &[("minutes", &VISIT.num_minutes().to_string())])}</p>
            <div class="actions">
                <button class="btn btn--lg" type="submit">{t("kit-send")}</button>
                <p class="hint" role="status" data-late=t("kit-late")></p>
            </div>
            <PageModule src=routes::KIT_MODULE/>
        </form>
    }
}
