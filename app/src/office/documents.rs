//! What was asked for to complete a dossier, as the desk or the medical service reads it: what came for each document, and whether it is right
//! (B-4, B-6, B-8).
use super::{
    asking::{ACTED, Acted},
    desk::DeskFile,
    queue_table::OverdueMark,
};
use crate::{
    claim::{about_file, api::saved_at},
    complement::{StateBadge, earlier_of, refusal_of},
    page::{of_staff, told},
    routes,
    ui::{Icon, Notice, NoticeKind, breakable},
    words::{t, t_with},
};
use domain::{
    access::{Action, Actor, may},
    attachment::Attachment,
    complement::{Complement, Flaw, Item, LastRefusal, Verdict},
    day::Instant,
};
use leptos::prelude::*;

/// Whose reading of a dossier's documents it is: each reader has a page of their own for them.
#[derive(Clone)]
pub(super) struct Reading {
    /// The dossier.
    pub(super) id: String,
    /// The version of it that is read (B-2).
    pub(super) version: i32,
    /// Whether the medical service reads its medical papers; else the desk reads all others (B-4).
    pub(super) medical: bool,
}

impl Reading {
    /// The page on which they are listed.
    pub(super) fn dossier(&self) -> String {
        if self.medical { routes::office_medical(&self.id) } else { routes::office_claim(&self.id) }
    }

    /// Where it is said whether one is right.
    pub(super) fn judging(&self) -> &'static str {
        if self.medical { "/api/office_judge_medical" } else { "/api/office_judge_item" }
    }
}

/// What became of the last act on the dossier.
#[component]
pub(super) fn ActOutcome() -> impl IntoView {
    told(ACTED).map(|acted: Acted| {
        let (done, key) = acted.told();
        let kind = if done { NoticeKind::Success } else { NoticeKind::Warning };
        view! { <Notice kind><p>{t(key)}</p></Notice> }
    })
}

/// The section of a dossier's page, with the way to ask for more.
#[component]
pub(super) fn Documents(file: DeskFile) -> impl IntoView {
    let id = file.claim.summary.id.to_string();
    let href = routes::office_asking(&id);
    let asks = of_staff(|staff| may(Actor::Staff(staff.roles), Action::AskForDocuments));
    let way = match (asks, file.may_ask()) {
        (true, true) => {
            view! { <div class="actions"><a class="btn btn--primary" href=href><Icon name="plus"/>{t("office-ask")}</a></div> }.into_any()
        }
        (true, false) => view! { <p class="hint">{t(file.why_not_ask())}</p> }.into_any(),
        (false, _) => ().into_any(),
    };
    let reads_medical = of_staff(|staff| may(Actor::Staff(staff.roles), Action::ReadMedical));
    let came = |item: &Item| item.card.medical && item.verdict != Verdict::Waiting;
    let medical = (reads_medical && file.asked.iter().flat_map(|one| &one.items).any(came)).then(|| {
        view! { <p><a class="btn" href=routes::office_medical(&id)><Icon name="lock"/>{t("office-medical-open")}</a></p> }
    });
    let none = file.asked.is_empty().then(|| view! { <p>{t("office-documents-none")}</p> });
    let all = file.asked.iter().map(|asked| view! { <Asked file=file.clone() asked=asked.clone()/> }).collect_view();
    view! {
        <section class="card" aria-labelledby="complements">
            <h2 id="complements">{t("office-documents")}</h2>
            {way} {medical} {none} {all}
        </section>
    }
}

#[component]
fn Asked(file: DeskFile, asked: Complement) -> impl IntoView {
    let due = t_with("office-documents-due", &[("due", &asked.due.to_string())]);
    let at = Reading { id: file.claim.summary.id.to_string(), version: file.version, medical: false };
    let line = |item: &Item| {
        let judged = file.judged(&item.id.to_string()).is_some();
        view! { <Document at=at.clone() item=item.clone() judged dropped=asked.is_dropped(item)/> }
    };
    let lines = asked.items.iter().map(line).collect_view();
    let overdue = asked.is_overdue(file.today).then(|| view! { <p><OverdueMark/></p> });
    view! {
        <div class="card__head"><h3 class="tabular">{breakable(&asked.number)}</h3><span class="muted small">{due}</span></div>
        {overdue}
        <ul class="list">{lines}</ul>
    }
}

