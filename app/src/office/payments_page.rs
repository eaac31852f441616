//! The payments of a dossier on the desk: what is owed with its derivation, what was prepared, and taking it back (B-11 … B-13).
use super::{
    decision_page::SpellList,
    income_loss::LossPart,
    layout::{OfficeLayout, opened},
    other_pay::OtherPays,
    payment::{DeskPayments, PAID, Told, load_desk_payments},
};
use crate::{
    account::worded,
    claim::api::saved_at,
    page::{param, told},
    payment::{CoverEnded, Hindered, PaymentLines, payee_text, state_text},
    routes,
    ui::{Disclose, ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use domain::{
    decision::{Hindrance, Owed},
    id::{ClaimId, IdempotencyKey},
    money::Cents,
    payment::{Payment, PreparationForm},
};
use leptos::prelude::*;

/// The page of a dossier's payments.
#[component]
pub fn PaymentsPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_desk_payments(id.clone()), |file: DeskPayments| view! { <Payments file/> }.into_any())
}

#[component]
fn Payments(file: DeskPayments) -> impl IntoView {
    let DeskPayments { claim, number, member, owed, payments, key } = file;
    let told: Option<Told> = told(PAID);
    let refused = match &told {
        Some(Told::Unstated(period, typed, _)) => Some((period.clone(), typed.clone())),
        _ => None,
    };
    let loss_refused = match &told {
        Some(Told::LossUnstated(typed, _)) => Some(typed.clone()),
        _ => None,
    };
    let (done, typed, problems) = match told {
        Some(Told::Prepared) => (Some("payment-prepared"), PreparationForm::default(), Vec::new()),
        Some(Told::Reversed) => (Some("payment-taken-back"), PreparationForm::default(), Vec::new()),
        Some(Told::ReversalWaits) => (Some("payment-reversal-prepared"), PreparationForm::default(), Vec::new()),
        Some(Told::Stated) => (Some("payment-other-stated"), PreparationForm::default(), Vec::new()),
        Some(Told::LossStated) => (Some("payment-loss-stated"), PreparationForm::default(), Vec::new()),
        Some(Told::Wrong(typed, errors)) => (None, typed, worded(errors)),
        Some(Told::LossUnstated(_, errors)) => (None, PreparationForm::default(), worded(errors)),
        Some(Told::Kept(of, errors) | Told::Unstated(of, _, errors)) => {
            // Each payment, and each period, has a field of that name: the summary leads to the right one.
            let own = worded(errors).into_iter().map(|(field, text)| (format!("{field}-{of}"), text)).collect();
            (None, PreparationForm::default(), own)
        }
        _ => (None, PreparationForm::default(), Vec::new()),
    };
    let awaited = owed.hindrance == Some(Hindrance::NoIncomeLoss);
    let loss = owed.losses.clone();
    let loss = loss.map(|losses| view! { <LossPart claim losses awaited refused=loss_refused problems=problems.clone()/> });
    let none = payments.is_empty();
    let cards = payments.into_iter().map(|payment| view! { <Card claim payment problems=problems.clone()/> }).collect_view();
    view! {
        <OfficeLayout title=t("payment-desk-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("payment-desk-title") lead=t_with("claim-title", &[("number", &number)]) eyebrow=(member, routes::office_claim(&claim.to_string()))/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            {done.map(|key| view! { <Notice kind=NoticeKind::Success><p>{t(key)}</p></Notice> })}
            <section class="card" aria-labelledby="du">
                <h2 id="du">{t("payment-owed")}</h2>
                <SpellList spells=owed.spells.clone()/>
                {owed.cover_ended.map(|day| view! { <CoverEnded day/> })}
                <OtherPays claim others=owed.others.clone() refused problems=problems.clone()/>
                {loss}
                <Prepare claim owed key typed problems=problems.clone()/>
            </section>
            <section class="section" aria-labelledby="paiements">
                <h2 id="paiements">{t("payment-all")}</h2>
                {none.then(|| view! { <p>{t("payment-none")}</p> })}
                {cards}
            </section>
        </OfficeLayout>
    }
}

/// What is owed, and the form that prepares it.
#[component]
fn Prepare(claim: ClaimId, owed: Owed, key: IdempotencyKey, typed: PreparationForm, problems: Vec<(String, String)>) -> impl IntoView {
    let hindered = owed.hindrance.map(|hindrance| view! { <Hindered hindrance/> });
    if owed.lines.is_empty() {
        return view! { {hindered}<p>{t("payment-nothing-owed")}</p> }.into_any();
    }
    if hindered.is_some() {
        return view! { <PaymentLines lines=owed.lines/>{hindered} }.into_any();
    }
    if owed.total() <= Cents(0) {
        return view! {
            <PaymentLines lines=owed.lines/>
            <Notice kind=NoticeKind::Warning standing=true><p>{t("payment-excess")}</p></Notice>
        }
        .into_any();
    }
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    view! {
        <PaymentLines lines=owed.lines/>
        <form class="stack" action="/api/office_prepare_payment" method="post" novalidate>
            <input type="hidden" name="id" value=claim.to_string()/>
            <input type="hidden" name="key" value=key.to_string()/>
            <TextField id="amount" name="amount" label=t("payment-amount") hint=t("payment-amount-hint") value=typed.amount error=error("amount")
                inputmode="decimal" maxlength=20/>
            <TextField id="reason" name="reason" label=t("payment-reason") hint=t("payment-reason-hint") value=typed.reason error=error("reason") maxlength=500/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("payment-prepare")}</button></div>
        </form>
    }
    .into_any()
}

