//! Messages that stay on the page.
use leptos::prelude::*;

use super::Icon;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something to know.
    Info,
    /// Something went well.
    Success,
    /// Something to do, or to beware of.
    Warning,
    /// Something failed.
    Danger,
}

impl NoticeKind {
    /// Class, icon and role.
    const fn look(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Info => ("alert", "info", Some("status")),
            Self::Success => ("alert alert--success", "check-circle", Some("status")),
            Self::Warning => ("alert alert--warning", "alert", None),
            Self::Danger => ("alert alert--danger", "error", Some("alert")),
        }
    }
}

/// A message.
#[component]
pub fn Notice(
    /// What it is about.
    kind: NoticeKind,
    /// Its heading, when it has one.
    #[prop(optional, into)]
    title: String,
    /// Whether it belongs to the page and tells of nothing that just happened: then it is not announced.
    #[prop(optional)]
    standing: bool,
    /// Its text and actions.
    children: Children,
) -> impl IntoView {
    let (class, icon, role) = kind.look();
    let role = role.filter(|_| !standing);
    view! {
        <div class=class role=role>
            <Icon name=icon/>
            <div>{(!title.is_empty()).then(|| view! { <h2>{title}</h2> })} {children()}</div>
        </div>
    }
}
