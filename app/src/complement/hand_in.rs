//! Links by which somebody else hands in one document (Y-7): made by the member, used by whoever they pass it on to. Every function is a
//! public endpoint.
use crate::AppError;
use domain::attachment::{Refusal, UploadRules};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of a document is told of the link that was made, once.
pub(super) const LINK: &str = "lien-depot";

/// What a link asks for: all that whoever holds it learns.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HandingIn {
    /// What the document is called.
    pub title: String,
    /// What is taken for it.
    pub rules: UploadRules,
}

/// What became of a file that was handed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum HandedIn {
    /// It is with the desk.
    Received,
    /// It is not kept: its name, and why.
    TurnedAway(String, Refusal),
}

impl HandedIn {
    /// Under which the page is told.
    pub const TOPIC: &'static str = "depot";
}

/// What the link of that token asks for; nothing when it works no longer. Looking does not use it.
#[server(endpoint = "find_handing_in")]
pub async fn find_handing_in(#[server(default)] token: String) -> Result<Option<HandingIn>, AppError> {
    let backend = crate::request::backend();
    let asked = backend.handing_in(&token).await?;
    Ok(asked.map(|(_, card)| HandingIn { rules: card.upload_rules(&backend.profile().upload), title: card.title }))
}

/// Makes a link for a document, in place of one made before; with it the member answers that somebody else will send it.
#[server(endpoint = "make_item_link")]
pub async fn make_item_link(
    #[server(default)] number: String,
    #[server(default)] complement: String,
    #[server(default)] item: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::complement::ItemPath;
    let id = super::api::well_formed(&number, &complement, &item)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let path = ItemPath { claim: &number, complement: &complement, item: id };
        Ok::<_, AppError>(request::backend().make_item_link(member.id, path).await?)
    };
    let outcome = outcome.await.map(|token| request::tell(LINK, &token));
    request::answer(&routes::complement_answer(&number, &complement, &item), outcome)
}
