//! The letter of a decision (B-9): a PDF made anew from what was kept sealed at the time, so that it is as durable as that.
use super::read::Whole;
use crate::{Backend, BackendError, clock::paris_day, export::Words, office::DeskClaim};
use documents::{DecisionLetter, LetterDays, LetterPart, decision_letter};
use domain::{
    access::{Action, role_for},
    account::{Person, Staff},
    claim::Claim,
    decision::DecidedDays,
    id::ClaimId,
};

impl Backend {
    /// The letter about a request of the member's, named by its number and its place among those about it; `None` when there is no such
    /// dossier or letter.
    ///
    /// # Errors
    /// When the database cannot be read or the document not be made.
    pub async fn own_letter(
        &self,
        member: &Person,
        number: &str,
        letter: (&str, usize),
        words: Words<'_>,
    ) -> Result<Option<Vec<u8>>, BackendError> {
        match self.claim(member.id, number).await? {
            Some(claim) => self.letter(member, &claim, letter, words).await,
            None => Ok(None),
        }
    }

    /// As [`Self::own_letter`], on the desk: a look at the dossier.
    ///
    /// # Errors
    /// As [`Self::own_letter`]; `NotFound` for whoever may not decide.
    pub async fn desk_letter(
        &self,
        staff: &Staff,
        id: ClaimId,
        letter: (&str, usize),
        words: Words<'_>,
    ) -> Result<Option<Vec<u8>>, BackendError> {
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        match self.look_at_claim(staff, id).await? {
            Some(DeskClaim { member, claim, .. }) => self.letter(&member, &claim, letter, words).await,
            None => Ok(None),
        }
    }

    /// As [`Self::own_letter`], of a dossier that was read already.
    pub(crate) async fn letter(
        &self,
        member: &Person,
        claim: &Claim,
        (request, place): (&str, usize),
        words: Words<'_>,
    ) -> Result<Option<Vec<u8>>, BackendError> {
        let whole = self.whole_decisions(self.inner.store.read(), member.id, claim).await?;
        let Some(mut whole) = whole.into_iter().find(|one| one.decided.request == request && one.decided.place == place) else {
            return Ok(None);
        };
        let template = whole.template.take();
        let letter = self.worded_letter(member, claim, whole, words);
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        let render = move || decision_letter(&letter, template.as_deref());
        let made = tokio::task::spawn_blocking(render).await.map_err(BackendError::broken)?;
        made.map(Some).map_err(BackendError::broken)
    }

    fn worded_letter(&self, member: &Person, claim: &Claim, whole: Whole, words: Words<'_>) -> DecisionLetter {
        let Whole { decided, complaint, mediator, .. } = whole;
        let day = paris_day(decided.at).to_string();
        let why = decided.reason.map(|reason| LetterPart {
            title: words("decision-letter-why", &[]),
            texts: [reason.motive, reason.clause]
                .into_iter()
                .chain(reason.text.lines().map(str::to_owned))
                .filter(|text| !text.is_empty())
                .collect(),
        });
        let complain = LetterPart { title: words("decision-letter-complain", &[]), texts: vec![complaint, mediator] };
        DecisionLetter {
            brand: self.profile().brand.clone(),
            service_name: self.profile().service_name.clone(),
            title: words("decision-letter-title", &[]),
            member_name: member.full_name(),
            dated: words("decision-letter-dated", &[("day", &day)]),
            opening: words(&format!("decision-letter-{}", decided.outcome.key()), &[]),
            request_number: decided.request,
            claim_number: claim.summary.number.clone(),
            outcome: words(&format!("decision-outcome-{}", decided.outcome.key()), &[]),
            days: decided.days.iter().map(|part| to_days(part, words)).collect(),
            parts: why.into_iter().chain([complain]).collect(),
            issued_on: decided.at,
        }
    }
}

fn to_days(part: &DecidedDays, words: Words<'_>) -> LetterDays {
    let outcome = words(if part.accepted { "decision-days-accepted" } else { "decision-days-refused" }, &[]);
    LetterDays { dates: part.range.to_string(), days: part.range.days().to_string(), outcome }
}
