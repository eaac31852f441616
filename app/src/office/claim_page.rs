//! One dossier on the desk: its periods beside its proofs, whose it is, what happened to it and what was noted (B-2).
use super::{
    beside::{Others, SameAs, Twins},
    decision::DECIDED,
    desk::{DeskFile, load_desk_claim},
    documents::{ActOutcome, Documents, Download},
    examine_part::WAITING,
    hands_card::{HandsCard, History, Notes},
    layout::{OfficeLayout, opened},
    mark::StopCard,
    queue_table::NewsMark,
    reopen_page::Reopened,
};
use crate::{
    claim::{RequestLines, StatusBadge, about_file, api::saved_at, claim_line, file_state},
    contract::guarantee_key,
    decision::DecisionCard,
    page::{of_profile, of_staff, param, told},
    period::Calendar,
    routes,
    ui::{Facts, Notice, NoticeKind, PageHead, breakable},
    words::{t, t_with},
};
use domain::{
    access::{Action, Actor, may},
    attachment::{Attachment, Examined},
    claim::{Claim, Entered, RequestState, SentRequest, Twin},
    day::DayRange,
    decision::{Decided, Deciding, DecisionForm, ReopenNote},
};
use leptos::prelude::*;

/// The page of a dossier on the desk.
#[component]
pub fn DeskClaimPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_desk_claim(id.clone()), |file: DeskFile| view! { <Desk file/> }.into_any())
}

#[component]
fn Desk(file: DeskFile) -> impl IntoView {
    let left = file.left_on.map(|day| {
        let text = t_with("office-member-left", &[("day", &day.to_string())]);
        view! { <Notice kind=NoticeKind::Warning standing=true><p>{text}</p></Notice> }
    });
    let access = routes::office_access(&file.member_id.to_string());
    // Whether dossiers are decided and paid in the portal.
    let here = of_profile(|profile| (profile.decisions.is_some(), profile.payments.is_some()));
    let DeskFile { claim, member, today, examined, decisions, reopenings, version, news, .. } = file.clone();
    let DeskFile { holder, mine, colleagues, moves, notes, others, twins, entered, marks, .. } = file.clone();
    let summary = claim.summary.clone();
    let care = summary.is_care();
    // What is made of expenses has no days: it is decided elsewhere (D-18).
    let (decides, pays) = if care { (false, false) } else { here };
    let id = summary.id.to_string();
    let lead = claim_line(&summary);
    // Before the desk has keyed a form that opens it, no day of it is known (B-17).
    let declared = match () {
        () if care => view! { <p>{t("care-desk-outside")}</p> }.into_any(),
        () if claim.known.is_empty() => ().into_any(),
        () => view! { <Calendar situation=claim.situation(today, None) rows=Vec::new()/> }.into_any(),
    };
    // Newest first: what waits is on top.
    let periods = claim
        .requests
        .iter()
        .rev()
        .map(|request| {
            let reopens = decides && file.may_reopen(request);
            view! { <Declared id=id.clone() request=request.clone() entered=entered.clone() decides reopens/> }
        })
        .collect_view();
    let asks = file.may_ask() && of_staff(|staff| may(Actor::Staff(staff.roles), Action::AskForDocuments));
    let files = claim
        .requests
        .iter()
        .rev()
        .map(|request| view! { <Files id=id.clone() request=request.clone() examined=examined.clone() twins=twins.clone() asks/> })
        .collect_view();
    let payments = pays.then(|| routes::office_payments(&id));
    // A relapse is one of another stop under the same contract.
    let stops = others.iter().filter(|other| other.enrolment == summary.enrolment && !other.is_care()).cloned().collect::<Vec<_>>();
    // Whoever closed their account has no pages (G-3).
    let viewing = file.left_on.is_none().then(|| routes::office_viewing(&id));
    let entering = (!care).then(|| routes::office_entry(&id));
    view! {
        <OfficeLayout title=t_with("claim-title", &[("number", &summary.number)]) current=routes::OFFICE>
            <PageHead title=member lead eyebrow=(t("office-queue-title"), routes::OFFICE.to_owned())/>
            <Outcome/>
            <Reopened/>
            <ActOutcome/>
            {left}
            <p class="row"><StatusBadge status=summary.status/>{news.then(|| view! { <NewsMark/> })}</p>
            <p class="row">
                {payments.map(|href| view! { <a class="btn" href=href>{t("payment-desk-title")}</a> })}
                {entering.map(|href| view! { <a class="btn" href=href>{t("entry-title")}</a> })}
                {viewing.map(|href| view! { <a class="btn" href=href>{t("viewing-title")}</a> })}
                <a class="btn" href=access>{t("office-access")}</a>
            </p>
            <div class="desk">
                <div class="stack">
                    <section class="card" aria-labelledby="periodes">
                        <h2 id="periodes">{t(if care { "care-list-sent" } else { "office-claim-periods" })}</h2>
                        {declared}
                        {periods}
                    </section>
                    <Documents file/>
                    <section class="card"><Facts items=facts(&claim)/></section>
                    {(!care).then(|| view! { <StopCard id=id.clone() version marks moves=moves.clone() others=stops/> })}
                    <Others others/>
                    <History moves/>
                </div>
                <div class="stack">
                    <HandsCard id=id.clone() version holder mine colleagues/>
                    <section class="card" aria-labelledby="justificatifs">
                        <h2 id="justificatifs">{t("office-claim-files")}</h2>
                        {files}
                        <Twins id=id.clone() twins/>
                    </section>
                    <Notes id=id.clone() notes/>
                </div>
            </div>
            <Decisions id decisions reopenings/>
            <p class="hint">{t("office-claim-noted")}</p>
        </OfficeLayout>
    }
}

