//! Helping a member who cannot sign in (B-53). Every function is a public endpoint.
#[cfg(feature = "ssr")]
use super::{
    acts::ended,
    asking::{ACTED, Acted},
};
use crate::{AppError, ui::Disclose, words::t};
use leptos::prelude::*;

/// Has the mail leave by which the member of that dossier chooses another password.
#[server(endpoint = "office_send_reset")]
pub async fn office_send_reset(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::HelpToSignIn)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let sent = request::backend().start_reset(&staff, id).await?;
        request::tell(ACTED, if sent { &Acted::ResetSent } else { &Acted::NoReset });
        Ok::<_, AppError>((routes::office_claim(&id.to_string()), Ok(())))
    };
    ended(outcome.await)
}

/// Lets the member of that dossier try again at once.
#[server(endpoint = "office_unlock")]
pub async fn office_unlock(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::HelpToSignIn)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        request::backend().let_try_again(&staff, id).await?;
        request::tell(ACTED, &Acted::Unlocked);
        Ok::<_, AppError>((routes::office_claim(&id.to_string()), Ok(())))
    };
    ended(outcome.await)
}

/// « L’assuré n’arrive pas à se connecter ».
#[component]
pub(super) fn SignInHelp(id: String) -> impl IntoView {
    view! {
        <Disclose summary=t("office-help")>
            <p class="small">{t("office-help-text")}</p>
            <form action="/api/office_send_reset" method="post">
                <input type="hidden" name="id" value=id.clone()/>
                <button class="btn" type="submit">{t("office-help-reset")}</button>
            </form>
            <form action="/api/office_unlock" method="post">
                <input type="hidden" name="id" value=id/>
                <button class="btn" type="submit">{t("office-help-unlock")}</button>
            </form>
        </Disclose>
    }
}
