//! What a refused form says: all field errors at once, as codes with the values their sentence names.
use crate::account::composed;
use serde::{Deserialize, Serialize};
use unicode_general_category::{GeneralCategory, get_general_category};

/// Why one field is refused. `code` is stable; its sentence lives in the Fluent files and may name the values in `args`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name as posted, for the link from the summary to the field.
    pub field: String,
    /// Key of the sentence.
    pub code: String,
    /// Values the sentence names, already worded (dates in French, sizes with their unit).
    pub args: Vec<(String, String)>,
}

impl FieldError {
    /// An error whose sentence names no value.
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), args: Vec::new() }
    }

    /// Adds a value that the sentence names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }
}

/// What was read; its error goes to the others of the form.
pub(crate) fn keep<T>(errors: &mut Vec<FieldError>, read: Result<T, FieldError>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

/// Typed text as one line: outer and double spaces dropped, letters composed. `None` when it holds a character that nobody sees and
/// that makes two texts look alike.
pub(crate) fn one_line(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let hidden = |c: char| matches!(get_general_category(c), GeneralCategory::Format | GeneralCategory::Control);
    Some(composed(&words.join(" "))).filter(|line| !line.chars().any(hidden))
}

/// Typed text of several lines: each line break as one character, as browsers count them, no other control character, no space around.
pub(crate) fn several_lines(typed: &str) -> String {
    let text: String = typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    text.trim().to_owned()
}

/// Typed text as a page gives it back: no control characters, at most `max` characters.
pub(crate) fn given_back(typed: &str, max: usize) -> String {
    typed.chars().filter(|c| !c.is_control()).take(max).collect()
}

/// Puts values into a sentence template: `{name}` is replaced by the value of that name. Islands word their sentences so,
/// from templates the server took out of the Fluent files.
pub fn fill(template: &str, args: &[(String, String)]) -> String {
    args.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// « 1 095 »: a whole number as in French print, with narrow no-break spaces between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_template_names_its_values() {
        let args = [("range".to_owned(), "du 3 au 20 février 2026".to_owned())];
        assert_eq!(fill("Celle {range} recouvre {autre}.", &args), "Celle du 3 au 20 février 2026 recouvre {autre}.");
    }
}
