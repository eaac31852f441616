//! Dossiers and the request being written: reading, opening, saving, sending. Every function is a public endpoint.
use super::forms::FormLine;
use crate::AppError;
use domain::{
    attachment::UploadRules,
    care::{self, CareRules},
    claim::{Claim, ClaimSummary, Draft, StepError, Task, missing_before_sending},
    contract::{Enrolment, Guarantee},
    day::{Day, Instant},
    id::EnrolmentId,
    insurer::Claims as ClaimSettings,
    money::Currency,
    period::{PeriodRules, Situation, Verdict, review},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the recap is told that nothing was sent, for what was typed is no longer what it showed.
pub(super) const UNSENT: &str = "claim_unsent";

/// The member's dossiers, and what one may be opened under.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimList {
    /// Newest first.
    pub claims: Vec<ClaimSummary>,
    /// What they ask of the member, the most urgent first.
    pub tasks: Vec<Task>,
    /// What a stop may be declared under; nothing where the insurer has no such declarations, or no employer authorises them (S-14).
    pub declared: Option<Vec<Declarable>>,
    /// Forms that may be completed and handed in in its place (S-23); none where the insurer takes none, or no employer authorises it.
    pub forms: Vec<FormLine>,
    /// The contracts under which care may be claimed (D-18).
    pub care: Vec<Enrolment>,
}

/// What a stop may be declared under: a credit or, where the insurer insures none, a contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Declarable {
    /// What insures it.
    pub enrolment: EnrolmentId,
    /// What it is called.
    pub label: String,
    /// The reference of a credit, as printed.
    pub reference: Option<String>,
}

/// One dossier with what its pages need to judge it. Every step of a request loads this: what the dossier's own page alone tells is its
/// `Course`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimFile {
    /// The dossier.
    pub claim: Claim,
    /// The day it is in Paris.
    pub today: Day,
    /// Whether its employer, where there is one, authorises claims online (S-14): only then is more declared, and what is begun gone on with.
    pub online: bool,
    /// The stops that the contract covers.
    pub guarantees: Vec<Guarantee>,
    /// Limits of periods.
    pub periods: PeriodRules,
    /// Social bodies offered.
    pub settings: ClaimSettings,
    /// What may be claimed of care, where anything may (D-18).
    pub care: Option<CareRules>,
    /// What is paid with.
    pub currency: Currency,
    /// Limits of uploads.
    pub upload: UploadRules,
    /// « Service Assurance `{service_name}` ».
    pub service_name: String,
    /// Where confirmations go.
    pub email: Option<String>,
    /// Mobile number, as shown.
    pub mobile: Option<String>,
}

impl ClaimFile {
    /// The request being written.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn draft(&self) -> Result<&Draft, AppError> {
        self.claim.draft.as_ref().ok_or(AppError::NotFound)
    }

    /// The request being written of a dossier of that sort, a claim for care or a stop, whose lines are typed: those of a form are not.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn draft_of(&self, care: bool) -> Result<&Draft, AppError> {
        let draft = self.draft()?;
        if self.claim.summary.is_care() == care && !draft.on_form() { Ok(draft) } else { Err(AppError::NotFound) }
    }

    /// What the request's periods are judged against.
    pub fn situation(&self, draft: &Draft) -> Situation {
        self.claim.situation(self.today, Some(draft))
    }

    /// What the rules say of the request's periods.
    pub fn verdict(&self, draft: &Draft) -> Verdict {
        review(&self.periods, &self.settings.payers, &self.situation(draft), &draft.lines.all())
    }

    /// What the rules say of the claim's expenses, where the insurer takes any.
    pub fn care_verdict(&self, draft: &Draft) -> Option<care::Verdict> {
        self.care.as_ref().map(|rules| care::review(rules, self.currency, self.today, &draft.care.all()))
    }

    /// What is still missing before « Valider ».
    pub fn missing(&self, draft: &Draft) -> Vec<StepError> {
        let right = if self.claim.summary.is_care() {
            self.care_verdict(draft).is_some_and(|verdict| verdict.is_ok())
        } else {
            self.verdict(draft).is_ok()
        };
        missing_before_sending(&self.claim.summary, draft, right, &self.upload)
    }
}

/// The member's dossiers (C-10), of the contract they chose where one is chosen (D-11).
#[server(endpoint = "claims")]
pub async fn load_claims() -> Result<ClaimList, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let (backend, shown) = (request::backend(), request::shown());
    let (mut claims, mut tasks) = backend.claims_with_tasks(member.id).await?;
    let (mut credits, mut contracts) = (backend.credits(member.id).await?, backend.enrolments(member.id).await?);
    claims.retain(|claim| shown.has(claim.enrolment));
    tasks.retain(|task| shown.has(task.claim.enrolment));
    credits.retain(|credit| shown.has(credit.enrolment.id));
    contracts.retain(|contract| shown.has(contract.id));
    let takes_stops = backend.profile().has(domain::insurer::Module::ClaimWizard) && request::authorised().online_claims;
    let declared = takes_stops.then(|| declarable(backend.profile(), credits, &contracts, Enrolment::is_declared_online));
    let forms = if declared.is_some() { super::forms::lines(&backend) } else { Vec::new() };
    Ok(ClaimList { claims, tasks, declared, forms, care: crate::care::claimable(&contracts) })
}

