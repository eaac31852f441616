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

    #[test]
    fn y6_every_card_says_what_why_how_and_where_in_short_sentences() {
        let cards = shipped().unwrap();
        assert!(cards.len() >= 8);
        for card in &cards {
            for text in [&card.title, &card.what, &card.why, &card.example, &card.source] {
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

    #[test]
    fn y8_medical_papers_are_marked_as_such() {
        let medical: Vec<String> = shipped().unwrap().into_iter().filter(|card| card.medical).map(|card| card.code).collect();
        assert_eq!(medical, ["certificat_medical"]);
    }
}
