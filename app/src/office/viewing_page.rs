//! « Voir comme l’assuré » (B-54): what is seen and what is not, and why one asks.
use super::{
    desk::{DeskFile, load_desk_claim},
    layout::{OfficeLayout, opened},
    viewing::NO_REASON,
};
use crate::{
    page::{param, told},
    routes,
    ui::{ErrorSummary, PageHead, RadioGroup},
    words::{t, t_with},
};
use domain::viewing::{VIEW_LASTS, ViewReason};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ViewingPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_desk_claim(id.clone()), |file: DeskFile| view! { <Asking file/> }.into_any())
}

#[component]
fn Asking(file: DeskFile) -> impl IntoView {
    let problem = told::<String>(NO_REASON).map(|key| t(&key));
    let problems: Vec<(String, String)> = problem.iter().map(|text| ("motif".to_owned(), text.clone())).collect();
    let id = file.claim.summary.id.to_string();
    let back = routes::office_claim(&id);
    let options = ViewReason::ALL.iter().map(|reason| (reason.as_str().to_owned(), t(&format!("viewing-reason-{}", reason.as_str()))));
    let lasts = t_with("viewing-lasts", &[("minutes", &VIEW_LASTS.num_minutes().to_string())]);
    view! {
        <OfficeLayout title=t("viewing-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("viewing-title") lead=t("viewing-lead") eyebrow=(file.member, back.clone())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action="/api/office_begin_view" method="post" novalidate>
                <input type="hidden" name="id" value=id/>
                <p>{t("viewing-shown")}</p>
                <p>{t("viewing-not-shown")}</p>
                <p>{lasts}</p>
                <RadioGroup id="motif" name="reason" legend=t("viewing-reason") options=options.collect() hint=t("viewing-reason-hint")
                    error=Signal::stored(problem)/>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("viewing-begin")}</button>
                    <a class="btn" href=back>{t("office-back")}</a>
                </div>
            </form>
        </OfficeLayout>
    }
}
