//! Somebody decided the request first (B-2): who, when and how, and what whoever comes second had typed, to be read again.
use super::layout::OfficeLayout;
use crate::{
    claim::api::saved_at,
    decision::outcome_text,
    routes,
    ui::{Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::{
    day::Instant,
    decision::{DecisionForm, Outcome, Sheet, Verdict},
};
use leptos::prelude::*;

/// The page of a request that is decided; its status is 409.
#[component]
pub(super) fn Late(sheet: Sheet, by: String, at: Instant, outcome: Outcome) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(409);
    let back = routes::office_claim(&sheet.claim.to_string());
    let lead = t_with("decision-lead", &[("request", &sheet.request), ("number", &sheet.number)]);
    let text = t_with("decision-conflict-text", &[("by", &by), ("at", &saved_at(at)), ("outcome", &outcome_text(outcome))]);
    let typed = typed(&sheet);
    let kept = !typed.is_empty();
    view! {
        <OfficeLayout title=t("decision-title") current=routes::OFFICE>
            <PageHead title=t("decision-title") lead eyebrow=(sheet.member, back.clone())/>
            <Notice kind=NoticeKind::Warning title=t("decision-conflict") standing=true>
                <p>{text}</p>
                {kept.then(|| view! { <p>{t("decision-conflict-kept")}</p> })}
            </Notice>
            {kept.then(|| view! {
                <section class="card" aria-labelledby="saisie">
                    <h2 id="saisie">{t("decision-conflict-typed")}</h2>
                    <Facts items=typed/>
                </section>
            })}
            <div class="actions">
                <a class="btn btn--primary" href=format!("{back}#historique")>{t("decision-conflict-changes")}</a>
                <a class="btn" href=back>{t("office-back")}</a>
            </div>
        </OfficeLayout>
    }
}

/// What was typed, under the labels of the form; what was left empty is left out.
fn typed(sheet: &Sheet) -> Vec<(String, String)> {
    let DecisionForm { verdict, accepted, motive, text } = &sheet.form;
    let verdict = Verdict::parse(verdict).map(|verdict| t(&verdict.key())).unwrap_or_default();
    let days = sheet.periods.iter().zip(accepted);
    let days = days.map(|(period, days)| (t_with("decision-accepted", &[("period", &period.to_string())]), days.clone()));
    let reason = [(t("decision-motive"), motive.clone()), (t("decision-text"), text.clone())];
    let all = std::iter::once((t("decision-verdict"), verdict)).chain(days).chain(reason);
    all.filter(|(_, typed)| !typed.trim().is_empty()).collect()
}
