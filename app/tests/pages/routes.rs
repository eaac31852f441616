//! Which paths are public, whose they are, and what their pages load.
use app::routes::{
    ACCOUNT, ADDRESS, ARCHIVE, ATTACH, CONTACT, CreditTab, ENROLMENT, EXPORT, FORMS, HINT, IBAN, IBAN_CODE, LEAVE, MESSAGES, NOTICES,
    OFFICE, OFFICE_ACCOUNT, OFFICE_FOUND, OFFICE_MEDICAL, OFFICE_REACH, OFFICE_SECOND, OFFICE_SIGN_IN, PASSWORD, PERSONAL, PROOF,
    SECOND_FACTOR, SIGN_IN, Step, TO_COMPLETE, claim, complement, complement_answer, credit, delete_draft, deposit, file, form, handing_in,
    has_island, is_absent, is_kit, is_of_session, is_office, is_public, is_viewable, kit_document, letter, needs_enrolment, office_access,
    office_asking, office_claim, office_correction, office_decision, office_declaring, office_entry, office_entry_upload, office_file,
    office_keying, office_letter, office_medical, office_pair, office_payments, office_piece, office_refusal, office_reopening,
    office_viewing, proof, sign_in_to, step, thumbnail, upload,
};
use backend::profile::load;
use domain::contract::Authorised;

#[test]
fn the_way_back_after_sign_in_is_written_into_the_address_safely() {
    assert_eq!(sign_in_to("/dossiers/D26-1?a=b&c"), "/connexion?next=/dossiers/D26-1%3Fa%3Db%26c");
}

#[test]
fn r19_wcag221_the_pages_on_which_members_write_hold_islands_and_no_other_does() {
    let (number, demo) = ("D26-000001-7", load("demo").unwrap());
    for path in [ADDRESS, ATTACH, CONTACT, HINT, IBAN, MESSAGES, PASSWORD, &complement(number, "CO"), &complement_answer(number, "CO", "x")]
    {
        assert!(has_island(&demo, path), "{path}");
    }
    for written in [Step::Opening, Step::Periods, Step::Expenses, Step::Files, Step::Summary] {
        assert!(has_island(&demo, &step(number, written)), "{written:?}");
    }
    for path in [
        "/",
        "/dossiers",
        SIGN_IN,
        ACCOUNT,
        NOTICES,
        IBAN_CODE,
        LEAVE,
        PROOF,
        SECOND_FACTOR,
        TO_COMPLETE,
        &claim(number),
        &step(number, Step::Done),
        &delete_draft(number),
        FORMS,
        &form("declaration-arret.pdf"),
        &upload(number),
        &deposit(number, "CO", "x"),
        &handing_in("x"),
        "/api/send_message",
    ] {
        assert!(!has_island(&demo, path), "{path}");
    }
    assert!(!has_island(&demo, PERSONAL) && has_island(&load("collective").unwrap(), PERSONAL), "where corrections are asked for");
}

#[test]
fn r19_wcag221_the_pages_on_which_the_desk_writes_hold_islands_and_no_other_does() {
    let (dossier, demo) = (office_claim("x"), load("demo").unwrap());
    for path in [
        dossier.clone(),
        office_entry("x"),
        office_asking("x"),
        office_refusal(&dossier, "y"),
        office_refusal(&office_medical("x"), "y"),
        office_piece(&dossier, "y"),
        office_decision("x", "PR"),
        office_keying("x", "PR"),
        office_reopening("x", "PR"),
        office_payments("x"),
        office_correction("x"),
    ] {
        assert!(has_island(&demo, &path), "{path}");
    }
    for path in [
        OFFICE.to_owned(),
        OFFICE_SIGN_IN.to_owned(),
        OFFICE_ACCOUNT.to_owned(),
        OFFICE_FOUND.to_owned(),
        OFFICE_MEDICAL.to_owned(),
        office_medical("x"),
        office_piece(&office_medical("x"), "y"),
        office_pair("x", "y", "z", [1, 1]),
        office_access("x"),
        office_viewing("x"),
        office_entry_upload("x"),
        office_file(&dossier, "y"),
        office_letter("x", "PR", 1),
    ] {
        assert!(!has_island(&demo, &path), "{path}");
    }
}

#[test]
fn wcag221_a_session_is_asked_about_and_ended_by_whoever_has_it() {
    for path in ["/api/session_left", "/api/stay_signed_in", "/api/sign_out"] {
        assert!(is_of_session(path) && !is_public(path), "{path}");
    }
    for path in ["/", "/api/home", "/api/end_sessions", "/api/office_end_sessions", "/api/session_left/x"] {
        assert!(!is_of_session(path), "{path}");
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
        FORMS,
        &form("declaration-arret.pdf"),
        "/api/declare_on_form",
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
        FORMS,
        "/api/home",
        "/api/claims",
        "/api/forms",
    ] {
        assert!(needs_enrolment(path), "{path}");
    }
    for path in [
        "/compte",
        "/compte/rattacher",
        ENROLMENT,
        "/api/save_periods",
        "/api/prolong_on_form",
        &form("declaration-arret.pdf"),
        &upload(number),
        &deposit(number, "CO", "x"),
        "/api/sign_out",
        "/conditions",
    ] {
        assert!(!needs_enrolment(path), "{path}");
    }
}

#[test]
fn s23_s14_x26_forms_are_there_where_the_insurer_takes_them_and_an_employer_authorises_claims_online() {
    let (demo, without) = (load("demo").unwrap(), load("emprunteur").unwrap());
    let nothing = Authorised { online_claims: false, dossiers: true };
    for path in [FORMS, &form("declaration-arret.pdf"), "/api/forms", "/api/declare_on_form", "/api/prolong_on_form"] {
        assert!(!is_absent(&demo, Authorised::default(), path), "{path}");
        assert!(is_absent(&demo, nothing, path) && is_absent(&without, Authorised::default(), path), "{path}");
    }
    assert!(!is_absent(&demo, nothing, "/dossiers") && !is_absent(&demo, nothing, &office_keying("x", "PR")));
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
        IBAN_CODE,
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
        FORMS,
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
        &office_keying("x", "PR"),
        &office_access("x"),
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
