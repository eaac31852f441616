//! What was decided and paid of a claim as the archive tells it, in the words of the portal.
use super::{
    Words,
    gather::Bound,
    settled_data::{Beside, DecidedRange, Decision, Loss, Paid, PaidLine},
};
use domain::{
    decision::{Decided, DecidedDays},
    payment::{IncomeLoss, OtherPay, Payment, PaymentLine},
};

pub(super) fn to_decision(made: &Decided, bound: &Bound, words: Words<'_>) -> Decision {
    let why = made.reason.clone().map(|why| (Some(why.motive), Some(why.clause), Some(why.text)));
    let (motive, clause, text) = why.unwrap_or_default();
    Decision {
        request: made.request.clone(),
        at: made.at,
        outcome: words(&format!("decision-outcome-{}", made.outcome.key()), &[]),
        reopened_at: made.reopened_at,
        days: made.days.iter().map(|part| to_range(part, words)).collect(),
        motive,
        clause,
        text: text.filter(|text| !text.is_empty()),
        letter: bound.letters.get(&(made.request.clone(), made.place)).cloned(),
    }
}

fn to_range(part: &DecidedDays, words: Words<'_>) -> DecidedRange {
    let state = words(if part.accepted { "decision-days-accepted" } else { "decision-days-refused" }, &[]);
    DecidedRange { from: part.range.start(), to: part.range.end(), days: part.range.days(), state }
}

pub(super) fn to_paid(made: &Payment, words: Words<'_>) -> Paid {
    Paid {
        number: made.number.clone(),
        state: words(&made.words_key(), &[]),
        at: made.at,
        left_at: made.left_at,
        mode: made.left_at.map(|_| words("export-transfer", &[])),
        payee: made.payee.as_ref().map(|payee| payee.for_member(words)),
        total: made.total.into(),
        lines: made.lines.iter().map(|line| to_line(line, words)).collect(),
        reason: Some(made.reason.clone()).filter(|reason| !reason.is_empty()),
        reverses: made.reverses.clone(),
    }
}

pub(super) fn to_beside(stated: &OtherPay) -> Beside {
    Beside { from: stated.range.start(), to: stated.range.end(), daily: stated.daily.into(), source: stated.source.clone() }
}

pub(super) fn to_loss(stated: &IncomeLoss) -> Loss {
    Loss { from: stated.from, monthly: stated.monthly.into(), source: stated.source.clone() }
}

fn to_line(line: &PaymentLine, words: Words<'_>) -> PaidLine {
    PaidLine { title: line.title(words), amount: line.amount.into(), derivation: line.derivation(words) }
}
