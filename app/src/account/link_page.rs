//! What a mailed link opens: a first password (B-52), another one or the hint of the one there is, signing in again at once, one's data (G-1).
//! Opening it uses nothing up: mail scanners open links too.
use super::{
    hint::{ANSWER, ENDED},
    password_page::{NewPasswordFields, worded},
    personal::UNDONE,
    recovery::{Invited, Opens, WRONG, find_link},
};
use crate::{
    export::ExportLink,
    layout::{Layout, is_signed_in},
    page::{loaded, param, told},
    routes,
    ui::{Checkbox, ErrorSummary, Facts, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use domain::{account::Reminder, form::FieldError};
use leptos::prelude::*;

/// The page of a link.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = param("token");
    let asked = token.clone();
    loaded(
        move || find_link(asked.clone()),
        move |opens| match opens {
            Opens::Reset { reminder, passkeys } => view! { <ResetPage token=token.clone() reminder passkeys/> }.into_any(),
            Opens::Unlock => view! { <OneButton token=token.clone() action="/api/unlock" words="unlock"/> }.into_any(),
            Opens::SecondStep => view! { <SecondLostPage token=token.clone()/> }.into_any(),
            Opens::Stay => view! { <OneButton token=token.clone() action="/api/stay" words="comeback"/> }.into_any(),
            Opens::Email => view! { <OneButton token=token.clone() action="/api/confirm_email" words="mailbox"/> }.into_any(),
            Opens::Undo => view! { <OneButton token=token.clone() action="/api/undo_change" words="undo"/> }.into_any(),
            Opens::Welcome(invited) => view! { <WelcomedPage token=token.clone() invited/> }.into_any(),
            Opens::Export => view! { <ExportLink token=token.clone()/> }.into_any(),
            Opens::Nothing => {
                let text = if told::<bool>(ENDED).is_some() { "recall-ended" } else { "deadlink-text" };
                view! { <DeadLink text again=(routes::LOST, "deadlink-again")/> }.into_any()
            }
        },
    )
}

/// Another password; before it, where there is a hint, the way to do without one.
#[component]
fn ResetPage(token: String, reminder: Reminder, passkeys: bool) -> impl IntoView {
    let (problems, remove): (Vec<FieldError>, bool) = told(WRONG).unwrap_or_default();
    let (unanswered, problems) = (worded(told(ANSWER).unwrap_or_default()), worded(problems));
    let all = [unanswered.as_slice(), &problems].concat();
    let choice = reminder != Reminder::Nothing;
    let (title, lead) = if choice { ("recall-title", "recall-lead") } else { ("reset-title", "reset-lead") };
    view! {
        <Layout title=t(title) refused=!all.is_empty()>
            <PageHead title=t(title) lead=t(lead)/>
            {told(UNDONE).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
            <ErrorSummary title=t("app-errors") items=all/>
            <Remembering token=token.clone() reminder problems=unanswered/>
            <form class="card" id="reinitialiser" action="/api/reset_password" method="post" novalidate>
                {choice.then(|| view! { <h2>{t("reset-title")}</h2> <p>{t("reset-lead")}</p> })}
                <input type="hidden" name="token" value=token/>
                <NewPasswordFields problems/>
                {passkeys.then(|| view! {
                    <p>{t("reset-passkeys")}</p>
                    <Checkbox id="remove_passkeys" name="remove_passkeys" label=t("reset-remove-passkeys") checked=remove/>
                })}
                <div class="actions"><button class="btn btn--primary" type="submit">{t("reset-save")}</button></div>
            </form>
        </Layout>
    }
}

/// Another password for whoever lost every second step, and what goes with the old one.
#[component]
fn SecondLostPage(token: String) -> impl IntoView {
    let problems = worded(told(WRONG).unwrap_or_default());
    view! {
        <Layout title=t("second-lost-title") refused=!problems.is_empty()>
            <PageHead title=t("second-lost-title") lead=t("second-lost-lead")/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            <form class="card" action="/api/reset_second_step" method="post" novalidate>
                <p>{t("second-lost-goes")}</p>
                <input type="hidden" name="token" value=token/>
                <NewPasswordFields problems/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("reset-save")}</button></div>
            </form>
        </Layout>
    }
}

/// The first password of a member who was imported.
#[component]
fn WelcomedPage(token: String, invited: Invited) -> impl IntoView {
    let problems = worded(told(WRONG).unwrap_or_default());
    view! {
        <Layout title=t("invited-title") refused=!problems.is_empty()>
            <PageHead title=t("invited-title") lead=t_with("invited-lead", &[("name", &invited.name)])/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            <form class="card" action="/api/open_invited" method="post" novalidate>
                <Facts items=vec![(t("account-login"), invited.login)]/>
                <p class="small muted">{t("invited-note")}</p>
                <input type="hidden" name="token" value=token/>
                <NewPasswordFields problems label="password-first"/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("invited-send")}</button></div>
            </form>
        </Layout>
    }
}

/// The hint, or the way to it; it opens nothing.
#[component]
fn Remembering(token: String, reminder: Reminder, problems: Vec<(String, String)>) -> impl IntoView {
    let error = Signal::stored(problems.into_iter().next().map(|(_, text)| text));
    match reminder {
        Reminder::Nothing => ().into_any(),
        Reminder::Offered { asks } => view! {
            <form class="card" action="/api/recall" method="post" novalidate>
                <h2>{t("recall-choice")}</h2>
                <p>{t("recall-about")}</p>
                <input type="hidden" name="token" value=token/>
                {asks.then(|| view! { <TextField id="answer" name="answer" label=t("recall-question") hint=t("recall-question-hint") error autocomplete="off" maxlength=100/> })}
                <div class="actions"><button class="btn btn--primary" type="submit">{t("recall-send")}</button></div>
            </form>
        }
        .into_any(),
        Reminder::Shown(hint) => view! {
            <Notice kind=NoticeKind::Info title=t("recall-shown")>
                <p>{hint}</p>
                <div class="actions">
                    <a class="btn btn--primary" href=routes::SIGN_IN>{t("recall-sign-in")}</a>
                    <a class="btn" href="#reinitialiser">{t("recall-reset")}</a>
                </div>
            </Notice>
        }
        .into_any(),
    }
}

/// A link that needs nothing but a press; the words of that name say what for.
#[component]
fn OneButton(token: String, action: &'static str, words: &'static str) -> impl IntoView {
    let say = move |part: &str| t(&format!("{words}-{part}"));
    view! {
        <Layout title=say("title")>
            <PageHead title=say("title") lead=say("lead")/>
            <form class="card" action=action method="post">
                <input type="hidden" name="token" value=token/>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{say("send")}</button>
                    <a class="btn" href=routes::LOST>{t("account-lost")}</a>
                </div>
            </form>
        </Layout>
    }
}

/// The link ended, was used, or never was.
#[component]
pub(super) fn DeadLink(
    /// Key of the sentence that says what it means.
    text: &'static str,
    /// Where another one is had, and the key of the words that say so.
    again: (&'static str, &'static str),
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(410);
    let (home, back) = if is_signed_in() { (routes::ACCOUNT, "proof-back") } else { (routes::SIGN_IN, "account-sign-in") };
    view! {
        <Layout title=t("deadlink-title")>
            <PageHead title=t("deadlink-title")/>
            <Notice kind=NoticeKind::Warning><p>{t(text)}</p></Notice>
            <div class="actions">
                <a class="btn btn--primary" href=again.0>{t(again.1)}</a>
                <a class="btn" href=home>{t(back)}</a>
            </div>
            <p class="small muted">{super::sign_in_page::contact()}</p>
        </Layout>
    }
}