/// A document, with what came for it.
#[component]
pub(super) fn Document(
    /// Who reads it.
    at: Reading,
    /// The document.
    item: Item,
    /// Whether it may be said now whether it is right.
    judged: bool,
    /// Whether it is asked for no longer.
    #[prop(optional)]
    dropped: bool,
) -> impl IntoView {
    let readable = at.medical || !item.card.medical;
    let given = match (&item.verdict, item.file.clone()) {
        (Verdict::CannotGet(answer), _) => {
            view! { <p class="eyebrow">{t_with("office-documents-answer", &[("answer", &t(answer.key()))])}</p> }.into_any()
        }
        (_, Some(file)) if readable => view! { <Given dossier=at.dossier() file/> }.into_any(),
        (_, Some(_)) => view! { <Unread sent=item.sent_at.or(item.refused.and_then(|refused| refused.sent_at))/> }.into_any(),
        (_, None) => ().into_any(),
    };
    let earlier = earlier_of(&item.earlier, |file| readable.then(|| routes::office_piece(&at.dossier(), &file.id.to_string())));
    let why = readable.then(|| refusal_of(&item.verdict)).flatten();
    let no = item.refused.filter(|_| !readable).map(medical_no);
    let opened = item.file.filter(|_| readable);
    view! {
        <li>
            <div>
                <b>{item.card.title.clone()}</b>
                {earlier}
                {given}
                {item.note.map(|note| view! { <p class="small">{note}</p> })}
                {why}
                {no}
            </div>
            <div class="row">
                <StateBadge verdict=item.verdict dropped/>
                {opened.map(|file| view! { <Download dossier=at.dossier() file/> })}
                {judged.then(|| view! { <Judging at item=item.id.to_string() title=item.card.title/> })}
            </div>
        </li>
    }
}

/// The file, with the way to look at it.
#[component]
fn Given(dossier: String, file: Attachment) -> impl IntoView {
    let about = format!(", {}", about_file(&file));
    let href = routes::office_piece(&dossier, &file.id.to_string());
    view! { <p class="eyebrow"><a href=href>{file.name}</a>{about}</p> }
}

/// « Pièce médicale reçue »: that it came and when, and nothing else of it (B-4, Y-8).
#[component]
fn Unread(sent: Option<Instant>) -> impl IntoView {
    let came = match sent {
        Some(at) => t_with("office-medical-came-at", &[("at", &saved_at(at))]),
        None => t("office-medical-came"),
    };
    view! {
        <p class="eyebrow">{came}</p>
        <p class="small with-icon"><Icon name="lock"/><span>{t("complement-medical")}</span></p>
    }
}

/// That the medical service refused it, when, and which of the usual reasons it chose; its own words are its member's (B-4).
fn medical_no(refused: LastRefusal) -> impl IntoView {
    let why = t(refused.flaw.map_or("office-medical-other", Flaw::told_key));
    let told = t_with("office-medical-refused", &[("at", &saved_at(refused.at)), ("why", &why)]);
    view! { <p class="error"><Icon name="alert"/><span>{told}</span></p> }
}

/// The file as it came.
#[component]
pub(super) fn Download(dossier: String, file: Attachment) -> impl IntoView {
    let label = t_with("office-claim-open", &[("name", &file.name)]);
    let href = routes::office_file(&dossier, &file.id.to_string());
    view! { <a class="btn btn--sm btn--icon" href=href download aria-label=label><Icon name="download"/></a> }
}

/// Of the page of a file that came for a document: which one, what became of the file, and the way to where it is judged.
#[component]
pub(super) fn CameFor(
    /// The way there.
    back: String,
    /// What the document is called.
    title: String,
    /// What became of the file.
    verdict: Verdict,
) -> impl IntoView {
    let why = refusal_of(&verdict);
    view! {
        <section class="card" aria-labelledby="document">
            <div class="card__head"><h2 id="document">{title}</h2><StateBadge verdict/></div>
            {why}
            <div class="actions"><a class="btn" href=back>{t("office-documents")}</a></div>
        </section>
    }
}

/// « Accepter » and « Refuser ».
#[component]
fn Judging(at: Reading, item: String, title: String) -> impl IntoView {
    let href = routes::office_refusal(&at.dossier(), &item);
    let (act, version) = (at.judging(), at.version.to_string());
    let named = format!(" {title}");
    view! {
        <form action=act method="post">
            <input type="hidden" name="id" value=at.id/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="item" value=item/>
            <input type="hidden" name="verdict" value="accept"/>
            <button class="btn btn--sm" type="submit"><Icon name="check"/>{t("office-accept")}<span class="sr-only">{named.clone()}</span></button>
        </form>
        <a class="btn btn--sm btn--danger" href=href>{t("office-refuse")}<span class="sr-only">{named}</span></a>
    }
}
