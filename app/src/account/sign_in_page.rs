//! Sign-in: identifier, password, « Se connecter », in that order (C-1, C-2).
use crate::{
    layout::Layout,
    ui::{ErrorSummary, PageHead, TextField},
    words::t,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    let refused = refused_login();
    let problems = refused.as_ref().map(|_| vec![("identifiant".to_owned(), t("account-refused"))]).unwrap_or_default();
    view! {
        <Layout title=t("account-title") refused=refused.is_some()>
            <PageHead title=t("account-title") lead=t("account-lead")/>
            <ErrorSummary title=t("account-refused-title") items=problems/>
            <form class="card" action="/api/sign_in" method="post" novalidate>
                <input type="hidden" name="next" value=next/>
                <TextField id="identifiant" name="login" label=t("account-login") hint=t("account-login-hint")
                    value=refused.unwrap_or_default() autocomplete="username" maxlength=256/>
                <TextField id="mot-de-passe" name="password" label=t("account-password") input_type="password"
                    autocomplete="current-password" maxlength=256/>
                <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{t("account-sign-in")}</button></div>
            </form>
            <p class="small muted">{contact()}</p>
        </Layout>
    }
}

/// The name typed at a sign-in just refused; read once, then forgotten.
#[cfg(feature = "ssr")]
fn refused_login() -> Option<String> {
    use super::api::REFUSED_COOKIE;
    use axum::http::header;
    let cookies = crate::request::request_header(header::COOKIE);
    let value = cookies.split("; ").find_map(|c| c.strip_prefix(REFUSED_COOKIE)?.strip_prefix("=x"))?;
    crate::request::add_header(header::SET_COOKIE, &format!("{REFUSED_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"));
    Some(crate::request::from_hex(value).unwrap_or_default())
}

#[cfg(not(feature = "ssr"))]
fn refused_login() -> Option<String> {
    None
}

#[cfg(feature = "ssr")]
fn contact() -> String {
    let contact = crate::request::backend().profile().contact.clone();
    crate::words::t_with("account-help", &[("phone", &contact.phone), ("hours", &contact.hours)])
}

#[cfg(not(feature = "ssr"))]
fn contact() -> String {
    String::new()
}
