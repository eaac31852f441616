//! Of a file's page: what the desk found of it, and the two answers (B-8).
use super::{examine::Told, piece::DeskPiece};
use crate::{
    account::worded,
    claim::{capitalised, file_state},
    page::of_staff,
    routes,
    ui::{ErrorSummary, Icon, Notice, NoticeKind, RadioGroup, TextField},
    words::t,
};
use domain::{
    access::{Action, Actor, may},
    attachment::{Examination, Reason},
};
use leptos::prelude::*;

/// Class, icon and words of a file that nobody has examined.
pub(super) const WAITING: (&str, &str, &str) = ("small with-icon", "clock", "office-examine-waiting");

/// What was found of the file, and the forms for whoever may examine it while its dossier waits for a decision.
#[component]
pub(super) fn Examine(piece: DeskPiece, told: Option<Told>) -> impl IntoView {
    let found = file_state(piece.found(), WAITING);
    let may_examine = of_staff(|staff| may(Actor::Staff(staff.roles), Action::ExamineFiles));
    let open = may_examine && piece.desk.claim.summary.status.is_undecided();
    let why_not = (!open).then(|| t(if may_examine { "office-examine-decided" } else { "office-examine-other-role" }));
    let refused = piece.found().is_some_and(|found| found.reason().is_some());
    let again = refused.then(|| view! { <AskAgain piece=piece.clone()/> });
    let notice = match &told {
        Some(Told::Kept) => Some(view! { <Notice kind=NoticeKind::Success><p>{t("office-examine-kept")}</p></Notice> }.into_any()),
        Some(Told::Meanwhile) => {
            Some(view! { <Notice kind=NoticeKind::Warning><p>{t("office-examine-meanwhile")}</p></Notice> }.into_any())
        }
        _ => None,
    };
    view! {
        <section class="card" aria-labelledby="examen">
            <h2 id="examen">{t("office-examine-title")}</h2>
            {notice}
            <p>{found}</p>
            {again}
            {why_not.map(|why| view! { <p class="hint">{why}</p> })}
            {open.then(|| view! { <Accept piece=piece.clone()/> <Refuse piece told/> })}
        </section>
    }
}

/// « Redemander ce document », of a file that was refused: the request for documents, filled in; or why nothing may be asked for now (B-8).
#[component]
fn AskAgain(piece: DeskPiece) -> impl IntoView {
    let asks = of_staff(|staff| may(Actor::Staff(staff.roles), Action::AskForDocuments));
    let href = routes::office_asking_again(&piece.desk.claim.summary.id.to_string(), &piece.file.id.to_string());
    match (asks, piece.desk.may_ask()) {
        (true, true) => {
            view! { <div class="actions"><a class="btn" href=href><Icon name="plus"/>{t("office-ask-again")}</a></div> }.into_any()
        }
        (true, false) => view! { <p class="hint">{t(piece.desk.why_not_ask())}</p> }.into_any(),
        (false, _) => ().into_any(),
    }
}

/// Which file the form is about, and what its page shows of it.
fn about(piece: &DeskPiece) -> impl IntoView + use<> {
    let seen = piece.found().map_or("", Examination::as_str);
    view! {
        <input type="hidden" name="id" value=piece.desk.claim.summary.id.to_string()/>
        <input type="hidden" name="file" value=piece.file.id.to_string()/>
        <input type="hidden" name="seen" value=seen/>
    }
}

#[component]
fn Accept(piece: DeskPiece) -> impl IntoView {
    view! {
        <form class="actions" action="/api/office_examine_file" method="post">
            {about(&piece)}
            <button class="btn btn--primary" type="submit" name="found" value="accepted"><Icon name="check"/>{t("office-accept")}</button>
        </form>
    }
}

#[component]
fn Refuse(piece: DeskPiece, told: Option<Told>) -> impl IntoView {
    let (problem, reason, own) = match told {
        Some(Told::Wrong { problem, reason, own }) => (Some(problem), reason, own),
        _ => (None, String::new(), String::new()),
    };
    let problems = worded(problem.into_iter().collect());
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_reason, of_own) = (error("reason"), error("own"));
    let options: Vec<(String, String)> =
        Reason::offered().map(|reason| (reason.code().to_owned(), capitalised(&t(&reason.key())))).collect();
    view! {
        <ErrorSummary title=t("app-errors") items=problems/>
        <form action="/api/office_examine_file" method="post" novalidate>
            {about(&piece)}
            <RadioGroup id="reason" name="reason" legend=t("office-refuse-why") hint=t("office-examine-reason-hint") options selected=reason
                error=of_reason/>
            <TextField id="own" name="own" label=t("office-examine-own") hint=t("office-refuse-reason-hint") value=own error=of_own
                maxlength=300/>
            <div class="actions"><button class="btn btn--danger" type="submit" name="found" value="refused">{t("office-refuse")}</button></div>
        </form>
    }
}
