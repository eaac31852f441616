//! A claim as the archive tells it, its states in the words of the portal.
use super::{
    Words,
    claim_data::{Dossier, Draft, Expense, File, Period, Piece, RefusedBefore, Request, Sum, ToComplete, Typed, TypedExpense},
    gather::{Bound, Told},
    settled::{to_beside, to_decision, to_loss, to_paid},
};
use domain::{
    attachment::Attachment,
    care::{self, ExpenseForm},
    claim::{self, Claim, RequestKind, RequestState, SentRequest},
    complement::{Complement, Earlier, Item, Verdict},
    contract::Guarantee,
    money::{Cents, Currency},
    period::{self, KnownState, PeriodForm},
};

pub(super) fn dossier(told: &Told, asked: &[Complement], (bound, currency): (&Bound, Currency), words: Words<'_>) -> Dossier {
    let Told { claim, decisions, payments, others, losses, cover_ended } = told;
    let summary = &claim.summary;
    Dossier {
        number: summary.number.clone(),
        contract: claim.contract_number.clone(),
        guarantee: guarantee(summary.guarantee, words),
        status: words(&format!("claim-status-{}", summary.status.as_str().replace('_', "-")), &[]),
        origin: summary.origin,
        requests: claim.requests.iter().map(|request| to_request(claim, request, (bound, currency), words)).collect(),
        draft: claim.draft.as_ref().map(|draft| to_draft(claim, draft, bound, words)),
        complements: asked.iter().filter(|one| one.claim == summary.number).map(|one| to_complete(one, bound, words)).collect(),
        decisions: decisions.iter().map(|made| to_decision(made, bound, words)).collect(),
        payments: payments.iter().map(|made| to_paid(made, words)).collect(),
        others: others.iter().map(to_beside).collect(),
        losses: losses.iter().map(to_loss).collect(),
        cover_ended: *cover_ended,
    }
}

fn to_complete(asked: &Complement, bound: &Bound, words: Words<'_>) -> ToComplete {
    ToComplete {
        number: asked.number.clone(),
        asked_at: asked.asked_at,
        due: asked.due,
        sent_at: asked.sent_at,
        items: asked.items.iter().map(|item| to_piece(item, asked.is_dropped(item), bound, words)).collect(),
    }
}

fn to_piece(item: &Item, dropped: bool, bound: &Bound, words: Words<'_>) -> Piece {
    let (reason, answer) = match &item.verdict {
        Verdict::Refused(reason) => (Some(reason.clone()), None),
        Verdict::CannotGet(answer) => (None, Some(words(answer.key(), &[]))),
        Verdict::Waiting | Verdict::Deposited | Verdict::Accepted => (None, None),
    };
    Piece {
        title: item.card.title.clone(),
        state: words(if dropped { "complement-dropped" } else { item.verdict.key() }, &[]),
        reason,
        answer,
        note: item.note.clone(),
        file: item.file.as_ref().map(|file| to_file(file, bound, words)),
        earlier: item.earlier.iter().map(|one| refused_before(one, bound, words)).collect(),
    }
}

fn refused_before(earlier: &Earlier, bound: &Bound, words: Words<'_>) -> RefusedBefore {
    RefusedBefore {
        on: earlier.refused_on,
        reason: earlier.reason.clone(),
        answer: earlier.answer.map(|answer| words(answer.key(), &[])),
        file: earlier.file.as_ref().map(|file| to_file(file, bound, words)),
    }
}

/// What is covered, in words.
pub(super) fn guarantee(guarantee: Guarantee, words: Words<'_>) -> String {
    words(&format!("contract-{}", guarantee.as_str().replace('_', "-")), &[])
}

fn kind(claim: &Claim, kind: RequestKind, words: Words<'_>) -> String {
    let key = match kind {
        _ if claim.summary.is_care() => "care-proof-kind",
        RequestKind::Initial => "claim-proof-initial",
        RequestKind::Prolongation => "claim-proof-prolongation",
        RequestKind::Pdf => "claim-proof-form",
    };
    words(key, &[])
}

fn to_request(claim: &Claim, request: &SentRequest, (bound, currency): (&Bound, Currency), words: Words<'_>) -> Request {
    let to_period = |period: &period::Period| {
        let known = claim.known.iter().find(|known| known.request == request.number && known.range == period.range);
        let state = known.map_or(request.state_name(), |known| decided(known.state).as_str());
        Period {
            from: period.range.start(),
            to: period.range.end(),
            days: period.range.days(),
            payer: period.payer.clone(),
            pay_level: period.pay_level.map(|level| words(&format!("period-pay-level-{}", level.as_str()), &[])),
            resumed_on: period.resumed_on,
            state: worded(state, words),
        }
    };
    Request {
        number: request.number.clone(),
        kind: kind(claim, request.kind, words),
        state: worded(request.state_name(), words),
        sent_at: request.sent_at,
        print: request.snapshot_sha256.clone(),
        proof: bound.proofs.get(&request.number).cloned(),
        periods: request.periods.iter().map(to_period).collect(),
        expenses: request.expenses.iter().map(|one| to_expense(one, currency)).collect(),
        files: request.files.iter().map(|file| to_file(file, bound, words)).collect(),
    }
}

fn to_expense(expense: &care::Expense, currency: Currency) -> Expense {
    let sum = |cents: Cents| Sum { cents, text: cents.worded(currency) };
    Expense {
        day: expense.day,
        kind: expense.kind.clone(),
        whom: expense.whom.clone(),
        paid: sum(expense.paid),
        reimbursed: sum(expense.reimbursed),
    }
}

/// A period is told in the words of its request: a dossier accepted in part has some of each.
fn decided(state: KnownState) -> RequestState {
    match state {
        KnownState::Sent => RequestState::Sent,
        KnownState::Accepted => RequestState::Accepted,
        KnownState::Paid => RequestState::Paid,
        KnownState::Refused => RequestState::Refused,
    }
}

fn worded(state: &str, words: Words<'_>) -> String {
    words(&format!("claim-request-{state}"), &[])
}

fn to_file(file: &Attachment, bound: &Bound, words: Words<'_>) -> File {
    let in_archive = bound.files.get(&file.id).cloned();
    let state = match (file.is_received(), &in_archive, bound.examined.get(&file.id)) {
        (false, ..) => words("export-file-refused", &[]),
        (true, None, _) => words("export-file-gone", &[]),
        (true, Some(_), None) => words("attachment-received", &[]),
        (true, Some(_), Some(found)) => found.sentence(words),
    };
    File { name: file.name.clone(), bytes: file.bytes, sha256: file.sha256.clone(), pages: file.pages, state, in_archive }
}

fn to_draft(claim: &Claim, draft: &claim::Draft, bound: &Bound, words: Words<'_>) -> Draft {
    Draft {
        kind: kind(claim, draft.kind, words),
        saved_at: draft.saved_at,
        origin: draft.opening.origin.clone(),
        previous: [draft.previous.start.clone(), draft.previous.end.clone()],
        periods: draft.lines.all().into_iter().map(to_typed).collect(),
        expenses: draft.care.all().into_iter().map(to_typed_expense).collect(),
        files: draft.files.iter().map(|file| to_file(file, bound, words)).collect(),
    }
}

fn to_typed(row: PeriodForm) -> Typed {
    Typed { from: row.start, to: row.end, payer: row.payer, pay_level: row.pay_level, resumed: row.resumed, resumed_on: row.resumed_on }
}

fn to_typed_expense(row: ExpenseForm) -> TypedExpense {
    TypedExpense { day: row.day, kind: row.kind, whom: row.whom, paid: row.paid, reimbursed: row.reimbursed }
}
