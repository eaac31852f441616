//! « Accès de l’assuré à son espace » (B-53): who calls, and what the desk does about it. Plain forms.
use super::{
    documents::ActOutcome,
    help::{AccessFile, load_access},
    layout::{OfficeLayout, opened},
};
use crate::{
    page::param,
    routes,
    ui::{Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::id::UserId;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_access(id.clone()), |file: AccessFile| view! { <Access file/> }.into_any())
}

#[component]
fn Access(file: AccessFile) -> impl IntoView {
    let AccessFile { id, member, born, phones, left_on } = file;
    let born = born.map(|day| (t("office-medical-born"), day.to_string()));
    let phones = (!phones.is_empty()).then(|| (t("office-access-phones"), phones.join(", ")));
    let who = std::iter::once((t("office-queue-member"), member)).chain(born).chain(phones).collect();
    let helps = match left_on {
        None => view! { <SignInHelp id/> }.into_any(),
        // Whoever closed their account does not sign in (G-3).
        Some(day) => {
            let text = t_with("office-member-left", &[("day", &day.to_string())]);
            view! { <Notice kind=NoticeKind::Warning standing=true><p>{text}</p></Notice> }.into_any()
        }
    };
    view! {
        <OfficeLayout title=t("office-access-title") current=routes::OFFICE>
            <PageHead title=t("office-access-title") lead=t("office-help-text") eyebrow=(t("office-queue-title"), routes::OFFICE.to_owned())/>
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
