//! « Faire une réclamation de soins de santé » (D-18): the way to a claim, for whoever's contract covers care.
use crate::words::{t, t_with};
use domain::contract::Enrolment;
use leptos::prelude::*;

/// A button for each contract under which care may be claimed; nothing where there is none.
#[component]
pub fn StartCare(
    /// Those contracts.
    contracts: Vec<Enrolment>,
) -> impl IntoView {
    let several = contracts.len() > 1;
    let form = move |contract: Enrolment| {
        let under = several.then(|| t_with("care-start-under", &[("name", &contract.name())]));
        view! {
            <form action="/api/claim_expenses" method="post">
                <input type="hidden" name="enrolment" value=contract.id.to_string()/>
                <button class="btn btn--primary btn--lg" type="submit">{t("care-start")}{under}</button>
            </form>
        }
    };
    (!contracts.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="reclamer">
                <h2 id="reclamer">{t("care-start-title")}</h2>
                <p class="muted">{t("care-start-text")}</p>
                <div class="actions">{contracts.into_iter().map(form).collect_view()}</div>
            </section>
        }
    })
}
