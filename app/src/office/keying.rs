//! Keying what a completed form says (B-17). Every function is a public endpoint.
#[cfg(feature = "ssr")]
use super::acts::ended;
use crate::AppError;
use domain::{
    claim::{Claim, Draft, SentRequest, StepError, opening_form},
    contract::Guarantee,
    day::Day,
    period::{PeriodForm, PeriodRules, PreviousStop, Situation, Verdict, parse, review},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A completed form on the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyingFile {
    /// Its dossier; the draft is what is keyed.
    pub claim: Claim,
    /// What was sent.
    pub request: SentRequest,
    /// First and last name of its member.
    pub member: String,
    /// The day it is in Paris.
    pub today: Day,
    /// The stops that the contract covers.
    pub guarantees: Vec<Guarantee>,
    /// Limits of periods.
    pub periods: PeriodRules,
    /// Social bodies offered.
    pub payers: Vec<String>,
}

impl KeyingFile {
    /// Whether it opens its dossier: then it says of which stop, too.
    pub fn opens(&self) -> bool {
        opening_form(&self.claim.requests).is_some_and(|form| form.id == self.request.id)
    }

    /// Number of the form that is to be keyed before it: the one that says of which stop the dossier is, which nothing else does.
    pub fn waits_for(&self) -> Option<&str> {
        let waits = self.claim.summary.origin.is_none() && !self.opens();
        opening_form(&self.claim.requests).filter(|_| waits).map(|form| form.number.as_str())
    }

    /// The first day declared of the dossier, where that comes before the stop that the form says.
    pub fn declared_before(&self) -> Option<Day> {
        self.claim.declared_before_stop().filter(|_| self.opens())
    }

    /// What its periods are judged against.
    pub fn situation(&self, draft: &Draft) -> Situation {
        self.claim.situation(self.today, Some(draft))
    }

    /// What the rules say of its periods.
    pub fn verdict(&self, draft: &Draft) -> Verdict {
        review(&self.periods, &self.payers, &self.situation(draft), &draft.lines.all())
    }

    /// Whether what counts already is no longer what is keyed.
    pub fn is_unkept(&self, draft: &Draft) -> bool {
        let keyed = parse(&self.periods, &self.payers, &self.situation(draft), &draft.lines.all());
        !self.request.is_to_key() && keyed.as_ref() != Ok(&self.request.periods)
    }

    /// What is still missing before what is keyed counts.
    pub fn missing(&self, draft: &Draft) -> Vec<StepError> {
        let (opened, right) = (self.claim.summary.origin.is_some(), self.verdict(draft).is_ok());
        [(!opened, StepError::Origin), (!right, StepError::Periods)]
            .into_iter()
            .filter_map(|(missing, why)| missing.then_some(why))
            .collect()
    }
}

/// The completed form of that number, while it may be keyed. That its dossier was looked at is kept.
#[server(endpoint = "office_keying")]
pub async fn load_keying(#[server(default)] id: String, #[server(default)] request: String) -> Result<KeyingFile, AppError> {
    let staff = crate::request::staff(domain::access::Action::EnterOnBehalf)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = crate::request::backend();
    let found = backend.look_at_claim(&staff, id).await?.ok_or(AppError::NotFound)?;
    let sent = found.claim.requests.iter().find(|one| one.number == request).cloned().ok_or(AppError::NotFound)?;
    let claim = backend.keying(&staff, &found, &request).await?.ok_or(AppError::NotFound)?;
    let contracts = backend.enrolments(found.member.id).await?;
    let contract = contracts.iter().find(|one| one.id == claim.summary.enrolment).ok_or(AppError::NotFound)?;
    let profile = backend.profile();
    Ok(KeyingFile {
        claim,
        request: sent,
        member: found.member.full_name(),
        today: backend.today(),
        guarantees: contract.stops(),
        periods: profile.periods.clone(),
        payers: profile.claims.payers.clone(),
    })
}

/// Keeps of which stop it is, and since when.
#[server(endpoint = "office_key_opening")]
pub async fn office_key_opening(
    #[server(default)] request: String,
    #[server(default)] guarantee: String,
    #[server(default)] origin: String,
) -> Result<(), AppError> {
    use crate::routes;
    use backend::claim::Saved;
    use domain::claim::OpeningForm;
    let outcome = async {
        let staff = crate::request::staff(domain::access::Action::EnterOnBehalf)?;
        let typed = OpeningForm { guarantee, origin };
        let (id, saved) = crate::request::backend().save_keyed_opening(&staff, &request, typed).await?;
        let page = routes::office_keying(&id.to_string(), &request);
        Ok::<_, AppError>((if saved == Saved::Next { format!("{page}#periode") } else { format!("{page}?verifie=1") }, Ok(())))
    };
    ended(outcome.await)
}

/// Keeps one post of its periods.
#[server(endpoint = "office_key_periods")]
pub async fn office_key_periods(
    #[server(default)] request: String,
    #[server(default)] version: String,
    #[server(default)] intent: String,
    #[server(flatten)] previous: PreviousStop,
    #[server(flatten)] entry: PeriodForm,
) -> Result<(), AppError> {
    use crate::routes;
    use backend::claim::{PeriodsPost, Saved};
    let outcome = async {
        let staff = crate::request::staff(domain::access::Action::EnterOnBehalf)?;
        let post = PeriodsPost { version: version.parse().unwrap_or_default(), intent, previous, entry };
        let (id, saved) = crate::request::backend().save_keyed(&staff, &request, post).await?;
        let page = routes::office_keying(&id.to_string(), &request);
        Ok::<_, AppError>((if saved == Saved::Next { format!("{page}#enregistrer") } else { page }, Ok(())))
    };
    ended(outcome.await)
}

/// Gives the request the periods that were keyed: it can be decided then.
#[server(endpoint = "office_key_form")]
pub async fn office_key_form(#[server(default)] request: String, #[server(default)] version: String) -> Result<(), AppError> {
    use super::asking::{ACTED, Acted};
    use crate::routes;
    let outcome = async {
        let staff = crate::request::staff(domain::access::Action::EnterOnBehalf)?;
        let (id, keyed) = crate::request::backend().key_form(&staff, &request, version.parse().unwrap_or_default()).await?;
        Ok::<_, AppError>(match keyed {
            Ok(()) => {
                crate::request::tell(ACTED, &Acted::Keyed);
                (routes::office_claim(&id.to_string()), Ok(()))
            }
            Err(why) => (routes::office_keying(&id.to_string(), &request), Err(AppError::Rule(why))),
        })
    };
    ended(outcome.await)
}
