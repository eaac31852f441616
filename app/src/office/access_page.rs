//! « Accès de l’assuré à son espace » (B-53): who calls, and what the desk does about it. Plain forms.
use super::{
    documents::ActOutcome,
    help::{AccessFile, UNCHECKED, load_access},
    layout::{OfficeLayout, opened},
};
use crate::{
    account::worded,
    page::{param, told},
    routes,
    ui::{Checkbox, ErrorSummary, Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::{day::Day, form::FieldError, id::UserId};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_access(id.clone()), |file: AccessFile| view! { <Access file/> }.into_any())
}

#[component]
fn Access(file: AccessFile) -> impl IntoView {
    let AccessFile { id, member, born, phones, contracts, left_on, back_until, second_step, reached } = file;
    let problems = worded(told::<FieldError>(UNCHECKED).into_iter().collect());
    let error = problems.first().map(|(_, text)| text.clone());
    let born = born.map(|day| (t("office-medical-born"), day.to_string()));
    let phones = (!phones.is_empty()).then(|| (t("office-access-phones"), phones.join(", ")));
    let contracts = (!contracts.is_empty()).then(|| (t("office-claim-contract"), contracts.join(", ")));
    let who = std::iter::once((t("office-queue-member"), member)).chain(born).chain(phones).chain(contracts).collect();
    let helps = match left_on {
        None => view! { <SignInHelp id/> <LostSecondStep id second_step reached error/> }.into_any(),
        // Whoever closed their account does not sign in (G-3).
        Some(day) => {
            let text = t_with("office-member-left", &[("day", &day.to_string())]);
            view! {
                <Notice kind=NoticeKind::Warning standing=true><p>{text}</p></Notice>
                <ComeBack id until=back_until error/>
            }
            .into_any()
        }
    };
    view! {
        <OfficeLayout title=t("office-access-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("office-access-title") lead=t("office-help-text") eyebrow=(t("office-queue-title"), routes::OFFICE.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <ActOutcome/>
            <section class="card"><Facts items=who/></section>
            {helps}
            <p class="hint">{t("entry-declare-noted")}</p>
        </OfficeLayout>
    }
}

/// « L’assuré n’arrive pas à se connecter ».
#[component]
fn SignInHelp(id: UserId) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="connexion">
            <h2 id="connexion">{t("office-help")}</h2>
            <form action="/api/office_send_reset" method="post">
                <input type="hidden" name="id" value=id.to_string()/>
                <button class="btn" type="submit">{t("office-help-reset")}</button>
            </form>
            <form action="/api/office_unlock" method="post">
                <input type="hidden" name="id" value=id.to_string()/>
                <button class="btn" type="submit">{t("office-help-unlock")}</button>
            </form>
        </section>
    }
}

/// Coming in without the second step; the desk never takes it away itself.
#[component]
fn LostSecondStep(id: UserId, second_step: bool, reached: bool, error: Option<String>) -> impl IntoView {
    let rest = match (second_step, reached) {
        (false, _) => view! { <p>{t("office-access-second-off")}</p> }.into_any(),
        (true, false) => view! { <p>{t("office-access-second-unreached")}</p> }.into_any(),
        (true, true) => view! {
            <form action="/api/office_send_second_reset" method="post" novalidate>
                <p>{t("office-access-second-text")}</p>
                <input type="hidden" name="id" value=id.to_string()/>
                <WhoCalls error/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("office-access-second-send")}</button></div>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="card" aria-labelledby="deux-etapes">
            <h2 id="deux-etapes">{t("office-access-second")}</h2>
            {rest}
        </section>
    }
}

/// Opening again what they closed, as long as nothing is erased.
#[component]
fn ComeBack(id: UserId, until: Option<Day>, error: Option<String>) -> impl IntoView {
    let Some(until) = until else { return view! { <p>{t("office-access-erased")}</p> }.into_any() };
    view! {
        <form class="card" action="/api/office_reopen_account" method="post" novalidate>
            <h2>{t("office-access-reopen")}</h2>
            <p>{t_with("office-access-reopen-text", &[("day", &until.to_string())])}</p>
            <input type="hidden" name="id" value=id.to_string()/>
            <WhoCalls error/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("office-access-reopen-send")}</button></div>
        </form>
    }
    .into_any()
}

/// That it is the member who asks, and how one makes sure.
#[component]
fn WhoCalls(error: Option<String>) -> impl IntoView {
    view! {
        <p>{t("office-access-how")}</p>
        <Checkbox id="verifie" name="checked" label=t("office-access-checked") error=Signal::stored(error)/>
    }
}
