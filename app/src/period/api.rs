//! Saving the period step.
use crate::AppError;
use domain::period::{PeriodForm, PreviousStop};
use leptos::prelude::*;

/// Keeps one post of the period step and goes on when it is asked to and right (C-18 … C-20).
#[server(endpoint = "save_periods")]
pub async fn save_periods(
    #[server(default)] number: String,
    #[server(default)] version: String,
    #[server(default)] intent: String,
    #[server(flatten)] previous: PreviousStop,
    #[server(flatten)] entry: PeriodForm,
) -> Result<(), AppError> {
    use crate::{
        request,
        routes::{Step, step},
    };
    use backend::claim::{PeriodsPost, Saved};
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let post = PeriodsPost { version: version.parse().unwrap_or_default(), intent, previous, entry };
        Ok::<_, AppError>(request::backend().save_periods(member.id, &number, post).await?)
    };
    let outcome = outcome.await;
    let next = if outcome == Ok(Saved::Next) { Step::Files } else { Step::Periods };
    request::answer(&step(&number, next), outcome.map(|_| ()))
}