/// One payment, and the form that takes it back.
#[component]
fn Card(claim: ClaimId, payment: Payment, problems: Vec<(String, String)>) -> impl IntoView {
    let heading = format!("paiement-{}", payment.number);
    let labelled = heading.clone();
    let about = t_with("payment-line-state", &[("state", &state_text(&payment)), ("at", &saved_at(payment.at))]);
    let reverses = payment.reverses.as_ref().map(|number| t_with("payment-reverses", &[("number", number)]));
    let payee = payee_text(&payment);
    let reason = (!payment.reason.is_empty()).then(|| t_with("payment-reason-line", &[("reason", &payment.reason)]));
    let waits = (payment.reversal_waits && payment.reverses.is_none()).then(|| view! { <p>{t("payment-reversal-waits")}</p> });
    let (may_be_reversed, by_two) = (payment.may_be_reversed(), payment.asks_second_to_reverse());
    let reverse = may_be_reversed.then(|| view! { <Reverse claim number=payment.number.clone() by_two problems/> });
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__head"><h3 id=heading>{t_with("payment-title", &[("number", &payment.number)])}</h3><span class="muted small">{about}</span></div>
            {reverses.map(|text| view! { <p>{text}</p> })}
            {payee.map(|text| view! { <p>{text}</p> })}
            <PaymentLines lines=payment.lines/>
            {reason.map(|text| view! { <p class="small">{text}</p> })}
            {waits}
            {reverse}
        </section>
    }
}

/// The form that takes a payment back, alone or, where it was paid, by two people.
#[component]
fn Reverse(claim: ClaimId, number: String, by_two: bool, problems: Vec<(String, String)>) -> impl IntoView {
    let id = format!("reason-{number}");
    let error = Signal::stored(problems.iter().find(|(of, _)| *of == id).map(|(_, text)| text.clone()));
    view! {
        <Disclose summary=t_with("payment-reverse-of", &[("number", &number)])>
            <form class="stack" action="/api/office_reverse_payment" method="post" novalidate>
                <input type="hidden" name="id" value=claim.to_string()/>
                <input type="hidden" name="number" value=number/>
                {by_two.then(|| view! { <p class="hint">{t("payment-reverse-second")}</p> })}
                <TextField id name="reason" label=t("payment-reverse-reason") error maxlength=500/>
                <div class="actions"><button class="btn" type="submit">{t("payment-reverse")}</button></div>
            </form>
        </Disclose>
    }
}
