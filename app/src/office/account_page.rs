//! « Mon compte » at the office: who one is there, one's devices, one's password.
use super::{
    account::{ENDED, OfficeAccount, load_office_account},
    invitation_page::asked,
    layout::OfficeLayout,
};
use crate::{
    account::{CHANGED, Change, CodeField, DeviceLine, DeviceRow, NewPasswordFields, worded},
    page::{loaded, told},
    routes,
    ui::{ErrorSummary, Facts, Notice, NoticeKind, PageHead, TextField},
    words::{t, t_with},
};
use leptos::prelude::*;

/// The account page of the office.
#[component]
pub fn OfficeAccountPage() -> impl IntoView {
    loaded(load_office_account, |account: OfficeAccount| {
        let (done, problems) = match told(CHANGED) {
            Some(Change::Done { .. }) => (true, Vec::new()),
            Some(Change::Wrong(errors)) => (false, worded(errors)),
            None => (false, Vec::new()),
        };
        let left = t_with("office-account-second-text", &[("left", &account.codes_left.to_string())]);
        view! {
            <OfficeLayout title=t("office-account-title") refused=!problems.is_empty() current=routes::OFFICE_ACCOUNT>
                <PageHead title=t("office-account-title")/>
                <ErrorSummary title=t("app-errors") items=problems.clone()/>
                {done.then(|| view! {
                    <Notice kind=NoticeKind::Success title=t("password-changed")><p>{t("password-changed-text")}</p></Notice>
                })}
                {told(ENDED).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
                <section class="card" aria-labelledby="moi">
                    <h2 id="moi">{t("account-data")}</h2>
                    <Facts items=account.facts/>
                </section>
                <section class="card" aria-labelledby="deux-etapes">
                    <h2 id="deux-etapes">{t("office-account-second")}</h2>
                    <p>{left}</p>
                    <p>{t("office-second-lost")}</p>
                </section>
                <Devices devices=account.devices/>
                <Password problems asks_code=account.asks_code/>
            </OfficeLayout>
        }
        .into_any()
    })
}

#[component]
fn Devices(devices: Vec<DeviceLine>) -> impl IntoView {
    let others = devices.len() > 1;
    view! {
        <section class="card" aria-labelledby="mes-appareils">
            <h2 id="mes-appareils">{t("account-devices")}</h2>
            <ul class="list">{devices.into_iter().map(|device| view! { <DeviceRow device action="/api/office_end_sessions"/> }).collect_view()}</ul>
            {others.then(|| view! {
                <form class="actions" action="/api/office_end_sessions" method="post">
                    <button class="btn" type="submit">{t("account-devices-end-others")}</button>
                </form>
            })}
        </section>
    }
}

#[component]
fn Password(problems: Vec<(String, String)>, asks_code: bool) -> impl IntoView {
    let of_code = problems.clone();
    let current = Signal::stored(problems.iter().find(|(of, _)| of == "current").map(|(_, text)| text.clone()));
    view! {
        <form class="card" action="/api/office_change_password" method="post" novalidate aria-labelledby="modifier">
            <h2 id="modifier">{t("office-account-password")}</h2>
            <TextField id="current" name="current" label=t("password-current") hint=t("password-current-hint") error=current
                input_type="password" autocomplete="current-password" maxlength=256/>
            <NewPasswordFields problems hint=asked()/>
            {asks_code.then(|| view! { <CodeField problems=of_code/> })}
            <div class="actions"><button class="btn btn--primary" type="submit">{t("password-save")}</button></div>
        </form>
    }
}
