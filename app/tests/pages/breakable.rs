//! Where a text may break.
use app::ui::breakable::{Part, parts};

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
