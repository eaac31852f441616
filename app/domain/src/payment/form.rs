//! What a handler types to prepare a payment: nothing where the proposal is right, else another amount and why (B-11).
use super::lines::{Cause, PaymentLine, total};
use crate::{
    form::{FieldError, keep, several_lines},
    money::Cents,
};
use serde::{Deserialize, Serialize};

/// Longest reason, in characters.
const MAX_REASON: usize = 500;

/// The form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparationForm {
    /// The amount in euros; empty for the one proposed.
    pub amount: String,
    /// Why it differs.
    pub reason: String,
}

impl PreparationForm {
    /// The lines to pay and why they differ from those proposed; every field that is missing or wrong is named. Where nothing is owed nothing
    /// is paid, whatever is typed.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, proposed: &[PaymentLine]) -> Result<(Vec<PaymentLine>, String), Vec<FieldError>> {
        let mut errors = Vec::new();
        let proposal = total(proposed);
        if proposal.0 <= 0 {
            return Err(vec![FieldError::new("amount", "payment-nothing")]);
        }
        let amount = keep(&mut errors, if self.amount.trim().is_empty() { Ok(proposal) } else { read_amount(&self.amount) });
        let differs = amount.is_some_and(|amount| amount != proposal);
        let reason = if differs { keep(&mut errors, read_reason(&self.reason)) } else { Some(String::new()) };
        if amount.is_some_and(|amount| amount.0 <= 0) {
            errors.push(FieldError::new("amount", "payment-nothing"));
        }
        match (amount, reason) {
            (Some(amount), Some(reason)) if errors.is_empty() => {
                let correction = PaymentLine { cause: Cause::Correction, amount: Cents(amount.0 - proposal.0) };
                Ok((proposed.iter().cloned().chain(differs.then_some(correction)).collect(), reason))
            }
            _ => Err(errors),
        }
    }
}

/// Reads why a payment differs from the proposal, or is taken back.
///
/// # Errors
/// When nothing was typed, or more than is kept.
pub fn read_reason(typed: &str) -> Result<String, FieldError> {
    let reason = several_lines(typed);
    if reason.is_empty() {
        return Err(FieldError::new("reason", "payment-missing-reason"));
    }
    if reason.chars().count() > MAX_REASON {
        return Err(FieldError::new("reason", "payment-long-reason").with("count", MAX_REASON.to_string()));
    }
    Ok(reason)
}

/// « 1 234,56 », in euros.
fn read_amount(typed: &str) -> Result<Cents, FieldError> {
    Cents::parse(typed).ok_or_else(|| FieldError::new("amount", "payment-bad-amount"))
}

#[cfg(test)]
mod tests {
    use super::PreparationForm;
    use crate::{
        money::Cents,
        payment::{Cause, PaymentLine, total},
    };

    fn proposed(cents: i64) -> Vec<PaymentLine> {
        vec![PaymentLine { cause: Cause::Correction, amount: Cents(cents) }]
    }

    fn codes(amount: &str, reason: &str, cents: i64) -> Vec<String> {
        let form = PreparationForm { amount: amount.to_owned(), reason: reason.to_owned() };
        form.read(&proposed(cents)).err().unwrap_or_default().into_iter().map(|error| error.code).collect()
    }

    #[test]
    fn b11_another_amount_needs_a_reason_and_is_a_line_of_its_own() {
        let form = |amount: &str, reason: &str| PreparationForm { amount: amount.to_owned(), reason: reason.to_owned() };
        assert_eq!(form("", "").read(&proposed(14_260)), Ok((proposed(14_260), String::new())));
        assert_eq!(form("142,60", "sans objet").read(&proposed(14_260)), Ok((proposed(14_260), String::new())));
        let (lines, reason) = form("100", "Échéance modulée").read(&proposed(14_260)).unwrap();
        assert_eq!((lines.len(), lines[1].amount, total(&lines), reason.as_str()), (2, Cents(-4_260), Cents(10_000), "Échéance modulée"));
        assert_eq!(codes("100", " ", 14_260), ["payment-missing-reason"]);
        assert_eq!(codes("100", &"é".repeat(501), 14_260), ["payment-long-reason"]);
        for (amount, owed) in [("", -100), ("199,99", -100), ("199,99", 0), ("", 0), ("x", 0)] {
            assert_eq!(codes(amount, "Geste", owed), ["payment-nothing"], "{amount} where {owed} is owed");
        }
        assert_eq!(codes("0", "x", 14_260), ["payment-nothing"]);
        assert_eq!(codes("1,5", "x", 14_260), ["payment-bad-amount"]);
    }
}
