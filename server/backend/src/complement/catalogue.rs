//! The shipped request cards (Y-6).
use domain::complement::Card;
use serde::Deserialize;

/// What the content file holds.
#[derive(Deserialize)]
struct Catalogue {
    cards: Vec<Card>,
}

/// The cards of the content file, in its order.
///
/// # Errors
/// What is wrong with the file, with line and column.
pub fn shipped() -> Result<Vec<Card>, toml::de::Error> {
    toml::from_str::<Catalogue>(include_str!("catalogue.toml")).map(|catalogue| catalogue.cards)
}

#[cfg(test)]
mod tests {
    use super::shipped;
    use domain::complement::ComplementRules;
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn y6_every_card_says_what_why_how_and_where_in_short_sentences() {
        let cards = shipped().unwrap();
        assert!(cards.len() >= 8);
        for card in &cards {
            for text in [&card.title, &card.what, &card.why, &card.example, &card.picture, &card.source] {
                assert!(!text.trim().is_empty(), "{}", card.code);
                for sentence in text.split_inclusive(['.', '?', '!']) {
                    let words = sentence.split_whitespace().count();
                    assert!(words <= 20, "{}: {words} words: {sentence}", card.code);
                }
                assert!(!text.contains('\''), "{}: a straight apostrophe: {text}", card.code);
            }
        }
        let mut rules = ComplementRules::default();
        rules.add_shipped(cards);
        assert_eq!(rules.problem(), None);
    }

    /// How hard a text is to read, by Björnsson's LIX: words in a sentence, and longer words than six letters in a hundred. Up to 30 reads
    /// like a children's book, up to 40 like a story, from 50 on like a newspaper's leader.
    fn lix(text: &str) -> f64 {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let sentences = text.split(['.', '?', '!']).filter(|sentence| !sentence.trim().is_empty()).count();
        let long = words.iter().filter(|word| word.chars().count() > 6).count();
        let count = |many: usize| f64::from(u32::try_from(many).unwrap());
        count(words.len()) / count(sentences) + 100.0 * count(long) / count(words.len())
    }

    #[test]
    fn y6_every_card_reads_as_easily_as_a_story() {
        for card in shipped().unwrap() {
            let ease = lix(&[card.what, card.why, card.example, card.source].join(" "));
            assert!(ease <= 40.0, "{}: {ease}", card.code);
        }
        assert!(lix("Conformément aux stipulations contractuelles susmentionnées, l’indemnisation demeure subordonnée.") > 50.0);
    }

    #[test]
    fn y6_every_card_has_a_drawing_of_a_good_example_that_says_it_is_one() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/exemples");
        let mut drawn = BTreeSet::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let drawing = std::fs::read_to_string(&path).unwrap();
            assert!(drawing.contains(">Exemple<") && drawing.len() < 4096, "{}", path.display());
            let text = drawing.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            for foreign in ["http", "<script", "href", "url(", "style"] {
                assert!(!text.contains(foreign), "{}: {foreign}", path.display());
            }
            drawn.insert(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
        let cards: BTreeSet<String> = shipped().unwrap().into_iter().map(|card| card.code).collect();
        assert_eq!(drawn, cards);
    }

    #[test]
    fn y8_medical_papers_are_marked_as_such() {
        let medical: Vec<String> = shipped().unwrap().into_iter().filter(|card| card.medical).map(|card| card.code).collect();
        assert_eq!(medical, ["certificat_medical"]);
    }
}
