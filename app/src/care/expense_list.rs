//! Expenses as they are read again: on the recap, in a sent claim, on the desk.
use crate::{
    page::of_profile,
    words::{t, t_with},
};
use domain::{
    care::{Expense, claimed},
    insurer::Profile,
    money::Cents,
};
use leptos::prelude::*;

/// Expenses as lines, and what is claimed of them altogether.
#[component]
pub fn ExpenseList(
    /// As typed, in order.
    expenses: Vec<Expense>,
) -> impl IntoView {
    let currency = of_profile(Profile::currency);
    let total = claimed(&expenses).worded(currency);
    let line = move |expense: Expense| {
        let about = [expense.day.to_string(), expense.whom].join(", ");
        let back =
            (expense.reimbursed > Cents(0)).then(|| t_with("care-line-reimbursed", &[("amount", &expense.reimbursed.worded(currency))]));
        view! {
            <li>
                <div>
                    <b>{expense.kind}</b>
                    <p class="eyebrow">{about}</p>
                    {back.map(|text| view! { <p class="small">{text}</p> })}
                </div>
                <span class="amount">{expense.paid.worded(currency)}</span>
            </li>
        }
    };
    view! {
        <ul class="list">{expenses.into_iter().map(line).collect_view()}</ul>
        <p class="row row--between"><span>{t("care-claimed")}</span><b class="tabular">{total}</b></p>
    }
}
