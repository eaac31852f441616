//! The frame of the back office: its own name, its menu, and who is there by which roles.
use super::menu;
use crate::{
    AppError,
    account::SessionNotice,
    page::{loaded, now_text, of_profile, of_staff},
    routes,
    ui::{Frame, FrameModel, FramePerson, NavItem, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::{access::StaffRoles, account::Staff};
use leptos::prelude::*;
use leptos_meta::Title;
use std::future::Future;

/// A page of the back office with its title.
#[component]
pub fn OfficeLayout(
    /// Title of the page, before the brand; it names nobody.
    #[prop(into)]
    title: String,
    /// Whether the page shows what to mend.
    #[prop(optional)]
    refused: bool,
    /// Address whose menu entry is marked.
    #[prop(optional)]
    current: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    let model = frame(current);
    let prefix = if refused { t("app-title-refused") } else { String::new() };
    let title = t_with("app-title", &[("page", &title), ("brand", &model.brand), ("prefix", &prefix)]);
    view! {
        <Title text=title/>
        <Frame frame=model>{children()}<SessionNotice/></Frame>
    }
}

/// « Gestionnaire, Responsable ».
pub fn roles_text(roles: StaffRoles) -> String {
    let names: Vec<String> = roles.held().map(|role| t(&format!("office-role-{}", role.as_str()))).collect();
    if names.is_empty() { t("office-role-none") } else { names.join(", ") }
}

fn person(staff: &Staff) -> FramePerson {
    FramePerson {
        name: staff.person.full_name(),
        identifier: roles_text(staff.roles),
        profile: routes::OFFICE_ACCOUNT.to_owned(),
        sign_out: t("app-sign-out"),
        sign_out_action: routes::SIGN_OUT.to_owned(),
    }
}

fn frame(current: &'static str) -> FrameModel {
    let who = of_staff(|staff| Some(person(staff)));
    let item = |icon, key, href: &str| NavItem { icon, label: t(key), href: href.to_owned(), current: href == current };
    let roles = of_staff(|staff| staff.roles);
    let found = of_profile(|profile| menu::entries(profile, roles).collect::<Vec<_>>());
    let home = of_profile(|profile| menu::first_page(profile, roles));
    let nav = found.into_iter().map(|entry| item(entry.icon, entry.key, entry.path));
    let brand = t("office-brand");
    let print = |who: &FramePerson| {
        t_with("office-print-line", &[("brand", &brand), ("name", &who.name), ("roles", &who.identifier), ("at", &now_text())])
    };
    let print_line = who.as_ref().map(print).unwrap_or_default();
    FrameModel {
        skip: t("app-skip"),
        home: if who.is_some() { home } else { routes::OFFICE_SIGN_IN }.to_owned(),
        print_line,
        brand,
        tagline: of_profile(|profile| profile.brand.clone()),
        nav: nav.chain([item("user", "office-nav-account", routes::OFFICE_ACCOUNT)]).collect(),
        who,
        nav_label: t("app-nav-label"),
        menu: t("app-menu"),
        menu_close: t("app-menu-close"),
        shortcuts_label: t("app-shortcuts"),
        footer_label: t("app-footer-label"),
        footer: crate::terms::footer_links(),
        ..FrameModel::default()
    }
}

/// A page of the office: as [`loaded`], but where its reader's roles do not open it, [`WrongRole`] says so.
pub fn opened<T, F>(load: impl FnOnce() -> F, show: impl FnOnce(T) -> AnyView + Send + 'static) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let load_if_allowed = move || {
        let loading = load();
        async move {
            match loading.await {
                Err(AppError::Forbidden) => Ok(None),
                outcome => outcome.map(Some),
            }
        }
    };
    loaded(load_if_allowed, move |found: Option<T>| match found {
        Some(value) => show(value),
        None => view! { <WrongRole/> }.into_any(),
    })
}

/// The page is another role's.
#[component]
fn WrongRole() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(AppError::Forbidden.status());
    let roles = of_staff(|staff| roles_text(staff.roles));
    view! {
        <OfficeLayout title=t("office-forbidden")>
            <PageHead title=t("office-forbidden")/>
            <Notice kind=NoticeKind::Warning standing=true><p>{t_with("office-forbidden-text", &[("roles", &roles)])}</p></Notice>
            <div class="actions"><a class="btn btn--primary" href=routes::OFFICE_ACCOUNT>{t("office-nav-account")}</a></div>
        </OfficeLayout>
    }
}
