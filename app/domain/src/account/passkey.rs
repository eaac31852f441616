//! Passkeys: how many a person keeps, and what they are called.

/// Most passkeys of one person.
pub const MAX_PASSKEYS: usize = 10;
/// Longest name of a passkey, in characters.
const MAX_NAME: usize = 60;

/// The name of a new passkey, in one line: what the person typed, or else what their browser is called.
pub fn passkey_name(typed: &str, browser: &str) -> String {
    let visible: String =
        typed.chars().filter(|c| c.is_whitespace() || c.is_alphanumeric() || c.is_ascii_punctuation() || *c == '’').collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(MAX_NAME).collect();
    if name.is_empty() { browser.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::passkey_name;

    #[test]
    fn y11_a_passkey_has_a_name_of_one_line_that_shows_what_it_is() {
        assert_eq!(passkey_name("  Mon\ttéléphone\r\nà moi ", "Firefox"), "Mon téléphone à moi");
        assert_eq!(passkey_name("L’ordinateur d'Anne (2)", "Firefox"), "L’ordinateur d'Anne (2)");
        assert_eq!(passkey_name("fin\u{202e}elbisi\u{200b}v\0", "Firefox"), "finelbisiv");
        for nothing in ["", " \u{202f} ", "\u{202e}\u{200b}"] {
            assert_eq!(passkey_name(nothing, "Firefox sur Linux"), "Firefox sur Linux");
        }
        assert_eq!(passkey_name(&"é".repeat(10_000), "Firefox").chars().count(), 60);
    }
}
