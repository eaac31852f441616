//! The frame of every page: skip link, header, menu, content, footer, shortcuts. Works without script.
use leptos::prelude::*;

use super::Icon;

/// Every word and link of the frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameModel {
    /// « Aller au contenu ».
    pub skip: String,
    /// Name of the insurer's portal.
    pub brand: String,
    /// A few words under the name.
    pub tagline: String,
    /// Address the brand leads to.
    pub home: String,
    /// Who is signed in; without it there is no menu.
    pub who: Option<FramePerson>,
    /// The way to the sign-in page, shown to whoever is not signed in.
    pub path: FramePath,
    /// Name of the menu for screen readers: « Menu principal ».
    pub nav_label: String,
    /// The menu.
    pub nav: Vec<NavItem>,
    /// Word on top of the drawer, and label of the button that opens it: « Menu ».
    pub menu: String,
    /// Label of the button that closes the drawer: « Fermer le menu ».
    pub menu_close: String,
    /// Name of the bar at the bottom of small screens: « Raccourcis ».
    pub shortcuts_label: String,
    /// Its links; only the first four are shown.
    pub shortcuts: Vec<NavItem>,
    /// Name of the footer's links: « Informations ».
    pub footer_label: String,
    /// Words and address of each link of the footer.
    pub footer: Vec<(String, String)>,
    /// « Dernière mise à jour : 12 mars 2026 »; empty for none.
    pub updated: String,
    /// First line on paper: insurer, person, date and hour; empty for none.
    pub print_line: String,
}

/// Who is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FramePerson {
    /// First and last name.
    pub name: String,
    /// « Identifiant 40821176 ».
    pub identifier: String,
    /// Where their profile stands.
    pub profile: String,
    /// « Me déconnecter ».
    pub sign_out: String,
    /// Address the sign-out button posts to.
    pub sign_out_action: String,
}

/// The way to the sign-in page, entry by entry of the public menu; the last one is the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FramePath {
    /// Name of that menu for screen readers.
    pub label: String,
    /// Its entries; none for no menu.
    pub entries: Vec<String>,
    /// Address of the sign-in page.
    pub href: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// A link of the menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    /// Name of its icon.
    pub icon: &'static str,
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it is the page shown, or holds it.
    pub current: bool,
}

/// A page in its frame.
#[component]
pub fn Frame(
    /// Words and links.
    frame: FrameModel,
    /// The content, without `main`.
    children: Children,
) -> impl IntoView {
    let signed_in = frame.who.is_some();
    let drawer = frame.who.clone().map(|who| side_nav(&frame, who));
    let main_class = if signed_in { "main" } else { "main wrap wrap--form" };
    let print_line = (!frame.print_line.is_empty()).then(|| view! { <p class="print-only">{frame.print_line.clone()}</p> });
    let main = view! {
        <main class=main_class id="contenu" tabindex="-1">
            {print_line}
            {children()}
        </main>
    };
    let path = (!signed_in && !frame.path.entries.is_empty()).then(|| public_path(frame.path.clone()));
    let content = if signed_in { view! { <div class="app">{drawer} {main}</div> }.into_any() } else { view! { {path} {main} }.into_any() };
    let shortcuts = (signed_in && !frame.shortcuts.is_empty()).then(|| bottom_nav(frame.shortcuts_label.clone(), frame.shortcuts.clone()));
    view! {
        <a class="skip" href="#contenu">{frame.skip.clone()}</a>
        {header(&frame)}
        {content}
        {footer(frame)}
        {shortcuts}
    }
}

fn header(frame: &FrameModel) -> impl IntoView + use<> {
    let menu = frame.menu.clone();
    let who = frame.who.clone().map(|who| {
        view! {
            <div class="who">
                <a class="who__name" href=who.profile>
                    <b>{who.name}</b>
                    <small>{who.identifier}</small>
                </a>
                <form class="only-wide" action=who.sign_out_action method="post">
                    <button class="btn btn--quiet btn--icon" type="submit" aria-label=who.sign_out>
                        <Icon name="logout"/>
                    </button>
                </form>
                <button class="btn btn--icon only-narrow" type="button" popovertarget="menu" aria-label=menu>
                    <Icon name="menu"/>
                </button>
            </div>
        }
    });
    view! {
        <header class="site-header">
            <div class="wrap">
                <a class="brand" href=frame.home.clone()>
                    <svg class="brand__mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
                        <rect width="40" height="40" rx="11"></rect>
                        <path class="brand__line" d="M9 27c0-8 5-14 11-14s11 6 11 14"></path>
                        <circle class="brand__dot" cx="20" cy="25.5" r="3.5"></circle>
                    </svg>
                    <span>
                        <b>{frame.brand.clone()}</b>
                        <small>{frame.tagline.clone()}</small>
                    </span>
                </a>
                {who}
            </div>
        </header>
    }
}

fn public_path(path: FramePath) -> impl IntoView {
    let FramePath { label, mut entries, href, current } = path;
    let last = entries.pop();
    let before = entries.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <nav class="path wrap wrap--form" aria-label=label>
            <ol>
                {before}
                <li><a href=href aria-current=current.then_some("page")>{last}</a></li>
            </ol>
        </nav>
    }
}

/// A column on large screens, a drawer that the browser opens on small ones; there it also holds the way out.
fn side_nav(frame: &FrameModel, who: FramePerson) -> impl IntoView + use<> {
    let items = frame
        .nav
        .iter()
        .cloned()
        .map(|item| {
            view! {
                <li>
                    <a href=item.href aria-current=item.current.then_some("page")>
                        <Icon name=item.icon/>
                        <span>{item.label}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="side-nav" id="menu" popover="auto" aria-label=frame.nav_label.clone()>
            <div class="side-nav__head">
                <span>{frame.menu.clone()}</span>
                <button
                    class="btn btn--quiet btn--icon"
                    type="button"
                    popovertarget="menu"
                    popovertargetaction="hide"
                    aria-label=frame.menu_close.clone()
                >
                    <Icon name="close"/>
                </button>
            </div>
            <ul class="stack--sm">{items}</ul>
            <form class="only-narrow" action=who.sign_out_action method="post">
                <button class="btn btn--quiet" type="submit">
                    <Icon name="logout"/>
                    <span>{who.sign_out}</span>
                </button>
            </form>
        </nav>
    }
}

fn bottom_nav(label: String, items: Vec<NavItem>) -> impl IntoView {
    let items = items
        .into_iter()
        .take(4)
        .map(|item| {
            view! {
                <li>
                    <a href=item.href aria-current=item.current.then_some("page")>
                        <Icon name=item.icon/>
                        <span>{item.label}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="bottom-nav" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
}

fn footer(frame: FrameModel) -> impl IntoView {
    let links = frame.footer.into_iter().map(|(text, href)| view! { <li><a href=href>{text}</a></li> }).collect_view();
    view! {
        <footer class="site-footer">
            <div class="wrap">
                <nav aria-label=frame.footer_label>
                    <ul>{links}</ul>
                </nav>
                {(!frame.updated.is_empty()).then(|| view! { <p>{frame.updated}</p> })}
            </div>
        </footer>
    }
}
