//! The proof of deposit and the leaflet, read back from their PDF.

use chrono::{DateTime, TimeZone, Utc};

use crate::{DepositProof, DocumentError, Leaflet, LeafletPart, ProofExpense, ProofFile, ProofPeriod, deposit_proof, leaflet};

const PRINT: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn proof() -> DepositProof {
    DepositProof {
        brand: "Relais Emprunteur".to_owned(),
        service_name: "Service Assurance Relais Emprunteur".to_owned(),
        title: "Preuve de dépôt".to_owned(),
        request_number: "PR-26-0718-4".to_owned(),
        claim_number: "26-0718".to_owned(),
        member_name: "Claire Moreau".to_owned(),
        sent_at: "12 mars 2026 à 15 h 48".to_owned(),
        kind: "Prolongation".to_owned(),
        periods: vec![period("Du 1er au 28 février 2026", "28")],
        expenses: Vec::new(),
        claimed: String::new(),
        files: vec![file("decompte-fevrier.pdf"), file("arret de travail.jpg")],
        issued_on: Utc.with_ymd_and_hms(2026, 3, 12, 14, 50, 0).unwrap(),
    }
}

fn period(dates: &str, days: &str) -> ProofPeriod {
    let words = |text: &str| text.to_owned();
    ProofPeriod { dates: words(dates), days: words(days), payer: words("CPAM"), resumed: words("Non") }
}

fn file(name: &str) -> ProofFile {
    ProofFile { name: name.to_owned(), size: "1,2\u{a0}Mo".to_owned(), sha256: PRINT.to_owned() }
}

/// The words of all pages; spaces and line ends are dropped, for a long name may be cut anywhere.
pub(crate) fn words_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect()
}

pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_proof_is_a_pdf_and_the_same_proof_gives_the_same_bytes() {
    let first = deposit_proof(&proof()).unwrap();
    assert!(first.starts_with(b"%PDF"));
    assert_eq!(first, deposit_proof(&proof()).unwrap());
}

#[test]
fn c28_the_proof_names_every_file_and_its_print() {
    let words = words_of(&deposit_proof(&proof()).unwrap());
    for expected in ["decompte-fevrier.pdf", "arret de travail.jpg", PRINT, "1,2 Mo"] {
        assert!(words.contains(&squeezed(expected)), "{expected} in {words}");
    }
}

#[test]
fn c28_the_proof_says_who_sent_what_and_when() {
    let words = words_of(&deposit_proof(&proof()).unwrap());
    for expected in ["PR-26-0718-4", "26-0718", "Claire Moreau", "12 mars 2026 à 15 h 48", "Du 1er au 28 février 2026"] {
        assert!(words.contains(&squeezed(expected)), "{expected} in {words}");
    }
}

#[test]
fn d18_the_proof_of_a_claim_for_care_lists_its_expenses_in_place_of_periods() {
    let mut care = proof();
    care.periods.clear();
    care.claimed = "145,50\u{a0}$".to_owned();
    care.expenses = ["#eval(1) *Léa*", "moi-même"].map(expense).to_vec();
    let words = words_of(&deposit_proof(&care).unwrap());
    for expected in ["Soins réclamés", "3 mars 2026", "Soins dentaires", "#eval(1) *Léa*", "moi-même", "72,75 $", "145,50 $"] {
        assert!(words.contains(&squeezed(expected)), "{expected} in {words}");
    }
    assert!(!words.contains("Périodesdéclarées"), "{words}");
    assert!(!words_of(&deposit_proof(&proof()).unwrap()).contains("Soinsréclamés"));
}

fn expense(whom: &str) -> ProofExpense {
    let words = |text: &str| text.to_owned();
    let (paid, reimbursed) = (words("72,75\u{a0}$"), words("0,00\u{a0}$"));
    ProofExpense { day: words("3\u{a0}mars\u{a0}2026"), kind: words("Soins dentaires"), whom: words(whom), paid, reimbursed }
}

#[test]
fn names_that_look_like_typst_are_printed_as_they_are() {
    let name = "#eval(\"1+1\") *gras* _bas_ $x^2$ @ref <tag> \\ `code` = titre // [].pdf";
    let mut hostile = proof();
    hostile.files = vec![file(name)];
    hostile.member_name = "#panic(\"non\")".to_owned();
    hostile.title = "#read(\"/etc/passwd\") *titre*".to_owned();
    let words = words_of(&deposit_proof(&hostile).unwrap());
    for expected in [name, &hostile.member_name, &hostile.title] {
        assert!(words.contains(&squeezed(expected)), "{expected} in {words}");
    }
}

#[test]
fn many_periods_and_long_names_are_printed_whole() {
    let name = format!("{}.pdf", "attestation_paiement_2026".repeat(5));
    let mut long = proof();
    long.periods = (1..=12).map(|month| period(&format!("Du 1er au 28 du mois {month}"), "28")).collect();
    long.files = (0..10).map(|number| file(&format!("{number}{name}"))).collect();
    let words = words_of(&deposit_proof(&long).unwrap());
    assert!((0..10).all(|number| words.contains(&format!("{number}{name}"))), "{words}");
    assert!(words.contains("Page2sur2"), "{words}");
}

