//! « Prochaine étape »: the one thing to do next, on top of the dossier.
use super::{dossier::Dossier, resume_path};
use crate::{
    complement::Waiting,
    routes,
    words::{t, t_with},
};
use domain::claim::{ClaimStatus, NextAct};
use leptos::prelude::*;

/// Where « Prolonger mon dossier » stands on the page.
pub(super) const PROLONG: &str = "prolonger";

/// What the block says, and the way to do it.
struct Next {
    title: String,
    texts: Vec<String>,
    /// Words, address and class of a link.
    action: Option<(String, String, &'static str)>,
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
    let status = dossier.file.claim.summary.status;
    match dossier.next_act() {
        NextAct::Complete => complete(dossier),
        NextAct::Resume => Next {
            title: t("claim-draft-title"),
            texts: vec![t("claim-next-draft-text")],
            action: Some((t("claim-draft-resume"), resume_path(&dossier.file.claim.summary), "btn btn--primary")),
        },
        NextAct::Prolong(_) => prolong(dossier),
        NextAct::Nothing => Next { title: t("claim-next-nothing"), texts: vec![nothing(dossier)], action: None },
        NextAct::Wait | NextAct::Over => by_status(status),
    }
}

/// What is said of every dossier in that status.
fn by_status(status: ClaimStatus) -> Next {
    let key = format!("claim-next-{}", status.as_str().replace('_', "-"));
    Next { title: t(&key), texts: vec![t(&format!("{key}-text"))], action: None }
}

/// The documents asked for, and until when (M-3).
fn complete(dossier: &Dossier) -> Next {
    let open = dossier.asked.iter().find(|one| one.is_open());
    let due = |one: &Waiting| {
        let count = one.complement.missing().len().to_string();
        t_with("complement-message-due", &[("count", &count), ("due", &one.complement.due.to_string())])
    };
    let way = |one: &Waiting| (t("complement-title"), routes::complement(&one.claim.number, &one.complement.number), "btn btn--primary");
    Next { title: t("complement-notice"), texts: open.map(due).into_iter().collect(), action: open.map(way) }
}

/// The days to be declared next.
fn prolong(dossier: &Dossier) -> Next {
    let summary = &dossier.file.claim.summary;
    let covered = summary.covered_to.map(|day| t_with("claim-covered-to", &[("day", &day.to_string())]));
    let Next { title, mut texts, .. } = by_status(summary.status);
    texts.extend(covered);
    Next { title, texts, action: Some((t("claim-next-go"), format!("#{PROLONG}"), "link-more")) }
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
