//! After « Envoyer »: the acknowledgement, what was received, and what the desk says of each document since (M-16); or that a decision on
//! the dossier ended what was asked for.
use super::{
    api::{ComplementFile, TOO_LATE},
    item_card::{StateBadge, earlier_of},
};
use crate::{
    claim::{about_file, api::saved_at},
    layout::Layout,
    page::told,
    routes,
    ui::{Icon, Notice, NoticeKind, breakable},
    words::{t, t_with},
};
use domain::complement::{Complement, ComplementState, Item, Verdict};
use leptos::prelude::*;

pub(super) fn sent(file: ComplementFile) -> AnyView {
    let asked = file.complement;
    let by_mail = file.email.map(|email| t_with("complement-sent-mail", &[("email", &email)]));
    let acknowledged = asked.sent_at.map(|at| {
        view! { <p>{t_with("complement-sent-at", &[("at", &saved_at(at))])}" "{by_mail.map(|text| breakable(&text))}</p> }
    });
    let (page, heading, text) = words(&asked);
    let (class, icon) = if asked.ended_early() { ("alert", "info") } else { ("alert alert--success", "check-circle") };
    let (number, too_late) = (file.claim.number, too_late(&asked));
    let lines = asked.items.iter().map(|item| line(&number, item.clone(), asked.is_dropped(item))).collect_view();
    view! {
        <Layout title=t(page) current=routes::CLAIMS>
            <div class=class role="status">
                <Icon name=icon/>
                <div>
                    <h1>{t(heading)}</h1>
                    {acknowledged}
                </div>
            </div>
            {too_late}
            <section class="card" aria-labelledby="numero">
                <div class="stack stack--sm"><h2 id="numero" class="eyebrow">{t("complement-number")}</h2><p class="figure-xl">{asked.number}</p></div>
                <p>{t(text)}</p>
                <div class="actions"><a class="btn btn--primary" href=routes::claim(&number)>{t("claim-follow")}</a></div>
            </section>
            <section class="card" aria-labelledby="pieces">
                <h2 id="pieces">{t("complement-items")}</h2>
                <ul class="list">{lines}</ul>
            </section>
        </Layout>
    }
    .into_any()
}

/// That a file came once nothing was taken for its document any more, told once.
pub(super) fn too_late(asked: &Complement) -> Option<AnyView> {
    let text = if asked.ended_early() { t("complement-too-late-decided") } else { t("complement-too-late") };
    told(TOO_LATE).map(|(): ()| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }.into_any())
}

/// Keys of the page's title, of its heading, and of what comes next.
fn words(asked: &Complement) -> (&'static str, &'static str, &'static str) {
    match asked.state {
        ComplementState::Closed if asked.ended_early() => ("complement-service", "complement-ended", "complement-closed-text"),
        ComplementState::Closed => ("complement-sent-page", "complement-closed", "complement-closed-text"),
        ComplementState::Open | ComplementState::Sent => ("complement-sent-page", "complement-sent", "complement-sent-text"),
    }
}

/// A document: what was given for it, and how it stands.
fn line(number: &str, item: Item, dropped: bool) -> impl IntoView + use<> {
    let earlier = earlier_of(&item.earlier, |file| Some(routes::file(number, &file.id.to_string())));
    let given = match (&item.verdict, item.file) {
        (Verdict::CannotGet(answer), _) => view! { <p class="eyebrow">{t(answer.key())}</p> }.into_any(),
        (_, Some(file)) if !file.is_unread() => {
            let (href, about) = (routes::file(number, &file.id.to_string()), about_file(&file));
            view! { <p class="eyebrow"><a href=href download>{file.name}</a>{format!(", {about}")}</p> }.into_any()
        }
        _ => ().into_any(),
    };
    view! { <li><div><b>{item.card.title}</b>{earlier}{given}</div><StateBadge verdict=item.verdict dropped/></li> }
}