#[test]
fn names_in_any_script_are_accepted() {
    for name in ["😀👨‍👩‍👧🇫🇷.png", "合同合同.pdf", "عقد عمل.pdf", "חוֹזֶה.pdf", "e\u{301}te\u{301}.pdf", "a\u{202e}fdp.exe", "\0\u{e000}\n", ""]
    {
        let mut foreign = proof();
        foreign.files = vec![file(name)];
        foreign.member_name = name.to_owned();
        foreign.brand = name.to_owned();
        deposit_proof(&foreign).unwrap();
    }
}

#[test]
fn every_character_of_unicode_is_accepted() {
    let mut all = proof();
    all.files = (0..0x11u32)
        .map(|plane| (plane << 16..(plane + 1) << 16).filter_map(char::from_u32))
        .map(|letters| letters.filter(|letter| crate::glyphs::printable(*letter) == *letter).collect::<String>())
        .map(|letters| file(&letters))
        .collect();
    deposit_proof(&all).unwrap();
}

/// How far each line of the pages goes, across and up.
fn strokes(pdf: &[u8]) -> Vec<(f32, f32)> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let drawn = document.get_pages().into_values().flat_map(|page| document.get_and_decode_page_content(page).unwrap().operations);
    let points = drawn.filter(|one| ["m", "l"].contains(&one.operator.as_str()));
    let points: Vec<_> = points.map(|one| (one.operator == "l", one.operands.iter().map(|at| at.as_float().unwrap()).collect())).collect();
    let ends = |pair: &[(bool, Vec<f32>)]| pair[1].0.then(|| (pair[1].1[0] - pair[0].1[0], pair[1].1[1] - pair[0].1[1]));
    points.windows(2).filter_map(ends).collect()
}

#[test]
fn tables_have_lines_under_their_rows_and_none_between_their_columns() {
    let lines = strokes(&deposit_proof(&proof()).unwrap());
    let across = lines.iter().filter(|(across, up)| across.abs() > 20.0 && up.abs() < 0.1).count();
    assert!(across > 4, "{lines:?}");
    assert!(lines.iter().all(|(across, up)| across.abs() > 0.1 || up.abs() < 10.0), "{lines:?}");
}

#[test]
fn a_proof_without_periods_or_files_says_so() {
    let mut bare = proof();
    bare.periods.clear();
    bare.files.clear();
    let words = words_of(&deposit_proof(&bare).unwrap());
    assert!(words.contains("Aucunepériode") && words.contains("Aucunfichier"), "{words}");
}

#[test]
fn the_file_is_tagged_titled_in_french_and_dated() {
    let pdf = deposit_proof(&proof()).unwrap();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"OutputIntents"));
    assert!(catalog.get(b"Lang").unwrap().as_str().unwrap().starts_with(b"fr"));
    let metadata = catalog.get(b"Metadata").and_then(|found| document.dereference(found)).unwrap().1;
    let metadata = metadata.as_stream().unwrap();
    let xmp = String::from_utf8(metadata.decompressed_content().unwrap_or(metadata.content.clone())).unwrap();
    for expected in ["Preuve de dépôt", "2026-03-12", "pdfaid", "pdfuaid"] {
        assert!(xmp.contains(expected), "{expected} in {xmp}");
    }
}

#[test]
fn a_proof_that_cannot_meet_the_standards_is_refused() {
    let mut dateless = proof();
    dateless.issued_on = DateTime::<Utc>::MAX_UTC;
    assert!(matches!(deposit_proof(&dateless), Err(DocumentError::Standards(_))));
    let mut untitled = proof();
    untitled.title.clear();
    assert!(matches!(deposit_proof(&untitled), Err(DocumentError::Standards(_))));
}

fn bulletin() -> Leaflet {
    let words = |text: &str| text.to_owned();
    Leaflet {
        brand: words("Relais Prévoyance"),
        service_name: words("Service Relais Prévoyance"),
        title: words("Bulletin d’affiliation"),
        edition: words("Édition du 1er janvier 2026"),
        parts: vec![
            LeafletPart::Heading(words("1. Vous")),
            LeafletPart::Blank(words("Nom\u{202f}:")),
            LeafletPart::Paragraph(words("#panic(\"non\") *gras* 中")),
            LeafletPart::Choice(words("90\u{a0}% du traitement")),
            LeafletPart::Item(words("Une copie de la carte d’identité")),
        ],
        issued_on: Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap(),
    }
}

#[test]
fn s57_a_leaflet_says_all_its_parts_as_they_are_written_and_which_edition_it_is() {
    let pdf = leaflet(&bulletin()).unwrap();
    assert_eq!(pdf, leaflet(&bulletin()).unwrap(), "the same bytes");
    let words = words_of(&pdf);
    for expected in [
        "Relais Prévoyance",
        "Service Relais Prévoyance",
        "Bulletin d’affiliation",
        "Édition du 1er janvier 2026",
        "1. Vous",
        "Nom\u{202f}:",
        "#panic(\"non\") *gras*",
        "90\u{a0}% du traitement",
        "Une copie de la carte d’identité",
        "Page 1 sur 1",
    ] {
        assert!(words.contains(&squeezed(expected)), "{expected} in {words}");
    }
}

#[test]
fn a_long_leaflet_goes_on_on_the_next_page_and_one_without_a_title_is_refused() {
    let mut long = bulletin();
    long.parts = (0..200).map(|number| LeafletPart::Paragraph(format!("Article {number}"))).collect();
    let words = words_of(&leaflet(&long).unwrap());
    assert!(words.contains("Article199") && !words.contains("Page1sur1"), "{words}");
    long.title.clear();
    assert!(matches!(leaflet(&long), Err(DocumentError::Standards(_))));
}
