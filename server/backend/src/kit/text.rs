//! The text of a document: Markdown of the insurer's, as parts of a leaflet.
use documents::LeafletPart;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What becomes of the words read.
type Set = fn(String) -> LeafletPart;

/// Headings, paragraphs and items; what is emphasised is plain, and markup of another kind is shown, not obeyed. An item that begins with
/// `[ ]` is a box to be ticked, one that ends with « : » a line to be filled in.
pub(super) fn parts(text: &str) -> Vec<LeafletPart> {
    let (mut parts, mut words) = (Vec::new(), String::new());
    let mut set: Set = LeafletPart::Paragraph;
    for event in Parser::new_ext(text, Options::ENABLE_TASKLISTS) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::TaskListMarker(_) => set = LeafletPart::Choice,
            Event::Start(Tag::Heading { .. }) => set = LeafletPart::Heading,
            Event::Start(Tag::Item) => {
                parts.extend(taken(&mut words, set));
                set = item;
            }
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock) => parts.extend(taken(&mut words, set)),
            Event::End(TagEnd::Heading(_) | TagEnd::Item) => {
                parts.extend(taken(&mut words, set));
                set = LeafletPart::Paragraph;
            }
            _ => {}
        }
    }
    parts
}

/// The words read since the last part, where there are any.
fn taken(words: &mut String, set: Set) -> Option<LeafletPart> {
    (!words.is_empty()).then(|| set(std::mem::take(words)))
}

fn item(words: String) -> LeafletPart {
    if words.trim_end().ends_with(':') { LeafletPart::Blank(words) } else { LeafletPart::Item(words) }
}

#[cfg(test)]
mod tests {
    use super::{LeafletPart, parts};

    #[test]
    fn s57_a_text_becomes_headings_paragraphs_items_boxes_and_lines() {
        let text = "## Vous\n\nÀ remplir en **majuscules**,\nà l’encre.\n\n- Nom\u{202f}:\n- [ ] 90\u{a0}% du traitement\n- Une copie\n\n<b>Fin</b>";
        let owned = |text: &str| text.to_owned();
        let expected = [
            LeafletPart::Heading(owned("Vous")),
            LeafletPart::Paragraph(owned("À remplir en majuscules, à l’encre.")),
            LeafletPart::Blank(owned("Nom\u{202f}:")),
            LeafletPart::Choice(owned("90\u{a0}% du traitement")),
            LeafletPart::Item(owned("Une copie")),
            LeafletPart::Paragraph(owned("<b>Fin</b>")),
        ];
        assert_eq!(parts(text), expected);
    }

    #[test]
    fn items_parted_by_blank_lines_or_within_others_are_items_still() {
        let items = |all: &[&str]| all.iter().map(|text| LeafletPart::Item((*text).to_owned())).collect::<Vec<_>>();
        assert_eq!(parts("- un\n\n- deux\n"), items(&["un", "deux"]));
        assert_eq!(parts("- un\n  - deux\n- trois\n"), items(&["un", "deux", "trois"]));
        assert!(parts(" \n").is_empty());
    }
}
