//! The income that a member lost, stated at the desk from a month on where the cover makes good a loss (domain.md 5.1). Every function is a
//! public endpoint.
#[cfg(feature = "ssr")]
use super::payment::{PAID, Told, named};
use crate::{
    AppError,
    ui::{Disclose, SelectField, TextField},
    words::{t, t_with},
};
use domain::{
    id::ClaimId,
    month::Month,
    payment::{IncomeLossForm, StatedLosses},
};
use leptos::prelude::*;

/// States the income lost from that month of the dossier on (B-11).
#[server(endpoint = "office_state_income_loss")]
pub async fn office_state_income_loss(
    #[server(default)] id: String,
    #[server(default)] from: String,
    #[server(default)] monthly: String,
    #[server(default)] source: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::payment::Preparing;
    use domain::access::Action;
    let claim = named(&id)?;
    let short = |text: String| text.chars().take(300).collect::<String>();
    let typed = IncomeLossForm { from: short(from), monthly: short(monthly), source: short(source) };
    let outcome = async {
        let staff = request::staff(Action::Decide)?;
        Ok::<_, AppError>(match request::backend().state_income_loss(&staff, claim, &typed).await? {
            Preparing::Done => Told::LossStated,
            Preparing::Wrong(problems) => Told::LossUnstated(typed.clone(), problems),
        })
    };
    let outcome = outcome.await.map(|what| request::tell(PAID, &what));
    request::answer(&routes::office_payments(&claim.to_string()), outcome)
}

/// What stands of the income lost, by month, and the form that states it: open where it was refused, and where a payment waits for it.
#[component]
pub(super) fn LossPart(
    claim: ClaimId,
    losses: StatedLosses,
    awaited: bool,
    refused: Option<IncomeLossForm>,
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let said = losses.standing.iter().map(|one| view! { <p class="small">{one.sentence(t_with)}</p> }).collect_view();
    let open = awaited || refused.is_some();
    let typed = refused.unwrap_or_else(|| losses.form());
    let months = losses.months;
    let form = (!months.is_empty()).then(|| {
        let (summary, form) = (t("payment-loss-title"), view! { <LossForm claim months typed problems/> }.into_any());
        if open { view! { <p><b>{summary}</b></p>{form} }.into_any() } else { view! { <Disclose summary>{form}</Disclose> }.into_any() }
    });
    view! { {said}{form} }
}

#[component]
fn LossForm(claim: ClaimId, months: Vec<Month>, typed: IncomeLossForm, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_from, of_monthly, of_source) = (error("from"), error("monthly"), error("source"));
    let options: Vec<(String, String)> = months.into_iter().map(|month| (month.iso(), month.to_string())).collect();
    view! {
        <form class="stack" action="/api/office_state_income_loss" method="post" novalidate>
            <input type="hidden" name="id" value=claim.to_string()/>
            <SelectField id="from" name="from" label=t("payment-loss-from") hint=t("payment-loss-from-hint") options selected=typed.from error=of_from/>
            <TextField id="monthly" name="monthly" label=t("payment-loss-monthly") hint=t("payment-loss-monthly-hint") value=typed.monthly
                error=of_monthly inputmode="decimal" maxlength=20/>
            <TextField id="source" name="source" label=t("payment-loss-source") hint=t("payment-loss-source-hint") value=typed.source
                error=of_source maxlength=200/>
            <div class="actions"><button class="btn" type="submit">{t("payment-loss-state")}</button></div>
        </form>
    }
}
