//! « Demander des documents » (B-6): those of the catalogue, one more in words of one's own, and the last day to answer.
use super::{
    asking::{ASKING, WrongAsking},
    desk::{DeskFile, load_desk_claim},
    layout::{OfficeLayout, opened},
};
use crate::{
    account::worded,
    claim::claim_line,
    page::{of_profile, param, told},
    routes,
    ui::{CheckGroup, ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use domain::complement::{AskForm, Card, ComplementRules, MAX_TITLE};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn AskingPage() -> impl IntoView {
    let id = param("id");
    let piece = use_query_map().with_untracked(|map| map.get("piece")).unwrap_or_default();
    opened(move || load_desk_claim(id.clone()), move |file: DeskFile| view! { <Asking file piece/> }.into_any())
}

/// The form as it opens: with the document that is to take the place of that file, where the file was refused (B-8).
fn opening(file: &DeskFile, piece: &str) -> AskForm {
    let again = file.refused_file(piece).map(|refused| t_with("office-ask-again-title", &[("name", &refused.name)]));
    AskForm { other: again.unwrap_or_default().chars().take(MAX_TITLE).collect(), ..AskForm::default() }
}

#[component]
fn Asking(file: DeskFile, piece: String) -> impl IntoView {
    let (typed, errors): WrongAsking = told(ASKING).unwrap_or_else(|| (opening(&file, &piece), Vec::new()));
    let problems = worded(errors);
    let back = routes::office_claim(&file.claim.summary.id.to_string());
    let lead = claim_line(&file.claim.summary);
    let content = if file.may_ask() {
        view! { <Form file=file.clone() typed problems=problems.clone()/> }.into_any()
    } else {
        let why = t(file.why_not_ask());
        view! {
            <Notice kind=NoticeKind::Info standing=true><p>{why}</p></Notice>
            <div class="actions"><a class="btn" href=back.clone()>{t("office-back")}</a></div>
        }
        .into_any()
    };
    view! {
        <OfficeLayout title=t("office-ask") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("office-ask") lead eyebrow=(file.member, back)/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {content}
        </OfficeLayout>
    }
}

#[component]
fn Form(file: DeskFile, typed: AskForm, problems: Vec<(String, String)>) -> impl IntoView {
    let rules: ComplementRules = of_profile(|profile| profile.complement.clone());
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_cards, of_other, of_due) = (error("cards"), error("other"), error("due"));
    let id = file.claim.summary.id.to_string();
    let due = if typed.due.is_empty() { file.today.plus(i64::from(rules.due_days)).typed() } else { typed.due };
    let last = file.today.plus(i64::from(rules.longest_days)).to_string();
    let options = rules.cards.into_iter().map(option).collect();
    view! {
        <form class="card" action="/api/office_ask_documents" method="post" novalidate>
            <input type="hidden" name="id" value=id.clone()/>
            <input type="hidden" name="version" value=file.version.to_string()/>
            <input type="hidden" name="key" value=file.key.to_string()/>
            <CheckGroup id="cards" name="cards[]" legend=t("office-ask-cards") options selected=typed.cards error=of_cards/>
            <TextField id="other" name="other" label=t("office-ask-other") hint=t("office-ask-other-hint") value=typed.other error=of_other
                maxlength=120/>
            <TextField id="due" name="due" label=t("office-ask-due") hint=t_with("office-ask-due-hint", &[("last", &last)]) value=due error=of_due
                class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            <p class="hint">{t("office-ask-told")}</p>
            <div class="actions">
                <button class="btn btn--primary" type="submit">{t("office-ask-send")}</button>
                <a class="btn" href=routes::office_claim(&id)>{t("office-back")}</a>
            </div>
        </form>
    }
}

/// A card, by its name and its words.
fn option(card: Card) -> (String, String) {
    let words = if card.medical { t_with("office-ask-medical", &[("title", &card.title)]) } else { card.title };
    (card.code, words)
}
