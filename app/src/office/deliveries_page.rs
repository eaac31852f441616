//! « Mails et SMS »: how many wait, are tried again or were given up; which, and on demand every one; of an address only a trace (B-61).
use super::{
    layout::{OfficeLayout, opened},
    oversight::{channel_key, standings},
};
use crate::{
    AppError,
    claim::api::saved_at,
    routes,
    ui::{Empty, Facts, Icon, PageHead, Table},
    words::{t, t_with},
};
use domain::{
    delivery::{DeliveryFilter, DeliveryLine, DeliveryPage, DeliveryPlace, DeliveryState},
    form::grouped,
    oversight::Leaving,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A page of the list as its address asks for it: which messages, after which place.
#[server(endpoint = "office_deliveries")]
pub async fn load_deliveries(#[server(default)] state: String, #[server(default)] after: String) -> Result<DeliveryPage, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::SeeDeliveries)?;
    Ok(request::backend().deliveries(&staff, DeliveryFilter::read(&state), after.parse().ok()).await?)
}

/// The page.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let query = use_query_map();
    let [state, after] = ["etat", "apres"].map(|name| query.with_untracked(|map| map.get(name)).unwrap_or_default());
    let filter = DeliveryFilter::read(&state);
    opened(move || load_deliveries(state.clone(), after.clone()), move |page: DeliveryPage| view! { <Deliveries page filter/> }.into_any())
}

#[component]
fn Deliveries(page: DeliveryPage, filter: DeliveryFilter) -> impl IntoView {
    let DeliveryPage { figures, lines, next } = page;
    let figures = figures.iter().flat_map(figures_of).collect();
    let content = match filter {
        _ if !lines.is_empty() => view! { <DeliveryTable lines/> }.into_any(),
        DeliveryFilter::Open => view! { <Empty title=t("oversight-deliveries-none") text=t("oversight-deliveries-none-text")/> }.into_any(),
        DeliveryFilter::All => view! { <Empty title=t("oversight-deliveries-empty")/> }.into_any(),
    };
    let chip = move |of: DeliveryFilter| {
        let current = (of == filter).then_some("true");
        view! { <li><a class="chip" href=routes::office_deliveries(of, None) aria-current=current>{t(filter_key(of))}</a></li> }
    };
    let next = next.map(|place: DeliveryPlace| {
        view! {
            <nav class="actions" aria-label=t("oversight-reach-pages")>
                <a class="btn" rel="next" href=routes::office_deliveries(filter, Some(place))>{t("oversight-reach-next")}<Icon name="arrow"/></a>
            </nav>
        }
    });
    view! {
        <OfficeLayout title=t("oversight-deliveries-title") current=routes::OFFICE_DELIVERIES>
            <PageHead title=t("oversight-deliveries-title") lead=t("oversight-deliveries-lead")/>
            <section class="card" aria-labelledby="chiffres">
                <h2 id="chiffres">{t("oversight-deliveries-figures")}</h2>
                <Facts items=figures/>
            </section>
            <nav aria-label=t("office-filters")><ul class="chips">{DeliveryFilter::ALL.map(chip).into_iter().collect_view()}</ul></nav>
            {content}
            {next}
        </OfficeLayout>
    }
}

/// « Mails, abandonnés »: how many.
fn figures_of(leaving: &Leaving) -> Vec<(String, String)> {
    let channel = t(channel_key(leaving));
    let figure =
        |(key, count): (&str, u64)| (t_with("oversight-deliveries-of", &[("channel", &channel), ("state", &t(key))]), grouped(count));
    standings(leaving).map(figure).into()
}

#[component]
fn DeliveryTable(lines: Vec<DeliveryLine>) -> impl IntoView {
    let heads = ["written", "by", "to", "state", "left", "reason", "next"].map(|column| t(&format!("oversight-deliveries-{column}")));
    let [written, by, to, state, left, reason, next] = heads.clone();
    let row = move |line: DeliveryLine| {
        view! {
            <tr>
                <td data-label=written.clone()>{saved_at(line.written_at)}</td>
                <td data-label=by.clone()>{if line.channel == "mail" { t("oversight-deliveries-mail") } else { t("oversight-by-sms") }}</td>
                <th scope="row" data-label=to.clone()>{line.to}</th>
                <td data-label=state.clone()>{t_with(state_key(line.state), &[("count", &line.attempts.to_string())])}</td>
                <td data-label=left.clone()>{line.sent_at.map_or_else(|| t("oversight-deliveries-not-left"), saved_at)}</td>
                <td data-label=reason.clone()>{t(reason_key(line.state, &line.reason))}</td>
                <td data-label=next.clone()>{line.next_at.map_or_else(|| t("oversight-deliveries-no-next"), saved_at)}</td>
            </tr>
        }
    };
    view! {
        <div class="card">
            <Table caption=t("oversight-deliveries-lead") heads>{lines.into_iter().map(row).collect_view()}</Table>
        </div>
    }
}

fn filter_key(filter: DeliveryFilter) -> &'static str {
    match filter {
        DeliveryFilter::Open => "oversight-deliveries-open",
        DeliveryFilter::All => "oversight-deliveries-all",
    }
}

fn state_key(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "oversight-deliveries-waiting",
        DeliveryState::Retrying => "oversight-deliveries-retrying",
        DeliveryState::Sent => "oversight-deliveries-sent",
        DeliveryState::Dead => "oversight-deliveries-dead",
    }
}

/// Why it did not leave; nothing is wrong with one that did.
fn reason_key(state: DeliveryState, reason: &str) -> &'static str {
    match reason {
        _ if state == DeliveryState::Sent => "oversight-deliveries-no-next",
        "address" => "oversight-deliveries-address",
        "refused" => "oversight-deliveries-refused",
        "unreachable" => "oversight-deliveries-unreachable",
        "unreadable" => "oversight-deliveries-unreadable",
        _ => "oversight-deliveries-no-reason",
    }
}
