//! « Mon Profil »: who one is to us, one's devices, one's data to take away, and « Paramètres » with the way out.
use super::{
    api::{Account, DeviceLine, load_account},
    leaving::DONE,
    personal::EmailState,
};
use crate::{
    layout::Layout,
    page::{loaded, told},
    routes,
    ui::{Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use leptos::prelude::*;

/// The account page.
#[component]
pub fn AccountPage() -> impl IntoView {
    loaded(load_account, |account: Account| {
        let others = account.devices.len() > 1;
        view! {
            <Layout title=t("account-page-title") current=routes::ACCOUNT>
                <PageHead title=t("account-page-title")/>
                {told(DONE).map(|key: String| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
                <EmailState personal=account.personal/>
                <section class="card" aria-labelledby="mes-donnees">
                    <h2 id="mes-donnees">{t("account-data")}</h2>
                    <Facts items=account.facts/>
                    <div class="actions">
                        <a class="btn" href=routes::PERSONAL>{t("personal-title")}</a>
                        <a class="btn" href=routes::PASSWORD>{t("password-title")}</a>
                        <a class="btn" href=routes::SECOND_FACTOR>{t("second-title")}</a>
                        {super::hint_page::rules().hint.then(|| view! { <a class="btn" href=routes::HINT>{t("hint-title")}</a> })}
                    </div>
                </section>
                {super::takes_contracts().then(|| view! {
                    <section class="card" aria-labelledby="mes-contrats">
                        <h2 id="mes-contrats">{t("contract-mine")}</h2>
                        <div class="actions"><a class="btn" href=routes::ATTACH>{t("attach-title")}</a></div>
                    </section>
                })}
                <section class="card" aria-labelledby="mes-appareils">
                    <h2 id="mes-appareils">{t("account-devices")}</h2>
                    <ul class="list">{account.devices.into_iter().map(|device| view! { <DeviceRow device action="/api/end_sessions"/> }).collect_view()}</ul>
                    {others.then(|| view! {
                        <form class="actions" action="/api/end_sessions" method="post">
                            <button class="btn" type="submit">{t("account-devices-end-others")}</button>
                        </form>
                    })}
                </section>
                <section class="card" aria-labelledby="mon-archive">
                    <h2 id="mon-archive">{t("export-title")}</h2>
                    <p>{t("export-lead")}</p>
                    <div class="actions"><a class="btn" href=routes::EXPORT>{t("export-open")}</a></div>
                </section>
                <section class="section" aria-labelledby="parametres">
                    <h2 id="parametres">{t("account-settings")}</h2>
                    <Notice kind=NoticeKind::Danger standing=true title=t("leave-title")>
                        <p>{t("leave-banner")}</p>
                        <a class="btn btn--danger" href=routes::LEAVE>{t("leave-link")}</a>
                    </Notice>
                </section>
            </Layout>
        }
        .into_any()
    })
}

/// One device, and ending its session.
#[component]
pub(crate) fn DeviceRow(
    /// The device.
    device: DeviceLine,
    /// Where its button posts to.
    action: &'static str,
) -> impl IntoView {
    let end = if device.current {
        view! { <p class="small muted">{t("account-device-this")}</p> }.into_any()
    } else {
        let label = t_with("account-device-end-one", &[("device", &device.name), ("when", &device.when)]);
        view! {
            <form action=action method="post">
                <input type="hidden" name="id" value=device.id/>
                <button class="btn btn--sm" type="submit" aria-label=label>{t("account-device-end")}</button>
            </form>
        }
        .into_any()
    };
    view! { <li class="row row--between"><div><p class="bold">{device.name}</p><p class="small muted">{device.when}</p></div>{end}</li> }
}
