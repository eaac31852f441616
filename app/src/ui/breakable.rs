//! Running text on narrow screens: where its lines may break, and where they may not.
use leptos::prelude::*;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Breaks as words do.
    Words(&'a str),
    /// A number of ours, `D26-004187-3`, or a telephone number: stays on one line.
    Whole(&'a str),
}

/// The text; an e-mail address too long for its line breaks after its sign, not inside a word, and a number never breaks at its dashes.
pub fn breakable(value: &str) -> impl IntoView + use<> {
    let part = |part: Part<'_>| match part {
        Part::Words(words) => words.split_inclusive('@').map(after_sign).collect_view().into_any(),
        Part::Whole(number) => view! { <span class="whole">{number.to_owned()}</span> }.into_any(),
    };
    parts(value).into_iter().map(part).collect_view()
}

fn after_sign(words: &str) -> impl IntoView + use<> {
    let at = words.ends_with('@');
    view! { {words.to_owned()}{at.then(|| view! { <wbr/> })} }
}

/// The text in parts, in order.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut begun, mut at, mut in_word) = (Vec::new(), 0, 0, false);
    while let Some(c) = text[at..].chars().next() {
        let number = if in_word { 0 } else { whole(&text[at..]) };
        if number > 0 {
            parts.extend((begun < at).then(|| Part::Words(&text[begun..at])));
            parts.push(Part::Whole(&text[at..at + number]));
            at += number;
            begun = at;
        } else {
            at += c.len_utf8();
        }
        in_word = c.is_alphanumeric() && number == 0;
    }
    parts.extend((begun < at).then(|| Part::Words(&text[begun..])));
    parts
}

/// Bytes of the number with which the text begins; 0 for none.
fn whole(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-')).unwrap_or(text.len());
    let number = text[..end].trim_end_matches('-');
    let dashed = number.contains('-') && number.contains(|c: char| c.is_ascii_digit());
    if dashed { number.len() } else { telephone(text) }
}

/// The same for `01 99 00 56 78`.
fn telephone(text: &str) -> usize {
    let right = |place: usize, c: char| if place % 3 == 2 { c.is_whitespace() } else { c.is_ascii_digit() };
    let shaped = text.chars().take(14).enumerate().take_while(|(place, c)| right(*place, *c));
    let (signs, bytes) = shaped.fold((0, 0), |(signs, bytes), (_, c)| (signs + 1, bytes + c.len_utf8()));
    if signs == 14 { bytes } else { 0 }
}
