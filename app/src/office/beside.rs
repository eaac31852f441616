//! What stands beside a dossier: the member's others, and the same files handed in elsewhere (B-4, B-8).
use crate::{
    claim::StatusBadge,
    routes,
    ui::Icon,
    words::{t, t_with},
};
use domain::{
    claim::{ClaimSummary, Twin},
    id::AttachmentId,
};
use leptos::prelude::*;

/// The member's other dossiers.
#[component]
pub(super) fn Others(others: Vec<ClaimSummary>) -> impl IntoView {
    let line = |other: ClaimSummary| {
        let since = other.origin.map(|day| t_with("office-others-since", &[("day", &day.to_string())]));
        let until = other.covered_to.map(|day| t_with("office-others-until", &[("day", &day.to_string())]));
        let days = since.into_iter().chain(until).collect::<Vec<_>>().join(", ");
        view! {
            <li>
                <div><a class="tabular nowrap" href=routes::office_claim(&other.id.to_string())>{other.number}</a><p class="eyebrow">{days}</p></div>
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
pub(super) fn Twins(id: String, twins: Vec<Twin>) -> impl IntoView {
    (!twins.is_empty()).then(|| {
        let heads = ["here", "there", "request", "member", "compare"].map(|column| t(&format!("office-twins-{column}")));
        let [here, there, request, member, compare] = heads.clone();
        let row = move |twin: Twin| {
            let href = routes::office_pair(&id, &twin.file.to_string(), &twin.other.to_string(), [1, 1]);
            let about = format!(" {}", twin.name);
            view! {
                <tr>
                    <th scope="row" data-label=here.clone()>{twin.name}</th>
                    <td data-label=there.clone()>{twin.other_name}</td>
                    <td data-label=request.clone()>
                        <a class="tabular nowrap" href=routes::office_claim(&twin.claim.to_string())>{twin.request}</a>
                    </td>
                    <td data-label=member.clone()>{twin.member}</td>
                    <td data-label=compare.clone()><a href=href>{t("office-pair")}<span class="sr-only">{about}</span></a></td>
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

/// So many of the same files stand beside each; the rest is in the table of them all.
const SAME: usize = 3;

/// « Même fichier que … » of one file of the dossier: a link for each, to both side by side.
#[component]
pub(super) fn SameAs(id: String, file: AttachmentId, twins: Vec<Twin>) -> impl IntoView {
    let same = twins.into_iter().filter(move |twin| twin.file == file).take(SAME);
    let line = move |twin: Twin| {
        let href = routes::office_pair(&id, &file.to_string(), &twin.other.to_string(), [1, 1]);
        let about = [("name", twin.other_name.as_str()), ("request", twin.request.as_str()), ("member", twin.member.as_str())];
        let text = t_with("office-same-as", &about);
        view! { <p class="small with-icon"><Icon name="alert"/><a href=href>{text}</a></p> }
    };
    same.map(line).collect_view()
}