/// Those of a member's credits, or of their contracts where the insurer insures no credits, under which a stop may be declared so: online by
/// the member, or by the desk for them (B-16).
#[cfg(feature = "ssr")]
pub(crate) fn declarable(
    profile: &domain::insurer::Profile,
    credits: Vec<domain::contract::Credit>,
    contracts: &[Enrolment],
    may: impl Fn(&Enrolment) -> bool,
) -> Vec<Declarable> {
    use crate::words::t_with;
    if profile.has(domain::insurer::Module::Credits) {
        let open = credits.into_iter().filter(|credit| may(&credit.enrolment));
        let named = open.map(|one| Declarable { enrolment: one.enrolment.id, label: one.label, reference: Some(one.reference) });
        return named.collect();
    }
    let label = |contract: &Enrolment| t_with("contract-one", &[("number", &contract.name())]);
    let open = contracts.iter().filter(|contract| may(contract));
    open.map(|contract| Declarable { enrolment: contract.id, label: label(contract), reference: None }).collect()
}

/// One of the member's dossiers.
#[server(endpoint = "claim")]
pub async fn load_claim(number: String) -> Result<ClaimFile, AppError> {
    use crate::request;
    use domain::claim::ClaimStatus;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let backend = request::backend();
    let mut claim = backend.claim(member.id, &number).await?.ok_or(AppError::NotFound)?;
    let contracts = backend.enrolments(member.id).await?;
    let contract = contracts.iter().find(|one| one.id == claim.summary.enrolment).ok_or(AppError::NotFound)?;
    if !contract.online_claims {
        if claim.summary.status == ClaimStatus::Draft {
            return Err(AppError::NotFound);
        }
        (claim.draft, claim.summary.has_draft) = (None, false);
    }
    let profile = backend.profile();
    Ok(ClaimFile {
        claim,
        today: backend.today(),
        online: contract.online_claims,
        guarantees: contract.stops(),
        periods: profile.periods.clone(),
        settings: profile.claims.clone(),
        care: profile.care.clone(),
        currency: profile.currency(),
        upload: profile.upload.clone(),
        service_name: profile.service_name.clone(),
        email: member.email,
        mobile: member.mobile,
    })
}

/// How the request being written stands: version of its form, files received, what is missing. Compared, never read.
pub fn request_state(file: &ClaimFile, draft: &Draft) -> String {
    let files = draft.files.iter().filter(|f| f.is_received()).count();
    let missing: Vec<&str> = file.missing(draft).iter().map(StepError::sentence_key).collect();
    format!("{}/{files}/{}", draft.version, missing.join("+"))
}

/// How the request being written stands now, for the recap's island.
#[server(endpoint = "request_state")]
pub async fn load_request_state(number: String) -> Result<String, AppError> {
    let file = load_claim(number).await?;
    Ok(request_state(&file, file.draft()?))
}

/// Opens a first declaration, or resumes the one under way (C-11).
#[server(endpoint = "declare")]
pub async fn declare(#[server(default)] enrolment: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let id: EnrolmentId = enrolment.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().declare(member.id, id).await?)
    };
    let outcome = outcome.await;
    let path = outcome.as_ref().map_or_else(|_| routes::CLAIMS.to_owned(), |number| routes::step(number, routes::Step::Opening));
    request::answer(&path, outcome.map(|_| ()))
}

/// Starts a prolongation, or resumes the one under way (C-12, C-33).
#[server(endpoint = "prolong")]
pub async fn prolong(#[server(default)] number: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        Ok::<_, AppError>(request::backend().prolong(member.id, &number).await?)
    };
    let outcome = outcome.await;
    let path = outcome.as_ref().map_or_else(|_| routes::claim(&number), |kind| first_step(&number, *kind));
    request::answer(&path, outcome.map(|_| ()))
}

/// Where a further request of that kind begins: of a completed form nothing is typed (S-23).
#[cfg(feature = "ssr")]
pub(super) fn first_step(number: &str, kind: domain::claim::RequestKind) -> String {
    use crate::routes::{Step, step};
    step(number, if kind == domain::claim::RequestKind::Pdf { Step::Files } else { Step::Periods })
}

/// Keeps the kind of stop and its first day.
#[server(endpoint = "save_opening")]
pub async fn save_opening(
    #[server(default)] number: String,
    #[server(default)] guarantee: String,
    #[server(default)] origin: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::claim::Saved;
    use domain::claim::OpeningForm;
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        Ok::<_, AppError>(request::backend().save_opening(member.id, &number, OpeningForm { guarantee, origin }).await?)
    };
    let outcome = outcome.await;
    let next = if outcome == Ok(Saved::Next) {
        routes::step(&number, routes::Step::Periods)
    } else {
        format!("{}?verifie=1", routes::step(&number, routes::Step::Opening))
    };
    request::answer(&next, outcome.map(|_| ()))
}

/// Deletes the request being written.
#[server(endpoint = "delete_draft")]
pub async fn delete_draft(#[server(default)] number: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        Ok::<_, AppError>(request::backend().delete_draft(member.id, &number).await?)
    };
    request::answer(routes::CLAIMS, outcome.await)
}

/// Sends the request being written, in the version that the recap showed; the same key again is the same request (C-26, C-27). A page that
/// names no version showed an older one.
#[server(endpoint = "submit_claim")]
pub async fn submit_claim(
    #[server(default)] number: String,
    #[server(default)] key: String,
    #[server(default)] version: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let key: domain::id::IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        let read = (key, version.parse().unwrap_or_default());
        Ok::<_, AppError>(request::backend().submit_claim(member.id, &number, read).await?)
    };
    let outcome = outcome.await;
    if outcome == Err(AppError::Rule(StepError::Stale)) {
        request::tell(UNSENT, &true);
    }
    let step = if outcome.is_ok() { routes::Step::Done } else { routes::Step::Summary };
    request::answer(&routes::step(&number, step), outcome.map(|_| ()))
}

/// When something was saved, worded.
pub(crate) fn saved_at(at: Instant) -> String {
    #[cfg(feature = "ssr")]
    return backend::clock::paris_text(at);
    #[cfg(not(feature = "ssr"))]
    {
        let _ = at;
        String::new()
    }
}
