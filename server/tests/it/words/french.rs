//! Words are written as French is, refusals as the rulings say them, and an SMS fits in one.
use super::{files, lists::SMS};
use app::words::Words;
use backend::{outbox::sms::plain, profile};
use domain::attachment::Refusal;

#[test]
fn r13_the_sentences_of_refused_files_are_those_of_the_rulings() {
    let words = Words::load(&profile::load("demo").unwrap()).unwrap();
    let args = domain::attachment::UploadRules::default().limit_args();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (refusal, sentence) in [
        (Refusal::Empty, "Ce fichier est vide."),
        (Refusal::Corrupt, "Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau ou reprenez la photo."),
        (Refusal::EncryptedPdf, "Ce PDF demande un mot de passe. Enregistrez-le sans protection."),
        (Refusal::ActiveContentPdf, "Ce PDF contient un programme ou un fichier joint. Imprimez-le en PDF puis déposez la copie."),
        (Refusal::ImageBomb, "Cette image est trop grande. Réduisez-la ou reprenez la photo."),
        (Refusal::Infected, "Ce fichier a été refusé par notre antivirus."),
        (Refusal::TooMany, "Nombre maximal de fichiers : 10."),
        (Refusal::BadName, "Le nom de ce fichier n'est pas lisible. Renommez-le."),
        (Refusal::WrongFormat, "Formats acceptés : JPG, PNG, PDF"),
        (Refusal::TooLarge, "Taille maximale de fichier acceptée : 3.5Mo."),
        (Refusal::TotalTooLarge, "Taille totale des fichiers acceptée : 10Mo."),
    ] {
        assert_eq!(crate::support::folded(&words.say(&refusal.key(), &args)), sentence);
    }
}

/// Lines a person reads, with their place.
fn read_lines() -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (path, text) in files(&["app/locales"], "ftl") {
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let value = line.split_once(" = ").filter(|(key, _)| !key.contains(' ')).map_or(line, |(_, value)| value);
            lines.push((format!("{}:{}", path.display(), n + 1), without_code(value)));
        }
    }
    for (path, text) in files(&["app/content"], "md") {
        lines.extend(text.lines().enumerate().map(|(n, line)| (format!("{}:{}", path.display(), n + 1), line.to_owned())));
    }
    lines
}

/// Without what Fluent reads itself: `{ $name }`, `{""}`, `[one]`, `->`.
fn without_code(value: &str) -> String {
    let mut text = value.to_owned();
    while let (Some(open), Some(close)) = (text.find('{'), text.find('}')) {
        if close < open {
            break;
        }
        text.replace_range(open..=close, "x");
    }
    text.replace("->", "")
}

#[test]
fn french_is_set_with_narrow_no_break_spaces() {
    let mut wrong = Vec::new();
    for (place, line) in read_lines() {
        let letters: Vec<char> = line.chars().collect();
        for (n, letter) in letters.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|n| letters.get(n));
            let after = letters.get(n + 1);
            let told = match letter {
                // « https:// » is an address.
                ';' | ':' | '!' | '?' | '»' if before != Some(&'\u{202f}') && after != Some(&'/') => "no narrow no-break space before",
                '«' if after != Some(&'\u{202f}') => "no narrow no-break space after",
                '%' | '€' if !matches!(before, Some('\u{202f}' | '\u{a0}')) => "no no-break space before",
                '\'' => "a straight apostrophe",
                '.' if before == Some(&'.') => "dots for an ellipsis",
                '"' => "a straight quotation mark",
                _ => continue,
            };
            wrong.push(format!("{place}: {told} {letter}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_sms_of_every_insurer_fits_in_one_and_holds_no_link() {
    for insurer in profile::shipped() {
        let profile = profile::load(insurer).unwrap();
        let words = Words::load(&profile).unwrap();
        let args = [("brand", profile.brand.as_str()), ("phone", profile.contact.phone.as_str()), ("code", "123456"), ("minutes", "10")];
        for sms in SMS {
            // Each character that `plain` writes counts once.
            let text = plain(&words.say(&format!("{sms}-text"), &args));
            assert!(text.chars().count() <= 160, "{insurer}: {text}");
            assert!(!text.contains("http") && !text.contains('?') && !text.contains('{'), "{insurer}: {text}");
            assert!(text.contains(&plain(&profile.brand)) && text.contains(&plain(&profile.contact.phone)), "{insurer}: {text}");
        }
    }
}
