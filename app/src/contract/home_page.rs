//! « Mon espace client » (C-3): what the member's dossiers ask of them, and « Mes crédits » (C-4 … C-7).
use super::api::{self, Home};
use crate::{
    care::StartCare,
    claim::{ClaimCards, TaskCard},
    complement::Notifications,
    layout::Layout,
    page::{loaded, of_profile},
    routes::{self, CreditTab},
    ui::{ExternalLink, Facts, Icon, Menu, PageHead, breakable},
    words::{t, t_with},
};
use domain::{
    claim::{ClaimSummary, Task},
    contract::{Credit, Enrolment},
};
use leptos::prelude::*;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    loaded(api::load_home, |home: Home| {
        let (claims, tasks) = (home.claims, home.tasks);
        let (increase, draw) = (home.increase_url, home.draw_url);
        let insures = match home.credits {
            _ if home.contracts.is_empty() => view! { <NoContract/> }.into_any(),
            Some(credits) => view! { <Credits credits increase draw/> }.into_any(),
            None => view! { <Contracts contracts=home.contracts/> }.into_any(),
        };
        let hello = t_with("contract-hello", &[("name", &home.given_name)]);
        view! {
            <Layout title=t("contract-home-title") current=routes::HOME>
                <PageHead title=hello lead=t("contract-home-title")/>
                <TaskCard tasks=tasks.clone() asked=home.complements.clone() today=home.today/>
                <Notifications all=home.complements/>
                <StartCare contracts=home.care/>
                {insures}
                {(!claims.is_empty()).then(|| view! { <Claims claims tasks/> })}
            </Layout>
        }
        .into_any()
    })
}

/// « Mes crédits » (C-4).
#[component]
fn Credits(credits: Vec<Credit>, increase: Option<String>, draw: Option<String>) -> impl IntoView {
    let cards = credits.into_iter().map(|credit| view! { <CreditCard credit increase=increase.clone() draw=draw.clone()/> }).collect_view();
    view! {
        <section class="section" id="credits" aria-labelledby="mes-credits">
            <h2 id="mes-credits">{t("contract-credits")}</h2>
            <div class="grid grid--wide">{cards}</div>
        </section>
    }
}

/// The contracts of a member who has no credit with the insurer.
#[component]
fn Contracts(contracts: Vec<Enrolment>) -> impl IntoView {
    let card = |contract: Enrolment| {
        let number = t_with("contract-one", &[("number", &contract.contract_number)]);
        let certificate = contract.certificate_number.map(|number| (t("contract-certificate"), number));
        let items = certificate.into_iter().chain([(t("contract-effect"), contract.effect_from.to_string())]).collect();
        view! { <li class="card"><h3>{number}</h3><Facts items/></li> }
    };
    view! {
        <section class="section" aria-labelledby="mes-contrats">
            <h2 id="mes-contrats">{t("contract-mine")}</h2>
            <ul class="grid grid--wide">{contracts.into_iter().map(card).collect_view()}</ul>
            {through_employers().then(|| view! { <p class="small muted">{t("contract-absent")}</p> })}
            {crate::account::takes_contracts().then(|| view! { <p><a class="link-more" href=routes::ATTACH>{t("attach-more")}</a></p> })}
        </section>
    }
}

/// Whether employers bring the insurer its members, and so have a say in what they find here (S-14).
fn through_employers() -> bool {
    of_profile(|profile| profile.kit.is_some())
}

/// What it means to have an account and no contract in it, and what to do (D-3, D-16).
#[component]
fn NoContract() -> impl IntoView {
    let attaches = crate::account::takes_contracts();
    view! {
        <section class="card" aria-labelledby="mes-contrats">
            <h2 id="mes-contrats">{t("contract-mine")}</h2>
            <p>{t("contract-none")}</p>
            {attaches.then(|| view! { <div class="actions"><a class="btn btn--primary" href=routes::ATTACH>{t("attach-title")}</a></div> })}
            <p>{breakable(&crate::account::contact())}</p>
        </section>
    }
}

/// The member's dossiers, in short.
#[component]
fn Claims(claims: Vec<ClaimSummary>, tasks: Vec<Task>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="mes-dossiers">
            <h2 id="mes-dossiers">{t("claim-list-title")}</h2>
            <ClaimCards claims tasks/>
        </section>
    }
}

/// One credit: its menu, its figures, the way to its details (C-5 … C-7).
#[component]
fn CreditCard(credit: Credit, increase: Option<String>, draw: Option<String>) -> impl IntoView {
    let id = format!("credit-{}", credit.enrolment.id);
    let labelled = id.clone();
    let details = routes::credit(&credit.enrolment.id.to_string(), CreditTab::Credit);
    let in_menu = details.clone();
    let due = t_with("contract-next-due", &[("day", &credit.next_due.to_string())]);
    let label = credit.label.clone();
    view! {
        <article class="card" aria-labelledby=labelled>
            <div class="card__head">
                <div><h3 id=id>{credit.label.clone()}</h3><p class="eyebrow tabular">{t_with("contract-reference", &[("reference", &credit.reference)])}</p></div>
                <Menu label=t_with("contract-menu", &[("label", &label)])>
                    <li><a href=in_menu><Icon name="eye"/>{t("contract-see")}</a></li>
                </Menu>
            </div>
            <div class="row row--between">
                <div><p class="eyebrow">{due}</p><p class="figure-xl">{credit.instalment.to_string()}</p></div>
                <div><p class="eyebrow">{t("contract-outstanding")}</p><p class="bold tabular">{credit.outstanding.to_string()}</p></div>
            </div>
            <div class="stack stack--sm">
                <a class="link-more" href=details>{t("contract-details")}<span class="sr-only">{format!(" {label}")}</span></a>
                <div class="row">
                    {increase.map(|href| view! { <ExternalLink text=t("contract-increase") note=t("help-external") href/> })}
                    {draw.map(|href| view! { <ExternalLink text=t("contract-draw") note=t("help-external") href/> })}
                </div>
            </div>
        </article>
    }
}