/// Contract, what is claimed under, first day.
pub(super) fn facts(claim: &Claim) -> Vec<(String, String)> {
    let origin = claim.summary.origin.map(|day| (t("office-claim-origin"), day.to_string()));
    let known = [
        (t("office-claim-contract"), claim.contract_number.clone()),
        (t("office-claim-guarantee"), t(guarantee_key(claim.summary.guarantee))),
    ];
    known.into_iter().chain(origin).collect()
}

/// Number and moment of a request, over its periods and over its files.
fn head(request: &SentRequest) -> impl IntoView + use<> {
    let title = t_with("claim-request-title", &[("request", &request.number)]);
    let state = t(&format!("claim-request-{}", request.state_name()));
    let sent = t_with("office-claim-sent", &[("at", &saved_at(request.sent_at))]);
    view! {
        <div class="card__head"><h3>{breakable(&title)}</h3><span class="muted small">{state}</span></div>
        <p class="small muted">{sent}</p>
    }
}

/// The periods or the expenses of one request.
#[component]
pub(super) fn Periods(request: SentRequest) -> impl IntoView {
    view! {
        {head(&request)}
        <RequestLines request/>
    }
}

/// What one request declares, and the ways to decide it while it waits, or to take it up again once it was refused.
#[component]
fn Declared(id: String, request: SentRequest, entered: Vec<Entered>, decides: bool, reopens: bool) -> impl IntoView {
    let came = entered.iter().find(|one| one.request == request.number).map(|one| {
        let day = one.arrival.received_on.to_string();
        view! { <p class="small">{t_with(&format!("entry-desk-{}", one.arrival.way.as_str()), &[("day", &day)])}</p> }
    });
    let reopen = reopens.then(|| {
        let (href, named) = (routes::office_reopening(&id, &request.number), format!(" {}", request.number));
        view! { <div class="actions"><a class="btn" href=href>{t("decision-reopen")}<span class="sr-only">{named}</span></a></div> }
    });
    let keys = request.may_key() && of_staff(|staff| may(Actor::Staff(staff.roles), Action::EnterOnBehalf));
    let key = keys.then(|| view! { <Key id=id.clone() request=request.clone()/> });
    let decide = (decides && request.state == RequestState::Sent).then(|| view! { <Decide id request=request.clone()/> });
    view! { <Periods request/> {came} {reopen} {key} {decide} }
}

/// The way to key what a completed form says, or to correct what was keyed of it (B-17).
#[component]
fn Key(id: String, request: SentRequest) -> impl IntoView {
    let (class, key) = if request.is_to_key() { ("btn btn--primary", "form-key") } else { ("btn", "form-key-again") };
    let (href, named) = (routes::office_keying(&id, &request.number), format!(" {}", request.number));
    view! { <div class="actions"><a class=class href=href>{t(key)}<span class="sr-only">{named}</span></a></div> }
}

