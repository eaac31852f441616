//! Keys that no source names whole: those put together from a part and a name, and those of mails and SMS.
use super::files;
use app::AppError;
use domain::{
    access::StaffRole,
    attachment::{Reason, Refusal},
    claim::{ClaimStatus, MarkKind, MoveKind, QueueAge, RequestKind, RequestState, StepError, Way, Whose, may_prolong},
    decision::{Outcome, Verdict},
    payment::PaymentState,
    period::{DayState, PayLevel, Sentence},
    viewing::ViewReason,
};
use std::collections::BTreeSet;

/// Looks like keys and are none: names of drop-zone and editor words are told by `every_word_of_a_page_is_found`.
pub(super) const NO_KEYS: [&str; 1] = ["claim-sent"];
/// SMS: each has a text.
pub(super) const SMS: [&str; 9] = [
    "password-sms",
    "notice-sms",
    "personal-code-sms",
    "news-sms",
    "payment-sms",
    "claim-prolong-sms",
    "missed-sms",
    "leave-sms",
    "comeback-sms",
];
/// Mails: each has a subject and a text.
pub(super) const MAILS: &[&str] = &[
    "attached-mail",
    "export-mail",
    "personal-email-mail",
    "personal-taken-mail",
    "personal-correction-mail",
    "personal-notice-mail",
    "personal-code-mail",
    "leave-mail",
    "comeback-mail",
    "confirm-mail",
    "already-mail",
    "unmatched-mail",
    "claim-mail",
    "claim-prolong-mail",
    "claim-prolong-by-mail",
    "claim-late-mail",
    "deposit-mail",
    "complement-mail",
    "complement-again-mail",
    "complement-reminder-mail",
    "complement-receipt-mail",
    "decision-mail",
    "reopened-mail",
    "payment-mail",
    "payment-rejected-mail",
    "payment-rejected-lender-mail",
    "password-mail",
    "recovery-mail",
    "invited-mail",
    "logins-mail",
    "unlock-mail",
    "second-code-mail",
    "second-lost-mail",
    "undone-mail",
    "unlock-code-mail",
    "unlock-passkey-mail",
    "hint-mail",
    "recall-mail",
    "office-invite-mail",
    "office-unlock-mail",
    "office-notice-mail",
];

/// Keys that pages and rules put together from a part and a name: each must exist.
pub(super) fn composed() -> Vec<String> {
    let mut all = Vec::new();
    for status in ClaimStatus::ALL {
        let name = status.as_str().replace('_', "-");
        all.extend([format!("claim-status-{name}"), format!("claim-next-{name}"), format!("claim-next-{name}-text")]);
        if !may_prolong(status) {
            all.push(format!("claim-cannot-prolong-{}", status.as_str()));
        }
    }
    all.extend(RequestState::ALL.iter().map(|state| format!("claim-request-{}", state.as_str())));
    all.push("claim-request-partly-accepted".to_owned());
    all.extend(DayState::ALL.iter().map(|state| format!("period-state-{}", state.as_str())));
    all.extend([PayLevel::Plein, PayLevel::Demi].iter().map(|level| format!("period-pay-level-{}", level.as_str())));
    all.extend(Sentence::ALL.iter().map(|sentence| sentence.key().to_owned()));
    all.extend(Reason::offered().map(|reason| reason.key()));
    all.extend(Refusal::ALL.iter().map(|refusal| refusal.key()));
    let steps =
        [StepError::CannotProlong, StepError::Origin, StepError::Periods, StepError::Files, StepError::AlreadySent, StepError::Stale];
    all.extend(steps.iter().map(|step| step.sentence_key().to_owned()));
    let errors = [
        AppError::SignedOut,
        AppError::Forbidden,
        AppError::TermsFirst,
        AppError::ChoiceFirst,
        AppError::ProofFirst,
        AppError::TooOften,
        AppError::NotFound,
        AppError::Rule(StepError::Stale),
        AppError::Full,
        AppError::Busy,
        AppError::TooLarge,
        AppError::CutOff,
        AppError::Broken,
    ];
    all.extend(errors.iter().flat_map(|error| ["title", "text", "next"].map(|part| format!("failure-{}-{part}", error.code()))));
    all.extend(SMS.iter().map(|sms| format!("{sms}-text")));
    all.extend(MAILS.iter().flat_map(|mail| ["subject", "text"].map(|part| format!("{mail}-{part}"))));
    for guarantee in ["work-incapacity", "job-loss", "health-care"] {
        all.extend([format!("contract-{guarantee}"), format!("contract-{guarantee}-text")]);
    }
    all.extend(
        ["given_name", "family_name", "contract", "certificate", "birth_date", "email"].map(|field| format!("register-missing-{field}")),
    );
    all.extend(["name", "phone", "motive", "day", "slot"].map(|field| format!("callback-missing-{field}")));
    all.extend(
        ["unlock", "comeback", "mailbox", "undo"].iter().flat_map(|page| ["title", "lead", "send"].map(|part| format!("{page}-{part}"))),
    );
    all.extend(["received", "review", "notice"].map(|step| format!("claim-and-now-{step}-text")));
    all.push("care-and-now-answer-text".to_owned());
    all.extend(StaffRole::ALL.iter().flat_map(|role| ["role", "look"].map(|part| format!("office-{part}-{}", role.as_str()))));
    all.extend(Outcome::ALL.iter().flat_map(|outcome| ["outcome", "letter"].map(|part| format!("decision-{part}-{}", outcome.key()))));
    all.extend(Verdict::ALL.iter().map(|verdict| verdict.key()));
    all.extend(PaymentState::ALL.iter().map(|state| format!("payment-state-{}", state.as_str())));
    all.extend(MoveKind::ALL.iter().map(|kind| format!("office-move-{}", kind.as_str())));
    all.extend(QueueAge::ALL.iter().flat_map(|age| ["age", "wait"].map(|part| format!("office-{part}-{}", age.as_str()))));
    all.extend(Whose::UNNAMED.iter().map(|whose| format!("office-whose-{whose}")));
    all.extend(RequestKind::ALL.iter().map(|kind| format!("office-kind-{}", kind.as_str())));
    all.extend([MarkKind::Ended, MarkKind::Resumed].iter().map(|kind| format!("mark-{}", kind.as_str())));
    all.extend(Way::ALL.iter().flat_map(|way| ["way", "desk", "told"].map(|part| format!("entry-{part}-{}", way.as_str()))));
    all.extend(ViewReason::ALL.iter().flat_map(|reason| ["reason", "told"].map(|part| format!("viewing-{part}-{}", reason.as_str()))));
    all.extend(audited().iter().map(|action| format!("export-action-{action}")));
    all
}

/// What the audit notes: the first thing between quotes of each call that writes into it.
fn audited() -> BTreeSet<String> {
    let sources = files(&["server/backend/src"], "rs");
    let calls = sources.values().flat_map(|source| source.split("audit::record(").skip(1));
    let names = calls.filter_map(|call| call.split('"').nth(1).map(str::to_owned));
    // What visitors do, and what is done to people of the office or to a message, is in nobody's archive.
    let nobodys = ["kit_opened", "callback_asked", "payment_file_taken", "file_imported", "message_put_back"];
    names.filter(|name| !nobodys.contains(&name.as_str()) && !name.starts_with("staff_")).collect()
}
