//! « Validation en deux étapes »: turning it on with a QR code or its key as text, recovery codes, turning it off; below it, passkeys.
use super::{
    passkey::{Passkeys, load_passkeys},
    passkey_parts::{PasskeySection, PasskeyTold},
    password_page::worded,
    second_factor::{SECOND, load_second_factor},
};
use crate::{
    AppError,
    layout::Layout,
    page::{loaded, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, QrCode, TextField},
    words::{t, t_with},
};
use domain::{
    account::{SecondFactor, grouped},
    form::FieldError,
};
use leptos::prelude::*;

/// Where the forms of a second step post to: a member's own functions, or those of the back office, where nobody does without.
#[derive(Clone, Copy)]
pub(crate) struct Posts {
    /// Makes a key.
    pub offer: &'static str,
    /// Turns it on.
    pub confirm: &'static str,
    /// Does without it, where one may.
    pub drop: Option<&'static str>,
    /// Takes note of the codes.
    pub note: &'static str,
}

const MEMBER: Posts = Posts {
    offer: "/api/offer_second_factor",
    confirm: "/api/confirm_second_factor",
    drop: Some("/api/drop_second_factor"),
    note: "/api/note_codes",
};

/// The page.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    loaded(load_both, |(state, passkeys): (SecondFactor, Option<Passkeys>)| {
        let problems = worded(told::<FieldError>(SECOND).into_iter().collect());
        let content = match state {
            SecondFactor::Off => view! { <Off posts=MEMBER/> }.into_any(),
            SecondFactor::Offered { key, url } => view! { <Offered key_text=key url problems=problems.clone() posts=MEMBER/> }.into_any(),
            SecondFactor::On { to_note, .. } if !to_note.is_empty() => view! { <ToNote codes=to_note posts=MEMBER/> }.into_any(),
            SecondFactor::On { codes_left, .. } => view! { <On codes_left/> }.into_any(),
        };
        view! {
            <Layout title=t("second-title") refused=!problems.is_empty() current=routes::ACCOUNT>
                <PageHead title=t("second-title") lead=t("second-lead") eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
                <ErrorSummary title=t("app-errors") items=problems/>
                <PasskeyTold/>
                {content}
                {passkeys.map(|passkeys| view! { <PasskeySection passkeys/> })}
            </Layout>
        }
        .into_any()
    })
}

/// Where the member stands with the second step, and their passkeys where the insurer has them.
async fn load_both() -> Result<(SecondFactor, Option<Passkeys>), AppError> {
    Ok((load_second_factor().await?, load_passkeys().await?))
}

/// One button that posts nothing but its press.
#[component]
fn Press(action: &'static str, label: String, #[prop(default = "btn")] class: &'static str) -> impl IntoView {
    view! { <form action=action method="post"><button class=class type="submit">{label}</button></form> }
}

/// No second step yet: how to begin.
#[component]
pub(crate) fn Off(posts: Posts) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="comment">
            <h2 id="comment">{t("second-how")}</h2>
            <ol>{["second-how-app", "second-how-code", "second-how-codes"].map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ol>
            <div class="actions">
                <Press action=posts.offer label=t("second-begin") class="btn btn--primary"/>
                {posts.drop.map(|_| view! { <a class="btn" href=routes::ACCOUNT>{t("proof-back")}</a> })}
            </div>
        </section>
    }
}

/// A key that waits for its first code.
#[component]
pub(crate) fn Offered(key_text: String, url: String, problems: Vec<(String, String)>, posts: Posts) -> impl IntoView {
    let error = problems.first().map(|(_, text)| text.clone());
    view! {
        <section class="card" aria-labelledby="application">
            <h2 id="application">{t("second-scan")}</h2>
            <QrCode text=url label=t("second-qr")/>
            <p>{t("second-key")}</p>
            <p><code class="code">{grouped(&key_text)}</code></p>
        </section>
        <form class="card" action=posts.confirm method="post" novalidate>
            <TextField id="code" name="code" label=t("second-code") hint=t("second-code-hint") error=Signal::stored(error)
                inputmode="numeric" autocomplete="one-time-code" maxlength=64/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("second-confirm")}</button></div>
        </form>
        {posts.drop.map(|action| view! { <Press action label=t("second-cancel")/> })}
    }
}

/// On, and its codes to be noted.
#[component]
pub(crate) fn ToNote(codes: Vec<String>, posts: Posts) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success title=t("second-on")><p>{t("second-on-text")}</p></Notice>
        <section class="card" aria-labelledby="codes">
            <h2 id="codes">{t("second-codes")}</h2>
            <p>{t("second-codes-text")}</p>
            <ul class="codes">{codes.into_iter().map(|code| view! { <li><code class="code">{code}</code></li> }).collect_view()}</ul>
            <Press action=posts.note label=t("second-noted") class="btn btn--primary"/>
        </section>
    }
}

#[component]
fn On(codes_left: u64) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success title=t("second-on") standing=true><p>{t("second-asked")}</p></Notice>
        <section class="card" aria-labelledby="codes">
            <h2 id="codes">{t("second-codes")}</h2>
            <p>{t_with("second-codes-left", &[("left", &codes_left.to_string())])}</p>
            <Press action="/api/renew_codes" label=t("second-renew")/>
        </section>
        <section class="card" aria-labelledby="arreter">
            <h2 id="arreter">{t("second-stop")}</h2>
            <p>{t("second-stop-text")}</p>
            <Press action="/api/drop_second_factor" label=t("second-stop") class="btn btn--danger"/>
        </section>
    }
}