/// The way to decide a request, and the shorter one for whoever accepts all of it: what that comes to is shown before it is confirmed, too. A
/// completed form that is not keyed yet has no days to accept: it can be refused.
#[component]
fn Decide(id: String, request: SentRequest) -> impl IntoView {
    let href = routes::office_decision(&id, &request.number);
    if request.is_to_key() {
        let decide = t_with("decision-decide", &[("request", &request.number)]);
        return view! { <div class="actions"><a class="btn" href=href><span>{breakable(&decide)}</span></a></div> }.into_any();
    }
    let periods: Vec<DayRange> = request.periods.iter().map(|period| period.range).collect();
    let DecisionForm { verdict, accepted, .. } = DecisionForm::accepting(&periods);
    let days = accepted.into_iter().enumerate();
    let days = days.map(|(place, days)| view! { <input type="hidden" name=format!("accepted[{place}]") value=days/> }).collect_view();
    let (decide, named) = (t_with("decision-decide", &[("request", &request.number)]), format!(" {}", request.number));
    view! {
        <div class="actions">
            <a class="btn btn--primary" href=href><span>{breakable(&decide)}</span></a>
            <form action="/api/office_draft_decision" method="post">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="number" value=request.number/>
                <input type="hidden" name="verdict" value=verdict/>
                {days}
                <button class="btn" type="submit">{t("decision-accept-whole")}<span class="sr-only">{named}</span></button>
            </form>
        </div>
    }
    .into_any()
}

/// That the decision which was just confirmed is made.
#[component]
fn Outcome() -> impl IntoView {
    let made = told(DECIDED) == Some(Deciding::Done);
    made.then(|| view! { <Notice kind=NoticeKind::Success><p>{t("decision-done")}</p></Notice> })
}

/// What was decided before, newest first, with the reason for which it stands no longer.
#[component]
fn Decisions(id: String, decisions: Vec<Decided>, reopenings: Vec<ReopenNote>) -> impl IntoView {
    (!decisions.is_empty()).then(|| {
        let cards = decisions.into_iter().rev().map(|decided| {
            let letter = routes::office_letter(&id, &decided.request, decided.place);
            let why = reopenings.iter().find(|note| note.request == decided.request && note.place == decided.place);
            view! { <DecisionCard decided letter noted=why.map(why_reopened).unwrap_or_default()/> }
        });
        view! {
            <section class="section" aria-labelledby="decisions"><h2 id="decisions">{t("decision-all")}</h2>{cards.collect_view()}</section>
        }
    })
}

/// By whom a request was taken up again, and why.
fn why_reopened(note: &ReopenNote) -> Vec<String> {
    let head = t_with("decision-reopen-by", &[("by", &note.by)]);
    std::iter::once(head).chain(note.reason.lines().map(str::to_owned)).collect()
}

/// The files of a request; where documents may be asked for, with the way to ask again for each that is refused.
#[component]
fn Files(id: String, request: SentRequest, examined: Vec<Examined>, twins: Vec<Twin>, asks: bool) -> impl IntoView {
    let head = head(&request);
    let received: Vec<Attachment> = request.files.into_iter().filter(Attachment::is_received).collect();
    if received.is_empty() {
        return view! { {head} <p>{t("office-claim-no-file")}</p> }.into_any();
    }
    let dossier = routes::office_claim(&id);
    let line = move |file: Attachment| {
        let found = examined.iter().find(|one| one.file == file.id).map(|one| &one.found);
        let again = (asks && found.is_some_and(|found| found.reason().is_some())).then(|| {
            let (href, about) = (routes::office_asking_again(&id, &file.id.to_string()), format!(" {}", file.name));
            view! { <p class="small"><a href=href>{t("office-ask-again")}<span class="sr-only">{about}</span></a></p> }
        });
        view! {
            <li>
                <div>
                    <a href=routes::office_piece(&dossier, &file.id.to_string())>{file.name.clone()}</a>
                    <p class="eyebrow">{about_file(&file)}</p>
                    {file_state(found, WAITING)}
                    {again}
                    <SameAs id=id.clone() file=file.id twins=twins.clone()/>
                </div>
                <Download dossier=dossier.clone() file/>
            </li>
        }
    };
    view! { {head} <ul class="list">{received.into_iter().map(line).collect_view()}</ul> }.into_any()
}
