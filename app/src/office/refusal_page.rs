//! « Refuser un document » (B-8): a usual reason, words of one's own, or both; the member reads them beside the document.
use super::{
    asking::{REFUSING, WrongRefusal},
    desk::{DeskFile, desk_claim},
    layout::{OfficeLayout, WrongRole},
};
use crate::{
    AppError,
    account::worded,
    failure::Failure,
    page::{loaded, param, told},
    routes,
    ui::{ErrorSummary, PageHead, RadioGroup, TextField},
    words::t,
};
use domain::complement::{Flaw, Item};
use leptos::prelude::*;

/// The page.
#[component]
pub fn RefusalPage() -> impl IntoView {
    let (id, item) = (param("id"), param("item"));
    loaded(
        move || desk_claim(id.clone()),
        move |file: Option<DeskFile>| match file {
            Some(file) => match file.judged(&item).cloned() {
                Some(item) => view! { <Refusal file item/> }.into_any(),
                None => view! { <Failure error=AppError::NotFound/> }.into_any(),
            },
            None => view! { <WrongRole/> }.into_any(),
        },
    )
}

#[component]
fn Refusal(file: DeskFile, item: Item) -> impl IntoView {
    let (chosen, typed, errors): WrongRefusal = told(REFUSING).unwrap_or_default();
    let problems = worded(errors);
    let error = Signal::stored(problems.first().map(|(_, text)| text.clone()));
    let (id, version) = (file.claim.summary.id.to_string(), file.version.to_string());
    let back = routes::office_claim(&id);
    let usual = Flaw::ALL.into_iter().map(|flaw| (flaw.as_str().to_owned(), t(flaw.key())));
    let options = usual.chain([("other".to_owned(), t("office-refuse-other"))]).collect();
    view! {
        <OfficeLayout title=t("office-refuse-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("office-refuse-title") lead=item.card.title eyebrow=(file.member, back.clone())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action="/api/office_judge_item" method="post" novalidate>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name="item" value=item.id.to_string()/>
                <input type="hidden" name="verdict" value="refuse"/>
                <RadioGroup id="flaw" name="flaw" legend=t("office-refuse-why") options selected=chosen/>
                <TextField id="reason" name="reason" label=t("office-refuse-reason") hint=t("office-refuse-reason-hint") value=typed error
                    maxlength=400/>
                <p class="hint">{t("office-refuse-told")}</p>
                <div class="actions">
                    <button class="btn btn--danger" type="submit">{t("office-refuse-send")}</button>
                    <a class="btn" href=back>{t("office-back")}</a>
                </div>
            </form>
        </OfficeLayout>
    }
}
