//! « Refuser un document » (B-8): a usual reason, words of one's own, or both; the member reads them beside the document.
use super::{
    asking::{REFUSING, WrongRefusal},
    desk::{DeskFile, load_desk_claim},
    documents::Reading,
    layout::{OfficeLayout, opened},
    medical::{MedicalFile, load_medical_claim},
};
use crate::{
    AppError,
    account::worded,
    failure::Failure,
    page::{param, told},
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
    opened(
        move || load_desk_claim(id.clone()),
        move |file: DeskFile| {
            let at = Reading { id: file.claim.summary.id.to_string(), version: file.version, medical: false };
            refusal(at, file.member.clone(), file.judged(&item))
        },
    )
}

/// The same of a medical paper, for the medical service (B-4).
#[component]
pub fn MedicalRefusalPage() -> impl IntoView {
    let (id, item) = (param("id"), param("item"));
    opened(
        move || load_medical_claim(id.clone()),
        move |file: MedicalFile| refusal(file.reading(), file.member.clone(), file.judged(&item)),
    )
}

fn refusal(at: Reading, member: String, item: Option<&Item>) -> AnyView {
    match item.cloned() {
        Some(item) => view! { <Refusal at member item/> }.into_any(),
        None => view! { <Failure error=AppError::NotFound/> }.into_any(),
    }
}

#[component]
fn Refusal(at: Reading, member: String, item: Item) -> impl IntoView {
    let (chosen, typed, errors): WrongRefusal = told(REFUSING).unwrap_or_default();
    let problems = worded(errors);
    let error = Signal::stored(problems.first().map(|(_, text)| text.clone()));
    let (back, act, version) = (at.dossier(), at.judging(), at.version.to_string());
    let usual = Flaw::ALL.into_iter().map(|flaw| (flaw.as_str().to_owned(), t(flaw.key())));
    let options = usual.chain([("other".to_owned(), t("office-refuse-other"))]).collect();
    let current = if at.medical { routes::OFFICE_MEDICAL } else { routes::OFFICE };
    // What the desk reads of a medical paper's refusal is for the doctor to know before choosing (B-4).
    let desk = at.medical.then(|| view! { <p class="hint">{t("office-medical-refuse-told")}</p> });
    view! {
        <OfficeLayout title=t("office-refuse-title") refused=!problems.is_empty() current>
            <PageHead title=t("office-refuse-title") lead=item.card.title eyebrow=(member, back.clone())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action=act method="post" novalidate>
                <input type="hidden" name="id" value=at.id/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name="item" value=item.id.to_string()/>
                <input type="hidden" name="verdict" value="refuse"/>
                <RadioGroup id="flaw" name="flaw" legend=t("office-refuse-why") options selected=chosen/>
                <TextField id="reason" name="reason" label=t("office-refuse-reason") hint=t("office-refuse-reason-hint") value=typed error
                    maxlength=400/>
                <p class="hint">{t("office-refuse-told")}</p>
                {desk}
                <div class="actions">
                    <button class="btn btn--danger" type="submit">{t("office-refuse-send")}</button>
                    <a class="btn" href=back>{t("office-back")}</a>
                </div>
            </form>
        </OfficeLayout>
    }
}
