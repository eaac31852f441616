//! Which paths are public, whose they are, and what their pages load.
use app::routes::{
    ACCOUNT, ARCHIVE, CreditTab, ENROLMENT, EXPORT, IBAN, MESSAGES, OFFICE, OFFICE_ACCOUNT, OFFICE_MEDICAL, OFFICE_REACH, OFFICE_SECOND,
    OFFICE_SIGN_IN, PASSWORD, PERSONAL, SECOND_FACTOR, Step, TO_COMPLETE, claim, complement, complement_answer, credit, deposit, file,
    handing_in, has_island, is_kit, is_office, is_public, is_viewable, kit_document, letter, needs_enrolment, office_asking, office_claim,
    office_declaring, office_file, office_medical, office_refusal, proof, sign_in_to, step, thumbnail, upload,
};

#[test]
fn the_way_back_after_sign_in_is_written_into_the_address_safely() {
    assert_eq!(sign_in_to("/dossiers/D26-1?a=b&c"), "/connexion?next=/dossiers/D26-1%3Fa%3Db%26c");
}

#[test]
fn only_the_steps_of_the_wizard_and_the_password_page_hold_islands() {
    for path in [PASSWORD, &step("D26-000001-7", Step::Periods), &step("D26-000001-7", Step::Summary)] {
        assert!(has_island(path), "{path}");
    }
    for path in [
        "/",
        "/dossiers",
        "/dossiers/D26-000001-7",
        "/connexion",
        "/compte",
        &step("D26-000001-7", Step::Done),
        &step("D26-000001-7", Step::Opening),
        &step("D26-000001-7", Step::Expenses),
        &complement("D26-000001-7", "CO-26-000001-7"),
        TO_COMPLETE,
    ] {
        assert!(!has_island(path), "{path}");
    }
}

#[test]
fn what_belongs_to_a_member_is_not_public() {
    for path in [
        "/",
        "/dossiers",
        &credit("x", CreditTab::Insurance),
        &upload("D1"),
        &proof("D1", "PR1"),
        &deposit("D1", "CO1", "x"),
        TO_COMPLETE,
        "/api/save_periods",
        "/api/sign_out",
        "/pkg",
        "/aide",
        "/adhesion",
        &kit_document("notice.pdf"),
    ] {
        assert!(!is_public(path), "{path}");
    }
}

#[test]
fn d11_pages_wait_for_the_choice_and_what_was_typed_does_not() {
    let number = "D26-000001-7";
    for path in [
        "/",
        "/dossiers",
        &step(number, Step::Periods),
        &credit("x", CreditTab::Credit),
        &complement_answer(number, "CO", "x"),
        "/api/home",
        "/api/claims",
    ] {
        assert!(needs_enrolment(path), "{path}");
    }
    for path in [
        "/compte",
        "/compte/rattacher",
        ENROLMENT,
        "/api/save_periods",
        &upload(number),
        &deposit(number, "CO", "x"),
        "/api/sign_out",
        "/conditions",
    ] {
        assert!(!needs_enrolment(path), "{path}");
    }
}

#[test]
fn s57_the_kit_is_its_page_its_documents_and_its_door() {
    for path in ["/adhesion", &kit_document("notice.pdf"), "/api/open_kit"] {
        assert!(is_kit(path), "{path}");
    }
    for path in ["/", "/connexion", "/adhesions", "/compte", "/api/home", "/api/account"] {
        assert!(!is_kit(path), "{path}");
    }
}

#[test]
fn b54_the_desk_sees_how_things_stand_and_neither_the_account_nor_files_nor_what_is_being_written() {
    let number = "D26-000001-7";
    for path in ["/", "/dossiers", TO_COMPLETE, &claim(number), &complement(number, "CO"), &credit("x", CreditTab::Insurance)] {
        assert!(is_viewable(path), "{path}");
    }
    for path in [
        ACCOUNT,
        PERSONAL,
        IBAN,
        EXPORT,
        ARCHIVE,
        PASSWORD,
        SECOND_FACTOR,
        MESSAGES,
        &step(number, Step::Periods),
        &step(number, Step::Expenses),
        &step(number, Step::Files),
        &file(number, "x"),
        &thumbnail(number, "x"),
        &letter(number, "x", 1),
        &proof(number, "x"),
        &complement_answer(number, "CO", "x"),
        &upload(number),
        &handing_in("x"),
        "/api/claims",
        "/api/unfinished_files",
        OFFICE,
        OFFICE_MEDICAL,
        OFFICE_REACH,
    ] {
        assert!(!is_viewable(path), "{path}");
    }
}

#[test]
fn b1_the_office_is_its_pages_and_its_functions_and_has_a_door_of_its_own() {
    let (asking, refusal) = (office_asking("x"), office_refusal(&office_claim("x"), "y"));
    for path in [
        OFFICE,
        OFFICE_SIGN_IN,
        &office_claim("x"),
        &office_file(&office_claim("x"), "y"),
        &office_file(&office_medical("x"), "y"),
        &asking,
        &refusal,
        &office_declaring("x"),
        "/gestion?apres=1.2",
        "/api/office_queue",
    ] {
        assert!(is_office(path), "{path}");
        assert!(sign_in_to(path).starts_with("/gestion/connexion?next="), "{path}");
    }
    for path in ["/", "/gestionnaire", "/dossiers", "/api/claims", "/aide/questions"] {
        assert!(!is_office(path), "{path}");
    }
    for path in [OFFICE, OFFICE_ACCOUNT, OFFICE_SECOND, &office_claim("x"), "/api/office_queue", "/gestion/invitation"] {
        assert!(!is_public(path), "{path}");
    }
}
