//! What an invitation opens: choosing a password. Opening it uses nothing up: mail scanners open links too.
use super::{
    door::{INVITED, Invitation, find_invitation},
    layout::OfficeLayout,
};
use crate::{
    account::{NewPasswordFields, asked_by, worded},
    page::{loaded, param, told},
    routes,
    ui::{ErrorSummary, Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::account::PasswordPolicy;
use leptos::prelude::*;

/// The page of an invitation.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = param("token");
    let asked = token.clone();
    loaded(
        move || find_invitation(asked.clone()),
        move |invitation| match invitation {
            Some(invitation) => view! { <Invited token=token.clone() invitation/> }.into_any(),
            None => view! { <Dead/> }.into_any(),
        },
    )
}

/// What is asked of a password at the office, in one line.
pub(super) fn asked() -> String {
    asked_by(&PasswordPolicy::strong())
}

#[component]
fn Invited(token: String, invitation: Invitation) -> impl IntoView {
    let problems = worded(told(INVITED).unwrap_or_default());
    let title = t("office-invitation-title");
    view! {
        <OfficeLayout title=title.clone() refused=!problems.is_empty()>
            <PageHead title lead=t_with("office-invitation-lead", &[("name", &invitation.name)])/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            <form class="card" action="/api/office_accept_invitation" method="post" novalidate>
                <Facts items=vec![(t("office-invitation-login"), invitation.email)]/>
                <input type="hidden" name="token" value=token/>
                <NewPasswordFields problems label="password-first" hint=asked()/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("office-invitation-send")}</button></div>
            </form>
        </OfficeLayout>
    }
}

/// The invitation ended, was used, or never was.
#[component]
fn Dead() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(410);
    view! {
        <OfficeLayout title=t("deadlink-title")>
            <PageHead title=t("deadlink-title")/>
            <Notice kind=NoticeKind::Warning><p>{t("office-invitation-dead")}</p></Notice>
            <div class="actions"><a class="btn" href=routes::OFFICE_SIGN_IN>{t("account-sign-in")}</a></div>
        </OfficeLayout>
    }
}
