//! Asking for the link to one's archive, behind a fresh proof.
use crate::AppError;
use leptos::prelude::*;

/// Under which the page is told what became of asking: whether a mail left.
pub(super) const ASKED: &str = "export";

/// Whether the link to one's archive is mailed; it is not to a member without an address.
#[server(endpoint = "export")]
pub async fn load_export() -> Result<bool, AppError> {
    let member = crate::request::proved_member(domain::access::Action::ReadOwnFile).await?;
    Ok(member.email.is_some())
}

/// Has the link to one's archive mailed.
#[server(endpoint = "ask_export")]
pub async fn ask_export() -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let member = request::proved_member(domain::access::Action::ReadOwnFile).await?;
        Ok::<_, AppError>(request::backend().ask_export(&member).await?)
    };
    let outcome = outcome.await;
    if let Ok(mailed) = &outcome {
        request::tell(ASKED, mailed);
    }
    request::answer(routes::EXPORT, outcome.map(|_| ()))
}
