//! Sign-in: identifier, password, « Se connecter », in that order (C-1, C-2); where the insurer has a kit for those who are not members
//! yet, its door stands to the right (S-1). Where members have passkeys, browsers offer them under the name, and by a button.
use super::{
    api::{OVER, REFUSED, Refused, WELCOME},
    passkey_parts::PasskeyDoor,
};
use crate::{
    callback::CallbackLink,
    kit::{KitDoor, door},
    layout::Layout,
    page::{has_passkeys, of_profile, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let refused: Option<Refused> = told(REFUSED);
    let problems = refused.as_ref().map(|refused| vec![(place(refused).to_owned(), refusal(refused))]).unwrap_or_default();
    let door = door();
    let at_door = door.as_ref().map(|door| door.problems.clone()).unwrap_or_default();
    let wrong = !problems.is_empty() || !at_door.is_empty();
    let title = t(if door.is_some() { "kit-sign-in-title" } else { "account-title" });
    let typed = refused.map(|refused| refused.typed).unwrap_or_default();
    let ways = match door {
        Some(door) => {
            view! { <div class="grid grid--wide"><div class="stack"><MemberDoor typed named=true/></div><KitDoor door/></div> }.into_any()
        }
        None => view! { <MemberDoor typed named=false/> }.into_any(),
    };
    view! {
        <Layout title=title.clone() refused=wrong current=routes::SIGN_IN>
            <PageHead title lead=t(if is_attaching() { "attach-sign-in-lead" } else { "account-lead" })/>
            <ErrorSummary title=t("account-refused-title") items=problems/>
            <ErrorSummary title=t("app-errors") items=at_door/>
            {told(OVER).map(|key: String| view! { <Notice kind=NoticeKind::Warning><p>{t(&key)}</p></Notice> })}
            {told(WELCOME).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{with_contact(&key, &[])}</p></Notice> })}
            {ways}
            <CallbackLink/>
            <p class="small muted">{contact()}</p>
            <p class="small"><a href=routes::BROWSERS>{t("help-browsers")}</a></p>
        </Layout>
    }
}

/// The way in for members.
#[component]
fn MemberDoor(
    /// The sign-in name typed before.
    typed: String,
    /// Whether it says whose door it is, beside another.
    named: bool,
) -> impl IntoView {
    let passkeys = has_passkeys();
    let names = if passkeys { "username webauthn" } else { "username" };
    let send = t(if is_attaching() { "attach-sign-in" } else { "account-sign-in" });
    view! {
        <form class="card" action="/api/sign_in" method="post" novalidate aria-labelledby=named.then_some("espace-adherent")>
            {named.then(|| view! { <h2 id="espace-adherent">{t("account-title")}</h2> })}
            <input type="hidden" name="next" value=next()/>
            <TextField id="identifiant" name="login" label=t("account-login") hint=t("account-login-hint") value=typed autocomplete=names maxlength=256/>
            <TextField id="mot-de-passe" name="password" label=t("account-password") input_type="password"
                autocomplete="current-password" maxlength=256/>
            <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{send}</button></div>
        </form>
        {passkeys.then(|| view! { <PasskeyDoor next=next()/> })}
        <p><a href=routes::LOST>{t("account-lost")}</a></p>
        {super::takes_contracts().then(|| view! { <p><a class="btn" href=routes::REGISTER>{t("register-link")}</a></p> })}
    }
}

/// Where whoever signs in goes on to.
fn next() -> String {
    use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default()
}

/// Whether they sign in to attach a contract to the code they have (D-16).
fn is_attaching() -> bool {
    next() == routes::ATTACH && super::takes_contracts()
}

/// Id of what was refused.
fn place(refused: &Refused) -> &'static str {
    if refused.by_passkey { "cle-d-acces" } else { "identifiant" }
}

/// Why a sign-in was refused: what of it was wrong is not told.
pub(crate) fn refusal(refused: &Refused) -> String {
    match refused.minutes {
        None if refused.by_passkey => t("passkey-unknown"),
        None => t("account-refused"),
        Some(minutes) => {
            let key = if refused.by_passkey { "passkey-wait" } else { "account-wait" };
            let wait = t_with(key, &[("minutes", &minutes.to_string())]);
            if refused.by_mail { [wait, t("account-wait-mail")].join(" ") } else { wait }
        }
    }
}

/// How to reach somebody.
pub(crate) fn contact() -> String {
    with_contact("account-help", &[])
}

/// The sentence of that key, which may name how to reach somebody besides those values.
pub(super) fn with_contact(key: &str, values: &[(&str, &str)]) -> String {
    let (phone, hours) = of_profile(|profile| (profile.contact.phone.clone(), profile.contact.hours.clone()));
    let contact = [("phone", phone.as_str()), ("hours", hours.as_str())];
    t_with(key, &[values, &contact].concat())
}
