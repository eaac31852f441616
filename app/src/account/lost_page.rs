//! « Besoin d'aide » (S-3, X-3, A-15): a lost password, a lost identifier. The answer is the same for everybody.
use super::recovery::HEARD;
use crate::{
    layout::Layout,
    page::{of_profile, told},
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, RadioGroup, TextField},
    words::{t, t_with},
};
use domain::insurer::LoginIdentifier;
use leptos::prelude::*;

/// The page for whoever cannot sign in.
#[component]
pub fn LostPage() -> impl IntoView {
    let heard: Option<bool> = told(HEARD);
    let missing = (heard == Some(false)).then(|| t("lost-missing"));
    let problems: Vec<(String, String)> = missing.iter().map(|text| ("qui".to_owned(), text.clone())).collect();
    view! {
        <Layout title=t("lost-title") refused=missing.is_some()>
            <PageHead title=t("lost-title") lead=t("lost-lead")/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {(heard == Some(true)).then(|| view! { <Notice kind=NoticeKind::Info title=t("lost-heard")><p>{heard_text()}</p></Notice> })}
            <form class="card" action="/api/send_help" method="post" novalidate>
                {(!named_by_address()).then(|| view! { <RadioGroup id="lost" name="lost" legend=t("lost-what") options=choices() selected="password"/> })}
                <TextField id="qui" name="name" label=t("lost-name") hint=t("lost-name-hint") error=Signal::stored(missing) autocomplete="username" maxlength=256/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("lost-send")}</button></div>
            </form>
            <p class="small muted">{super::sign_in_page::contact()}</p>
        </Layout>
    }
}

/// The two branches of X-3.
fn choices() -> Vec<(String, String)> {
    [("password", "lost-password"), ("login", "lost-login")].map(|(value, key)| (value.to_owned(), t(key))).into()
}

/// Whether people sign in with their address: nobody asks for it then.
fn named_by_address() -> bool {
    of_profile(|profile| profile.login.identifier == LoginIdentifier::Email)
}

fn heard_text() -> String {
    let minutes = of_profile(|profile| profile.recovery.link_minutes);
    t_with("lost-heard-text", &[("minutes", &minutes.to_string())])
}
