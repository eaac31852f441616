//! Payments in words: what each line pays and how it came about, the same for member and handler (B-11, C-32).
use crate::{
    ui::{Notice, NoticeKind, breakable},
    words::{t, t_with},
};
use domain::{
    day::Day,
    decision::Hindrance,
    payment::{IncomeLoss, OtherPay, Payment, PaymentLine, PaymentState},
};
use leptos::prelude::*;

/// The lines of a payment with their derivation, then their sum.
#[component]
pub fn PaymentLines(
    /// In order.
    lines: Vec<PaymentLine>,
) -> impl IntoView {
    let total = domain::payment::total(&lines);
    let row = |line: PaymentLine| {
        let how = line.derivation(t_with).into_iter().map(|text| view! { <p class="small muted">{text}</p> }).collect_view();
        view! {
            <li>
                <div><b>{line.title(t_with)}</b>{how}</div>
                <span class="tabular nowrap">{line.amount.to_string()}</span>
            </li>
        }
    };
    view! {
        <ul class="list">{lines.into_iter().map(row).collect_view()}</ul>
        <p><b>{t_with("payment-total", &[("total", &total.to_string())])}</b></p>
    }
}

/// Why nothing can be prepared of a dossier, and what is to be done (B-12).
#[component]
pub fn Hindered(
    /// Why.
    hindrance: Hindrance,
) -> impl IntoView {
    view! { <Notice kind=NoticeKind::Warning standing=true><p>{t(hindrance.words_key())}</p></Notice> }
}

/// When the cover ended, where accepted days come after it and are not paid (B-11).
#[component]
pub fn CoverEnded(
    /// Its last day.
    day: Day,
) -> impl IntoView {
    view! { <p>{t_with("payment-cover-ended", &[("day", &day.to_string())])}</p> }
}

/// How far a payment is, in a word.
pub(crate) fn state_text(payment: &Payment) -> String {
    t(&payment.words_key())
}

/// To whom a payment goes or went as the desk reads it, as far as it is known (B-12).
pub(crate) fn payee_text(payment: &Payment) -> Option<String> {
    let payee = payment.payee.as_ref().map(|payee| payee.for_desk(t_with));
    let payee = payee.or_else(|| payment.is_to_leave().then(|| t("payment-payee-none")))?;
    Some(t_with(payment.payee_key(), &[("payee", &payee)]))
}

/// The payments of a dossier as their member reads them (C-32, S-50), with what others pay, what income was lost and when the cover ended:
/// that may leave no payment that tells it.
#[component]
pub fn OwnPayments(
    /// Oldest first.
    payments: Vec<OwnPayment>,
    /// By period.
    others: Vec<OtherPay>,
    /// As it stands, by month.
    losses: Vec<IncomeLoss>,
    /// Last day of the cover, where accepted days come after it.
    cover_ended: Option<Day>,
) -> impl IntoView {
    (!payments.is_empty() || !others.is_empty() || !losses.is_empty() || cover_ended.is_some()).then(|| {
        let beside = |one: OtherPay| {
            let of = t_with("payment-other-of", &[("range", &one.range.to_string())]);
            view! { <li><div><b>{of}</b><p class="small muted">{one.sentence(t_with)}</p></div></li> }.into_any()
        };
        let lost = |one: IncomeLoss| view! { <li><div>{one.sentence(t_with)}</div></li> }.into_any();
        view! {
            <section class="section" aria-labelledby="paiements">
                <h2 id="paiements">{t("payment-mine")}</h2>
                {cover_ended.map(|day| view! { <CoverEnded day/> })}
                <OwnStated rows=others.into_iter().map(beside).collect() about="payment-other-own"/>
                <OwnStated rows=losses.into_iter().map(lost).collect() about="payment-loss-own"/>
                {payments.into_iter().rev().map(|own| view! { <Own own/> }).collect_view()}
            </section>
        }
    })
}

/// What was stated of the dossier and counts in what is paid, where anything was; `about` is the key of what it is for.
#[component]
fn OwnStated(rows: Vec<AnyView>, about: &'static str) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <div class="card">
                <ul class="list">{rows}</ul>
                <p>{t(about)}</p>
            </div>
        }
    })
}

/// A payment that left, with its day in Paris, worded.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OwnPayment {
    /// The payment.
    pub payment: Payment,
    /// The day it left for the bank.
    pub left_on: String,
}

#[component]
fn Own(own: OwnPayment) -> impl IntoView {
    let OwnPayment { payment, left_on } = own;
    let heading = format!("paiement-{}", payment.number);
    let labelled = heading.clone();
    let state = state_text(&payment);
    let issued = payment.state.is_told().then(|| t_with("payment-issued", &[("day", &left_on)]));
    let payee = payment.payee.as_ref().map(|payee| t_with(payment.payee_key(), &[("payee", &payee.for_member(t_with))]));
    let said = match payment.state {
        PaymentState::Paid if !payment.is_reversed => Some("payment-arrived"),
        PaymentState::Rejected => Some(payment.bounced_key()),
        _ => None,
    };
    let reason = (!payment.reason.is_empty()).then(|| t_with("payment-reason-line", &[("reason", &payment.reason)]));
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__head"><h3 id=heading>{breakable(&t_with("payment-title", &[("number", &payment.number)]))}</h3><span class="muted small">{state}</span></div>
            {issued.map(|text| view! { <p>{text}</p> })}
            {payee.map(|text| view! { <p>{text}</p> })}
            {said.map(|key| view! { <p>{t(key)}</p> })}
            <PaymentLines lines=payment.lines/>
            {reason.map(|text| view! { <p class="small">{text}</p> })}
        </section>
    }
}
