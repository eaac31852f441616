//! The insurer's texts, from its profile.
use crate::page::of_profile;

/// Markdown as HTML; markup of another kind is shown, not obeyed, and links out of the portal are marked (D-19).
#[cfg(feature = "ssr")]
pub(super) fn html(text: &str) -> String {
    use pulldown_cmark::{Event, Parser, html::push_html};
    let plain = |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    };
    let mut html = String::new();
    push_html(&mut html, crate::help::marked(Parser::new(text).map(plain)));
    html
}

/// The charter, where there is one.
pub(super) fn charter() -> Option<String> {
    of_profile(|profile| profile.privacy.as_ref().map(|privacy| privacy.text.clone()))
}

/// Whether there are terms.
#[cfg(feature = "ssr")]
pub(super) fn has_terms() -> bool {
    crate::request::backend().current_terms().is_some()
}

#[cfg(not(feature = "ssr"))]
pub(super) fn html(_: &str) -> String {
    String::new()
}

#[cfg(not(feature = "ssr"))]
pub(super) fn has_terms() -> bool {
    false
}
