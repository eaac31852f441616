//! What the desk types for a member, of what came otherwise (B-16) and of a completed form (B-17): what stopped, and its periods. Plain forms,
//! with the rules of what members type themselves.
use crate::{
    claim::OpeningFields,
    period::{EditorForm, Written, model, problems},
    words::t,
};
use domain::{
    claim::{Draft, OpeningForm, StepError},
    contract::Guarantee,
    period::{PeriodRules, Situation, review},
};
use leptos::prelude::*;

/// What stopped, and since when: before the periods, and to be corrected until it is sent.
#[component]
pub(super) fn Opening(
    /// Where the form is posted, and the hidden field that says of what: its name and its value.
    to: (&'static str, &'static str, String),
    form: OpeningForm,
    covered: Vec<Guarantee>,
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let (action, name, of) = to;
    view! {
        <form class="card" action=action method="post" novalidate>
            <input type="hidden" name=name value=of/>
            <h2>{t("entry-opening")}</h2>
            <OpeningFields form covered problems/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("entry-opening-save")}</button></div>
        </form>
    }
}

/// What is wrong with its periods: id of the field and sentence.
pub(super) fn line_problems(draft: &Draft, situation: Situation, rules: (&PeriodRules, &[String])) -> Vec<(String, String)> {
    let verdict = review(rules.0, rules.1, &situation, &draft.lines.all());
    problems(draft, &verdict, &model(situation, rules, draft))
}

/// What is missing, in the words of whoever types for another: there are no steps to go back to.
pub(super) fn missing_key(missing: StepError) -> &'static str {
    match missing {
        StepError::Periods => "entry-missing-periods",
        StepError::Files => "entry-missing-files",
        _ => missing.sentence_key(),
    }
}

/// The periods that are added, and the form of the next one.
#[component]
pub(super) fn TypedLines(
    /// What is typed.
    draft: Draft,
    /// What they are judged against.
    situation: Situation,
    /// Limits of periods.
    rules: PeriodRules,
    /// Social bodies offered.
    payers: Vec<String>,
    /// Where the form is posted, and the hidden field that says of what: its name and its value.
    to: (&'static str, &'static str, String),
) -> impl IntoView {
    let verdict = review(&rules, &payers, &situation, &draft.lines.all());
    let asks_previous = situation.asks_previous_stop();
    let model = model(situation, (&rules, &payers), &draft);
    let previous = asks_previous.then(|| {
        let wrong = problems(&draft, &verdict, &model).into_iter().find(|(field, _)| field == "previous_start");
        (draft.previous.clone(), wrong.map(|(_, text)| text))
    });
    view! {
        <Written draft=draft.clone() verdict/>
        <EditorForm model to draft previous/>
    }
}
