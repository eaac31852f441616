//! After « Envoyer »: the acknowledgement, what was received, and what the desk says of each document since (M-16).
use super::{api::ComplementFile, item_card::StateBadge};
use crate::{
    claim::{about_file, api::saved_at},
    layout::Layout,
    routes,
    ui::{Icon, breakable},
    words::{t, t_with},
};
use domain::complement::{ComplementState, Item, Verdict};
use leptos::prelude::*;

pub(super) fn sent(file: ComplementFile) -> AnyView {
    let asked = file.complement;
    let at = asked.sent_at.map(saved_at).unwrap_or_default();
    let by_mail = file.email.map(|email| t_with("complement-sent-mail", &[("email", &email)]));
    let closed = asked.state == ComplementState::Closed;
    let number = file.claim.number;
    let lines = asked.items.into_iter().map(|item| line(&number, item)).collect_view();
    view! {
        <Layout title=t("complement-sent-page") current=routes::CLAIMS>
            <div class="alert alert--success" role="status">
                <Icon name="check-circle"/>
                <div>
                    <h1>{t(if closed { "complement-closed" } else { "complement-sent" })}</h1>
                    <p>{t_with("complement-sent-at", &[("at", &at)])}" "{by_mail.map(|text| breakable(&text))}</p>
                </div>
            </div>
            <section class="card" aria-labelledby="numero">
                <div class="stack stack--sm"><h2 id="numero" class="eyebrow">{t("complement-number")}</h2><p class="figure-xl">{asked.number}</p></div>
                <p>{t(if closed { "complement-closed-text" } else { "complement-sent-text" })}</p>
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

/// A document: what was given for it, and how it stands.
fn line(number: &str, item: Item) -> impl IntoView + use<> {
    let given = match (&item.verdict, item.file) {
        (Verdict::CannotGet(answer), _) => view! { <p class="eyebrow">{t(answer.key())}</p> }.into_any(),
        (_, Some(file)) => {
            let (href, about) = (routes::file(number, &file.id.to_string()), about_file(&file));
            view! { <p class="eyebrow"><a href=href download>{file.name}</a>{format!(", {about}")}</p> }.into_any()
        }
        (_, None) => ().into_any(),
    };
    view! { <li><div><b>{item.card.title}</b>{given}</div><StateBadge verdict=item.verdict/></li> }
}
