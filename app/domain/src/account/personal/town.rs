//! Whether a town is one of those its postcode has (S-52), however people write it. What follows from it is advice: towns are born and
//! joined, and no list has them all.
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whether that is one of these towns: « ST MALO CEDEX 2 » is Saint-Malo, « Paris 11e » is Paris.
pub fn is_town_among(town: &str, known: &[&str]) -> bool {
    let typed = words(town);
    known.iter().any(|known| words(known) == typed)
}

/// The words that make the name, small and without accents, up to what only tells where in the town.
fn words(town: &str) -> Vec<String> {
    let letters: String = town.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let letters = letters.to_lowercase().replace('œ', "oe");
    let words = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take_while(|word| *word != "cedex" && !word.starts_with(|c: char| c.is_ascii_digit())).map(in_full).collect()
}

/// « St », « Ste », « s/ » as meant.
fn in_full(word: &str) -> String {
    let full = match word {
        "st" => "saint",
        "ste" => "sainte",
        "s" => "sur",
        other => other,
    };
    full.to_owned()
}

#[cfg(test)]
mod tests {
    use super::is_town_among;

    #[test]
    fn s52_a_town_is_known_however_it_is_written() {
        for (typed, known) in [
            ("Brest", "Brest"),
            (" BREST  CEDEX 9", "Brest"),
            ("ST MALO", "Saint-Malo"),
            ("Ste-Foy-lès-Lyon", "Sainte-Foy-lès-Lyon"),
            ("Paris 11e arrondissement", "Paris"),
            ("PARIS 16", "Paris"),
            ("l’hay les roses", "L'Haÿ-les-Roses"),
            ("Chalon s/ Saône", "Chalon-sur-Saône"),
            ("Schoelcher", "Schœlcher"),
            ("E\u{301}couflant", "Écouflant"),
        ] {
            assert!(is_town_among(typed, &["Autre-Ville", known]), "{typed}");
        }
    }

    #[test]
    fn s52_another_town_is_another() {
        let huge = "Brest ".repeat(50_000);
        for typed in ["", "75011", "Cedex", "Brestin", "Le Brest", "Bre st", &huge] {
            assert!(!is_town_among(typed, &["Brest", "Saint-Malo"]), "{}", typed.chars().take(12).collect::<String>());
        }
        assert!(!is_town_among("Brest", &[]));
    }
}
