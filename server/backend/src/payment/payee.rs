//! To whom payments go (B-12). Until one leaves that may change: a new account becomes usable, a change is taken back. From then on it is
//! kept with the payment, in a row beside its steps, sealed with its member's key, and goes when they go (G-4).
use super::{entity::step, owed::is_of_loan, prepare::keep_row, read::WaitingPayment};
use crate::{Backend, BackendError};
use domain::{
    day::Instant,
    id::{ClaimId, UserId},
    payment::{Payee, Payment},
};
use sea_orm::ConnectionTrait;

/// Name of that row, where steps have a state.
pub(super) const PAYEE: &str = "payee";
/// What its seal is about.
const ABOUT: &str = "payment payee";

impl Backend {
    /// Who is paid of a dossier now, and on which account: the lender of what is lent, or the member where they gave an account that is no
    /// longer held (B-56).
    pub(super) async fn payee(
        &self,
        db: &impl ConnectionTrait,
        claim: ClaimId,
        member: UserId,
    ) -> Result<Option<(Payee, String)>, BackendError> {
        if let Some(lender) = self.profile().payments.as_ref().and_then(|rules| rules.lender.as_ref())
            && is_of_loan(db, claim).await?
        {
            return Ok(Some((Payee::Lender(lender.name.clone()), lender.iban.clone())));
        }
        let iban = self.payable_iban(db, member).await?;
        Ok(iban.map(|iban| (Payee::on_account(&iban), iban)))
    }

    /// Tells of those of a dossier's payments that are still to leave to whom they would go now.
    pub(super) async fn address(
        &self,
        db: &impl ConnectionTrait,
        (claim, member): (ClaimId, UserId),
        payments: &mut [Payment],
    ) -> Result<(), BackendError> {
        if !payments.iter().any(Payment::is_to_leave) {
            return Ok(());
        }
        let payee = self.payee(db, claim, member).await?.map(|(payee, _)| payee);
        for payment in payments.iter_mut().filter(|payment| payment.is_to_leave()) {
            payment.payee.clone_from(&payee);
        }
        Ok(())
    }

    /// Keeps with a payment to whom it leaves.
    pub(super) async fn keep_payee(
        &self,
        tx: &impl ConnectionTrait,
        waiting: &WaitingPayment,
        payee: &Payee,
        (by, at): (UserId, Instant),
    ) -> Result<(), BackendError> {
        let text = serde_json::to_vec(payee).map_err(BackendError::broken)?;
        let sealed = self.member_key_in(tx, waiting.member).await?.sealed(ABOUT, &text)?;
        keep_row(tx, waiting.payment.id.0, PAYEE, by, &sealed, at).await
    }

    /// To whom a payment of that member's left, as that row says.
    pub(super) async fn kept_payee(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        row: Option<&step::Model>,
    ) -> Result<Option<Payee>, BackendError> {
        let Some(row) = row else { return Ok(None) };
        let text = self.member_key_in(db, member).await?.opened(ABOUT, &row.detail)?;
        Ok(Some(serde_json::from_slice(&text).map_err(BackendError::broken)?))
    }
}
