//! « Mon profil »: who one is to us, one's devices, and « Paramètres » with the way out.
use crate::{
    AppError,
    layout::Layout,
    page::loaded,
    routes,
    ui::{Facts, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use leptos::prelude::*;

/// A session as listed.
#[derive(Clone, Debug)]
struct DeviceLine {
    id: String,
    name: String,
    when: String,
    current: bool,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
struct Account {
    facts: Vec<(String, String)>,
    devices: Vec<DeviceLine>,
}

/// The account page.
#[component]
pub fn AccountPage() -> impl IntoView {
    loaded(load, |account: Account| {
        let others = account.devices.len() > 1;
        view! {
            <Layout title=t("account-page-title") current=routes::ACCOUNT>
                <PageHead title=t("account-page-title")/>
                {done().map(|key| view! { <Notice kind=NoticeKind::Success><p>{t(&key)}</p></Notice> })}
                <section class="card" aria-labelledby="mes-donnees">
                    <h2 id="mes-donnees">{t("account-data")}</h2>
                    <Facts items=account.facts/>
                    <div class="actions"><a class="btn" href=routes::PASSWORD>{t("password-title")}</a></div>
                </section>
                <section class="card" aria-labelledby="mes-appareils">
                    <h2 id="mes-appareils">{t("account-devices")}</h2>
                    <ul class="list">{account.devices.into_iter().map(|device| view! { <DeviceRow device/> }).collect_view()}</ul>
                    {others.then(|| view! {
                        <form class="actions" action="/api/end_sessions" method="post">
                            <button class="btn" type="submit">{t("account-devices-end-others")}</button>
                        </form>
                    })}
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

#[component]
fn DeviceRow(device: DeviceLine) -> impl IntoView {
    let end = if device.current {
        view! { <p class="small muted">{t("account-device-this")}</p> }.into_any()
    } else {
        let label = t_with("account-device-end-one", &[("device", &device.name), ("when", &device.when)]);
        view! {
            <form action="/api/end_sessions" method="post">
                <input type="hidden" name="id" value=device.id/>
                <button class="btn btn--sm" type="submit" aria-label=label>{t("account-device-end")}</button>
            </form>
        }
        .into_any()
    };
    view! { <li class="row row--between"><div><p class="bold">{device.name}</p><p class="small muted">{device.when}</p></div>{end}</li> }
}

/// What a browser calls itself, as people call it.
#[cfg(feature = "ssr")]
fn named(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => t_with("account-device-name", &[("browser", browser), ("system", system)]),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => t("account-device-unknown"),
    }
}

#[cfg(feature = "ssr")]
async fn load() -> Result<Account, AppError> {
    use crate::request;
    use backend::clock::paris_text;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let token = request::session_token().ok_or(AppError::SignedOut)?;
    let devices = request::backend().devices(&member, &token).await?;
    let line = |device: backend::account::Device| DeviceLine {
        name: named(&device.agent),
        when: t_with("account-device-when", &[("since", &paris_text(device.since)), ("last", &paris_text(device.last_seen))]),
        id: device.id,
        current: device.current,
    };
    let none = || t("claim-none-given");
    let facts = vec![
        (t("account-name"), member.full_name()),
        (t("account-login"), member.login_name.clone()),
        (t("claim-email"), member.email.unwrap_or_else(none)),
        (t("claim-mobile"), member.mobile.unwrap_or_else(none)),
    ];
    Ok(Account { facts, devices: devices.into_iter().map(line).collect() })
}

#[cfg(not(feature = "ssr"))]
fn load() -> std::future::Ready<Result<Account, AppError>> {
    let line = DeviceLine { id: String::new(), name: String::new(), when: String::new(), current: true };
    std::future::ready(Ok(Account { devices: vec![line], ..Account::default() }))
}

/// What was just done: key of its sentence.
fn done() -> Option<String> {
    #[cfg(feature = "ssr")]
    return crate::request::told(super::leaving::DONE);
    #[cfg(not(feature = "ssr"))]
    None
}
