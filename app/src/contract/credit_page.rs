//! One credit on three tabs; the last is « Assurance » with guarantees, contract and the way to the dossiers (C-8 … C-10).
use super::api::{self, CreditFile};
use crate::{
    layout::Layout,
    page::{loaded, param},
    routes::{self, CreditTab},
    ui::{Facts, PageHead, Tabs},
    words::{t, t_with},
};
use domain::{
    contract::{Credit, Guarantee, next_due},
    form::grouped,
};
use leptos::prelude::*;

/// The page of one credit, open at that tab.
#[component]
pub fn CreditPage(
    /// Which tab is open.
    tab: CreditTab,
) -> impl IntoView {
    let id = param("id");
    loaded(
        move || api::load_credit(id.clone()),
        move |file: CreditFile| {
            let credit = file.credit.clone();
            let id = credit.enrolment.id.to_string();
            let all = [CreditTab::Credit, CreditTab::Instalments, CreditTab::Insurance];
            let tabs = all.into_iter().zip(file.tabs).map(|(t, label)| (label, routes::credit(&id, t), t == tab)).collect();
            let content = match tab {
                CreditTab::Credit => credit_tab(&credit).into_any(),
                CreditTab::Instalments => instalments_tab(&credit).into_any(),
                CreditTab::Insurance => insurance_tab(&credit).into_any(),
            };
            view! {
                <Layout title=credit.label.clone() current=routes::HOME>
                    <PageHead title=credit.label.clone() lead=t_with("contract-reference", &[("reference", &credit.reference)])
                        eyebrow=(t("contract-credits"), routes::HOME.to_owned())/>
                    <Tabs label=t("contract-tabs") items=tabs/>
                    {content}
                </Layout>
            }
            .into_any()
        },
    )
}

fn credit_tab(credit: &Credit) -> impl IntoView + use<> {
    let facts = vec![
        (t("contract-instalment"), credit.instalment.to_string()),
        (t("contract-due-day"), t_with("contract-due-day-value", &[("day", &credit.due_day.to_string())])),
        (t("contract-outstanding"), credit.outstanding.to_string()),
        (t("contract-ends-on"), credit.ends_on.to_string()),
    ];
    view! { <section class="card" aria-labelledby="mon-credit"><h2 id="mon-credit">{t("contract-credit-heading")}</h2><Facts items=facts/></section> }
}

/// The next six due dates.
fn instalments_tab(credit: &Credit) -> impl IntoView + use<> {
    let (instalment, due_day, last) = (credit.instalment.to_string(), credit.due_day, credit.ends_on);
    let dates = std::iter::successors(Some(credit.next_due), move |day| Some(next_due(day.plus(1), due_day)));
    let lines = dates.take_while(|day| *day <= last).take(6).map(|day| {
        view! { <li><div><b>{day.to_string()}</b></div><span class="amount">{instalment.clone()}</span></li> }
    });
    view! {
        <section class="card" aria-labelledby="mes-echeances">
            <h2 id="mes-echeances">{t("contract-instalments-heading")}</h2>
            <ul class="list">{lines.collect_view()}</ul>
        </section>
    }
}

fn insurance_tab(credit: &Credit) -> impl IntoView + use<> {
    let contract = &credit.enrolment;
    let days = |n: u32| t_with("contract-days", &[("days", &grouped(n.into()))]);
    let facts = vec![
        (t("contract-number"), contract.contract_number.clone()),
        (t("contract-effect"), contract.effect_from.to_string()),
        (t("contract-waiting-period"), days(contract.waiting_period_days)),
        (t("contract-max-days"), days(contract.max_days)),
        (t("contract-quotity"), t_with("contract-percent", &[("percent", &(contract.quotity_bp / 100).to_string())])),
    ];
    let manage = if contract.is_declared_online() {
        view! { <div class="actions"><a class="btn btn--primary btn--lg" href=routes::CLAIMS>{t("contract-manage")}</a></div> }.into_any()
    } else {
        view! { <p>{t("claim-declare-none")}</p> }.into_any()
    };
    let guarantees: Vec<&'static str> = contract.guarantees.iter().map(|g| guarantee_key(*g)).collect();
    view! {
        <section class="section" aria-labelledby="assurance">
            <h2 id="assurance">{t("contract-insurance-heading")}</h2>
            <div class="grid grid--wide">
                <section class="card" aria-labelledby="garanties">
                    <h3 id="garanties">{t("contract-guarantees")}</h3>
                    <ul class="list">
                        {guarantees.into_iter().map(|key| view! { <li><div><b>{t(key)}</b><p class="eyebrow">{t(&format!("{key}-text"))}</p></div></li> }).collect_view()}
                    </ul>
                </section>
                <section class="card" aria-labelledby="contrat">
                    <h3 id="contrat">{t("contract-information")}</h3>
                    <Facts items=facts/>
                </section>
            </div>
            <p class="small muted">{t("contract-waiting-period-text")}</p>
            {manage}
        </section>
    }
}

/// Key of a guarantee's name.
pub fn guarantee_key(guarantee: Guarantee) -> &'static str {
    match guarantee {
        Guarantee::WorkIncapacity => "contract-work-incapacity",
        Guarantee::JobLoss => "contract-job-loss",
        Guarantee::HealthCare => "contract-health-care",
    }
}
