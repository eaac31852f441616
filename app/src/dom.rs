//! Small acts on the page that islands share. An island wraps markup the server has rendered and changes it in place: what was
//! typed before it woke stays, and no view travels to the browser twice. What a selector finds is of the kind it names: asking the
//! browser again would weigh.
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlTemplateElement};

/// The first element of the page that matches.
pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().map(JsCast::unchecked_into)
}

/// The first element below `root` that matches.
pub(crate) fn find_in(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten().map(JsCast::unchecked_into)
}

/// Every element of the page that matches.
pub(crate) fn all(selector: &str) -> Vec<Element> {
    let Ok(list) = document().query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|n| list.item(n)).map(JsCast::unchecked_into).collect()
}

/// The element that matches in which the event happened.
pub(crate) fn place_of(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Sets the text of what matches below `root`.
pub(crate) fn set_text(root: &Element, selector: &str, text: &str) {
    if let Some(element) = find_in(root, selector) {
        element.set_text_content(Some(text));
    }
}

/// Shows or hides what matches below `root`.
pub(crate) fn show(root: &Element, selector: &str, shown: bool) {
    if let Some(element) = find_in(root, selector) {
        element.set_hidden(!shown);
    }
}

/// A copy of the first element in the template that matches.
pub(crate) fn copy_of(template: &str) -> Option<HtmlElement> {
    let template: HtmlTemplateElement = find(template)?.unchecked_into();
    Some(template.content().first_element_child()?.clone_node_with_deep(true).ok()?.unchecked_into())
}

/// Sets an attribute, or takes it away.
pub(crate) fn attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
