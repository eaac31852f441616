//! Entering for a member what came by post, telephone or fax (B-16). Files come in by a route of their own. Every function is a public
//! endpoint.
#[cfg(feature = "ssr")]
use super::acts::{Ended, ended};
use crate::AppError;
use domain::{
    attachment::UploadRules,
    claim::{Arrival, ArrivalForm, Claim, ClaimStatus, Draft, StepError, missing_before_sending},
    contract::Guarantee,
    day::Day,
    form::FieldError,
    id::UserId,
    period::{PeriodForm, PeriodRules, PreviousStop, Situation, Verdict, review},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told what is wrong with how the request came.
pub(super) const ARRIVAL: &str = "office_arrival";

/// Under which the page is told that nothing was sent, for what was entered is no longer what it showed.
pub(super) const UNSENT: &str = "office_entry_unsent";

/// What was typed of how it came, and what is wrong with it.
pub(super) type WrongArrival = (ArrivalForm, Vec<FieldError>);

/// A dossier into which the desk enters a request for its member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryFile {
    /// The dossier; its draft is what is being entered.
    pub claim: Claim,
    /// How that came; nothing while none is being entered.
    pub arrival: Option<Arrival>,
    /// First and last name of its member.
    pub member: String,
    /// Who that is.
    pub member_id: UserId,
    /// The day it is in Paris.
    pub today: Day,
    /// The stops that the contract covers.
    pub guarantees: Vec<Guarantee>,
    /// Limits of periods.
    pub periods: PeriodRules,
    /// Social bodies offered.
    pub payers: Vec<String>,
    /// Limits of uploads, as that way of coming asks for files.
    pub upload: UploadRules,
}

impl EntryFile {
    /// Whether it is a first declaration that is entered: its dossier was never sent.
    pub fn is_first(&self) -> bool {
        self.claim.summary.status == ClaimStatus::Draft
    }

    /// Whether what it is about is known, so that periods can be declared: of a first declaration, once that was typed.
    pub fn is_opened(&self) -> bool {
        !self.is_first() || self.claim.summary.origin.is_some()
    }

    /// What its periods are judged against.
    pub fn situation(&self, draft: &Draft) -> Situation {
        self.claim.situation(self.today, Some(draft))
    }

    /// What the rules say of its periods.
    pub fn verdict(&self, draft: &Draft) -> Verdict {
        review(&self.periods, &self.payers, &self.situation(draft), &draft.lines.all())
    }

    /// What is still missing before it can be sent.
    pub fn missing(&self, draft: &Draft) -> Vec<StepError> {
        missing_before_sending(&self.claim.summary, draft, self.verdict(draft).is_ok(), &self.upload)
    }
}

/// The dossier, and what is being entered into it. That it was looked at is kept.
#[server(endpoint = "office_entry")]
pub async fn load_entry(#[server(default)] id: String) -> Result<EntryFile, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let (member, claim, arrival) = if let Some(found) = backend.look_at_claim(&staff, id).await? {
        let under_way = backend.entry(&staff, &found).await?;
        let (claim, arrival) = under_way.map_or((found.claim, None), |(claim, arrival)| (claim, Some(arrival)));
        (found.member, claim, arrival)
    } else {
        let (member, claim, arrival) = backend.look_at_declaration(&staff, id).await?;
        (member, claim, Some(arrival))
    };
    let contracts = backend.enrolments(member.id).await?;
    let contract = contracts.iter().find(|one| one.id == claim.summary.enrolment).ok_or(AppError::NotFound)?;
    let profile = backend.profile();
    Ok(EntryFile {
        claim,
        arrival,
        member: member.full_name(),
        member_id: member.id,
        today: backend.today(),
        guarantees: contract.stops(),
        periods: profile.periods.clone(),
        payers: profile.claims.payers.clone(),
        upload: arrival.map_or_else(|| profile.upload.clone(), |arrival| arrival.way.asks(&profile.upload)),
    })
}

/// How it came, as typed; no more of it than a form of ours posts.
#[cfg(feature = "ssr")]
pub(super) fn came(way: &str, received: &str) -> ArrivalForm {
    ArrivalForm { way: way.chars().take(20).collect(), received: received.chars().take(100).collect() }
}

