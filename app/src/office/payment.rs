//! Payments at the office: prepared by a handler, approved by a second person, sent by an accountant. Every function is a public endpoint.
use crate::AppError;
use domain::{
    decision::Owed,
    form::FieldError,
    id::{ClaimId, IdempotencyKey},
    payment::{IncomeLossForm, OtherPayForm, Payment, PreparationForm},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which pages are told what became of a payment.
pub(super) const PAID: &str = "payment";

/// What became of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Told {
    /// It is prepared.
    Prepared,
    /// It is taken back.
    Reversed,
    /// Taking it back waits for a second person.
    ReversalWaits,
    /// What is wrong with what was typed.
    Wrong(PreparationForm, Vec<FieldError>),
    /// What is wrong with taking that payment back.
    Kept(String, Vec<FieldError>),
    /// What others pay for a period is stated.
    Stated,
    /// What is wrong with what was typed of what others pay for that period.
    Unstated(String, OtherPayForm, Vec<FieldError>),
    /// The income lost from a month on is stated.
    LossStated,
    /// What is wrong with what was typed of it.
    LossUnstated(IncomeLossForm, Vec<FieldError>),
    /// It is approved.
    Approved,
    /// Whoever prepared it cannot approve it.
    Own,
    /// Somebody else was first.
    Late,
    /// It is not owed any longer.
    NotOwed,
    /// A file was made, under that number; those payments stayed because they are not owed any longer.
    Exported(String, Vec<String>),
    /// No payment could leave, those because they are not owed any longer.
    Nothing(Vec<String>),
}

/// The payments of a dossier, and what is still owed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskPayments {
    /// The dossier.
    pub claim: ClaimId,
    /// Its number.
    pub number: String,
    /// First and last name of its member.
    pub member: String,
    /// What is to be paid now.
    pub owed: Owed,
    /// Payments, newest first.
    pub payments: Vec<Payment>,
    /// Sent with the next preparation, so that the same click is never two payments.
    pub key: IdempotencyKey,
}

/// A payment that waits for somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiting {
    /// The payment.
    pub payment: Payment,
    /// Number of its dossier.
    pub claim: String,
    /// First and last name of the member.
    pub member: String,
    /// Who prepared it.
    pub prepared_by: String,
    /// Whether whoever reads may take its next step.
    pub is_open: bool,
}

/// What the page of files shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exports {
    /// What leaves with the next file.
    pub waiting: Vec<Waiting>,
    /// Number of each file, newest first, and what is in it, worded.
    pub files: Vec<(String, String)>,
}

#[cfg(feature = "ssr")]
fn to_waiting(one: backend::payment::WaitingPayment) -> Waiting {
    let backend::payment::WaitingPayment { payment, claim_number, member_name, prepared_by, is_open, .. } = one;
    Waiting { payment, claim: claim_number, member: member_name, prepared_by, is_open }
}

/// The dossier that a form names, when it is well formed: only then may it stand in a path.
#[cfg(feature = "ssr")]
pub(super) fn named(id: &str) -> Result<ClaimId, AppError> {
    use crate::{request, routes};
    id.parse().or_else(|_| request::answer(routes::OFFICE, Err(AppError::NotFound)))
}

/// The payments of a dossier (B-12); looking at them is a look at it.
#[server(endpoint = "office_payments")]
pub async fn load_desk_payments(#[server(default)] id: String) -> Result<DeskPayments, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::Decide)?;
    let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = request::backend().desk_payments(&staff, claim).await?.ok_or(AppError::NotFound)?;
    let backend::payment::DossierPayments { number, member, owed, mut payments, key } = found;
    payments.reverse();
    Ok(DeskPayments { claim, number, member, owed, payments, key })
}

/// Prepares what the dossier is owed (B-11).
#[server(endpoint = "office_prepare_payment")]
pub async fn office_prepare_payment(
    #[server(default)] id: String,
    #[server(default)] key: String,
    #[server(default)] amount: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::payment::Preparing;
    use domain::access::Action;
    let claim = named(&id)?;
    let short = |text: String| text.chars().take(600).collect::<String>();
    let typed = PreparationForm { amount: short(amount), reason: short(reason) };
    let outcome = async {
        let staff = request::staff(Action::Decide)?;
        let key: IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(match request::backend().prepare_payment(&staff, claim, &typed, key).await? {
            Preparing::Done => Told::Prepared,
            Preparing::Wrong(problems) => Told::Wrong(typed.clone(), problems),
        })
    };
    let outcome = outcome.await.map(|what| request::tell(PAID, &what));
    request::answer(&routes::office_payments(&claim.to_string()), outcome)
}

