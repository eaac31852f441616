//! A state in a word, with its icon: never the colour alone.
use leptos::prelude::*;

use super::Icon;

/// What a state means for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeKind {
    /// Nothing special.
    Neutral,
    /// Under way.
    Info,
    /// Done, accepted, paid.
    Success,
    /// Waits for the person.
    Warning,
    /// Refused.
    Danger,
}

/// A state.
#[component]
pub fn Badge(
    /// What it means.
    kind: BadgeKind,
    /// Name of its icon.
    icon: &'static str,
    /// Its word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let class = match kind {
        BadgeKind::Neutral => "badge",
        BadgeKind::Info => "badge badge--info",
        BadgeKind::Success => "badge badge--success",
        BadgeKind::Warning => "badge badge--warning",
        BadgeKind::Danger => "badge badge--danger",
    };
    view! {
        <span class=class>
            <Icon name=icon/>
            <span>{text}</span>
        </span>
    }
}