/// Ends an act about what is entered into that dossier, back on its page.
#[cfg(feature = "ssr")]
fn back(id: domain::id::ClaimId, done: Result<(), AppError>) -> Ended {
    (crate::routes::office_entry(&id.to_string()), done)
}

/// Begins to enter a request that came so, or resumes the one that is being entered.
#[server(endpoint = "office_open_entry")]
pub async fn office_open_entry(
    #[server(default)] id: String,
    #[server(default)] way: String,
    #[server(default)] received: String,
) -> Result<(), AppError> {
    use crate::request;
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let backend = request::backend();
        let typed = came(&way, &received);
        let done = match typed.parse(backend.today()) {
            Ok(arrival) => backend.open_entry(&staff, id, arrival).await.map_err(AppError::from),
            Err(problems) => {
                request::tell(ARRIVAL, &(typed, problems));
                Ok(())
            }
        };
        Ok::<_, AppError>(back(id, done))
    };
    ended(outcome.await)
}

/// Keeps what opens a first declaration: what stopped, and since when.
#[server(endpoint = "office_entry_opening")]
pub async fn office_entry_opening(
    #[server(default)] id: String,
    #[server(default)] guarantee: String,
    #[server(default)] origin: String,
) -> Result<(), AppError> {
    use crate::request;
    use backend::claim::Saved;
    use domain::claim::OpeningForm;
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let saved = request::backend().save_entry_opening(&staff, id, OpeningForm { guarantee, origin }).await?;
        let (page, done) = back(id, Ok(()));
        Ok::<_, AppError>((if saved == Saved::Next { format!("{page}#periode") } else { format!("{page}?verifie=1") }, done))
    };
    ended(outcome.await)
}

/// Keeps one post of its periods.
#[server(endpoint = "office_entry_periods")]
pub async fn office_entry_periods(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] intent: String,
    #[server(flatten)] previous: PreviousStop,
    #[server(flatten)] entry: PeriodForm,
) -> Result<(), AppError> {
    use crate::request;
    use backend::claim::{PeriodsPost, Saved};
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let post = PeriodsPost { version: version.parse().unwrap_or_default(), intent, previous, entry };
        let saved = request::backend().save_entry(&staff, id, post).await?;
        let (page, done) = back(id, Ok(()));
        Ok::<_, AppError>((if saved == Saved::Next { format!("{page}#pieces") } else { page }, done))
    };
    ended(outcome.await)
}

/// Takes one of its files back; a refused one is only dismissed.
#[server(endpoint = "office_entry_file")]
pub async fn office_entry_file(#[server(default)] id: String, #[server(default)] file: String) -> Result<(), AppError> {
    use crate::request;
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let file: domain::id::AttachmentId = file.parse().map_err(|_| AppError::NotFound)?;
        request::backend().remove_entry_file(&staff, id, file).await?;
        Ok::<_, AppError>(back(id, Ok(())))
    };
    ended(outcome.await)
}

/// Gives up what is being entered: back to its dossier or, of a first declaration, to where one is begun for its member.
#[server(endpoint = "office_drop_entry")]
pub async fn office_drop_entry(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let whose = request::backend().drop_entry(&staff, id).await?;
        let dossier = || routes::office_claim(&id.to_string());
        Ok::<_, AppError>((whose.map_or_else(dossier, |member| routes::office_declaring(&member.to_string())), Ok(())))
    };
    ended(outcome.await)
}

/// Sends it for its member, in the version that the page showed; the same key again is the same request. A page that names no version showed
/// an older one.
#[server(endpoint = "office_send_entry")]
pub async fn office_send_entry(
    #[server(default)] id: String,
    #[server(default)] key: String,
    #[server(default)] version: String,
) -> Result<(), AppError> {
    use super::asking::{ACTED, Acted};
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let key: domain::id::IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        let read = (key, version.parse().unwrap_or_default());
        match request::backend().send_entry(&staff, id, read).await.map_err(AppError::from) {
            Ok(_) => {
                request::tell(ACTED, &Acted::Entered);
                Ok::<_, AppError>((routes::office_claim(&id.to_string()), Ok(())))
            }
            Err(AppError::Rule(why)) => {
                if why == StepError::Stale {
                    request::tell(UNSENT, &true);
                }
                Ok(back(id, Err(AppError::Rule(why))))
            }
            Err(error) => Err(error),
        }
    };
    ended(outcome.await)
}
