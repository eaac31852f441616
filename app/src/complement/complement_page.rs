//! « Compléter votre dossier » (M-5 … M-12): the documents that are missing, each with its card, and « Envoyer ».
use super::{
    api::{ComplementFile, NotSent, SENDING, load_complement},
    item_card::ItemCard,
    sent_page::{sent, too_late},
};
use crate::{
    AppError,
    attachment::{PassedOverNotice, UnfinishedFiles, load_unfinished},
    contract::guarantee_key,
    layout::Layout,
    page::{loaded, param, told},
    routes,
    ui::{Checkbox, ErrorSummary, Icon, Notice, NoticeKind, PageHead, breakable},
    words::{t, t_with},
};
use domain::{
    complement::{Complement, ComplementState},
    reach::Unfinished,
};
use leptos::prelude::*;

/// What was asked for: to be answered, or as it was sent.
#[component]
pub fn ComplementPage() -> impl IntoView {
    let (number, complement) = (param("number"), param("complement"));
    loaded(
        move || {
            let (number, complement) = (number.clone(), complement.clone());
            async move { Ok::<_, AppError>((load_complement(number.clone(), complement).await?, load_unfinished(number).await?)) }
        },
        |(file, unfinished): (ComplementFile, Vec<Unfinished>)| {
            if file.complement.state == ComplementState::Open { open(file, unfinished) } else { sent(file) }
        },
    )
}

fn open(file: ComplementFile, unfinished: Vec<Unfinished>) -> AnyView {
    let outcome: Option<NotSent> = told(SENDING);
    let problems = problems(&file.complement, outcome);
    let refused = !problems.is_empty();
    let unticked = (outcome == Some(NotSent::NotCertified)).then(|| t("complement-not-certified"));
    let asked = file.complement.clone();
    let number = asked.claim.clone();
    let cards = asked.items.iter().map(|item| view! { <ItemCard asked=asked.clone() item=item.clone() upload=file.upload.clone()/> });
    let cards = cards.collect_view();
    view! {
        <Layout title=t("complement-title") refused current=routes::CLAIMS>
            <PageHead title=t("complement-title") lead=lead(&file) eyebrow=(t("complement-service"), routes::claim(&number))/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {(outcome == Some(NotSent::Changed)).then(|| view! { <Notice kind=NoticeKind::Warning><p>{t("complement-changed")}</p></Notice> })}
            <div class="cols cols--aside">
                <div class="stack stack--lg">
                    <PassedOverNotice/>
                    {too_late(&file.complement)}
                    <UnfinishedFiles files=unfinished/>
                    <Progress asked=file.complement.clone()/>
                    <ul class="stack">{cards}</ul>
                    <SendForm asked=file.complement unticked/>
                </div>
                <Help counters_url=file.counters_url/>
            </div>
        </Layout>
    }
    .into_any()
}

/// What to mend, with the place to mend it.
fn problems(asked: &Complement, outcome: Option<NotSent>) -> Vec<(String, String)> {
    match outcome {
        Some(NotSent::NotCertified) => vec![("certifie".to_owned(), t("complement-not-certified"))],
        Some(NotSent::Missing) => {
            let missing = asked.missing().into_iter();
            missing.map(|item| (routes::anchor(&item.id.to_string()), t_with("complement-lacks", &[("title", &item.card.title)]))).collect()
        }
        Some(NotSent::Changed) | None => Vec::new(),
    }
}

/// « Arrêt de travail, dossier D26-000932-7. Réponse attendue au plus tard le 2 avril 2026, dans 21 jours. »
fn lead(file: &ComplementFile) -> String {
    let (due, left) = (file.complement.due.to_string(), file.complement.due.since(file.today));
    let key = match left {
        2.. => "complement-due-days",
        1 => "complement-due-tomorrow",
        0 => "complement-due-today",
        _ => "complement-due-over",
    };
    let about = [("guarantee", t(guarantee_key(file.claim.guarantee))), ("number", file.claim.number.clone())];
    let about = t_with("complement-about", &about.each_ref().map(|(name, value)| (*name, value.as_str())));
    [about, t_with(key, &[("due", &due), ("days", &left.to_string())])].join(" ")
}

/// How many documents have something given for them.
#[component]
fn Progress(asked: Complement) -> impl IntoView {
    let (done, all) = (asked.answered().to_string(), asked.items.len().to_string());
    let text = t_with("complement-progress", &[("done", &done), ("all", &all)]);
    view! {
        <div class="countdown">
            <progress max=all value=done aria-label=text.clone()></progress>
            <div class="row"><b>{text}</b></div>
        </div>
    }
}

/// « Je certifie… » and « Envoyer », or why not yet (M-10).
#[component]
fn SendForm(asked: Complement, unticked: Option<String>) -> impl IntoView {
    let missing: Vec<String> = asked.missing().into_iter().map(|item| item.card.title.clone()).collect();
    let waits = !missing.is_empty();
    let why = if waits {
        let reasons = missing.into_iter().map(|title| view! { <li>{t_with("complement-lacks", &[("title", &title)])}</li> }).collect_view();
        view! { <div class="hint" id="pourquoi"><p>{t("complement-why")}</p><ul>{reasons}</ul></div> }.into_any()
    } else {
        view! { <p class="hint certify__why" id="pourquoi">{t("complement-why-box")}</p> }.into_any()
    };
    view! {
        <form class="card certify" action="/api/send_complement" method="post" aria-label=t("complement-send-label")>
            <input type="hidden" name="number" value=asked.claim/>
            <input type="hidden" name="complement" value=asked.number/>
            <input type="hidden" name="key" value=asked.key.to_string()/>
            <Checkbox id="certifie" name="certified" label=t("complement-certify") error=Signal::stored(unticked)/>
            <div class="actions">
                <button class="btn btn--primary btn--lg" type="submit" aria-disabled=waits.then_some("true") aria-describedby="pourquoi">
                    {t("complement-send")}
                </button>
                <a class="btn" href=routes::HOME>{t("complement-later")}</a>
            </div>
            {why}
        </form>
    }
}

/// What makes a document readable, and who helps (M-8, M-11, M-12).
#[component]
fn Help(counters_url: String) -> impl IntoView {
    let tips = ["complement-tip-sharp", "complement-tip-framed", "complement-tip-lit"].map(t);
    let tips = tips.into_iter().map(|tip| view! { <li class="with-icon"><Icon name="check"/><span class="small">{tip}</span></li> });
    let counters = (!counters_url.is_empty()).then(|| {
        view! {
            <p class="small">{t("complement-counters-text")}</p>
            <a class="link-more small" href=counters_url target="_blank" rel="noopener noreferrer">
                <Icon name="external"/><span>{t("complement-counters")}" "<span>{format!("({})", t("help-external"))}</span></span>
            </a>
        }
    });
    view! {
        <aside class="stack" aria-label=t("complement-help-label")>
            <div class="card"><h2>{t("complement-tips")}</h2><ul class="stack stack--sm">{tips.collect_view()}</ul></div>
            <div class="card card--flat">
                <h2>{t("complement-help")}</h2>
                <p class="small">{t("complement-computer")}</p>
                {counters}
                <p class="small">{breakable(&crate::account::contact())}</p>
            </div>
        </aside>
    }
}
