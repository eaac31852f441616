//! What pages show of passkeys. Their forms stay hidden until the module that reaches the device shows them: without script, or in a browser
//! that knows no passkeys, everything else works as before.
use super::passkey::{NO_PASSKEY, PASSKEY, PasskeyLine, Passkeys, Room};
use crate::{
    module::PageModule,
    page::told,
    routes,
    ui::{Notice, NoticeKind, TextField},
    words::{t, t_with},
};
use domain::{account::MAX_PASSKEYS, form::FieldError};
use leptos::prelude::*;

/// What was done with a passkey, or why nothing was.
#[component]
pub(super) fn PasskeyTold() -> impl IntoView {
    let done = told::<String>(PASSKEY).map(|key| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> });
    let wrong = told::<FieldError>(NO_PASSKEY).map(|fault| view! { <Notice kind=NoticeKind::Danger><p>{t(&fault.code)}</p></Notice> });
    view! { {done} {wrong} }
}

/// A member's passkeys, with the way to another one.
#[component]
pub(super) fn PasskeySection(passkeys: Passkeys) -> impl IntoView {
    let Passkeys { lines, room } = passkeys;
    let list = if lines.is_empty() {
        view! { <p>{t("passkey-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{lines.into_iter().map(|line| view! { <Row line/> }).collect_view()}</ul> }.into_any()
    };
    let another = match room {
        Room::Free => view! { <NewPasskey/> }.into_any(),
        Room::Full => view! { <p>{t_with("passkey-full", &[("max", &MAX_PASSKEYS.to_string())])}</p> }.into_any(),
        Room::Nowhere => view! { <p>{t("passkey-nowhere")}</p> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="cles-d-acces">
            <h2 id="cles-d-acces">{t("passkey-title")}</h2>
            <p>{t("passkey-lead")}</p>
            {list}
            {another}
        </section>
    }
}

#[component]
fn Row(line: PasskeyLine) -> impl IntoView {
    let label = t_with("passkey-remove-one", &[("name", &line.name), ("when", &line.when)]);
    view! {
        <li class="row row--between">
            <div><p class="bold">{line.name}</p><p class="small muted">{line.when}</p></div>
            <form action="/api/remove_passkey" method="post">
                <input type="hidden" name="id" value=line.id/>
                <button class="btn btn--sm" type="submit" aria-label=label>{t("passkey-remove")}</button>
            </form>
        </li>
    }
}

#[component]
fn NewPasskey() -> impl IntoView {
    view! {
        <p data-instead="passkey">{t("passkey-needs")}</p>
        <form action="/api/add_passkey" method="post" novalidate hidden data-options="/api/begin_passkey">
            <TextField id="nom-de-la-cle" name="name" label=t("passkey-name") hint=t("passkey-name-hint") autocomplete="off" maxlength=60/>
            <Answer failed=t("passkey-not-made")/>
            <div class="actions"><button class="btn" type="submit">{t("passkey-add")}</button></div>
        </form>
        <PageModule src=routes::PASSKEY_MODULE/>
    }
}

/// The way in with a passkey, on the page to sign in; it goes on to `next`.
#[component]
pub(super) fn PasskeyDoor(next: String) -> impl IntoView {
    view! {
        <form class="card" action="/api/enter_with_passkey" method="post" novalidate hidden data-options="/api/begin_entry" data-list="passkey">
            <input type="hidden" name="next" value=next/>
            <Answer failed=t("passkey-not-used")/>
            <div class="actions"><button class="btn btn--lg" id="cle-d-acces" type="submit">{t("passkey-sign-in")}</button></div>
        </form>
        <PageModule src=routes::PASSKEY_MODULE/>
    }
}

/// Where the module writes what the device answered, and what it shows when there is no answer.
#[component]
fn Answer(failed: String) -> impl IntoView {
    view! {
        <input type="hidden" name="token"/>
        <input type="hidden" name="credential"/>
        <p class="error" role="alert" hidden>{failed}</p>
    }
}