/// Takes a payment back by a counter-entry (B-13), which waits for a second person where it was paid (B-11).
#[server(endpoint = "office_reverse_payment")]
pub async fn office_reverse_payment(
    #[server(default)] id: String,
    #[server(default)] number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::payment::Reversing;
    use domain::{
        access::Action,
        claim::{NumberKind, is_number},
    };
    let claim = named(&id)?;
    let outcome = async {
        let staff = request::staff(Action::Decide)?;
        if !is_number(NumberKind::Payment, &number) {
            return Err(AppError::NotFound);
        }
        Ok::<_, AppError>(match request::backend().reverse_payment(&staff, claim, &number, &reason).await? {
            Reversing::Done => Told::Reversed,
            Reversing::Waits => Told::ReversalWaits,
            Reversing::Wrong(problems) => Told::Kept(number.clone(), problems),
        })
    };
    let outcome = outcome.await.map(|what| request::tell(PAID, &what));
    request::answer(&routes::office_payments(&claim.to_string()), outcome)
}

/// The payments that wait for a second person (B-11).
#[server(endpoint = "office_approvals")]
pub async fn load_approvals() -> Result<Vec<Waiting>, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::ApprovePayments)?;
    Ok(request::backend().payments_to_approve(&staff).await?.into_iter().map(to_waiting).collect())
}

/// Approves a payment, or a counter-entry, that somebody else prepared (B-11).
#[server(endpoint = "office_approve_payment")]
pub async fn office_approve_payment(#[server(default)] number: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::payment::Approving;
    let outcome = async {
        let staff = request::staff(domain::access::Action::ApprovePayments)?;
        Ok::<_, AppError>(match request::backend().approve_payment(&staff, &number).await? {
            Approving::Done => Told::Approved,
            Approving::TakenBack => Told::Reversed,
            Approving::Own => Told::Own,
            Approving::Late => Told::Late,
            Approving::NotOwed => Told::NotOwed,
        })
    };
    let outcome = outcome.await.map(|what| request::tell(PAID, &what));
    request::answer(routes::OFFICE_APPROVALS, outcome)
}

/// What leaves with the next file, and the files that left (B-12).
#[server(endpoint = "office_exports")]
pub async fn load_exports() -> Result<Exports, AppError> {
    use crate::{request, words::t_with};
    use backend::{clock::paris_text, payment::PaymentFile};
    let staff = request::staff(domain::access::Action::ExportPayments)?;
    let backend = request::backend();
    let waiting = backend.payments_to_export(&staff).await?.into_iter().map(to_waiting).collect();
    let about = |file: PaymentFile| {
        let (at, count, total) = (paris_text(file.at), file.payments.to_string(), file.total.to_string());
        (file.number, t_with("payment-file-line", &[("at", &at), ("count", &count), ("total", &total)]))
    };
    Ok(Exports { waiting, files: backend.payment_files(&staff).await?.into_iter().map(about).collect() })
}

/// Makes a file of what is approved (B-12).
#[server(endpoint = "office_export_payments")]
pub async fn office_export_payments() -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::payment::Exporting;
    // A cookie holds no more: once these are taken back, the next file tells the others.
    let some = |held: Vec<String>| -> Vec<String> { held.into_iter().take(50).collect() };
    let outcome = async {
        let staff = request::staff(domain::access::Action::ExportPayments)?;
        Ok::<_, AppError>(match request::backend().export_payments(&staff).await? {
            Exporting::Done { number, held } => Told::Exported(number, some(held)),
            Exporting::Nothing { held } => Told::Nothing(some(held)),
        })
    };
    let outcome = outcome.await.map(|what| request::tell(PAID, &what));
    request::answer(routes::OFFICE_EXPORTS, outcome)
}
