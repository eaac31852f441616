//! The hint of a password: writing one, and asking for it behind the mailed link (D-6, D-7, Q-3 … Q-7).
use crate::AppError;
use domain::account::KeptHint;
use leptos::prelude::*;

/// Under which the page « Mon aide-mémoire » is told what is wrong.
pub(super) const UNSAVED: &str = "hint";
/// Under which the page of a link is told what is wrong with the answer.
pub(super) const ANSWER: &str = "answer";
/// ... and that it ended, after wrong ones.
pub(super) const ENDED: &str = "ended";
/// ... and by what it may show the hint.
#[cfg(feature = "ssr")]
pub(super) const SHOWN: &str = "shown";

/// What is told of the hint of whoever is signed in; never the hint. Other insurers have no such page.
#[server(endpoint = "hint")]
pub async fn load_hint() -> Result<Option<KeptHint>, AppError> {
    use crate::request;
    if !request::backend().profile().recovery.hint {
        return Err(AppError::NotFound);
    }
    let member = request::proved_member(domain::access::Action::ReadOwnFile).await?;
    Ok(request::backend().kept_hint(member.id).await?)
}

/// Keeps a hint of one's password, judged by that password (D-6, D-7, Q-4).
#[server(endpoint = "save_hint")]
pub async fn save_hint(
    #[server(default)] hint: String,
    #[server(default)] mother: String,
    #[server(default)] current: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{access::Action, account::HintForm};
    let outcome = async {
        let member = request::proved_member(Action::WriteOwnAccount).await?;
        Ok::<_, AppError>(request::backend().save_hint(&member, &HintForm { hint, mother }, current).await?)
    };
    match outcome.await {
        Ok(problems) if problems.is_empty() => {
            request::tell(super::leaving::DONE, &"hint-saved");
            request::answer(routes::ACCOUNT, Ok(()))
        }
        Ok(problems) => {
            request::tell(UNSAVED, &problems);
            request::answer(routes::HINT, Ok(()))
        }
        Err(error) => request::answer(routes::HINT, Err(error)),
    }
}

/// Forgets one's hint.
#[server(endpoint = "drop_hint")]
pub async fn drop_hint() -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::proved_member(Action::WriteOwnAccount).await?;
        Ok::<_, AppError>(request::backend().drop_hint(&member).await?)
    };
    match outcome.await {
        Ok(()) => {
            request::tell(super::leaving::DONE, &"hint-gone");
            request::answer(routes::ACCOUNT, Ok(()))
        }
        Err(error) => request::answer(routes::HINT, Err(error)),
    }
}

/// Asks for the hint behind a link, with the mother's first name where it is asked for; the link's page shows it once.
#[server(endpoint = "recall")]
pub async fn recall(#[server(default)] token: String, #[server(default)] answer: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::Recalled;
    let page = routes::link(&super::recovery::own_token(&token));
    match request::backend().recall(&token, &answer).await {
        Ok(Recalled::Right(shown)) => request::tell(SHOWN, &shown),
        Ok(Recalled::Wrong(problems)) => request::tell(ANSWER, &problems),
        Ok(Recalled::Ended) => request::tell(ENDED, &true),
        Ok(Recalled::Dead) => {}
        Err(error) => return request::answer(&page, Err(error.into())),
    }
    request::answer(&page, Ok(()))
}
