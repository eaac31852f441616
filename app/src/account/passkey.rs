//! Passkeys: adding, listing and removing them, and signing in with one.
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page « Validation en deux étapes » is told what was done with a passkey.
pub(super) const PASSKEY: &str = "passkey";
/// ... and why none was added.
pub(super) const NO_PASSKEY: &str = "no_passkey";

/// What a browser is to ask a device for, as the module of passkeys reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ceremony {
    /// Names the challenge when it is answered.
    pub token: String,
    /// The options of WebAuthn.
    pub options: serde_json::Value,
}

#[cfg(feature = "ssr")]
impl From<backend::account::Ceremony> for Ceremony {
    fn from(begun: backend::account::Ceremony) -> Self {
        Self { token: begun.token, options: begun.options }
    }
}

/// A passkey as listed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasskeyLine {
    /// Names it when it is to be removed.
    pub id: String,
    /// What its member calls it.
    pub name: String,
    /// When it was added and last used, worded.
    pub when: String,
}

/// Whether another passkey can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Room {
    /// It can.
    Free,
    /// There are as many as one keeps.
    Full,
    /// The address of the portal has no name, so that browsers bind nothing to it.
    Nowhere,
}

/// What a member has of passkeys.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Passkeys {
    /// Theirs, oldest first.
    pub lines: Vec<PasskeyLine>,
    /// Whether another can be added.
    pub room: Room,
}

/// The passkeys of whoever is signed in; `None` where the insurer has none.
#[server(endpoint = "passkeys")]
pub async fn load_passkeys() -> Result<Option<Passkeys>, AppError> {
    use crate::{request, words::t_with};
    use backend::{account::OwnPasskey, clock::paris_text};
    use domain::account::MAX_PASSKEYS;
    let person = request::proved_member(domain::access::Action::WriteOwnAccount).await?;
    let backend = request::backend();
    if !backend.profile().login.passkeys {
        return Ok(None);
    }
    let line = |one: OwnPasskey| {
        let added = paris_text(one.added_at);
        let when = match one.last_used_at.map(paris_text) {
            Some(used) => t_with("passkey-when", &[("added", &added), ("used", &used)]),
            None => t_with("passkey-when-new", &[("added", &added)]),
        };
        PasskeyLine { id: one.id.to_string(), name: one.name, when }
    };
    let lines: Vec<PasskeyLine> = backend.passkeys(person.id).await?.into_iter().map(line).collect();
    let room = match lines.len() {
        _ if !backend.has_passkeys() => Room::Nowhere,
        MAX_PASSKEYS.. => Room::Full,
        _ => Room::Free,
    };
    Ok(Some(Passkeys { lines, room }))
}

/// What the browser of whoever is signed in is to ask a device for, the proof being fresh.
#[server(endpoint = "begin_passkey")]
pub async fn begin_passkey() -> Result<Ceremony, AppError> {
    use crate::request;
    let person = request::proved_member(domain::access::Action::WriteOwnAccount).await?;
    let session = request::session_token().ok_or(AppError::SignedOut)?;
    Ok(request::backend().begin_passkey(&person, &session).await?.into())
}

/// Adds the passkey that a device made.
#[server(endpoint = "add_passkey")]
pub async fn add_passkey(
    #[server(default)] name: String,
    #[server(default)] token: String,
    #[server(default)] credential: String,
) -> Result<(), AppError> {
    use crate::request;
    use axum::http::header;
    super::second_factor::change(async |backend, person, session| {
        let browser = super::device::named(&request::request_header(header::USER_AGENT));
        let name = domain::account::passkey_name(&name, &browser);
        match backend.add_passkey(&person, &session, (&token, &credential), name).await? {
            None => request::tell(PASSKEY, &"passkey-added"),
            Some(fault) => request::tell(NO_PASSKEY, &fault),
        }
        Ok(())
    })
    .await
}

/// Removes one of one's passkeys.
#[server(endpoint = "remove_passkey")]
pub async fn remove_passkey(#[server(default)] id: String) -> Result<(), AppError> {
    super::second_factor::change(async |backend, person, session| {
        if backend.remove_passkey(&person, &session, &id).await? {
            crate::request::tell(PASSKEY, &"passkey-removed");
        }
        Ok(())
    })
    .await
}

/// What the browser of whoever wants to sign in is to ask a device for.
#[server(endpoint = "begin_entry")]
pub async fn begin_entry() -> Result<Ceremony, AppError> {
    Ok(crate::request::backend().begin_entry().await?.into())
}

/// Signs in with a passkey and goes on to `next` when it is a path of our own, else home. A refused one says nothing of what was wrong.
#[server(endpoint = "enter_with_passkey")]
pub async fn enter_with_passkey(
    #[server(default)] token: String,
    #[server(default)] credential: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use super::api::{REFUSED, Refused};
    use crate::{request, routes};
    use axum::http::header;
    use backend::account::Entry;
    use domain::account::minutes_until;
    let device = request::request_header(header::USER_AGENT);
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let minutes = match request::backend().enter_with_passkey(&token, &credential, &device).await {
        Ok(Entry::Begun(session)) => {
            super::second_factor::enter(&session);
            return request::answer(&next, Ok(()));
        }
        Ok(Entry::Refused) => None,
        Ok(Entry::Wait(until)) => Some(minutes_until(until, request::backend().now())),
        Err(error) => return request::answer(&next, Err(error.into())),
    };
    request::tell(REFUSED, &Refused { typed: String::new(), minutes, by_mail: false, by_passkey: true });
    request::answer(&routes::sign_in_to(&next), Ok(()))
}
