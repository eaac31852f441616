//! Sign-in: identifier, password, « Se connecter », in that order (C-1, C-2).
use super::api::{OVER, REFUSED, Refused, WELCOME};
use crate::{
    layout::Layout,
    page::{of_profile, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    let refused: Option<Refused> = told(REFUSED);
    let attaching = next == routes::ATTACH && super::takes_contracts();
    let (lead, send) = if attaching { ("attach-sign-in-lead", "attach-sign-in") } else { ("account-lead", "account-sign-in") };
    let problems = refused.as_ref().map(|refused| vec![("identifiant".to_owned(), sentence(refused))]).unwrap_or_default();
    view! {
        <Layout title=t("account-title") refused=refused.is_some()>
            <PageHead title=t("account-title") lead=t(lead)/>
            <ErrorSummary title=t("account-refused-title") items=problems/>
            {told(OVER).map(|key: String| view! { <Notice kind=NoticeKind::Warning><p>{t(&key)}</p></Notice> })}
            {told(WELCOME).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
            <form class="card" action="/api/sign_in" method="post" novalidate>
                <input type="hidden" name="next" value=next/>
                <TextField id="identifiant" name="login" label=t("account-login") hint=t("account-login-hint")
                    value=refused.map(|refused| refused.typed).unwrap_or_default() autocomplete="username" maxlength=256/>
                <TextField id="mot-de-passe" name="password" label=t("account-password") input_type="password"
                    autocomplete="current-password" maxlength=256/>
                <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{t(send)}</button></div>
            </form>
            <p><a href=routes::LOST>{t("account-lost")}</a></p>
            {super::takes_contracts().then(|| view! { <p><a class="btn" href=routes::REGISTER>{t("register-link")}</a></p> })}
            <p class="small muted">{contact()}</p>
        </Layout>
    }
}

fn sentence(refused: &Refused) -> String {
    match refused.minutes {
        None => t("account-refused"),
        Some(minutes) => t_with("account-wait", &[("minutes", &minutes.to_string())]),
    }
}

/// How to reach somebody.
pub(crate) fn contact() -> String {
    let contact = of_profile(|profile| vec![profile.contact.phone.clone(), profile.contact.hours.clone()]);
    t_with("account-help", &[("phone", contact.first().map_or("", String::as_str)), ("hours", contact.get(1).map_or("", String::as_str))])
}
