//! What was asked for to complete a dossier, as the desk reads it: what came for each document, and whether it is right (B-6, B-8).
use super::desk::DeskFile;
use crate::{
    claim::about_file,
    complement::StateBadge,
    page::of_staff,
    routes,
    ui::Icon,
    words::{t, t_with},
};
use domain::{
    access::{Action, Actor, may},
    attachment::Attachment,
    complement::{Complement, Item, Verdict},
};
use leptos::prelude::*;

/// The section of a dossier's page, with the way to ask for more.
#[component]
pub(super) fn Documents(file: DeskFile) -> impl IntoView {
    let href = routes::office_asking(&file.claim.summary.id.to_string());
    let asks = of_staff(|staff| may(Actor::Staff(staff.roles), Action::AskForDocuments));
    let way = match (asks, file.may_ask()) {
        (true, true) => {
            view! { <div class="actions"><a class="btn btn--primary" href=href><Icon name="plus"/>{t("office-ask")}</a></div> }.into_any()
        }
        (true, false) => view! { <p class="hint">{t("office-ask-not-now")}</p> }.into_any(),
        (false, _) => ().into_any(),
    };
    let none = file.asked.is_empty().then(|| view! { <p>{t("office-documents-none")}</p> });
    let all = file.asked.iter().map(|asked| view! { <Asked file=file.clone() asked=asked.clone()/> }).collect_view();
    view! {
        <section class="card" aria-labelledby="complements">
            <h2 id="complements">{t("office-documents")}</h2>
            {way} {none} {all}
        </section>
    }
}

#[component]
fn Asked(file: DeskFile, asked: Complement) -> impl IntoView {
    let due = t_with("office-documents-due", &[("due", &asked.due.to_string())]);
    let lines = asked.items.into_iter().map(|item| view! { <Document file=file.clone() item/> }).collect_view();
    view! {
        <div class="card__head"><h3 class="tabular">{asked.number}</h3><span class="muted small">{due}</span></div>
        <ul class="list">{lines}</ul>
    }
}

#[component]
fn Document(file: DeskFile, item: Item) -> impl IntoView {
    let id = file.claim.summary.id.to_string();
    let readable = file.medical || !item.card.medical;
    let (version, judged) = (file.version.to_string(), file.judged(&item.id.to_string()).is_some());
    let given = match (&item.verdict, item.file.clone()) {
        (Verdict::CannotGet(answer), _) => {
            view! { <p class="eyebrow">{t_with("office-documents-answer", &[("answer", &t(answer.key()))])}</p> }.into_any()
        }
        (_, Some(file)) => view! { <Given id=id.clone() file readable/> }.into_any(),
        (_, None) => ().into_any(),
    };
    let why = match &item.verdict {
        Verdict::Refused(reason) => Some(view! { <p class="small">{t_with("complement-refused-why", &[("reason", reason)])}</p> }),
        _ => None,
    };
    view! {
        <li>
            <div>
                <b>{item.card.title.clone()}</b>
                {given}
                {item.note.map(|note| view! { <p class="small">{note}</p> })}
                {why}
            </div>
            <div class="row">
                <StateBadge verdict=item.verdict/>
                {judged.then(|| view! { <Judging id version item=item.id.to_string() title=item.card.title/> })}
            </div>
        </li>
    }
}

/// The file, to be downloaded by those who may read it.
#[component]
fn Given(id: String, file: Attachment, readable: bool) -> impl IntoView {
    let about = format!(", {}", about_file(&file));
    if !readable {
        return view! {
            <p class="eyebrow">{file.name}{about}</p>
            <p class="small with-icon"><Icon name="lock"/><span>{t("complement-medical")}</span></p>
        }
        .into_any();
    }
    let label = t_with("office-claim-open", &[("name", &file.name)]);
    let href = routes::office_file(&id, &file.id.to_string());
    view! { <p class="eyebrow"><a href=href download aria-label=label>{file.name}</a>{about}</p> }.into_any()
}

/// « Accepter » and « Refuser ».
#[component]
fn Judging(id: String, version: String, item: String, title: String) -> impl IntoView {
    let href = routes::office_refusal(&id, &item);
    let named = format!(" {title}");
    view! {
        <form action="/api/office_judge_item" method="post">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="item" value=item/>
            <input type="hidden" name="verdict" value="accept"/>
            <button class="btn btn--sm" type="submit"><Icon name="check"/>{t("office-accept")}<span class="sr-only">{named.clone()}</span></button>
        </form>
        <a class="btn btn--sm btn--danger" href=href>{t("office-refuse")}<span class="sr-only">{named}</span></a>
    }
}
