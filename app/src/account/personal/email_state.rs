//! What is to be done about one's e-mail address, if anything (M-13): give one, verify it, or open the link that waits.
use super::parts::rules;
use crate::{
    routes,
    ui::{Notice, NoticeKind, breakable},
    words::{t, t_with},
};
use domain::account::personal::{EditMode, Personal};
use leptos::prelude::*;

/// The notice; nothing where the address is verified and no other waits.
#[component]
pub fn EmailState(
    /// What is known of the member.
    personal: Personal,
) -> impl IntoView {
    match (personal.pending_email, personal.email) {
        (Some(address), _) => view! { <Pending address/> }.into_any(),
        (None, None) => view! { <Missing/> }.into_any(),
        (None, Some(address)) if !personal.email_verified => view! { <Unverified address/> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn Pending(address: String) -> impl IntoView {
    let text = t_with("personal-pending", &[("address", &address)]);
    view! {
        <Notice kind=NoticeKind::Warning title=t("personal-pending-title")>
            <p>{breakable(&text)}</p>
            <div class="row">
                <form action="/api/resend_email_link" method="post"><button class="btn" type="submit">{t("personal-resend")}</button></form>
                <form action="/api/cancel_email_change" method="post"><button class="btn" type="submit">{t("personal-cancel")}</button></form>
            </div>
        </Notice>
    }
}

#[component]
fn Missing() -> impl IntoView {
    let own = rules().mode == EditMode::Own;
    let (href, text) = if own { (routes::CONTACT, t("personal-give-email")) } else { (routes::PERSONAL, t("personal-correction")) };
    view! {
        <Notice kind=NoticeKind::Warning title=t("personal-missing-title")>
            <p>{t("personal-missing")}</p>
            <a class="btn" href=href>{text}</a>
        </Notice>
    }
}

#[component]
fn Unverified(address: String) -> impl IntoView {
    let text = t_with("personal-unverified", &[("address", &address)]);
    view! {
        <Notice kind=NoticeKind::Warning title=t("personal-unverified-title")>
            <p>{breakable(&text)}</p>
            <form action="/api/resend_email_link" method="post"><button class="btn" type="submit">{t("personal-verify")}</button></form>
        </Notice>
    }
}
