//! « Paiements à valider »: what a second person reads before a payment may leave (B-11).
use super::{
    layout::{OfficeLayout, opened},
    payment::{PAID, Told, Waiting, load_approvals},
};
use crate::{
    page::told,
    payment::{PaymentLines, payee_text},
    routes,
    ui::{Empty, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use leptos::prelude::*;

/// The page of a second person.
#[component]
pub fn ApprovalPage() -> impl IntoView {
    opened(load_approvals, |waiting: Vec<Waiting>| view! { <Approvals waiting/> }.into_any())
}

#[component]
fn Approvals(waiting: Vec<Waiting>) -> impl IntoView {
    let notice = match told(PAID) {
        Some(Told::Approved) => Some((NoticeKind::Success, "payment-approved")),
        Some(Told::Reversed) => Some((NoticeKind::Success, "payment-taken-back")),
        Some(Told::Own) => Some((NoticeKind::Warning, "payment-own")),
        Some(Told::Late) => Some((NoticeKind::Warning, "payment-late")),
        Some(Told::NotOwed) => Some((NoticeKind::Warning, "payment-not-owed")),
        _ => None,
    };
    let none = waiting.is_empty();
    view! {
        <OfficeLayout title=t("payment-approve-title") current=routes::OFFICE_APPROVALS>
            <PageHead title=t("payment-approve-title") lead=t("payment-approve-lead")/>
            {notice.map(|(kind, key)| view! { <Notice kind><p>{t(key)}</p></Notice> })}
            {none.then(|| view! { <Empty title=t("payment-approve-none")/> })}
            {waiting.into_iter().map(|one| view! { <One one/> }).collect_view()}
        </OfficeLayout>
    }
}

/// One payment, or what takes one back, and the button that approves it or why there is none.
#[component]
fn One(one: Waiting) -> impl IntoView {
    let Waiting { payment, claim, member, prepared_by, is_open } = one;
    let heading = format!("paiement-{}", payment.number);
    let labelled = heading.clone();
    let about = t_with("payment-about", &[("claim", &claim), ("member", &member), ("by", &prepared_by)]);
    let reverses = payment.reverses.as_ref().map(|number| t_with("payment-reverses", &[("number", number)]));
    let payee = payee_text(&payment);
    let reason = (!payment.reason.is_empty()).then(|| t_with("payment-reason-line", &[("reason", &payment.reason)]));
    let act = if is_open {
        let number = payment.number.clone();
        let label = t(if payment.reverses.is_some() { "payment-approve-counter" } else { "payment-approve" });
        view! {
            <form class="actions" action="/api/office_approve_payment" method="post">
                <input type="hidden" name="number" value=number.clone()/>
                <button class="btn btn--primary" type="submit">{label}<span class="sr-only">{format!(" {number}")}</span></button>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="hint">{t("payment-own")}</p> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby=labelled>
            <h2 id=heading>{t_with("payment-title", &[("number", &payment.number)])}</h2>
            <p>{about}</p>
            {reverses.map(|text| view! { <p>{text}</p> })}
            {payee.map(|text| view! { <p>{text}</p> })}
            <PaymentLines lines=payment.lines/>
            {reason.map(|text| view! { <p class="small">{text}</p> })}
            {act}
        </section>
    }
}
