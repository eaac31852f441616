//! One dossier: what to do next, where it stands, its days, its requests, and « Prolonger mon dossier » at the bottom (C-12).
use super::{
    claims_page::{StatusBadge, claim_line},
    dossier::{Dossier, load_dossier},
    dossier_countdown::WaitingPeriod,
    dossier_documents::AskedDocuments,
    dossier_next::{NextStep, PROLONG},
    dossier_timeline::timeline,
    summary_parts::{FileList, RequestLines},
    wizard::ShutDraft,
};
use crate::{
    contract::guarantee_key,
    decision::OwnDecisions,
    layout::Layout,
    page::{loaded, param},
    payment::OwnPayments,
    period::Calendar,
    routes::{self, CreditTab},
    ui::{Disclose, Icon, Notice, NoticeKind, PageHead, Timeline, breakable},
    words::{t, t_with},
};
use domain::{
    attachment::{Attachment, Examined},
    claim::{ClaimSummary, NextAct, SentRequest, may_prolong, may_send},
    day::DayRange,
    period::Situation,
};
use leptos::prelude::*;

/// The page of one dossier.
#[component]
pub fn ClaimPage() -> impl IntoView {
    let number = param("number");
    loaded(move || load_dossier(number.clone()), shown)
}

fn shown(dossier: Dossier) -> AnyView {
    let (act, items) = (dossier.next_act(), timeline(&dossier));
    let Dossier { file, asked, course, countdown, others, losses, cover_ended, .. } = dossier.clone();
    let summary = file.claim.summary.clone();
    let situation = Situation { work_resumed_on: file.claim.resumed_on(), ..file.claim.situation(file.today, None) };
    // Before the desk has keyed a form that opens it, no day of it is known (B-17).
    let known = !file.claim.known.is_empty();
    let (care, lead) = (summary.is_care(), claim_line(&summary));
    let number = summary.number.clone();
    let request = |r: &SentRequest| view! { <Request number=number.clone() request=r.clone() examined=course.examined.clone()/> };
    let requests = file.claim.requests.iter().rev().map(request).collect_view();
    view! {
        <Layout title=t_with("claim-title", &[("number", &summary.number)]) current=routes::CLAIMS>
            <PageHead title=t(guarantee_key(summary.guarantee)) lead eyebrow=above(&summary)/>
            <p class="row"><StatusBadge status=summary.status/></p>
            <NextStep dossier/>
            {countdown.map(|countdown| view! { <WaitingPeriod countdown/> })}
            {(!care && known).then(|| view! { <Days situation waiting=countdown.map(|one| one.waiting)/> })}
            <section class="section" aria-labelledby="suivi"><h2 id="suivi">{t("claim-timeline")}</h2><Timeline items/></section>
            <AskedDocuments asked/>
            <OwnDecisions number=summary.number.clone() decisions=course.decisions/>
            <OwnPayments payments=course.payments others losses cover_ended/>
            <section class="section" aria-labelledby="demandes"><h2 id="demandes">{t("claim-requests")}</h2>{requests}</section>
            <Prolong summary act online=file.online/>
        </Layout>
    }
    .into_any()
}

/// The page above: the insurance of the credit or, where there is none, the dossiers.
fn above(summary: &ClaimSummary) -> (String, String) {
    if summary.product.is_empty() {
        return (t("claim-list-title"), routes::CLAIMS.to_owned());
    }
    (t("claim-back"), routes::credit(&summary.enrolment.to_string(), CreditTab::Insurance))
}

/// « Ma prise en charge, jour par jour ».
#[component]
fn Days(situation: Situation, waiting: Option<DayRange>) -> impl IntoView {
    view! { <section class="card" aria-labelledby="jours"><h2 id="jours">{t("claim-days")}</h2><Calendar situation rows=Vec::new() waiting/></section> }
}

/// One request that was sent: periods, files, proof.
#[component]
fn Request(number: String, request: SentRequest, examined: Vec<Examined>) -> impl IntoView {
    let title = t_with("claim-request-title", &[("request", &request.number)]);
    let heading = format!("demande-{}", request.number);
    let labelled = heading.clone();
    let proof = routes::proof(&number, &request.number);
    let is_refused = |file: &Attachment| examined.iter().any(|one| one.file == file.id && one.found.reason().is_some());
    let refused = request.files.iter().any(is_refused);
    let summary = t_with("claim-request-files", &[("count", &request.files.len().to_string())]);
    let list = view! { <FileList number=number.clone() files=request.files.clone() examined links=true/> }.into_any();
    // Nobody has to look for what is refused and why (B-8).
    let files =
        if refused { view! { <p><b>{summary}</b></p>{list} }.into_any() } else { view! { <Disclose summary>{list}</Disclose> }.into_any() };
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__head"><h3 id=heading>{breakable(&title)}</h3><span class="muted small">{t(&format!("claim-request-{}", request.state_name()))}</span></div>
            <RequestLines request=request.clone()/>
            {files}
            <p><a class="link-more small" href=proof><Icon name="download"/>{t("claim-proof")}<span class="sr-only">{format!(" {}", request.number)}</span></a></p>
        </section>
    }
}

/// « Prolonger mon dossier », or why not. A request being written is taken up again on top of the page, unless something else comes
/// first there, or it can no longer be sent; other care is claimed in another dossier. Where the employer authorises no claims `online`,
/// there is neither (S-14).
#[component]
fn Prolong(summary: ClaimSummary, act: NextAct, online: bool) -> impl IntoView {
    if !online {
        let stop = !summary.is_care();
        return stop.then(|| view! { <Notice kind=NoticeKind::Info><p>{t("claim-declare-none")}</p></Notice> }).into_any();
    }
    if summary.has_draft && !may_send(summary.status) {
        return view! { <ShutDraft summary/> }.into_any();
    }
    if summary.has_draft {
        let href = super::resume_path(&summary);
        let resume = view! { <div class="actions"><a class="btn btn--primary btn--lg" href=href>{t("claim-draft-resume")}</a></div> };
        return (act != NextAct::Resume).then_some(resume).into_any();
    }
    if summary.is_care() {
        return view! { <p><a class="link-more" href=routes::CLAIMS>{t("care-another")}</a></p> }.into_any();
    }
    if !may_prolong(summary.status) {
        let key = format!("claim-cannot-prolong-{}", summary.status.as_str());
        return view! { <Notice kind=NoticeKind::Info><p>{t(&key)}</p></Notice> }.into_any();
    }
    view! { <ProlongForm number=summary.number/> }.into_any()
}

/// « Prolonger mon dossier » itself.
#[component]
pub(super) fn ProlongForm(
    /// Number of the dossier.
    number: String,
) -> impl IntoView {
    view! {
        <form class="actions" id=PROLONG action="/api/prolong" method="post">
            <input type="hidden" name="number" value=number/>
            <button class="btn btn--primary btn--lg" type="submit">{t("claim-prolong")}</button>
        </form>
    }
}
