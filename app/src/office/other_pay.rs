//! What others pay a member for a day beside reduced pay, stated at the desk for each period (domain.md 5.2). Every function is a public
//! endpoint.
#[cfg(feature = "ssr")]
use super::payment::{PAID, Told, named};
use crate::{
    AppError,
    ui::{Disclose, TextField},
    words::{t, t_with},
};
use domain::{
    id::ClaimId,
    payment::{OtherPay, OtherPayForm},
};
use leptos::prelude::*;

/// States what others pay for each day of that period of the dossier (B-11).
#[server(endpoint = "office_state_other_pay")]
pub async fn office_state_other_pay(
    #[server(default)] id: String,
    #[server(default)] period: String,
    #[server(default)] daily: String,
    #[server(default)] source: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::payment::Preparing;
    use domain::{access::Action, day::DayRange};
    let claim = named(&id)?;
    let short = |text: String| text.chars().take(300).collect::<String>();
    let typed = OtherPayForm { daily: short(daily), source: short(source) };
    let outcome = async {
        let staff = request::staff(Action::Decide)?;
        let range = DayRange::try_from(period).map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(match request::backend().state_other_pay(&staff, claim, range, &typed).await? {
            Preparing::Done => Told::Stated,
            Preparing::Wrong(problems) => Told::Unstated(range.into(), typed.clone(), problems),
        })
    };
    let outcome = outcome.await.map(|what| request::tell(PAID, &what));
    request::answer(&routes::office_payments(&claim.to_string()), outcome)
}

/// Of each period what others pay beside it, and the form that states it. `refused` is the period whose form was, with what was typed.
#[component]
pub(super) fn OtherPays(
    claim: ClaimId,
    others: Vec<OtherPay>,
    refused: Option<(String, OtherPayForm)>,
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let each = |standing: OtherPay| {
        let period = String::from(standing.range);
        let typed = refused.as_ref().filter(|(of, _)| *of == period).map(|(_, typed)| typed.clone());
        view! { <Beside claim standing period typed problems=problems.clone()/> }
    };
    others.into_iter().map(each).collect_view()
}

/// One period. A form that was refused stands open, so that its errors are seen.
#[component]
fn Beside(
    claim: ClaimId,
    standing: OtherPay,
    period: String,
    typed: Option<OtherPayForm>,
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let summary = t_with("payment-other-of", &[("range", &standing.range.to_string())]);
    let said = standing.is_paid().then(|| standing.sentence(t_with));
    let refused = typed.is_some();
    let typed = typed.unwrap_or_else(|| OtherPayForm::of(&standing));
    let form = view! { <StateForm claim period typed problems/> }.into_any();
    let form =
        if refused { view! { <p><b>{summary}</b></p>{form} }.into_any() } else { view! { <Disclose summary>{form}</Disclose> }.into_any() };
    view! { {said.map(|text| view! { <p class="small">{text}</p> })}{form} }
}

#[component]
fn StateForm(claim: ClaimId, period: String, typed: OtherPayForm, problems: Vec<(String, String)>) -> impl IntoView {
    let [daily, source] = ["daily", "source"].map(|field| format!("{field}-{period}"));
    let error = |id: &str| Signal::stored(problems.iter().find(|(of, _)| of == id).map(|(_, text)| text.clone()));
    let (of_daily, of_source) = (error(daily.as_str()), error(source.as_str()));
    view! {
        <form class="stack" action="/api/office_state_other_pay" method="post" novalidate>
            <input type="hidden" name="id" value=claim.to_string()/>
            <input type="hidden" name="period" value=period/>
            <TextField id=daily name="daily" label=t("payment-other-daily") hint=t("payment-other-daily-hint") value=typed.daily error=of_daily
                inputmode="decimal" maxlength=20/>
            <TextField id=source name="source" label=t("payment-other-source") hint=t("payment-other-source-hint") value=typed.source
                error=of_source maxlength=200/>
            <div class="actions"><button class="btn" type="submit">{t("payment-other-state")}</button></div>
        </form>
    }
}
