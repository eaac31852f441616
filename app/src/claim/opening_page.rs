//! Before a first declaration: what stopped, and since when (C-11, R-9).
use super::{
    Wizard,
    api::{self, ClaimFile},
    wizard::DraftNote,
};
use crate::{
    contract::guarantee_key,
    failure::Failure,
    page::{loaded, param},
    routes::Step,
    ui::{ErrorSummary, Icon, RadioGroup, TextField},
    words::{t, t_args},
};
use domain::form::FieldError;
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
    let errors = if sent_back { form.parse(&file.guarantees, file.today).err().unwrap_or_default() } else { Vec::new() };
    let sentence = |error: &FieldError| t_args(&error.code, &error.args);
    let of = |field: &str| errors.iter().find(|e| e.field == field).map(sentence);
    let (of_guarantee, of_origin) = (of("guarantee"), of("origin"));
    let summary: Vec<(String, String)> = errors.iter().map(|e| (e.field.clone(), sentence(e))).collect();
    let kinds = file.guarantees.iter().map(|g| (g.as_str().to_owned(), t(guarantee_key(*g)))).collect();
    let number = file.claim.summary.number.clone();
    view! {
        <Wizard file step=Step::Opening title=t("opening-title") lead=t("opening-lead") refused=!summary.is_empty()>
            <ErrorSummary title=t("app-errors") items=summary/>
            <form class="card" action="/api/save_opening" method="post" novalidate>
                <input type="hidden" name="number" value=number.clone()/>
                <RadioGroup id="guarantee" name="guarantee" legend=t("opening-guarantee") options=kinds selected=form.guarantee error=of_guarantee/>
                <TextField id="origin" name="origin" label=t("opening-origin") hint=t("opening-origin-hint") value=form.origin
                    error=of_origin class="input--date" inputmode="numeric" maxlength=100/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("period-next")}<Icon name="arrow"/></button></div>
            </form>
            <DraftNote number draft/>
        </Wizard>
    }
    .into_any()
}
