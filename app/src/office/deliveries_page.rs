//! « Messages non partis »: how many mails and SMS wait, are tried again or were given up, and which; of an address only a trace (B-61).
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
    delivery::{DeliveryLine, DeliveryPage, DeliveryPlace, Undelivered},
    form::grouped,
    oversight::Leaving,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A page of the list, after the place that its address names.
#[server(endpoint = "office_deliveries")]
pub async fn load_deliveries(#[server(default)] after: String) -> Result<DeliveryPage, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::SeeDeliveries)?;
    Ok(request::backend().undelivered(&staff, after.parse().ok()).await?)
}

/// The page.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let after = use_query_map().with_untracked(|map| map.get("apres")).unwrap_or_default();
    opened(move || load_deliveries(after.clone()), |page: DeliveryPage| view! { <Deliveries page/> }.into_any())
}

#[component]
fn Deliveries(page: DeliveryPage) -> impl IntoView {
    let DeliveryPage { figures, lines, next } = page;
    let figures = figures.iter().flat_map(figures_of).collect();
    let content = if lines.is_empty() {
        view! { <Empty title=t("oversight-deliveries-none") text=t("oversight-deliveries-none-text")/> }.into_any()
    } else {
        view! { <DeliveryTable lines/> }.into_any()
    };
    let next = next.map(|place: DeliveryPlace| {
        view! {
            <nav class="actions" aria-label=t("oversight-reach-pages")>
                <a class="btn" rel="next" href=routes::office_deliveries_after(place)>{t("oversight-reach-next")}<Icon name="arrow"/></a>
            </nav>
        }
    });
    view! {
        <OfficeLayout title=t("oversight-messages") current=routes::OFFICE_DELIVERIES>
            <PageHead title=t("oversight-messages") lead=t("oversight-deliveries-lead")/>
            <section class="card" aria-labelledby="chiffres">
                <h2 id="chiffres">{t("oversight-deliveries-figures")}</h2>
                <Facts items=figures/>
            </section>
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
    let heads = ["written", "by", "to", "state", "reason", "next"].map(|column| t(&format!("oversight-deliveries-{column}")));
    let [written, by, to, state, reason, next] = heads.clone();
    let row = move |line: DeliveryLine| {
        view! {
            <tr>
                <td data-label=written.clone()>{saved_at(line.written_at)}</td>
                <td data-label=by.clone()>{if line.channel == "mail" { t("oversight-deliveries-mail") } else { t("oversight-by-sms") }}</td>
                <th scope="row" data-label=to.clone()>{line.to}</th>
                <td data-label=state.clone()>{t_with(state_key(line.state), &[("count", &line.attempts.to_string())])}</td>
                <td data-label=reason.clone()>{t(reason_key(&line.reason))}</td>
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

fn state_key(state: Undelivered) -> &'static str {
    match state {
        Undelivered::Waiting => "oversight-deliveries-waiting",
        Undelivered::Retrying => "oversight-deliveries-retrying",
        Undelivered::Dead => "oversight-deliveries-dead",
    }
}

fn reason_key(reason: &str) -> &'static str {
    match reason {
        "address" => "oversight-deliveries-address",
        "refused" => "oversight-deliveries-refused",
        "unreachable" => "oversight-deliveries-unreachable",
        "unreadable" => "oversight-deliveries-unreadable",
        _ => "oversight-deliveries-no-reason",
    }
}
