//! The form of one expense: plain, whole, without script.
use crate::{
    ui::{Icon, SelectField, TextField},
    words::{t, t_with},
};
use domain::{
    care::{CareRules, MAX_WHOM},
    claim::Draft,
    day::Day,
    money::Currency,
};
use leptos::prelude::*;

/// The form.
#[component]
pub(super) fn ExpenseEditor(
    /// Number of the dossier.
    number: String,
    /// The request being written.
    draft: Draft,
    /// What the insurer takes.
    rules: CareRules,
    /// What is paid with.
    currency: Currency,
    /// The day it is in Paris.
    today: Day,
    /// What is wrong with the line being typed: field and sentence.
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_day, of_kind, of_whom) = (error("day"), error("kind"), error("whom"));
    let (of_paid, of_reimbursed) = (error("paid"), error("reimbursed"));
    let typed = draft.care.entry;
    let correcting = draft.care.correcting.is_some();
    let choose = (String::new(), t("care-kind-choose"));
    let oldest = rules.oldest(today).to_string();
    let kinds = std::iter::once(choose).chain(rules.kinds.into_iter().map(|kind| (kind.clone(), kind))).collect();
    let most = u32::try_from(MAX_WHOM).unwrap_or(u32::MAX);
    let paid_hint = t_with("care-paid-hint", &[("sign", &currency.sign().to_string())]);
    view! {
        <form class="card" id="depense" action="/api/save_expenses" method="post" novalidate>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="version" value=draft.version.to_string()/>
            <button class="sr-only" type="submit" name="intent" value="add" tabindex="-1" aria-hidden="true"></button>
            <h2>{t("care-legend")}</h2>
            <TextField id="day" name="day" label=t("care-day") hint=t_with("care-day-hint", &[("oldest", &oldest)]) value=typed.day error=of_day
                class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            <SelectField id="kind" name="kind" label=t("care-kind") options=kinds selected=typed.kind error=of_kind/>
            <TextField id="whom" name="whom" label=t("care-whom") hint=t("care-whom-hint") value=typed.whom error=of_whom
                autocomplete="off" maxlength=most/>
            <div class="pair">
                <TextField id="paid" name="paid" label=t("care-paid") hint=paid_hint value=typed.paid error=of_paid
                    class="input--date" inputmode="decimal" autocomplete="off" maxlength=100/>
                <TextField id="reimbursed" name="reimbursed" label=t("care-reimbursed") hint=t("care-reimbursed-hint") value=typed.reimbursed
                    error=of_reimbursed class="input--date" inputmode="decimal" autocomplete="off" maxlength=100/>
            </div>
            <div class="actions">
                <button class="btn" type="submit" name="intent" value="add">
                    <Icon name="plus"/>{t(if correcting { "period-correct" } else { "care-add" })}
                </button>
                {correcting.then(|| view! { <button class="btn btn--quiet" type="submit" name="intent" value="cancel">{t("period-cancel")}</button> })}
            </div>
            <div class="actions actions--step">
                <button class="btn btn--primary" type="submit" name="intent" value="save">{t("period-save")}</button>
                <button class="btn" type="submit" name="intent" value="next">{t("period-next")}<Icon name="arrow"/></button>
            </div>
        </form>
    }
}
