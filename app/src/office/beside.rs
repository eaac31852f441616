//! What stands beside a dossier: the member's others, and the same files handed in elsewhere (B-4, B-8).
use crate::{
    claim::StatusBadge,
    routes,
    words::{t, t_with},
};
use domain::claim::{ClaimSummary, Twin};
use leptos::prelude::*;

/// The member's other dossiers.
#[component]
pub(super) fn Others(others: Vec<ClaimSummary>) -> impl IntoView {
    let line = |other: ClaimSummary| {
        let since = other.origin.map(|day| t_with("office-others-since", &[("day", &day.to_string())]));
        view! {
            <li>
                <div><a class="tabular nowrap" href=routes::office_claim(&other.id.to_string())>{other.number}</a><p class="eyebrow">{since}</p></div>
                <StatusBadge status=other.status/>
            </li>
        }
    };
    let content = if others.is_empty() {
        view! { <p>{t("office-others-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{others.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="autres">
            <h2 id="autres">{t("office-others")}</h2>
            {content}
        </section>
    }
}

/// Files of the dossier that were handed in elsewhere, byte for byte: both names side by side.
#[component]
pub(super) fn Twins(twins: Vec<Twin>) -> impl IntoView {
    (!twins.is_empty()).then(|| {
        let heads = ["here", "there", "request", "member"].map(|column| t(&format!("office-twins-{column}")));
        let [here, there, request, member] = heads.clone();
        let row = move |twin: Twin| {
            view! {
                <tr>
                    <th scope="row" data-label=here.clone()>{twin.name}</th>
                    <td data-label=there.clone()>{twin.other_name}</td>
                    <td data-label=request.clone()>
                        <a class="tabular nowrap" href=routes::office_claim(&twin.claim.to_string())>{twin.request}</a>
                    </td>
                    <td data-label=member.clone()>{twin.member}</td>
                </tr>
            }
        };
        view! {
            <h3 id="doublons">{t("office-twins")}</h3>
            <p class="small">{t("office-twins-text")}</p>
            <div class="table-box">
                <table class="table table--cards" aria-labelledby="doublons">
                    <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{twins.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
    })
}
