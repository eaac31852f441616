//! A mail as a page: the same words, the insurer's name and colour, links that can be pressed. No picture, nothing from elsewhere.
use super::Letter;
use domain::insurer::Profile;
use std::fmt::Write;

/// The letter as HTML.
pub(super) fn of(profile: &Profile, letter: &Letter) -> String {
    let mut paragraphs = String::new();
    for paragraph in letter.text.split("\n\n") {
        let _ = write!(paragraphs, "<p style=\"margin:0 0 16px\">{}</p>", linked(paragraph));
    }
    format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>{}</title></head>\
         <body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif\"><div style=\"max-width:36em;margin:0 auto\">\
         <p style=\"margin:0 0 24px;padding-top:12px;border-top:4px solid {};font-size:20px\"><strong>{}</strong></p>{paragraphs}</div></body></html>",
        escaped(&profile.locale),
        escaped(&letter.subject),
        escaped(&profile.primary_color),
        escaped(&profile.brand),
    )
}

/// The text with its addresses as links.
fn linked(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        // What ends the sentence around it is none of the address.
        let bare = word.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        if bare.starts_with("https://") || bare.starts_with("http://") {
            let safe = escaped(bare);
            format!("<a href=\"{safe}\">{safe}</a>{}", &word[bare.len()..])
        } else {
            escaped(word)
        }
    });
    words.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn addresses_become_links_and_markup_stays_text() {
        assert_eq!(
            linked("Ouvrez https://a.example/lien/1\nou <b>"),
            "Ouvrez <a href=\"https://a.example/lien/1\">https://a.example/lien/1</a>\nou &lt;b&gt;"
        );
    }

    #[test]
    fn b61_what_ends_a_sentence_is_no_part_of_the_address_before_it() {
        let link = "<a href=\"https://a.example\">https://a.example</a>";
        for after in [".", ". Un doute ?", ",\nou", ";", " :", ").", "!"] {
            assert_eq!(linked(&format!("Vers https://a.example{after}")), format!("Vers {link}{after}"));
        }
        let inside = "https://a.example:3000/b.c?d=1,2&e";
        assert!(linked(inside).contains("href=\"https://a.example:3000/b.c?d=1,2&amp;e\""), "{}", linked(inside));
    }
}
