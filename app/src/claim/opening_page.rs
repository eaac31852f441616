//! Before a first declaration: what stopped, and since when (C-11, R-9).
use super::{
    Wizard,
    api::{self, ClaimFile},
    wizard::DraftNote,
};
use crate::{
    account::worded,
    contract::guarantee_key,
    failure::Failure,
    page::{loaded, param},
    routes::Step,
    ui::{ErrorSummary, Icon, RadioGroup, TextField},
    words::t,
};
use domain::{claim::OpeningForm, contract::Guarantee, day::Day};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Kind of stop and first day.
#[component]
pub fn OpeningPage() -> impl IntoView {
    let number = param("number");
    let sent_back = use_query_map().with_untracked(|map| map.get("verifie").is_some());
    loaded(move || api::load_claim(number.clone()), move |file: ClaimFile| opening(file, sent_back))
}

fn opening(file: ClaimFile, sent_back: bool) -> AnyView {
    let draft = match file.draft_of(false) {
        Ok(draft) => draft.clone(),
        Err(error) => return view! { <Failure error/> }.into_any(),
    };
    let form = draft.opening.clone();
    let problems = if sent_back { opening_problems(&form, &file.guarantees, file.today) } else { Vec::new() };
    let (number, covered) = (file.claim.summary.number.clone(), file.guarantees.clone());
    view! {
        <Wizard file step=Step::Opening title=t("opening-title") lead=t("opening-lead") refused=!problems.is_empty()>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            <form class="card" action="/api/save_opening" method="post" novalidate>
                <input type="hidden" name="number" value=number.clone()/>
                <OpeningFields form covered problems/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("period-next")}<Icon name="arrow"/></button></div>
            </form>
            <DraftNote number draft/>
        </Wizard>
    }
    .into_any()
}

/// What is wrong with what opens a declaration: id of the field and sentence.
pub(crate) fn opening_problems(form: &OpeningForm, covered: &[Guarantee], today: Day) -> Vec<(String, String)> {
    worded(form.parse(covered, today).err().unwrap_or_default())
}

/// What stopped, and since when, as fields of a form.
#[component]
pub(crate) fn OpeningFields(form: OpeningForm, covered: Vec<Guarantee>, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_guarantee, of_origin) = (error("guarantee"), error("origin"));
    let kinds = covered.into_iter().map(|one| (one.as_str().to_owned(), t(guarantee_key(one)))).collect();
    view! {
        <RadioGroup id="guarantee" name="guarantee" legend=t("opening-guarantee") options=kinds selected=form.guarantee error=of_guarantee/>
        <TextField id="origin" name="origin" label=t("opening-origin") hint=t("opening-origin-hint") value=form.origin
            error=of_origin class="input--date" inputmode="numeric" maxlength=100/>
    }
}
