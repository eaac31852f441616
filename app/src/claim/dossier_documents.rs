//! The documents that were asked for to complete a dossier: how each stands, and why one was refused (B-8, Y-6).
use crate::{
    complement::{StateBadge, Waiting, earlier_of, refusal_of},
    routes,
    ui::{Icon, breakable},
    words::{t, t_with},
};
use domain::complement::Item;
use leptos::prelude::*;

/// What was asked for, newest first; nothing where nothing was.
#[component]
pub(super) fn AskedDocuments(
    /// What was asked for, newest first.
    asked: Vec<Waiting>,
) -> impl IntoView {
    (!asked.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="documents">
                <h2 id="documents">{t("claim-documents")}</h2>
                {asked.into_iter().map(|one| view! { <Asked one/> }).collect_view()}
            </section>
        }
    })
}

#[component]
fn Asked(one: Waiting) -> impl IntoView {
    let Waiting { complement, claim } = one;
    let heading = format!("envoi-{}", complement.number);
    let labelled = heading.clone();
    let title = t_with("claim-documents-of", &[("number", &complement.number)]);
    let href = routes::complement(&claim.number, &complement.number);
    let line = |item: &Item| view! { <Line number=claim.number.clone() dropped=complement.is_dropped(item) item=item.clone()/> };
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__head"><h3 id=heading><a href=href>{breakable(&title)}</a></h3></div>
            <ul class="list">{complement.items.iter().map(line).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Line(number: String, dropped: bool, item: Item) -> impl IntoView {
    let Item { card, verdict, file, earlier, .. } = item;
    let earlier = earlier_of(&earlier, |file| Some(routes::file(&number, &file.id.to_string())));
    let file = file.filter(|file| !file.is_unread()).map(|file| {
        let href = routes::file(&number, &file.id.to_string());
        view! { <p class="eyebrow"><a href=href download>{file.name}</a></p> }
    });
    view! {
        <li>
            <div>
                <b>{card.title}</b>
                {earlier}
                {file}
                {card.medical.then(|| view! { <p class="small with-icon"><Icon name="lock"/><span>{t("complement-medical")}</span></p> })}
                {refusal_of(&verdict)}
            </div>
            <StateBadge verdict dropped/>
        </li>
    }
}
