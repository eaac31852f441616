//! Attaching one more contract to one's account (D-3, D-16). What the page tells is the same whatever the insurer knows.
use crate::AppError;
use domain::account::ContractForm;
use leptos::prelude::*;

/// Under which the page « Rattacher un contrat » is told what was typed and what is wrong: nothing when the contract is attached.
pub(super) const ATTACHED: &str = "attach";

/// Whether the birth date is to be asked: the account does not know it.
#[server(endpoint = "attaching")]
pub async fn load_attaching() -> Result<bool, AppError> {
    let member = crate::request::member(domain::access::Action::WriteOwnAccount)?;
    Ok(crate::request::backend().known_birth_date(member.id).await?.is_none())
}

/// Attaches the contract to the account of whoever is signed in, and goes back to its page.
#[server(endpoint = "attach_contract")]
pub async fn attach_contract(#[server(flatten)] form: ContractForm) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::Attached;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().attach_contract(&member, &form).await?)
    };
    let told = match outcome.await {
        Ok(Attached::Theirs) => (ContractForm::default(), Vec::new()),
        Ok(Attached::Wrong(problems)) => (form.shortened(), problems),
        Err(error) => return request::answer(routes::ATTACH, Err(error)),
    };
    request::tell(ATTACHED, &told);
    request::answer(routes::ATTACH, Ok(()))
}
