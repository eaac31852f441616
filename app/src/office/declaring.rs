//! Declaring a stop for a member who did so by post, telephone or fax (B-16): whose it is, under what, and how it came. What follows is
//! entered as every request is. Every function is a public endpoint.
#[cfg(feature = "ssr")]
use super::{acts::ended, entry::came};
use crate::{AppError, claim::api::Declarable};
use domain::{
    claim::{ArrivalForm, Begun},
    day::Day,
    form::FieldError,
    id::UserId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told what is wrong with how the declaration came, or that nothing was chosen.
pub(super) const DECLARING: &str = "office_declaring";

/// What was typed of how it came, what was chosen, and what is wrong with them.
pub(super) type WrongDeclaring = (ArrivalForm, String, Vec<FieldError>);

/// A member for whom the desk declares a stop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeclaringFile {
    /// Who.
    pub id: UserId,
    /// First and last name.
    pub member: String,
    /// When they were born, where that is known.
    pub born: Option<Day>,
    /// The day on which they closed their account, where they did (G-3).
    pub left_on: Option<Day>,
    /// What a stop may be declared under.
    pub declared: Vec<Declarable>,
    /// Their declarations that are begun and were not sent.
    pub begun: Vec<Begun>,
}

/// That member. That they were looked at is kept.
#[server(endpoint = "office_declaring")]
pub async fn load_declaring(#[server(default)] id: String) -> Result<DeclaringFile, AppError> {
    use crate::{claim::api::declarable, request};
    use domain::contract::Enrolment;
    let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
    let id: UserId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let found = backend.look_at_member(&staff, id).await?;
    Ok(DeclaringFile {
        id,
        member: found.member.full_name(),
        born: found.born,
        left_on: found.left_on,
        // What the employer authorises online (S-14) is no matter for what comes otherwise.
        declared: declarable(backend.profile(), found.credits, &found.contracts, Enrolment::covers_stops),
        begun: found.begun,
    })
}

/// Begins to enter a declaration that came so, or resumes the one that is being entered under that contract.
#[server(endpoint = "office_declare")]
pub async fn office_declare(
    #[server(default)] id: String,
    #[server(default)] enrolment: String,
    #[server(default)] way: String,
    #[server(default)] received: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::id::EnrolmentId;
    let outcome = async {
        let staff = request::staff(domain::access::Action::EnterOnBehalf)?;
        let id: UserId = id.parse().map_err(|_| AppError::NotFound)?;
        let backend = request::backend();
        let typed = came(&way, &received);
        let under = enrolment.parse::<EnrolmentId>().map_err(|_| FieldError::new("contrat", "entry-missing-under"));
        match (under, typed.parse(backend.today())) {
            (Ok(under), Ok(arrival)) => {
                let claim = backend.declare_for(&staff, (id, under), arrival).await?;
                Ok::<_, AppError>((routes::office_entry(&claim.to_string()), Ok(())))
            }
            (under, arrival) => {
                let problems: Vec<FieldError> = under.err().into_iter().chain(arrival.err().into_iter().flatten()).collect();
                let chosen: String = enrolment.chars().take(40).collect();
                request::tell(DECLARING, &(typed, chosen, problems));
                Ok((routes::office_declaring(&id.to_string()), Ok(())))
            }
        }
    };
    ended(outcome.await)
}
