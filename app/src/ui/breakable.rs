//! Running text on narrow screens: where its lines may break, and where they may not.
use leptos::prelude::*;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
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
fn parts(text: &str) -> Vec<Part<'_>> {
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

#[cfg(test)]
mod tests {
    use super::{Part, parts};

    #[test]
    fn x21_numbers_stay_on_one_line_and_words_break_as_words_do() {
        let wholes = |text: &str| -> Vec<String> {
            let whole = |part: Part<'_>| if let Part::Whole(number) = part { Some(number.to_owned()) } else { None };
            parts(text).into_iter().filter_map(whole).collect()
        };
        assert_eq!(wholes("Arrêt de travail, dossier D26-004187-3."), ["D26-004187-3"]);
        assert_eq!(wholes("12 mars 2026, envoi CO-26-000012-4"), ["CO-26-000012-4"]);
        assert_eq!(wholes("Appelez-nous au 01 99 00 56 78, du lundi au vendredi."), ["01 99 00 56 78"]);
        assert_eq!(wholes("01\u{a0}99\u{a0}00\u{a0}56\u{a0}78"), ["01\u{a0}99\u{a0}00\u{a0}56\u{a0}78"]);
        for words in ["", "Rendez-vous", "SNCF", "2026", "le 12 mars 2026", "à l’assuré - Ma-DRH", "12 34"] {
            assert_eq!(wholes(words), [""; 0], "{words}");
        }
    }

    #[test]
    fn x21_nothing_of_the_text_is_lost() {
        for text in ["D26-004187-3", "é D26-004187-3, puis PR-26-000001-7 é", "x@y.example", "--", "A-", "1-2-3-"] {
            let of = |part: Part<'_>| match part {
                Part::Words(text) | Part::Whole(text) => text.to_owned(),
            };
            assert_eq!(parts(text).into_iter().map(of).collect::<String>(), text);
        }
    }
}
