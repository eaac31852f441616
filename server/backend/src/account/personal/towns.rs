//! The towns of French postcodes (S-52), from public data: `postcodes.mjs` makes `postcodes.txt` and names where it comes from.
use crate::Backend;
use std::sync::LazyLock;

/// Postcodes in their order, each with its towns parted by commas.
static POSTCODES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| include_str!("../../../postcodes/postcodes.txt").lines().filter_map(|line| line.split_once(' ')).collect());

impl Backend {
    /// The towns of that postcode, however it is spaced, in alphabetical order. None where it is not known, as those of a « Cedex » and
    /// of other countries, nor where members do not live in France.
    pub fn towns(&self, postcode: &str) -> Vec<&'static str> {
        if self.profile().in_france() { towns(postcode) } else { Vec::new() }
    }
}

fn towns(typed: &str) -> Vec<&'static str> {
    let postcode: String = typed.split_whitespace().collect();
    let found = POSTCODES.binary_search_by_key(&postcode.as_str(), |&(known, _)| known);
    let line = found.ok().and_then(|at| POSTCODES.get(at));
    line.map(|&(_, towns)| towns.split(", ").collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{POSTCODES, towns};

    #[test]
    fn s52_a_postcode_has_one_town_or_several() {
        for (postcode, known) in [
            ("75011", "Paris"),
            ("75116", "Paris"),
            ("69003", "Lyon"),
            ("29 200 ", "Brest"),
            ("29100", "Douarnenez, Kerlaz, Le Juch, Pouldergat, Poullan-sur-Mer"),
            ("49000", "Angers, Écouflant"),
        ] {
            assert_eq!(towns(postcode).join(", "), known, "{postcode}");
        }
    }

    #[test]
    fn s52_corsica_and_the_islands_overseas_have_theirs() {
        assert_eq!(towns("20200"), ["Bastia", "San-Martino-di-Lota", "Santa-Maria-di-Lota", "Ville-di-Pietrabugno"]);
        assert!(towns("20000").contains(&"Ajaccio"));
        assert_eq!(towns("97110"), ["Pointe-à-Pitre"]);
        assert_eq!(towns("97400"), ["Saint-Denis"]);
        assert_eq!(towns("97600"), ["Koungou", "Mamoudzou"]);
    }

    #[test]
    fn s52_what_is_no_known_postcode_has_no_town() {
        let huge = "75011".repeat(50_000);
        for unknown in ["", " \n", "00000", "99999", "29804", "7501", "750111", "2A004", "75011 Paris", "７５０１１", "G1R 2B5", &huge]
        {
            assert!(towns(unknown).is_empty(), "{}", unknown.chars().take(12).collect::<String>());
        }
    }

    #[test]
    fn s52_the_public_data_is_whole_and_in_order() {
        assert!(POSTCODES.len() > 6_000);
        assert!(POSTCODES.is_sorted_by(|(one, _), (next, _)| one < next), "found by halves");
        for (postcode, towns) in POSTCODES.iter() {
            assert!(postcode.len() == 5 && postcode.bytes().all(|byte| byte.is_ascii_digit()), "{postcode}");
            let named = |town: &str| town.starts_with(char::is_uppercase) && !town.contains(|c: char| c.is_ascii_digit() || c == '(');
            assert!(towns.split(", ").all(named), "{postcode} {towns}");
        }
    }
}
