//! Forms that are completed and handed in (S-23): which there are, and what one may be handed in for. Every function is a public endpoint.
use crate::AppError;
use domain::{claim::ClaimSummary, contract::Guarantee, day::Day, id::EnrolmentId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A blank form in a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FormLine {
    /// Name of its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The day of its text.
    pub edition: Day,
}

/// A stop that a form may declare.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FormStop {
    /// What insures it.
    pub enrolment: EnrolmentId,
    /// What that is called.
    pub label: String,
    /// What stopped.
    pub guarantee: Guarantee,
}

/// The forms, and what a completed one may be handed in for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HandingIn {
    /// Blank forms.
    pub forms: Vec<FormLine>,
    /// Stops that have no dossier yet.
    pub stops: Vec<FormStop>,
    /// Dossiers that go on, newest first.
    pub dossiers: Vec<ClaimSummary>,
}

/// The insurer's forms.
#[cfg(feature = "ssr")]
pub(super) fn lines(backend: &backend::Backend) -> Vec<FormLine> {
    let line = |form: &domain::claim::BlankForm| FormLine { file: form.file.clone(), title: form.title.clone(), edition: form.edition };
    backend.blank_forms().iter().map(line).collect()
}

/// What a completed form may be handed in for: a stop under a contract of the member's, or a dossier of theirs that goes on.
#[server(endpoint = "forms")]
pub async fn load_forms() -> Result<HandingIn, AppError> {
    use crate::request;
    use domain::{claim::may_prolong, contract::Enrolment};
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let (backend, shown) = (request::backend(), request::shown());
    let (credits, contracts) = (backend.credits(member.id).await?, backend.enrolments(member.id).await?);
    let open = |id: EnrolmentId| contracts.iter().find(|one| one.id == id && one.online_claims && shown.has(id));
    let (mut dossiers, _) = backend.claims_with_tasks(member.id).await?;
    dossiers.retain(|claim| !claim.is_care() && may_prolong(claim.status) && open(claim.enrolment).is_some());
    let under = super::api::declarable(backend.profile(), credits, &contracts, Enrolment::is_declared_online);
    let stops = under.into_iter().filter_map(|one| Some((open(one.enrolment)?.stops(), one)));
    let stop = |one: &super::api::Declarable, guarantee| FormStop { enrolment: one.enrolment, label: one.label.clone(), guarantee };
    let stops = stops.flat_map(|(covered, one)| covered.into_iter().map(|guarantee| stop(&one, guarantee)).collect::<Vec<_>>());
    Ok(HandingIn { forms: lines(&backend), stops: stops.collect(), dossiers })
}

/// Opens a dossier that a completed form declares, or resumes the one under way: its files come next.
#[server(endpoint = "declare_on_form")]
pub async fn declare_on_form(#[server(default)] enrolment: String, #[server(default)] guarantee: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let id: EnrolmentId = enrolment.parse().map_err(|_| AppError::NotFound)?;
        let guarantee = Guarantee::parse(&guarantee).ok_or(AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().declare_on_form(member.id, id, guarantee).await?)
    };
    let outcome = outcome.await;
    let path = outcome.as_ref().map_or_else(|_| routes::FORMS.to_owned(), |number| routes::step(number, routes::Step::Files));
    request::answer(&path, outcome.map(|_| ()))
}

/// Starts a request of a dossier that a completed form makes, or resumes the one under way.
#[server(endpoint = "prolong_on_form")]
pub async fn prolong_on_form(#[server(default)] number: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        Ok::<_, AppError>(request::backend().prolong_on_form(member.id, &number).await?)
    };
    let outcome = outcome.await;
    let path = outcome.as_ref().map_or_else(|_| routes::FORMS.to_owned(), |kind| super::api::first_step(&number, *kind));
    request::answer(&path, outcome.map(|_| ()))
}
