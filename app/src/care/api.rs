//! Opening a claim for care and saving its expenses. Every function is a public endpoint.
use crate::AppError;
use domain::care::ExpenseForm;
#[cfg(feature = "ssr")]
use domain::contract::Enrolment;
use leptos::prelude::*;

/// Of these contracts, those under which care may be claimed here (D-1).
#[cfg(feature = "ssr")]
pub(crate) fn claimable(contracts: &[Enrolment]) -> Vec<Enrolment> {
    let takes = crate::request::backend().profile().care.is_some();
    contracts.iter().filter(|contract| takes && contract.covers_care()).cloned().collect()
}

/// Opens a claim for care, or resumes the one under way (D-18).
#[server(endpoint = "claim_expenses")]
pub async fn claim_expenses(#[server(default)] enrolment: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let id: domain::id::EnrolmentId = enrolment.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().claim_expenses(member.id, id).await?)
    };
    let outcome = outcome.await;
    let path = outcome.as_ref().map_or_else(|_| routes::CLAIMS.to_owned(), |number| routes::step(number, routes::Step::Expenses));
    request::answer(&path, outcome.map(|_| ()))
}

/// Keeps one post of the expense step and goes on when it is asked to and right.
#[server(endpoint = "save_expenses")]
pub async fn save_expenses(
    #[server(default)] number: String,
    #[server(default)] version: String,
    #[server(default)] intent: String,
    #[server(flatten)] entry: ExpenseForm,
) -> Result<(), AppError> {
    use crate::{
        request,
        routes::{Step, step},
    };
    use backend::claim::{ExpensesPost, Saved};
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let post = ExpensesPost { version: version.parse().unwrap_or_default(), intent, entry };
        Ok::<_, AppError>(request::backend().save_expenses(member.id, &number, &post).await?)
    };
    let outcome = outcome.await;
    let next = if outcome == Ok(Saved::Next) { Step::Files } else { Step::Expenses };
    request::answer(&step(&number, next), outcome.map(|_| ()))
}
