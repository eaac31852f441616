//! « Prochaine étape »: the one thing to do next, on top of the dossier.
use super::{dossier::Dossier, resume_path};
use crate::{
    complement::Waiting,
    page::of_profile,
    routes,
    words::{t, t_with},
};
use domain::{
    claim::{ClaimStatus, ClaimSummary, NextAct},
    day::Day,
};
use leptos::prelude::*;

/// Where « Prolonger mon dossier » stands on the page.
pub(super) const PROLONG: &str = "prolonger";

/// What the block says, and the way to do it.
pub(super) struct Next {
    pub(super) title: String,
    pub(super) texts: Vec<String>,
    /// Words, address and class of a link.
    pub(super) action: Option<(String, String, &'static str)>,
}

/// What comes next, in plain words.
#[component]
pub(super) fn NextStep(
    /// The dossier.
    dossier: Dossier,
) -> impl IntoView {
    let Next { title, texts, action } = next(&dossier);
    view! {
        <section class="card card--lead" aria-labelledby="suite">
            <p class="eyebrow">{t("claim-next")}</p>
            <h2 id="suite">{title}</h2>
            {texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
            {action.map(|(text, href, class)| view! { <p><a class=class href=href>{text}</a></p> })}
        </section>
    }
}

fn next(dossier: &Dossier) -> Next {
    let summary = &dossier.file.claim.summary;
    match dossier.next_act() {
        NextAct::Complete => complete(dossier.asked.iter().find(|one| one.is_open())),
        NextAct::Resume => resume(summary),
        NextAct::Prolong(covered) => {
            let online = dossier.file.online;
            let action = online.then(|| (t("claim-next-go"), format!("#{PROLONG}"), "link-more small"));
            Next { action, ..prolong((summary.status, online), covered, dossier.file.today) }
        }
        NextAct::Nothing => Next { title: t("claim-next-nothing"), texts: vec![nothing(dossier)], action: None },
        NextAct::Wait => wait(dossier),
        NextAct::Over => by_status(summary.status),
    }
}

/// What is said of every dossier in that status.
fn by_status(status: ClaimStatus) -> Next {
    let key = format!("claim-next-{}", status.as_str().replace('_', "-"));
    Next { title: t(&key), texts: vec![t(&format!("{key}-text"))], action: None }
}

/// The documents asked for, and until when (M-3).
pub(super) fn complete(open: Option<&Waiting>) -> Next {
    let due = |one: &Waiting| {
        let count = one.complement.missing().len().to_string();
        t_with("complement-message-due", &[("count", &count), ("due", &one.complement.due.to_string())])
    };
    let way = |one: &Waiting| (t("complement-title"), routes::complement(&one.claim.number, &one.complement.number), "btn btn--primary");
    Next { title: t("complement-notice"), texts: open.map(due).into_iter().collect(), action: open.map(way) }
}

/// The request being written, to be taken up again (C-20).
pub(super) fn resume(summary: &ClaimSummary) -> Next {
    Next {
        title: t("claim-draft-title"),
        texts: vec![t("claim-next-draft-text")],
        action: Some((t("claim-draft-resume"), resume_path(summary), "btn btn--primary")),
    }
}

/// When the answer is expected, or an apology (Y-5); and that a file is refused, where one is.
fn wait(dossier: &Dossier) -> Next {
    let mut usual = by_status(dossier.file.claim.summary.status);
    if dossier.is_file_refused() {
        usual.texts = vec![t("claim-next-file-refused")];
    }
    let Some(expected) = dossier.expected else { return usual };
    let (by, days) = (expected.by.to_string(), expected.days.to_string());
    let late = expected.is_past(dossier.file.today);
    let (title, text) = match expected.days {
        _ if late => (t("claim-next-late"), t_with("claim-next-late-text", &[("day", &by)])),
        1 => (t_with("claim-next-by", &[("day", &by)]), t("claim-next-by-text-one")),
        _ => (t_with("claim-next-by", &[("day", &by)]), t_with("claim-next-by-text-many", &[("days", &days)])),
    };
    Next { title, texts: std::iter::once(text).chain(usual.texts).collect(), action: None }
}

/// The days to be declared next, `online` or, where the employer does not authorise it (S-14), as the insurer says; and until when where
/// there is a deadline (Y-4). The way there is the page's own.
pub(super) fn prolong((status, online): (ClaimStatus, bool), covered: Day, today: Day) -> Next {
    let by = of_profile(|profile| profile.prolongation.declare_by(covered)).map(|day| {
        let key = if day < today { "claim-next-declare-late" } else { "claim-next-declare-by" };
        t_with(key, &[("day", &day.to_string())])
    });
    let mut next = by_status(status);
    if !online {
        next.texts = vec![t("claim-declare-none")];
    }
    next.texts.push(t_with("claim-covered-to", &[("day", &covered.to_string())]));
    next.texts.extend(by);
    next
}

/// Why there is nothing to do.
fn nothing(dossier: &Dossier) -> String {
    let claim = &dossier.file.claim;
    match (claim.resumed_on(), claim.summary.covered_to) {
        (Some(day), _) => t_with("claim-next-resumed", &[("day", &day.to_string())]),
        (None, Some(day)) => t_with("claim-covered-to", &[("day", &day.to_string())]),
        (None, None) => String::new(),
    }
}
