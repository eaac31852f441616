//! One dossier: where it stands, its days, its requests, and « Prolonger mon dossier » at the bottom (C-12).
use super::{
    api::{self, ClaimFile},
    claims_page::StatusBadge,
    summary_parts::{FileList, PeriodList},
};
use crate::{
    AppError,
    complement::{ClaimNotice, Waiting, load_complements},
    contract::guarantee_key,
    decision::{OwnDecisions, outcome_text},
    layout::Layout,
    page::{loaded, param},
    payment::OwnPayments,
    period::Calendar,
    routes::{self, CreditTab},
    ui::{Disclose, Icon, Notice, NoticeKind, PageHead, Timeline, TimelineItem, TimelineState},
    words::{t, t_with},
};
use domain::{
    attachment::Examined,
    claim::{ClaimStatus, SentRequest, may_prolong},
    day::Instant,
    period::StopKind,
};
use leptos::prelude::*;

/// The page of one dossier.
#[component]
pub fn ClaimPage() -> impl IntoView {
    let number = param("number");
    loaded(
        move || load(number.clone()),
        |(file, asked): (ClaimFile, Vec<Waiting>)| {
            let summary = file.claim.summary.clone();
            let back = routes::credit(&summary.enrolment.to_string(), CreditTab::Insurance);
            let (decisions, payments) = (file.decisions.clone(), file.payments.clone());
            let situation = file.claim.situation(file.today, None);
            let lead = t_with("claim-line", &[("number", &summary.number), ("product", &summary.product)]);
            let number = summary.number.clone();
            let request = |r: &SentRequest| view! { <Request number=number.clone() request=r.clone() examined=file.examined.clone()/> };
            let requests = file.claim.requests.iter().rev().map(request).collect_view();
            view! {
                <Layout title=t_with("claim-title", &[("number", &summary.number)]) current=routes::CLAIMS>
                    <PageHead title=t(guarantee_key(summary.guarantee)) lead eyebrow=(t("claim-back"), back)/>
                    <p class="row"><StatusBadge status=summary.status/></p>
                    <ClaimNotice all=asked.clone()/>
                    <NextStep status=summary.status/>
                    <section class="card" aria-labelledby="jours"><h2 id="jours">{t("claim-days")}</h2><Calendar situation rows=Vec::new()/></section>
                    <section class="section" aria-labelledby="suivi"><h2 id="suivi">{t("claim-timeline")}</h2><Timeline items=timeline(&file, &asked)/></section>
                    <OwnDecisions number=summary.number.clone() decisions/>
                    <OwnPayments payments/>
                    <section class="section" aria-labelledby="demandes"><h2 id="demandes">{t("claim-requests")}</h2>{requests}</section>
                    <Prolong file/>
                </Layout>
            }
            .into_any()
        },
    )
}

/// The dossier, and what was asked for to complete it.
async fn load(number: String) -> Result<(ClaimFile, Vec<Waiting>), AppError> {
    let file = api::load_claim(number).await?;
    let mut asked = load_complements().await?;
    asked.retain(|one| one.claim.number == file.claim.summary.number);
    Ok((file, asked))
}

/// What comes next, in plain words.
#[component]
fn NextStep(status: ClaimStatus) -> impl IntoView {
    let key = format!("claim-next-{}", status.as_str().replace('_', "-"));
    view! {
        <section class="card card--lead" aria-labelledby="suite">
            <p class="eyebrow">{t("claim-next")}</p>
            <h2 id="suite">{t(&key)}</h2>
            <p>{t(&format!("{key}-text"))}</p>
        </section>
    }
}

