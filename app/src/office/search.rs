//! Looking for a dossier and keeping filters. What is looked for may be a name: it is posted, and stands sealed in the address of the page
//! that shows what was found, so that no history, log or proxy reads it.
use crate::AppError;
use domain::claim::{Found, FoundMembers};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the queue is told what is wrong with what was looked for, or with the name of a filter.
pub(super) const ASKED: &str = "desk_asked";
/// What a sealed text of this kind is about.
#[cfg(feature = "ssr")]
const SEALED: &str = "office_search";

/// What was looked for and found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FoundFile {
    /// As typed.
    pub typed: String,
    /// What was found.
    pub found: Found,
    /// The members of that name or contract, for whoever may do something for them; none where a dossier's number was looked for.
    pub members: Option<FoundMembers>,
    /// Whether that is declaring a stop for them too (B-16), and not only helping them in (B-53).
    pub declares: bool,
}

/// Goes on to what is found of that; back to the queue with what is wrong.
#[server(endpoint = "office_search")]
pub async fn office_search(#[server(default)] sought: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::claim::Sought;
    let outcome = async {
        request::staff(domain::access::Action::LookAtClaims)?;
        match Sought::read(&sought) {
            Ok(_) => Ok::<_, AppError>(routes::office_found(&request::backend().sealed_note(SEALED, &sought)?)),
            Err(fault) => {
                request::tell(ASKED, &fault);
                Ok(routes::OFFICE.to_owned())
            }
        }
    };
    match outcome.await {
        Ok(path) => request::answer(&path, Ok(())),
        Err(error) => request::answer(routes::OFFICE, Err(error)),
    }
}

/// What is found of what was sealed; nothing of anything else.
#[server(endpoint = "office_found")]
pub async fn load_found(#[server(default)] q: String) -> Result<FoundFile, AppError> {
    use crate::request;
    use domain::{
        access::{Action, role_for},
        claim::Sought,
        insurer::Module,
    };
    let staff = request::staff(Action::LookAtClaims)?;
    let backend = request::backend();
    let typed = backend.opened_note(SEALED, &q).unwrap_or_default();
    let sought = Sought::read(&typed).ok();
    let found = match &sought {
        Some(sought) => backend.find_claims(sought).await?,
        None => Found::default(),
    };
    let declares = backend.profile().has(Module::ClaimWizard) && role_for(staff.roles, Action::EnterOnBehalf).is_some();
    let helps = role_for(staff.roles, Action::HelpToSignIn).is_some();
    let members = match &sought {
        Some(sought @ (Sought::Name(_) | Sought::Contract(_))) if declares || helps => Some(backend.find_members(&staff, sought).await?),
        _ => None,
    };
    Ok(FoundFile { typed, found, members, declares })
}

/// Keeps a filter of the queue under a name.
#[server(endpoint = "office_keep_filter")]
pub async fn office_keep_filter(#[server(default)] name: String, #[server(default)] ask: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let filter = domain::claim::QueueAsk::read(&ask).filter;
    let outcome = async {
        let staff = request::staff(domain::access::Action::ReadQueue)?;
        Ok::<_, AppError>(request::backend().keep_filter(staff.person.id, &name, filter).await?)
    };
    let outcome = outcome.await.map(|fault| {
        if let Some(fault) = fault {
            request::tell(ASKED, &fault);
        }
    });
    request::answer(&routes::office_queue(&[filter.to_string()]), outcome)
}

/// Forgets a kept filter.
#[server(endpoint = "office_drop_filter")]
pub async fn office_drop_filter(#[server(default)] name: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::ReadQueue)?;
        Ok::<_, AppError>(request::backend().drop_filter(staff.person.id, &name).await?)
    };
    request::answer(routes::OFFICE, outcome.await)
}
