//! Asking a member for documents, and saying of each that came whether it is right (B-6, B-8). Every function is a public endpoint.
#[cfg(feature = "ssr")]
use super::acts::{Ended, ended, stale};
use crate::AppError;
use domain::{complement::AskForm, form::FieldError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of a dossier is told what became of an act.
pub(super) const ACTED: &str = "office_acted";
/// Under which the page of asking is told what is wrong.
pub(super) const ASKING: &str = "office_asking";
/// Under which the page of refusing is told what is wrong.
pub(super) const REFUSING: &str = "office_refusing";

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Acted {
    /// The documents are asked for.
    Asked,
    /// The document is accepted.
    Accepted,
    /// The document is refused, and asked for again.
    Refused,
    /// A request is entered for the member (B-16).
    Entered,
    /// What a completed form says is keyed (B-17).
    Keyed,
    /// The mail leaves by which the member chooses another password (B-53).
    ResetSent,
    /// It does not: the member has no address, or several such mails already.
    NoReset,
    /// The mail leaves by which the member, who lost every second step, comes in without.
    SecondSent,
    /// It does not: there is no second step, or no address that was verified, or several such mails already.
    NoSecond,
    /// The member may try again at once to sign in.
    Unlocked,
    /// The account that the member closed is open again.
    Opened,
    /// It is not: nobody closed it, or it is erased.
    NotClosed,
    /// The dossier is no longer where this can be done.
    NotNow,
    /// The member could not answer: they closed their account.
    MemberLeft,
}

impl Acted {
    /// Whether it was done, and the key of what is told of it.
    pub(super) const fn told(self) -> (bool, &'static str) {
        match self {
            Self::Asked => (true, "office-acted-asked"),
            Self::Accepted => (true, "office-acted-accepted"),
            Self::Refused => (true, "office-acted-refused"),
            Self::Entered => (true, "office-acted-entered"),
            Self::Keyed => (true, "form-acted-keyed"),
            Self::ResetSent => (true, "office-acted-reset"),
            Self::NoReset => (false, "office-acted-no-reset"),
            Self::SecondSent => (true, "office-acted-second"),
            Self::NoSecond => (false, "office-acted-no-second"),
            Self::Unlocked => (true, "office-acted-unlocked"),
            Self::Opened => (true, "office-acted-opened"),
            Self::NotClosed => (false, "office-acted-not-closed"),
            Self::NotNow => (false, "office-acted-not-now"),
            Self::MemberLeft => (false, "office-acted-left"),
        }
    }
}

/// What was typed to ask for documents, and what is wrong with it.
pub(super) type WrongAsking = (AskForm, Vec<FieldError>);
/// The usual reason chosen, the words typed, and what is wrong with them.
pub(super) type WrongRefusal = (String, String, Vec<FieldError>);

/// Asks the member of that dossier for documents (B-6). `version` is that of the dossier as its page showed it; the same `key` again is
/// the same asking.
#[server(endpoint = "office_ask_documents")]
pub async fn office_ask_documents(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] key: String,
    #[server(default)] cards: Vec<String>,
    #[server(default)] other: String,
    #[server(default)] due: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::complement::Asked;
    use domain::{
        access::Action,
        id::{ClaimId, IdempotencyKey},
    };
    let outcome = async {
        let staff = request::staff(Action::AskForDocuments)?;
        let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let backend = request::backend();
        let rules = &backend.profile().complement;
        let typed = AskForm { cards, other, due };
        let ask = match typed.parse(rules, backend.today()) {
            Ok(ask) => ask,
            Err(problems) => {
                request::tell(ASKING, &(typed.given_back(rules), problems));
                return Ok::<_, AppError>((routes::office_asking(&claim.to_string()), Ok(())));
            }
        };
        let version: i32 = version.parse().map_err(|_| AppError::NotFound)?;
        let key: IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        let acted = match backend.ask_complement(&staff, claim, version, key, &ask).await? {
            Asked::Under(_) => Acted::Asked,
            Asked::Stale => return Ok(stale(claim, version)),
            Asked::NotNow => Acted::NotNow,
            Asked::MemberLeft => Acted::MemberLeft,
        };
        request::tell(ACTED, &acted);
        Ok((routes::office_claim(&claim.to_string()), Ok(())))
    };
    ended(outcome.await)
}

/// What is posted about a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Posted {
    /// Its dossier.
    id: String,
    /// Version of the dossier as its page showed it.
    version: String,
    /// Which document.
    item: String,
    /// `accept` or `refuse`.
    verdict: String,
    /// A usual reason to refuse it.
    flaw: String,
    /// Words of one's own.
    reason: String,
}

/// Accepts or refuses a document that was sent (B-8).
#[server(endpoint = "office_judge_item")]
pub async fn office_judge_item(#[server(flatten)] posted: Posted) -> Result<(), AppError> {
    ended(judge(domain::access::Action::AskForDocuments, posted).await)
}

/// The same of a medical paper (B-4): for the medical service, on its own page.
#[server(endpoint = "office_judge_medical")]
pub async fn office_judge_medical(#[server(flatten)] posted: Posted) -> Result<(), AppError> {
    ended(judge(domain::access::Action::ReadMedical, posted).await)
}

/// Says of a document whether it is right, for whoever may act so.
#[cfg(feature = "ssr")]
async fn judge(by: domain::access::Action, posted: Posted) -> Result<Ended, AppError> {
    use crate::{request, routes};
    use backend::complement::{Judged, Judgement};
    use domain::{
        access::Action,
        complement::{Flaw, MAX_NOTE},
        id::{ClaimId, ItemId},
    };
    let staff = request::staff(by)?;
    let Posted { id, version, item, verdict, flaw, reason } = posted;
    let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let item: ItemId = item.parse().map_err(|_| AppError::NotFound)?;
    let medical = by == Action::ReadMedical;
    let page = if medical { routes::office_medical(&claim.to_string()) } else { routes::office_claim(&claim.to_string()) };
    let (judgement, done) = match (verdict.as_str(), read_refusal(&flaw, &reason)) {
        ("accept", _) => (Judgement::Accept, Acted::Accepted),
        ("refuse", Ok(reason)) => (Judgement::Refuse(Flaw::parse(&flaw), reason), Acted::Refused),
        ("refuse", Err(problem)) => {
            let chosen = Flaw::parse(&flaw).map_or("", Flaw::as_str);
            let typed: String = reason.chars().take(MAX_NOTE).collect();
            request::tell(REFUSING, &(chosen, typed, vec![problem]));
            return Ok((routes::office_refusal(&page, &item.to_string()), Ok(())));
        }
        _ => return Err(AppError::NotFound),
    };
    let version: i32 = version.parse().map_err(|_| AppError::NotFound)?;
    let acted = match request::backend().judge_item(&staff, claim, version, item, &judgement).await? {
        Judged::Noted => done,
        // What else happened to the dossier is the desk's to read.
        Judged::Stale if !medical => return Ok(stale(claim, version)),
        Judged::Stale | Judged::NotNow => Acted::NotNow,
        Judged::MemberLeft => Acted::MemberLeft,
    };
    request::tell(ACTED, &acted);
    Ok((page, Ok(())))
}

/// The reason as the member reads it: the sentence of the usual one chosen, then what was typed.
#[cfg(feature = "ssr")]
fn read_refusal(flaw: &str, typed: &str) -> Result<String, FieldError> {
    use crate::words::t;
    use domain::complement::{Flaw, read_reason};
    let usual = Flaw::parse(flaw).map(|flaw| t(flaw.key())).unwrap_or_default();
    read_reason(&[usual.as_str(), typed].join(" "))
}
