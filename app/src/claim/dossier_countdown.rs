//! « Franchise »: how many days of the waiting period have passed, how many are left, and the first day that can be paid (Y-3).
use crate::words::{t, t_with};
use domain::benefit::Countdown;
use leptos::prelude::*;

/// The waiting period of the stop.
#[component]
pub(super) fn WaitingPeriod(
    /// The waiting period, as of today.
    countdown: Countdown,
) -> impl IntoView {
    let first = countdown.first_payable.to_string();
    let days = countdown.waiting.days().to_string();
    let (title, progress) = if countdown.remaining() == 0 {
        let text = t_with("claim-waiting-over-text", &[("days", &days), ("range", &countdown.waiting.to_string()), ("day", &first)]);
        (t("claim-waiting-over"), view! { <p>{text}</p> }.into_any())
    } else {
        (left(countdown.remaining()), view! { <Progress countdown days first/> }.into_any())
    };
    view! {
        <section class="card" aria-labelledby="franchise">
            <h2 id="franchise">{title}</h2>
            {progress}
            <p class="muted small">{t("claim-waiting-what")}</p>
        </section>
    }
}

fn left(days: i64) -> String {
    if days == 1 { t("claim-waiting-left-one") } else { t_with("claim-waiting-left-many", &[("days", &days.to_string())]) }
}

/// The same at a glance: a bar, and in words where it begins, stands and ends.
#[component]
fn Progress(countdown: Countdown, days: String, first: String) -> impl IntoView {
    let passed = countdown.passed.to_string();
    let start = countdown.waiting.start();
    let from = t_with("claim-waiting-from", &[("day", &start.to_string())]);
    let here = t_with("claim-waiting-day", &[("day", &passed), ("days", &days)]);
    let name = t_with("claim-waiting-progress", &[("day", &passed), ("days", &days)]);
    let to = t_with("claim-waiting-to", &[("day", &first)]);
    view! {
        <div class="countdown">
            <progress max=days value=passed aria-label=name></progress>
            <p class="row"><span>{from}</span><b>{here}</b><span>{to}</span></p>
        </div>
    }
}
