//! After « Valider »: the green message, the number, the proof, and what comes next (C-28, C-29).
use super::{
    api::{self, ClaimFile},
    claims_page::StatusBadge,
};
use crate::{
    AppError,
    failure::Failure,
    layout::Layout,
    page::{loaded, param},
    routes,
    ui::{Icon, Timeline, TimelineItem, TimelineState, breakable},
    words::{t, t_with},
};
use domain::claim::{RequestKind, SentRequest};
use leptos::prelude::*;

/// The confirmation of the request sent last.
#[component]
pub fn DonePage() -> impl IntoView {
    let number = param("number");
    loaded(
        move || api::load_claim(number.clone()),
        |file: ClaimFile| match file.claim.requests.last().cloned() {
            Some(request) => done(file, request),
            None => view! { <Failure error=AppError::NotFound/> }.into_any(),
        },
    )
}

fn done(file: ClaimFile, request: SentRequest) -> AnyView {
    let summary = file.claim.summary;
    let care = summary.is_care();
    let key = match request.kind {
        _ if care => "care-sent",
        RequestKind::Initial => "claim-sent-initial",
        RequestKind::Prolongation => "claim-sent",
        RequestKind::Pdf => "form-sent",
    };
    let at = api::saved_at(request.sent_at);
    let by_mail = file.email.map(|email| t_with("claim-sent-mail", &[("email", &email)]));
    let proof = routes::proof(&summary.number, &request.number);
    view! {
        <Layout title=t("claim-sent-page") current=routes::CLAIMS>
            <div class="alert alert--success" role="status">
                <Icon name="check-circle"/>
                <div><h1>{t_with(key, &[("service", &file.service_name)])}</h1><p>{t_with("claim-sent-at", &[("at", &at)])}" "{by_mail.map(|text| breakable(&text))}</p></div>
            </div>
            <section class="card" aria-labelledby="numero">
                <div class="row row--between row--top">
                    <div class="stack stack--sm"><h2 id="numero" class="eyebrow">{t("claim-request-number")}</h2><p class="figure-xl">{request.number.clone()}</p></div>
                    <StatusBadge status=summary.status/>
                </div>
                <div class="actions">
                    <a class="btn btn--primary" href=routes::claim(&summary.number)>{t("claim-follow")}</a>
                    <a class="btn" href=proof><Icon name="download"/>{t("claim-proof")}</a>
                </div>
                <p class="hint">{t("claim-proof-hint")}</p>
            </section>
            <section class="section" aria-labelledby="suite"><h2 id="suite">{t("claim-and-now")}</h2><Timeline items=next_steps(&at, care)/></section>
            {(!care).then(|| view! {
                <section class="card" aria-labelledby="prochaine"><h2 id="prochaine">{t("claim-next-prolongation")}</h2><p class="small">{t("claim-next-prolongation-text")}</p></section>
            })}
        </Layout>
    }
    .into_any()
}

fn next_steps(at: &str, care: bool) -> Vec<TimelineItem> {
    let item = |state, icon, key: &str, when: String| TimelineItem { state, icon, title: t(key), when, detail: t(&format!("{key}-text")) };
    vec![
        item(TimelineState::Done, "check", "claim-and-now-received", at.to_owned()),
        item(TimelineState::Current, "clock", "claim-and-now-review", String::new()),
        item(TimelineState::Next, "", if care { "care-and-now-answer" } else { "claim-and-now-notice" }, String::new()),
    ]
}
