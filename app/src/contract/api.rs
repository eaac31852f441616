//! Reading the member's credits.
use crate::AppError;
use domain::{
    claim::ClaimSummary,
    contract::{Credit, Enrolment},
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
    /// Their dossiers.
    pub claims: Vec<ClaimSummary>,
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

/// The home page of the signed-in member (C-4).
#[server(endpoint = "home")]
pub async fn load_home() -> Result<Home, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let backend = request::backend();
    let (credits, claims) = (backend.credits(member.id).await?, backend.claims(member.id).await?);
    let contracts = backend.enrolments(member.id).await?;
    let links = backend.profile().credits.clone();
    let (increase_url, draw_url) = links.as_ref().map(|l| (l.increase_url.clone(), l.draw_url.clone())).unwrap_or_default();
    Ok(Home { given_name: member.given_name, credits: links.map(|_| credits), contracts, claims, increase_url, draw_url })
}

/// One of the member's credits (C-8).
#[server(endpoint = "credit")]
pub async fn load_credit(enrolment: String) -> Result<CreditFile, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let id: domain::id::EnrolmentId = enrolment.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let credit = backend.credit(member.id, id).await?.ok_or(AppError::NotFound)?;
    let claims = backend.claims(member.id).await?.into_iter().filter(|c| c.enrolment == id).collect();
    let tabs = backend.profile().credits.as_ref().ok_or(AppError::NotFound)?.tabs.clone();
    Ok(CreditFile { credit, claims, tabs })
}
