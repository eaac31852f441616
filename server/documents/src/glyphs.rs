//! The two fonts, and what to print for a character they do not have: PDF/A refuses a missing glyph.

use std::sync::LazyLock;

use serde_json::Value;
use typst::foundations::Bytes;
use typst::layout::{Abs, Em};
use typst::text::{Font, FontInstance, FontVariant, FontVariations};

static REGULAR: &[u8] = include_bytes!("../fonts/LiberationSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/LiberationSans-Bold.ttf");

/// Both fonts, read once.
pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| [REGULAR, BOLD].into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect());

/// The regular one, ready to be measured with.
static FACE: LazyLock<Option<FontInstance>> = LazyLock::new(|| {
    let regular = FONTS.first()?.clone();
    Some(regular.instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default()))
});

/// Printed in place of a character the page cannot show.
const UNKNOWN: char = '□';

/// Makes every string of `data` printable, at any depth; keys are ours and stay.
pub(crate) fn make_printable(data: &mut Value) {
    match data {
        Value::String(text) => *text = text.chars().map(printable).collect(),
        Value::Array(items) => items.iter_mut().for_each(make_printable),
        Value::Object(fields) => fields.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

pub(crate) fn printable(letter: char) -> char {
    match letter {
        '\u{2011}' => '-',
        // Nearly all that is printed: both fonts have them.
        ' '..='~' => letter,
        hidden if is_hidden(hidden) => UNKNOWN,
        known if FONTS.iter().all(|font| font.info().coverage.contains(known.into())) => known,
        _ => UNKNOWN,
    }
}

/// How wide that is on one line as it is printed, in ems of the regular font, without the kerning that brings letters together.
pub(crate) fn width(text: &str) -> f64 {
    let advance = |letter: char| {
        let face = FACE.as_ref()?;
        face.x_advance(face.ttf().glyph_index(printable(letter))?.0)
    };
    text.chars().filter_map(advance).map(Em::get).sum()
}

/// Controls, and marks that print nothing but may reorder or hide the letters around them: a name must not lie.
fn is_hidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        text.chars().map(printable).collect()
    }

    #[test]
    fn french_words_keep_every_letter_and_every_space() {
        let words = "« Œuvre à l’été\u{202f}: 12\u{a0}€ — 50\u{202f}% »";
        assert_eq!(printed(words), words);
    }

    #[test]
    fn letters_missing_from_the_fonts_become_squares() {
        assert_eq!(printed("photo 😀 中文 عقد.pdf"), "photo □ □□ □□□.pdf");
        assert_eq!(printed("\u{e000}\u{feff}\u{fffe}"), "□□□");
    }

    #[test]
    fn marks_that_turn_or_hide_letters_become_squares() {
        assert_eq!(printed("facture\u{202e}fdp.exe"), "facture□fdp.exe");
        assert_eq!(printed("a\u{200b}b\0c\nd\te"), "a□b□c□d□e");
    }

    #[test]
    fn strings_are_made_printable_at_any_depth() {
        let mut data = serde_json::json!({"files": [{"name": "中"}], "days": 3});
        make_printable(&mut data);
        assert_eq!(data, serde_json::json!({"files": [{"name": "□"}], "days": 3}));
    }
}
