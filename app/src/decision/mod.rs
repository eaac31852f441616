//! Decisions in words: what became of each day, why, by which clause; the same for member and handler (B-9, B-10, C-30).
use crate::{
    claim::{api::saved_at, capitalised, days_text},
    routes,
    ui::{Badge, BadgeKind, Icon, breakable},
    words::{t, t_with},
};
use domain::decision::{Decided, DecidedDays, Outcome, Reason};
use leptos::prelude::*;

/// What was decided, in an icon and a word.
#[component]
pub fn OutcomeBadge(
    /// What became of the request.
    outcome: Outcome,
) -> impl IntoView {
    let (kind, icon) = match outcome {
        Outcome::Accepted => (BadgeKind::Success, "check-circle"),
        Outcome::PartlyAccepted => (BadgeKind::Warning, "alert"),
        Outcome::Refused | Outcome::Inadmissible => (BadgeKind::Danger, "error"),
        Outcome::WithoutFollowUp => (BadgeKind::Neutral, "lock"),
    };
    view! { <Badge kind icon text=outcome_text(outcome)/> }
}

/// What was decided, in a word.
pub(crate) fn outcome_text(outcome: Outcome) -> String {
    t(&format!("decision-outcome-{}", outcome.key()))
}

/// Days accepted and refused, as lines.
#[component]
pub fn DecidedDayList(
    /// In order.
    days: Vec<DecidedDays>,
) -> impl IntoView {
    let line = |part: DecidedDays| {
        let what = t(if part.accepted { "decision-days-accepted" } else { "decision-days-refused" });
        let about = [what, days_text(part.range.days())].join(", ");
        view! { <li><div><b>{capitalised(&part.range.to_string())}</b><p class="eyebrow">{about}</p></div></li> }
    };
    view! { <ul class="list">{days.into_iter().map(line).collect_view()}</ul> }
}

/// Why days were refused: motive, clause, and what the handler added.
#[component]
pub fn ReasonText(
    /// Why.
    reason: Reason,
) -> impl IntoView {
    let added = reason.text.lines().filter(|line| !line.is_empty()).map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    view! {
        <p><b>{t("decision-why")}</b>" "{reason.motive}</p>
        <p class="small muted">{reason.clause}</p>
        {added}
    }
}

/// What was decided of the requests of a dossier, as its member reads it.
#[component]
pub fn OwnDecisions(
    /// Number of the dossier.
    number: String,
    /// Oldest first.
    decisions: Vec<Decided>,
) -> impl IntoView {
    (!decisions.is_empty()).then(|| {
        let cards = decisions.into_iter().rev().map(|decided| {
            let letter = routes::letter(&number, &decided.request, decided.place);
            view! { <DecisionCard decided letter/> }
        });
        view! {
            <section class="section" aria-labelledby="decisions">
                <h2 id="decisions">{t("decision-mine")}</h2>
                {cards.collect_view()}
            </section>
        }
    })
}

/// One decision with its letter.
#[component]
pub fn DecisionCard(
    /// The decision.
    decided: Decided,
    /// Where its letter is downloaded.
    letter: String,
    /// What else is known of it on the desk, line by line.
    #[prop(optional)]
    noted: Vec<String>,
) -> impl IntoView {
    let Decided { request, place, outcome, at, reopened_at, days, reason } = decided;
    let heading = format!("decision-{request}-{place}");
    let labelled = heading.clone();
    // Of several about one request each has a name of its own.
    let title = match place {
        1 => t_with("decision-of", &[("request", &request)]),
        _ => t_with("decision-again", &[("place", &place.to_string()), ("request", &request)]),
    };
    let of_letter = title.clone();
    let reopened = reopened_at.map(|at| t_with("decision-reopened-since", &[("at", &saved_at(at))]));
    let noted = noted.into_iter().map(|line| view! { <p class="small">{line}</p> }).collect_view();
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__head"><h3 id=heading>{breakable(&title)}</h3><span class="muted small">{t_with("decision-at", &[("at", &saved_at(at))])}</span></div>
            <p class="row"><OutcomeBadge outcome/></p>
            {reopened.map(|text| view! { <p><b>{text}</b></p> })}
            {noted}
            {reason.map(|reason| view! { <ReasonText reason/> })}
            <DecidedDayList days/>
            <p><a class="link-more small" href=letter><Icon name="download"/>{t("decision-letter")}<span class="sr-only">{format!(" {of_letter}")}</span></a></p>
        </section>
    }
}
