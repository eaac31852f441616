//! Periods and files as they are read again: on the recap and in a sent request.
use crate::{
    care::ExpenseList,
    routes,
    ui::Icon,
    words::{t, t_with},
};
use domain::{
    attachment::{Attachment, Examination, Examined, size_text},
    claim::{RequestKind, SentRequest},
    form::grouped,
    period::Period,
};
use leptos::prelude::*;

/// Number of days, worded.
pub(crate) fn days_text(days: i64) -> String {
    if days == 1 { t("period-days-one") } else { t_with("period-days-many", &[("days", &grouped(days.unsigned_abs()))]) }
}

/// « Du 1er au 28 février 2026 » as the head of a line.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Periods as lines: dates, days, social body, work resumed or not (C-19).
#[component]
pub fn PeriodList(
    /// Sorted periods.
    periods: Vec<Period>,
) -> impl IntoView {
    let line = |period: Period| {
        let resumed = period
            .resumed_on
            .map_or_else(|| t("period-line-not-resumed"), |day| t_with("period-line-resumed", &[("day", &day.to_string())]));
        let about = [days_text(period.range.days()), period.payer, resumed].join(", ");
        view! { <li><div><b>{capitalised(&period.range.to_string())}</b><p class="eyebrow">{about}</p></div></li> }
    };
    view! { <ul class="list">{periods.into_iter().map(line).collect_view()}</ul> }
}

/// What a sent request declares: its periods, those of a completed form once they are keyed, or the expenses of a claim for care.
#[component]
pub fn RequestLines(
    /// The request.
    request: SentRequest,
) -> impl IntoView {
    let on_form = request.kind == RequestKind::Pdf;
    let keyed = on_form.then(|| view! { <p class="small muted">{t("form-keyed")}</p> });
    if request.is_to_key() {
        view! { <p class="small with-icon"><Icon name="clock"/>{t("form-waits")}</p> }.into_any()
    } else if on_form && request.periods.is_empty() {
        // It was refused before anybody keyed it.
        view! { <p class="small muted">{t("form-unkeyed")}</p> }.into_any()
    } else if request.expenses.is_empty() {
        view! { {keyed} <PeriodList periods=request.periods/> }.into_any()
    } else {
        view! { <ExpenseList expenses=request.expenses/> }.into_any()
    }
}

/// « 412 Ko, 2 pages ».
pub(crate) fn about_file(file: &Attachment) -> String {
    let pages =
        file.pages.map(|n| if n == 1 { t("attachment-pages-one") } else { t_with("attachment-pages-many", &[("pages", &n.to_string())]) });
    std::iter::once(size_text(file.bytes)).chain(pages).collect::<Vec<_>>().join(", ")
}

/// Class, icon and words of a file that the desk has not examined, for its member.
const RECEIVED: (&str, &str, &str) = ("ok small", "check-circle", "attachment-received");

/// What the desk found of a received file, once it did (B-8); until then, what is said in that class, by that icon and key.
pub(crate) fn file_state(found: Option<&Examination>, (class, icon, key): (&'static str, &'static str, &str)) -> impl IntoView + use<> {
    let (class, icon) = match found {
        None => (class, icon),
        Some(Examination::Accepted) => ("ok small", "check-circle"),
        Some(Examination::Refused(_)) => ("error small", "alert"),
    };
    let text = found.map_or_else(|| t(key), |found| found.sentence(t_with));
    view! { <span class=class><Icon name=icon/><span>{text}</span></span> }
}

/// Received files as lines; with `links` they can be downloaded.
#[component]
pub fn FileList(
    /// Number of the dossier.
    number: String,
    /// The files.
    files: Vec<Attachment>,
    /// Whether the names lead to the files.
    #[prop(optional)]
    links: bool,
    /// What the desk found of them.
    #[prop(optional)]
    examined: Vec<Examined>,
) -> impl IntoView {
    let line = move |file: Attachment| {
        let name = if links {
            view! { <a href=routes::file(&number, &file.id.to_string()) download>{file.name.clone()}</a> }.into_any()
        } else {
            view! { <b>{file.name.clone()}</b> }.into_any()
        };
        view! {
            <li>
                <div>{name}<p class="eyebrow">{about_file(&file)}</p></div>
                {file_state(examined.iter().find(|one| one.file == file.id).map(|one| &one.found), RECEIVED)}
            </li>
        }
    };
    view! { <ul class="list">{files.into_iter().filter(Attachment::is_received).map(line).collect_view()}</ul> }
}
