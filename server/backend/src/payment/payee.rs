//! To whom payments go (B-12). Until one leaves that may change: a new account becomes usable, a change is taken back. From then on it is
//! kept with the payment, in a row beside its steps, sealed with its member's key, and goes when they go (G-4).
use super::{entity::step, owed::of_loans, prepare::keep_row, read::WaitingPayment};
use crate::{Backend, BackendError, crypto::Key};
use domain::{
    day::Instant,
    id::{ClaimId, UserId},
    payment::{Payee, Payment},
};
use sea_orm::ConnectionTrait;
use std::collections::{HashMap, HashSet};

/// Name of that row, where steps have a state.
pub(super) const PAYEE: &str = "payee";
/// What its seal is about.
const ABOUT: &str = "payment payee";

impl Backend {
    /// Who is paid now of each of those dossiers of those members, and on which account: the lender of what is lent, or the member where
    /// they gave an account that is no longer held (B-56).
    pub(super) async fn payees(
        &self,
        db: &impl ConnectionTrait,
        of: &[(ClaimId, UserId)],
    ) -> Result<HashMap<ClaimId, (Payee, String)>, BackendError> {
        let lender = self.profile().payments.as_ref().and_then(|rules| rules.lender.as_ref());
        let claims: Vec<ClaimId> = of.iter().map(|(claim, _)| *claim).collect();
        let lent = if lender.is_some() { of_loans(db, &claims).await? } else { HashSet::new() };
        let members: Vec<UserId> = of.iter().filter(|(claim, _)| !lent.contains(claim)).map(|(_, member)| *member).collect();
        let ibans = self.payable_ibans(db, &members).await?;
        let paid = |(claim, member): &(ClaimId, UserId)| match lender.filter(|_| lent.contains(claim)) {
            Some(lender) => Some((*claim, (Payee::Lender(lender.name.clone()), lender.iban.clone()))),
            None => ibans.get(member).map(|iban| (*claim, (Payee::on_account(iban), iban.clone()))),
        };
        Ok(of.iter().filter_map(paid).collect())
    }

    /// Tells of those of these payments, each with its dossier and its member, that are still to leave to whom they would go now.
    pub(super) async fn address(
        &self,
        db: &impl ConnectionTrait,
        mut payments: Vec<(ClaimId, UserId, &mut Payment)>,
    ) -> Result<(), BackendError> {
        payments.retain(|(_, _, payment)| payment.is_to_leave());
        if payments.is_empty() {
            return Ok(());
        }
        let of: Vec<(ClaimId, UserId)> = payments.iter().map(|(claim, member, _)| (*claim, *member)).collect();
        let payees = self.payees(db, &of).await?;
        for (claim, _, payment) in payments {
            payment.payee = payees.get(&claim).map(|(payee, _)| payee.clone());
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
}

/// To whom a payment left, as that row says, sealed with that key.
pub(super) fn kept_payee(key: &Key, row: &step::Model) -> Result<Payee, BackendError> {
    serde_json::from_slice(&key.opened(ABOUT, &row.detail)?).map_err(BackendError::broken)
}
