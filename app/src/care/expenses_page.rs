//! Step 1 of a claim for care: the expenses, one line each (D-18).
use super::expense_form::ExpenseEditor;
use crate::{
    AppError,
    claim::{
        Conflict, DraftNote, Wizard, WrittenLine,
        api::{self, ClaimFile},
    },
    failure::Failure,
    page::{loaded, param},
    routes::Step,
    ui::{ErrorSummary, Notice, NoticeKind},
    words::{t, t_args, t_with},
};
use domain::{
    care::{ExpenseForm, Finding, Verdict, review},
    claim::{Line, Lines},
    day::Day,
    money::{Cents, Currency},
};
use leptos::prelude::*;

/// The expense step.
#[component]
pub fn ExpensesPage() -> impl IntoView {
    let number = param("number");
    loaded(move || api::load_claim(number.clone()), step)
}

fn step(file: ClaimFile) -> AnyView {
    let (Ok(draft), Some(rules)) = (file.draft_of(true).cloned(), file.care.clone()) else {
        return view! { <Failure error=AppError::NotFound/> }.into_any();
    };
    let (today, currency, number) = (file.today, file.currency, file.claim.summary.number.clone());
    let verdict = review(&rules, currency, today, &draft.care.all());
    let problems = problems(&draft.care, &verdict);
    let warnings: Vec<String> = verdict.warnings.iter().map(sentence).collect();
    let rows = rows(&draft.care, &verdict, currency);
    let (count, mine) = (draft.care.rows.len(), draft.care.conflict.clone().map(|typed| about(&typed, currency)));
    view! {
        <Wizard file step=Step::Expenses title=t("care-heading") lead=t("care-intro") refused=!problems.is_empty()>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            {mine.map(|mine| view! { <Conflict form="depense" mine/> })}
            <section class="card" aria-labelledby="liste">
                <div class="card__head"><h2 id="liste">{t("care-list")}</h2><span class="badge badge--info">{counted(count)}</span></div>
                {(count == 0).then(|| view! { <p class="muted">{t("care-list-empty")}</p> })}
                <ul class="list">{rows}</ul>
                {warnings.into_iter().map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }).collect_view()}
            </section>
            <ExpenseEditor number=number.clone() draft=draft.clone() rules currency today problems/>
            <DraftNote number draft/>
        </Wizard>
    }
    .into_any()
}

fn counted(rows: usize) -> String {
    t_with(if rows < 2 { "care-count-one" } else { "care-count-many" }, &[("count", &rows.to_string())])
}

fn sentence(finding: &Finding) -> String {
    t_args(&finding.error.code, &finding.error.args)
}

/// Errors for the summary: those of added lines; those of the claim and of the line being typed once it was checked.
fn problems(lines: &Lines<ExpenseForm>, verdict: &Verdict) -> Vec<(String, String)> {
    let typed = lines.typed_row();
    let told = |finding: &&Finding| match finding.row {
        0 => lines.checked,
        row if row == typed => lines.checked && !lines.entry.is_blank(),
        _ => true,
    };
    let place = |finding: &Finding| match finding.row {
        row if row == 0 || row == typed => finding.error.field.clone(),
        row => format!("ligne-{row}"),
    };
    verdict.errors.iter().filter(told).map(|finding| (place(finding), sentence(finding))).collect()
}

/// Added lines, each with « Corriger » and « Retirer ».
fn rows(lines: &Lines<ExpenseForm>, verdict: &Verdict, currency: Currency) -> impl IntoView + use<> {
    let line = |(n, row): (usize, &ExpenseForm)| {
        let correcting = lines.correcting == Some(n);
        let found = verdict.errors.iter().filter(|finding| finding.row == n + 1 && !correcting);
        let errors: Vec<String> = found.map(sentence).collect();
        let about = about(row, currency);
        let named = |key: &str| t_with(key, &[("line", &(n + 1).to_string()), ("about", &about)]);
        let (edit, remove) = (named("care-edit-named"), named("care-remove-named"));
        view! { <WrittenLine form="depense" n title=row.kind.clone() about=about.clone() edit remove errors correcting/> }
    };
    lines.rows.iter().enumerate().map(line).collect_view()
}

/// A typed line in short: day, for whom, what was paid.
fn about(typed: &ExpenseForm, currency: Currency) -> String {
    let day = Day::parse(&typed.day).map_or_else(|| typed.day.clone(), |day| day.to_string());
    let paid = Cents::parse(&typed.paid).map_or_else(|| typed.paid.clone(), |paid| paid.worded(currency));
    let parts = [day, typed.whom.clone(), paid];
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ")
}
