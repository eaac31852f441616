//! The door of the back office: address, password, « Se connecter ».
use super::layout::OfficeLayout;
use crate::{
    account::{OVER, REFUSED, Refused, WELCOME, refusal},
    page::told,
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, TextField},
    words::t,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The sign-in page of the office.
#[component]
pub fn OfficeSignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    let refused: Option<Refused> = told(REFUSED);
    let problems = refused.as_ref().map(|refused| vec![("identifiant".to_owned(), refusal(refused))]).unwrap_or_default();
    let typed = refused.map(|refused| refused.typed).unwrap_or_default();
    view! {
        <OfficeLayout title=t("office-sign-in-title") refused=!problems.is_empty()>
            <PageHead title=t("office-sign-in-title") lead=t("office-sign-in-lead")/>
            <ErrorSummary title=t("account-refused-title") items=problems/>
            {told(OVER).map(|key: String| view! { <Notice kind=NoticeKind::Warning><p>{t(&key)}</p></Notice> })}
            {told(WELCOME).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
            <form class="card" action="/api/office_sign_in" method="post" novalidate>
                <input type="hidden" name="next" value=next/>
                <TextField id="identifiant" name="email" label=t("office-email") value=typed input_type="email" autocomplete="username" maxlength=256/>
                <TextField id="mot-de-passe" name="password" label=t("account-password") input_type="password"
                    autocomplete="current-password" maxlength=256/>
                <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{t("account-sign-in")}</button></div>
            </form>
            <p class="small muted">{t("office-lost")}</p>
            <p><a href=routes::SIGN_IN>{t("office-member-door")}</a></p>
        </OfficeLayout>
    }
}
