//! « Je souhaite être rappelé »: a callback, asked for without an account and without an e-mail address.
mod api;

pub use api::ask_callback;

use crate::{
    AppError,
    account::{contact, worded},
    failure::Failure,
    layout::Layout,
    page::{form_note, of_profile, told},
    routes,
    ui::{Disclose, ErrorSummary, Facts, Icon, Notice, NoticeKind, PageHead, SelectField, TextField, Trap},
    words::{t, t_with},
};
use api::{ASKED, Kept, Told};
use domain::{
    callback::{Callback, CallbackForm, Motive},
    day::Day,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn CallbackPage() -> impl IntoView {
    let Some(rules) = of_profile(|profile| profile.callback.clone()) else {
        return view! { <Failure error=AppError::NotFound/> }.into_any();
    };
    let (kept, form, problems) = match told(ASKED) {
        Some(Told::Kept(kept)) => (Some(kept), CallbackForm::default(), Vec::new()),
        Some(Told::Wrong(form, errors)) => (None, *form, worded(errors)),
        None => (None, CallbackForm::default(), Vec::new()),
    };
    let (refused, summary) = (!problems.is_empty(), problems.clone());
    let content = match kept {
        Some(kept) => view! { <Confirmation kept/> }.into_any(),
        None => view! { <Ask rules form problems/> }.into_any(),
    };
    view! {
        <Layout title=t("callback-title") refused>
            <PageHead title=t("callback-title") lead=t("callback-lead")/>
            <ErrorSummary title=t("app-errors") items=summary/>
            {content}
            <p class="small muted">{contact()}</p>
        </Layout>
    }
    .into_any()
}

/// The request is kept: by what to name it, and when the call comes.
#[component]
fn Confirmation(kept: Kept) -> impl IntoView {
    let when = t_with("callback-kept-when", &[("phone", &kept.phone), ("day", &kept.day), ("slot", &kept.slot)]);
    view! {
        <Notice kind=NoticeKind::Success title=t("callback-kept")>
            <p>{when}</p>
            <p>{t_with("callback-kept-number", &[("number", &kept.number)])}</p>
        </Notice>
    }
}

/// The form.
#[component]
fn Ask(rules: Callback, form: CallbackForm, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_motive, of_day, of_slot) = (error("motive"), error("day"), error("slot"));
    let days = choice(offered_days(&rules).into_iter().map(|day| (day.iso(), day.with_weekday())));
    let slots = choice(rules.slots.into_iter().map(|slot| (slot.clone(), slot)));
    let motives = choice(rules.motives.iter().map(|motive| (motive.label.clone(), motive.label.clone())));
    let about = rules.motives.into_iter().map(|Motive { label, about }| (label, about)).collect();
    let months = of_profile(|profile| profile.retention.callback_months).to_string();
    view! {
        <form class="card" action="/api/ask_callback" method="post" novalidate>
            <input type="hidden" name="shown" value=form_note(&form.shown)/>
            <Trap label=t("kit-trap")/>
            <TextField id="name" name="name" label=t("callback-name") value=form.name error=error("name") autocomplete="name" maxlength=100/>
            <TextField id="phone" name="phone" label=t("callback-phone") hint=t("callback-phone-hint") value=form.phone error=error("phone")
                inputmode="tel" autocomplete="tel" maxlength=30/>
            <SelectField id="motive" name="motive" label=t("callback-motive") options=motives selected=form.motive error=of_motive/>
            <Disclose summary=t("callback-motives")><Facts items=about/></Disclose>
            <SelectField id="day" name="day" label=t("callback-day") options=days selected=form.day error=of_day/>
            <SelectField id="slot" name="slot" label=t("callback-slot") options=slots selected=form.slot error=of_slot/>
            <p class="hint">{t_with("callback-notice", &[("months", &months)])}</p>
            <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{t("callback-send")}</button></div>
        </form>
    }
}

/// The values and their words, behind one that chooses none.
fn choice(offered: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    [(String::new(), t("callback-choose"))].into_iter().chain(offered).collect()
}

/// The days offered today.
#[cfg(feature = "ssr")]
fn offered_days(rules: &Callback) -> Vec<Day> {
    crate::request::backend().callback_days(rules)
}

#[cfg(not(feature = "ssr"))]
fn offered_days(_: &Callback) -> Vec<Day> {
    Vec::new()
}

/// The way to this page, where the insurer calls back.
#[component]
pub(crate) fn CallbackLink() -> impl IntoView {
    of_profile(|profile| profile.callback.is_some()).then(|| {
        view! { <p><a class="btn" href=routes::CALLBACK><Icon name="phone"/>{t("callback-title")}</a></p> }
    })
}