/// What was received, looked at, asked for, decided and paid, when, and what is under way.
fn timeline(file: &ClaimFile, asked: &[Waiting]) -> Vec<TimelineItem> {
    let received = file.claim.requests.iter().map(|r| {
        let title = t(if r.kind == StopKind::Initial { "claim-received-initial" } else { "claim-received-prolongation" });
        let when = t_with("claim-received-when", &[("at", &api::saved_at(r.sent_at)), ("request", &r.number)]);
        (r.sent_at, done("check", title, when))
    });
    // By which service, never by whom.
    let looked = file.looks.iter().map(|look| {
        let title = if look.paper { t("office-look-paper") } else { t(&format!("office-look-{}", look.role.as_str())) };
        (look.at, done("eye", title, t_with("office-look-when", &[("at", &api::saved_at(look.at))])))
    });
    let complements = asked.iter().flat_map(|one| {
        let one = &one.complement;
        let worded = |at, key: &str, icon| {
            (at, done(icon, t(key), t_with("complement-when", &[("at", &api::saved_at(at)), ("number", &one.number)])))
        };
        [Some(worded(one.asked_at, "complement-asked", "mail")), one.sent_at.map(|at| worded(at, "complement-arrived", "check"))]
    });
    let decided = file.decisions.iter().map(|one| {
        let when = t_with("claim-received-when", &[("at", &api::saved_at(one.at)), ("request", &one.request)]);
        (one.at, done("check-circle", t_with("decision-timeline", &[("outcome", &outcome_text(one.outcome))]), when))
    });
    let left = file.payments.iter().filter_map(|own| {
        let (at, number) = (own.payment.left_at?, &own.payment.number);
        let when = t_with("payment-timeline-when", &[("at", &api::saved_at(at)), ("number", number)]);
        Some((at, done("check", t("payment-timeline"), when)))
    });
    let before = received.chain(looked).chain(complements.flatten()).chain(decided).chain(left);
    let mut past: Vec<(Instant, TimelineItem)> = before.collect();
    past.sort_by_key(|(at, _)| *at);
    let now = TimelineItem {
        state: TimelineState::Current,
        icon: "clock",
        title: t(&format!("claim-status-{}", file.claim.summary.status.as_str().replace('_', "-"))),
        when: t_with("claim-today", &[("day", &file.today.to_string())]),
        detail: String::new(),
    };
    past.into_iter().map(|(_, item)| item).chain(std::iter::once(now)).collect()
}

/// Something that happened.
fn done(icon: &'static str, title: String, when: String) -> TimelineItem {
    TimelineItem { state: TimelineState::Done, icon, title, when, detail: String::new() }
}

/// One request that was sent: periods, files, proof.
#[component]
fn Request(number: String, request: SentRequest, examined: Vec<Examined>) -> impl IntoView {
    let title = t_with("claim-request-title", &[("request", &request.number)]);
    let heading = format!("demande-{}", request.number);
    let labelled = heading.clone();
    let proof = routes::proof(&number, &request.number);
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__head"><h3 id=heading>{title}</h3><span class="muted small">{t(&format!("claim-request-{}", request.state.as_str()))}</span></div>
            <PeriodList periods=request.periods/>
            <Disclose summary=t_with("claim-request-files", &[("count", &request.files.len().to_string())])>
                <FileList number=number.clone() files=request.files.clone() examined links=true/>
            </Disclose>
            <p><a class="link-more small" href=proof><Icon name="download"/>{t("claim-proof")}<span class="sr-only">{format!(" {}", request.number)}</span></a></p>
        </section>
    }
}

/// « Prolonger mon dossier », or why not.
#[component]
fn Prolong(file: ClaimFile) -> impl IntoView {
    let summary = file.claim.summary;
    if summary.has_draft {
        let href = super::resume_path(&summary);
        return view! { <div class="actions"><a class="btn btn--primary btn--lg" href=href>{t("claim-draft-resume")}</a></div> }.into_any();
    }
    if !may_prolong(summary.status) {
        let key = format!("claim-cannot-prolong-{}", summary.status.as_str());
        return view! { <Notice kind=NoticeKind::Info><p>{t(&key)}</p></Notice> }.into_any();
    }
    view! {
        <form class="actions" action="/api/prolong" method="post">
            <input type="hidden" name="number" value=summary.number/>
            <button class="btn btn--primary btn--lg" type="submit">{t("claim-prolong")}</button>
        </form>
    }
    .into_any()
}
