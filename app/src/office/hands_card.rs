//! Whose a dossier is, what happened to it, and what the desk noted about it (B-2).
use super::acts::NOTED;
use crate::{
    account::worded,
    claim::api::saved_at,
    page::told,
    ui::{SelectField, TextArea, Timeline, TimelineItem, TimelineState},
    words::{t, t_with},
};
use domain::{
    claim::{ClaimMove, MAX_NOTE, Note},
    form::{FieldError, grouped},
};
use leptos::prelude::*;

/// Whose the dossier is, and what may be done about it. Each act names the version it was seen in.
#[component]
pub(super) fn HandsCard(id: String, version: i32, holder: Option<String>, mine: bool, colleagues: Vec<(String, String)>) -> impl IntoView {
    let held = holder.is_some();
    let whose = match holder {
        Some(_) if mine => t("office-hands-mine"),
        Some(name) => t_with("office-hands-other", &[("name", &name)]),
        None => t("office-hands-none"),
    };
    let of = (id, version);
    let take = (!held).then(|| view! { <Act of=of.clone() action="/api/office_take" label=t("office-take") primary=true/> });
    let release = mine.then(|| view! { <Act of=of.clone() action="/api/office_release" label=t("office-release") primary=false/> });
    view! {
        <section class="card" aria-labelledby="gestionnaire">
            <h2 id="gestionnaire">{t("office-queue-holder")}</h2>
            <p>{whose}</p>
            {take}
            {release}
            {held.then(|| view! { <HandOver of colleagues/> })}
        </section>
    }
}

/// One button about the dossier.
#[component]
fn Act(of: (String, i32), action: &'static str, label: String, primary: bool) -> impl IntoView {
    let class = if primary { "btn btn--primary" } else { "btn" };
    view! {
        <form action=action method="post">
            <Seen of/>
            <button class=class type="submit">{label}</button>
        </form>
    }
}

/// The dossier, in the version that is seen.
#[component]
fn Seen(of: (String, i32)) -> impl IntoView {
    view! { <input type="hidden" name="id" value=of.0/> <input type="hidden" name="version" value=of.1.to_string()/> }
}

/// Hands the dossier over, or says why nobody can have it.
#[component]
fn HandOver(of: (String, i32), colleagues: Vec<(String, String)>) -> impl IntoView {
    if colleagues.is_empty() {
        return view! { <p class="hint">{t("office-hand-over-nobody")}</p> }.into_any();
    }
    view! {
        <form class="filters" action="/api/office_hand_over" method="post">
            <Seen of/>
            <SelectField id="a-qui" name="to" label=t("office-hand-over-to") options=colleagues/>
            <button class="btn" type="submit">{t("office-hand-over")}</button>
        </form>
    }
    .into_any()
}

/// What happened, by whom and when.
pub(super) fn move_text(moved: &ClaimMove) -> String {
    let to = moved.to.as_deref().unwrap_or_default();
    t_with(&format!("office-move-{}", moved.kind.as_str()), &[("by", &moved.by), ("to", to)])
}

/// What changed the dossier, as lines of time.
pub(super) fn move_items(moves: &[ClaimMove]) -> Vec<TimelineItem> {
    let item = |moved: &ClaimMove| TimelineItem {
        state: TimelineState::Done,
        icon: if moved.kind.is_members() { "check" } else { "user" },
        title: move_text(moved),
        when: t_with("office-move-when", &[("at", &saved_at(moved.at))]),
        detail: String::new(),
    };
    moves.iter().map(item).collect()
}

/// « Historique ».
#[component]
pub(super) fn History(moves: Vec<ClaimMove>) -> impl IntoView {
    (!moves.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="historique">
                <h2 id="historique">{t("office-history")}</h2>
                <Timeline items=move_items(&moves)/>
            </section>
        }
    })
}

/// The notes about the dossier, and the field for another one. A text of that length fits no cookie in which it could come back: the browser
/// itself holds it back while it is none.
#[component]
pub(super) fn Notes(id: String, notes: Vec<Note>) -> impl IntoView {
    let problem = worded(told::<FieldError>(NOTED).into_iter().collect()).into_iter().next().map(|(_, text)| text);
    let line = |note: Note| {
        let head = t_with("office-note-head", &[("by", &note.by), ("at", &saved_at(note.at))]);
        let paragraphs = note.text.lines().map(|text| view! { <p>{text.to_owned()}</p> }).collect_view();
        view! { <li><div><p class="small muted">{head}</p>{paragraphs}</div></li> }
    };
    let hint = t_with("office-note-hint", &[("count", &grouped(MAX_NOTE as u64))]);
    view! {
        <section class="card" aria-labelledby="notes">
            <h2 id="notes">{t("office-notes")}</h2>
            {(!notes.is_empty()).then(|| view! { <ul class="list">{notes.into_iter().map(line).collect_view()}</ul> })}
            <form class="stack" action="/api/office_note" method="post">
                <input type="hidden" name="id" value=id/>
                <TextArea id="note" name="note" label=t("office-note") hint error=Signal::stored(problem) required=true maxlength=MAX_NOTE/>
                <div class="actions"><button class="btn" type="submit">{t("office-note-send")}</button></div>
            </form>
        </section>
    }
}
