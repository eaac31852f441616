//! The sentences of the French words file that the requirements give word for word.
use super::{Refusal, UploadRules};

const WORDS: &str = include_str!("../../../locales/fr-FR/attachment.ftl");

fn words(key: &str) -> String {
    let line = WORDS.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")).unwrap_or_else(|| panic!("no words for {key}"));
    let fill = |text: String, (name, value): (String, String)| text.replace(&format!("{{ ${name} }}"), &value);
    UploadRules::default().limit_args().into_iter().fold(line.to_owned(), fill)
}

fn refused(refusal: Refusal) -> String {
    words(&refusal.key())
}

#[test]
fn s39_a_wrong_format_has_the_exact_words() {
    assert_eq!(refused(Refusal::WrongFormat), "Formats acceptés\u{202f}: JPG, PNG, PDF");
}

#[test]
fn s40_a_file_too_large_has_the_exact_words() {
    assert_eq!(refused(Refusal::TooLarge), "Taille maximale de fichier acceptée\u{202f}: 3.5Mo.");
}

#[test]
fn s41_a_total_too_large_has_the_exact_words() {
    assert_eq!(refused(Refusal::TotalTooLarge), "Taille totale des fichiers acceptée\u{202f}: 10Mo.");
}

#[test]
fn s42_an_eleventh_file_has_its_words() {
    assert_eq!(refused(Refusal::TooMany), "Nombre maximal de fichiers\u{202f}: 10.");
}

#[test]
fn r13_every_reason_has_its_sentence() {
    for (refusal, sentence) in [
        (Refusal::Empty, "Ce fichier est vide."),
        (Refusal::Corrupt, "Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau ou reprenez la photo."),
        (Refusal::EncryptedPdf, "Ce PDF demande un mot de passe. Enregistrez-le sans protection."),
        (Refusal::ActiveContentPdf, "Ce PDF contient un programme ou un fichier joint. Imprimez-le en PDF puis déposez la copie."),
        (Refusal::ImageBomb, "Cette image est trop grande. Réduisez-la ou reprenez la photo."),
        (Refusal::Infected, "Ce fichier a été refusé par notre antivirus."),
        (Refusal::BadName, "Le nom de ce fichier n’est pas lisible. Renommez-le."),
    ] {
        assert_eq!(refused(refusal), sentence);
    }
    assert!(Refusal::ALL.into_iter().all(|refusal| !refused(refusal).contains('{')));
}

#[test]
fn c21_c23_the_step_and_its_button_are_worded_as_given() {
    assert_eq!(words("attachment-title"), "Justificatifs à transmettre");
    assert_eq!(words("attachment-browse"), "Parcourir et ajouter un fichier…");
}
