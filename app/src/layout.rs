//! The frame of every page: brand, menu, person, footer.
use crate::{
    account::SessionNotice,
    page::{authorised, of_profile, seen_of},
    routes,
    ui::{Frame, FrameModel, FramePath, FramePerson, NavItem, Notice, NoticeKind},
    words::{t, t_with},
};
use domain::day::Day;
use leptos::prelude::*;
use leptos_meta::Title;

/// A page with its title. A form sent back puts « Erreur : » before it.
#[component]
pub fn Layout(
    /// Title of the page, before the brand; no word of health in it.
    #[prop(into)]
    title: String,
    /// Whether the page shows what to mend.
    #[prop(optional)]
    refused: bool,
    /// Address whose menu entry is marked.
    #[prop(optional)]
    current: &'static str,
    /// Last day on which the insurer changed what the page says, where it tells (D-20).
    #[prop(optional_no_strip)]
    updated: Option<Day>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let updated = updated.map(|day| t_with("app-updated", &[("day", &day.to_string())])).unwrap_or_default();
    let model = FrameModel { updated, ..frame(current) };
    let prefix = if refused { t("app-title-refused") } else { String::new() };
    let title = t_with("app-title", &[("page", &title), ("brand", &model.brand), ("prefix", &prefix)]);
    view! {
        <Title text=title/>
        <Frame frame=model><Seen/>{children()}<SessionNotice/></Frame>
    }
}

/// Whose pages somebody of the office sees, until when, and how to end it (B-54): on top of each.
#[component]
fn Seen() -> impl IntoView {
    seen_of().map(|(name, until)| {
        view! {
            <Notice kind=NoticeKind::Warning standing=true>
                <p><b>{t_with("viewing-banner", &[("name", &name)])}</b></p>
                <p>{t_with("viewing-banner-text", &[("until", &until)])}</p>
                <form action="/api/office_end_view" method="post"><button class="btn" type="submit">{t("viewing-end")}</button></form>
            </Notice>
        }
    })
}

fn frame(current: &'static str) -> FrameModel {
    let (brand, tagline) = brand();
    let item = |icon, key, href: &str| NavItem { icon, label: t(key), href: href.to_owned(), current: href == current };
    let who = signed_in();
    let seen = seen_of().is_some();
    let has = |item: &NavItem| is_there(&item.href) && (!seen || routes::is_viewable(&item.href));
    let switch = switch(current);
    let nav = [
        item("home", "app-nav-home", routes::HOME),
        item("folder", "app-nav-claims", routes::CLAIMS),
        item("user", "app-nav-account", routes::ACCOUNT),
        item("lock", "app-nav-password", routes::PASSWORD),
        item("help", "app-nav-help", routes::HELP),
    ];
    let messages = of_profile(|profile| profile.messages.is_some()).then(|| item("mail", "message-title", routes::MESSAGES));
    let shortcuts = [
        item("home", "app-nav-home-short", routes::HOME),
        item("folder", "app-nav-claims-short", routes::CLAIMS),
        item("help", "app-nav-help-short", routes::HELP),
    ];
    let footer = [(t("app-footer-help"), routes::HELP.to_owned()), (t("app-footer-questions"), routes::QUESTIONS.to_owned())];
    FrameModel {
        skip: t("app-skip"),
        home: if who.is_some() { routes::HOME } else { routes::SIGN_IN }.to_owned(),
        print_line: print_line(&brand, who.as_ref()),
        brand,
        tagline,
        nav: nav.into_iter().chain(messages).chain(switch.clone()).filter(|item| who.is_some() && has(item)).collect(),
        shortcuts: shortcuts.into_iter().chain(switch).filter(|item| who.is_some() && has(item)).collect(),
        who,
        path: FramePath {
            label: t("app-path-label"),
            entries: of_profile(|profile| profile.login.path.clone()),
            href: routes::SIGN_IN.to_owned(),
            current: current == routes::SIGN_IN,
        },
        nav_label: t("app-nav-label"),
        menu: t("app-menu"),
        menu_close: t("app-menu-close"),
        shortcuts_label: t("app-shortcuts"),
        footer_label: t("app-footer-label"),
        footer: footer.into_iter().filter(|(_, href)| is_there(href)).chain(crate::terms::footer_links()).collect(),
        updated: String::new(),
    }
}

/// Whether somebody is signed in.
pub(crate) fn is_signed_in() -> bool {
    signed_in().is_some()
}

fn brand() -> (String, String) {
    of_profile(|profile| (profile.brand.clone(), profile.tagline.clone()))
}

/// Whether whoever asks finds that page here (S-14, X-26).
fn is_there(path: &str) -> bool {
    of_profile(|profile| !routes::is_absent(profile, authorised(), path))
}

/// « Changer de dossier » with the one that is shown, for whoever has several to choose from (D-11).
#[cfg(feature = "ssr")]
fn switch(current: &str) -> Option<NavItem> {
    use domain::contract::Shown;
    let label = match crate::request::shown() {
        Shown::All => return None,
        Shown::Chosen(one) => t_with("contract-switch", &[("name", &one.name())]),
        Shown::Unchosen => t("contract-choose-short"),
    };
    Some(NavItem { icon: "refresh", label, href: routes::ENROLMENT.to_owned(), current: current == routes::ENROLMENT })
}

#[cfg(feature = "ssr")]
fn signed_in() -> Option<FramePerson> {
    let person = crate::request::person()?;
    let seen = crate::request::viewing().is_some();
    Some(FramePerson {
        name: person.full_name(),
        identifier: if seen { t("viewing-identifier") } else { t_with("app-identifier", &[("login", &person.login_name)]) },
        profile: if seen { routes::HOME } else { routes::ACCOUNT }.to_owned(),
        sign_out: t("app-sign-out"),
        sign_out_action: routes::SIGN_OUT.to_owned(),
    })
}

#[cfg(feature = "ssr")]
fn print_line(brand: &str, who: Option<&FramePerson>) -> String {
    let Some(who) = who else { return String::new() };
    let at = backend::clock::paris_text(crate::request::backend().now());
    t_with("app-print-line", &[("brand", brand), ("name", &who.name), ("identifier", &who.identifier), ("at", &at)])
}

#[cfg(not(feature = "ssr"))]
fn switch(_: &str) -> Option<NavItem> {
    None
}

#[cfg(not(feature = "ssr"))]
fn signed_in() -> Option<FramePerson> {
    None
}

#[cfg(not(feature = "ssr"))]
fn print_line(_: &str, _: Option<&FramePerson>) -> String {
    String::new()
}
