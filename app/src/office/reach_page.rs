//! « À joindre autrement »: members whom neither a mail nor an SMS reached or whom the bank did not pay, the longest wait first (Y-1).
use super::{
    layout::{OfficeLayout, opened},
    reach::{REACHED, load_reach_tasks},
};
use crate::{
    claim::api::saved_at,
    page::told,
    routes,
    ui::{Empty, Icon, Notice, NoticeKind, PageHead, Table},
    words::{t, t_with},
};
use domain::reach::{ReachTask, SentBack, TaskPage};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The list.
#[component]
pub fn ReachPage() -> impl IntoView {
    let after = use_query_map().with_untracked(|map| map.get("apres")).unwrap_or_default();
    opened(move || load_reach_tasks(after.clone()), |page: TaskPage| view! { <Tasks page/> }.into_any())
}

#[component]
fn Tasks(page: TaskPage) -> impl IntoView {
    let TaskPage { tasks, next } = page;
    let content = if tasks.is_empty() {
        view! { <Empty title=t("oversight-reach-none") text=t("oversight-reach-none-text")/> }.into_any()
    } else {
        view! { <TaskTable tasks/> }.into_any()
    };
    let next = next.map(|place| {
        view! {
            <nav class="actions" aria-label=t("oversight-reach-pages")>
                <a class="btn" rel="next" href=routes::office_reach_after(place)>{t("oversight-reach-next")}<Icon name="arrow"/></a>
            </nav>
        }
    });
    view! {
        <OfficeLayout title=t("oversight-reach-title") current=routes::OFFICE_REACH>
            <PageHead title=t("oversight-reach-title") lead=t("oversight-reach-lead")/>
            {told(REACHED).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
            {content}
            {next}
        </OfficeLayout>
    }
}

#[component]
fn TaskTable(tasks: Vec<ReachTask>) -> impl IntoView {
    let heads = ["since", "member", "why", "phones", "address", "act"].map(|column| t(&format!("oversight-reach-{column}")));
    let [since, member, why, phones, address, act] = heads.clone();
    let row = move |task: ReachTask| {
        let label = t_with("oversight-reach-done-one", &[("member", &task.member)]);
        view! {
            <tr>
                <td data-label=since.clone()>{saved_at(task.opened_at)}</td>
                <th scope="row" data-label=member.clone()>{task.member}</th>
                <td data-label=why.clone()><Why sent_back=task.sent_back/></td>
                <td data-label=phones.clone()>{known(task.phones)}</td>
                <td data-label=address.clone()>{known(task.address)}</td>
                <td data-label=act.clone()>
                    <form action="/api/office_reached" method="post">
                        <input type="hidden" name="id" value=task.id.to_string()/>
                        <button class="btn btn--sm" type="submit" aria-label=label><Icon name="check"/>{t("oversight-reach-done")}</button>
                    </form>
                </td>
            </tr>
        }
    };
    view! {
        <div class="card">
            <Table caption=t("oversight-reach-lead") heads>{tasks.into_iter().map(row).collect_view()}</Table>
        </div>
    }
}

/// Which payments came back, each with the page on which it is prepared again; or that messages do not reach the member.
#[component]
fn Why(sent_back: Vec<SentBack>) -> impl IntoView {
    if sent_back.is_empty() {
        return view! { <span>{t("oversight-reach-undelivered")}</span> }.into_any();
    }
    let one = |payment: SentBack| {
        let text = t_with("oversight-reach-rejected", &[("number", &payment.number)]);
        view! { <li><a href=routes::office_payments(&payment.claim.to_string())>{text}</a></li> }
    };
    view! { <ul class="stack--sm">{sent_back.into_iter().map(one).collect_view()}</ul> }.into_any()
}

/// What is known, or that nothing is.
fn known(parts: Vec<String>) -> String {
    if parts.is_empty() { t("oversight-reach-unknown") } else { parts.join(", ") }
}
