//! What the steps of a request share: the list of steps, the head, « Brouillon enregistré », leaving and deleting.
use super::api::ClaimFile;
use crate::{
    layout::Layout,
    routes::{self, Step},
    ui::{Icon, Notice, NoticeKind, PageHead, Stepper},
    words::{t, t_with},
};
use domain::claim::{ClaimStatus, ClaimSummary, Draft, RequestKind, may_send};
use leptos::prelude::*;

/// A step of the wizard: list of steps, title, content.
#[component]
pub fn Wizard(
    /// The dossier.
    file: ClaimFile,
    /// Which step this is.
    step: Step,
    /// Title of the step.
    #[prop(into)]
    title: String,
    /// What it asks for.
    #[prop(optional, into)]
    lead: String,
    /// Whether the page shows what to mend.
    #[prop(optional)]
    refused: bool,
    /// The step.
    children: Children,
) -> impl IntoView {
    let number = file.claim.summary.number.clone();
    let first = file.claim.summary.status == ClaimStatus::Draft;
    let opens = file.claim.draft.as_ref().is_some_and(|d| d.kind == RequestKind::Initial) && !file.claim.summary.is_care();
    let rest = [lines_step(&file.claim.summary), Step::Files, Step::Summary, Step::Done];
    let mut steps: Vec<Step> = opens.then_some(Step::Opening).into_iter().chain(rest).collect();
    steps.dedup();
    let current = steps.iter().position(|s| *s == step).unwrap_or_default();
    let names = steps.iter().map(|s| (t(step_key(*s)), (*s != Step::Done).then(|| routes::step(&number, *s)))).collect();
    let place = t_with("claim-step", &[("step", &(current + 1).to_string()), ("steps", &steps.len().to_string())]);
    let eyebrow = t_with("claim-title", &[("number", &number)]);
    let back = if first { routes::CLAIMS.to_owned() } else { routes::claim(&number) };
    let in_title = if step == Step::Expenses { "care-step-title" } else { step_key(step) };
    let page_title = t_with("claim-step-title", &[("step", &t(in_title)), ("number", &number)]);
    let summary = file.claim.summary;
    view! {
        <Layout title=page_title refused current=routes::CLAIMS>
            <Stepper steps=names current summary=place done_word=t("claim-step-done") label=t("claim-steps")/>
            <PageHead title lead eyebrow=(eyebrow, back)/>
            <ShutDraft summary/>
            {children()}
        </Layout>
    }
}

/// Why the request being written can no longer be sent, its dossier having been refused or closed since, and the way to delete it;
/// nothing while it can be, or none is.
#[component]
pub(super) fn ShutDraft(
    /// The dossier.
    summary: ClaimSummary,
) -> impl IntoView {
    (summary.has_draft && !may_send(summary.status)).then(|| {
        let why = t(&format!("claim-cannot-prolong-{}", summary.status.as_str()));
        view! {
            <Notice kind=NoticeKind::Warning title=t("claim-draft-shut") standing=true>
                <p>{why}</p>
                <p>{t("claim-draft-shut-text")}</p>
                <p><a class="btn" href=routes::delete_draft(&summary.number)>{t("claim-delete-draft")}</a></p>
            </Notice>
        }
    })
}

/// The step on which what is claimed is typed; a completed form is handed in, and nothing is typed (S-23).
pub fn lines_step(claim: &ClaimSummary) -> Step {
    match () {
        () if claim.is_care() => Step::Expenses,
        () if claim.on_form => Step::Files,
        () => Step::Periods,
    }
}

fn step_key(step: Step) -> &'static str {
    match step {
        Step::Opening => "claim-step-opening",
        Step::Periods => "claim-step-periods",
        Step::Expenses => "care-step",
        Step::Files => "claim-step-files",
        Step::Summary => "claim-step-summary",
        Step::Done => "claim-step-done-name",
    }
}

/// When the draft was saved, and the ways out: leaving loses nothing, deleting asks first.
#[component]
pub fn DraftNote(
    /// Number of the dossier.
    number: String,
    /// The request being written.
    draft: Draft,
) -> impl IntoView {
    let saved = t_with("claim-saved-at", &[("at", &super::api::saved_at(draft.saved_at))]);
    view! {
        <p class="muted small with-icon" role="status"><Icon name="check"/>{saved}</p>
        <p class="row small">
            <a href=routes::CLAIMS>{t("claim-leave")}</a>
            <a href=routes::delete_draft(&number)>{t("claim-delete-draft")}</a>
        </p>
    }
}
