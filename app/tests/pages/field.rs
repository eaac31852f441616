//! What a field is made of.
use app::ui::{described::described_by, text_area::escaped};

#[test]
fn what_was_typed_never_ends_its_field() {
    assert_eq!(escaped("</textarea><script>&lt;"), "&lt;/textarea&gt;&lt;script&gt;&amp;lt;");
}

#[test]
fn a_field_is_described_by_what_is_shown_only() {
    assert_eq!(described_by("debut", false, false), None);
    assert_eq!(described_by("debut", true, false).as_deref(), Some("debut-hint"));
    assert_eq!(described_by("debut", false, true).as_deref(), Some("debut-error"));
    assert_eq!(described_by("debut", true, true).as_deref(), Some("debut-hint debut-error"));
}
