//! « Choisir mon dossier d’assurance » (D-11, D-12): the contract that a session shows, of several. One press chooses; the « i » at its
//! right tells more.
use super::{
    api::{self, Choice},
    guarantee_key,
};
use crate::{
    layout::Layout,
    page::loaded,
    routes,
    ui::{Badge, BadgeKind, Facts, Icon, PageHead},
    words::{t, t_with},
};
use domain::{contract::Enrolment, id::EnrolmentId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn ChoicePage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    loaded(api::load_choice, move |Choice { enrolments, current }| {
        let next = next.clone();
        // Sorted by contract number: each contract is one group, however many certificates it has.
        let groups = enrolments.chunk_by(|one, other| one.contract_number == other.contract_number);
        let groups = groups.enumerate().map(|(rank, certificates)| group(rank, certificates, current)).collect_view();
        view! {
            <Layout title=t("contract-choose-title") current=routes::ENROLMENT>
                <PageHead title=t("contract-choose-title") lead=t("contract-choose-lead")/>
                <p>{t("contract-choose-help")}" "{crate::account::contact()}</p>
                <form class="stack" action="/api/choose_enrolment" method="post">
                    <input type="hidden" name="next" value=next/>
                    {groups}
                </form>
            </Layout>
        }
        .into_any()
    })
}

/// The certificates of one contract.
fn group(rank: usize, certificates: &[Enrolment], current: Option<EnrolmentId>) -> impl IntoView + use<> {
    let id = format!("contrat-{rank}");
    let labelled = id.clone();
    let number = certificates.first().map(|one| one.contract_number.clone()).unwrap_or_default();
    let dossiers = certificates.iter().map(|one| dossier(one, Some(one.id) == current)).collect_view();
    view! {
        <section class="card" aria-labelledby=labelled>
            <h2 id=id>{t_with("contract-one", &[("number", &number)])}</h2>
            <ul class="dossiers">{dossiers}</ul>
        </section>
    }
}

/// One of them: the button that chooses it, and its « i ».
fn dossier(one: &Enrolment, current: bool) -> impl IntoView + use<> {
    let name = match &one.certificate_number {
        Some(number) => t_with("contract-choose-certificate", &[("number", number)]),
        None => t_with("contract-choose-since", &[("day", &one.effect_from.to_string())]),
    };
    let of = t_with("contract-one", &[("number", &one.contract_number)]);
    let more = t_with("contract-choose-more", &[("name", &one.name())]);
    view! {
        <li>
            <button class="btn" type="submit" name="enrolment" value=one.id.to_string() aria-current=current.then_some("true")>
                <span>{name}<span class="sr-only">{format!(", {of}")}</span></span>
                {current.then(|| view! { <Badge kind=BadgeKind::Info icon="check" text=t("contract-choose-current")/> })}
            </button>
            <details>
                <summary aria-label=more><Icon name="info"/></summary>
                <Facts items=facts(one)/>
            </details>
        </li>
    }
}

/// What helps to tell one from another.
fn facts(one: &Enrolment) -> Vec<(String, String)> {
    let guarantees: Vec<String> = one.guarantees.iter().map(|guarantee| t(guarantee_key(*guarantee))).collect();
    let certificate = one.certificate_number.clone().map(|number| (t("contract-certificate"), number));
    let number = (t("contract-number"), one.contract_number.clone());
    let rest = [(t("contract-effect"), one.effect_from.to_string()), (t("contract-guarantees"), guarantees.join(", "))];
    std::iter::once(number).chain(certificate).chain(rest).collect()
}
