//! Dated states, one after the other.
use leptos::prelude::*;

use super::{Icon, breakable};

/// Whether a state is behind, here, or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineState {
    /// Behind.
    Done,
    /// Here.
    Current,
    /// Ahead.
    Next,
}

/// One state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// Behind, here, or ahead.
    pub state: TimelineState,
    /// Name of its icon; empty for none.
    pub icon: &'static str,
    /// What happened, happens or will happen.
    pub title: String,
    /// When; empty when not known.
    pub when: String,
    /// More about it; empty for nothing.
    pub detail: String,
}

/// The states in order.
#[component]
pub fn Timeline(
    /// The states, oldest first.
    items: Vec<TimelineItem>,
) -> impl IntoView {
    let items = items.into_iter().map(state).collect_view();
    view! { <ol class="timeline">{items}</ol> }
}

fn state(item: TimelineItem) -> impl IntoView {
    let (class, current) = match item.state {
        TimelineState::Done => (Some("is-done"), None),
        TimelineState::Current => (None, Some("step")),
        TimelineState::Next => (Some("is-next"), None),
    };
    view! {
        <li class=class aria-current=current>
            <span class="dot">{(!item.icon.is_empty()).then(|| view! { <Icon name=item.icon/> })}</span>
            <div>
                <b>{breakable(&item.title)}</b>
                {(!item.when.is_empty()).then(|| view! { <span class="when">{breakable(&item.when)}</span> })}
                {(!item.detail.is_empty()).then(|| view! { <p class="small">{breakable(&item.detail)}</p> })}
            </div>
        </li>
    }
}
