//! Reading the member's credits and contracts, and choosing the contract that a session shows.
use crate::{AppError, complement::Waiting};
use domain::{
    claim::{ClaimSummary, Task},
    contract::{Credit, Enrolment},
    day::Day,
    id::EnrolmentId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the home page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Home {
    /// First name.
    pub given_name: String,
    /// The member's credits; nothing where the insurer insures none.
    pub credits: Option<Vec<Credit>>,
    /// The member's contracts.
    pub contracts: Vec<Enrolment>,
    /// Of these, the contracts under which care may be claimed (D-18).
    pub care: Vec<Enrolment>,
    /// Their dossiers.
    pub claims: Vec<ClaimSummary>,
    /// What these ask of them, the most urgent first.
    pub tasks: Vec<Task>,
    /// The day it is in Paris.
    pub today: Day,
    /// What was asked for to complete them (M-3).
    pub complements: Vec<Waiting>,
    /// Where « Augmenter » leads; absent hides it.
    pub increase_url: Option<String>,
    /// Where « Utiliser » leads; absent hides it.
    pub draw_url: Option<String>,
}

/// One credit with its dossiers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreditFile {
    /// The credit.
    pub credit: Credit,
    /// Its dossiers.
    pub claims: Vec<ClaimSummary>,
    /// Names of the three tabs (C-8).
    pub tabs: [String; 3],
}

/// The contracts to choose from (D-11).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choice {
    /// In the order of their numbers.
    pub enrolments: Vec<Enrolment>,
    /// The one that is shown, once chosen.
    pub current: Option<EnrolmentId>,
}

/// The home page of the signed-in member (C-4), of the contract they chose where one is chosen (D-11).
#[server(endpoint = "home")]
pub async fn load_home() -> Result<Home, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let backend = request::backend();
    let shown = request::shown();
    let (mut claims, mut tasks) = backend.claims_with_tasks(member.id).await?;
    let (mut credits, mut contracts) = (backend.credits(member.id).await?, backend.enrolments(member.id).await?);
    credits.retain(|credit| shown.has(credit.enrolment.id));
    contracts.retain(|contract| shown.has(contract.id));
    claims.retain(|claim| shown.has(claim.enrolment));
    tasks.retain(|task| shown.has(task.claim.enrolment));
    let complements = crate::complement::waiting_of(backend.complements(member.id).await?, &claims);
    let links = backend.profile().credits.clone();
    let (increase_url, draw_url) = links.as_ref().map(|l| (l.increase_url.clone(), l.draw_url.clone())).unwrap_or_default();
    let care = crate::care::claimable(&contracts);
    let (credits, today) = (links.map(|_| credits), backend.today());
    Ok(Home { given_name: member.given_name, credits, contracts, care, claims, tasks, today, complements, increase_url, draw_url })
}

/// One of the member's credits (C-8).
#[server(endpoint = "credit")]
pub async fn load_credit(enrolment: String) -> Result<CreditFile, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let id: EnrolmentId = enrolment.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let credit = backend.credit(member.id, id).await?.ok_or(AppError::NotFound)?;
    let claims = backend.claims(member.id).await?.into_iter().filter(|c| c.enrolment == id).collect();
    let tabs = backend.profile().credits.as_ref().ok_or(AppError::NotFound)?.tabs.clone();
    Ok(CreditFile { credit, claims, tabs })
}

/// The contracts of a member who has several to choose from; for anybody else there is no such page.
#[server(endpoint = "enrolments")]
pub async fn load_choice() -> Result<Choice, AppError> {
    use crate::request;
    use domain::contract::Shown;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let current = match request::shown() {
        Shown::All => return Err(AppError::NotFound),
        Shown::Chosen(one) => Some(one.id),
        Shown::Unchosen => None,
    };
    Ok(Choice { enrolments: request::backend().enrolments(member.id).await?, current })
}

/// Chooses the contract that the session shows, and goes on to `next` (D-11, X-6).
#[server(endpoint = "choose_enrolment")]
pub async fn choose_enrolment(#[server(default)] enrolment: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let id: EnrolmentId = enrolment.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().choose_enrolment(member.id, &token, id).await?)
    };
    request::answer(&next, outcome.await)
}
