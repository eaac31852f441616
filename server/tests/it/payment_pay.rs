//! Half pay that is completed: calculated on months of 30 days, read in words by member and desk, and paid to the member (B-11 … B-13).
use crate::{
    office::desk::queue,
    payment::{prepare, returned},
    support::{Browser, CLAIRE, Page, Sent, TestPortal, fixture},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::access::StaffRole;

/// On half pay from 1 to 10 March 2026, waiting for a decision.
pub const VERONIQUE: &str = "42261907";
const IBAN: &str = "FR1420041010050500013M02606";
/// Another one, given later.
const OTHER: &str = "FR7630006000011234567890189";
const NEXT: &str = "Sera versé à : le compte de l'assuré se terminant par 2606";
const LINE: &str = "Complément de traitement, du 1er au 10 mars 2026";
const DERIVATION: [&str; 4] = [
    LINE,
    "Jours comptés, 30 pour un mois entier : 10 en mars 2026 = 10",
    "2 400,00 € × (90 % − 50 %)/30 = 32,00 € par jour",
    "10 × 32,00 € = 320,00 €",
];
const NO_ACCOUNT: &str = "L'assuré n'a pas encore de compte bancaire utilisable, et c'est à lui que ce complément est versé.";

/// The dossier of whoever has that name, and what it would come to were all of these days accepted.
pub async fn checked(portal: &TestPortal, handler: &mut Browser, name: &str) -> (String, String, Page) {
    let id = queue(portal, None).await.into_iter().find(|line| line.member == name).unwrap().id.to_string();
    let file = handler.call("office_claim", &[("id", &id)]).await.json();
    let requests = file["claim"]["requests"].as_array().unwrap();
    let asked = requests.iter().find(|request| request["state"] == "sent").unwrap();
    let request = asked["number"].as_str().unwrap().to_owned();
    let form = [
        ("id", id.as_str()),
        ("number", request.as_str()),
        ("verdict", "accept"),
        ("accepted[0]", "01/03/2026 - 10/03/2026"),
        ("motive", ""),
        ("text", ""),
    ];
    let page = handler.post("/api/office_draft_decision", &form).await;
    (id, request, page)
}

/// Has Véronique's days accepted; gives her dossier.
pub async fn accepted(portal: &TestPortal, handler: &mut Browser) -> String {
    let (id, request, page) = checked(portal, handler, "Véronique Salaün").await;
    let (version, key) = (page.field("version").unwrap(), page.field("key").unwrap());
    let form = [("id", id.as_str()), ("number", request.as_str()), ("version", version.as_str()), ("key", key.as_str())];
    handler.post("/api/office_decide", &form).await.must_say(&["La décision est enregistrée"]);
    id
}

/// Has Véronique give an account, and its time pass.
pub async fn with_account(portal: &TestPortal) {
    portal.change_iban(&mut portal.signed_in(VERONIQUE).await, IBAN).await;
    portal.advance(TimeDelta::days(4));
}

/// Prepares, approves and sends what the dossier is owed: the payment's number and the file for the bank.
async fn sent(portal: &TestPortal, id: &str) -> (String, String) {
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = prepare(&mut handler, id, "", "").await;
    page.must_say(&["Le paiement est préparé.", "Rien n'est à payer pour le moment.", "À valider", NEXT]);
    let payment = page.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let page = supervisor.get("/gestion/paiements").await;
    page.must_say(&[NEXT]);
    page.must_say_in_order(&DERIVATION);
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.get("/gestion/virements").await.must_say(&[NEXT]);
    let page = accountant.post("/api/office_export_payments", &[]).await;
    page.must_say(&["1 paiement(s), 320,00 €"]);
    let file = page.links().into_iter().find(|link| link.starts_with("/gestion/virements/VI-")).unwrap();
    (payment, accountant.get(&file).await.html())
}

#[tokio::test]
async fn b11_b12_ten_days_of_half_pay_are_read_in_words_and_paid_on_the_members_own_account() {
    let portal = TestPortal::of("prevoyance").await;
    let mut member = portal.signed_in(VERONIQUE).await;
    let number = member.only_claim().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (_, _, page) = checked(&portal, &mut handler, "Véronique Salaün").await;
    page.must_say_in_order(&["Ce que vous allez décider", "Acceptée", "Jours payés, 10 jours"]);
    page.must_say_in_order(&DERIVATION);
    page.must_say_in_order(&["Total : 320,00 €", NO_ACCOUNT, "Confirmer la décision"]);
    let id = accepted(&portal, &mut handler).await;
    with_account(&portal).await;

    let (payment, xml) = sent(&portal, &id).await;
    // A code opens one session: the next ones need another.
    portal.advance(TimeDelta::minutes(1));
    for part in ["<InstdAmt Ccy=\"EUR\">320.00</InstdAmt>", IBAN, "<Nm>Veronique Salaun</Nm>", payment.as_str()] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    let mut member = portal.signed_in(VERONIQUE).await;
    let page = member.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Le règlement a été émis en date du 16 mars 2026 par Virement"]);
    page.must_say_in_order(&DERIVATION);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    member.get(&format!("/dossiers/{number}")).await.must_say(&["La banque a confirmé ce paiement.", "Payé"]);

    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&["Rien n'est à payer pour le moment."]);
    assert_eq!(page.field("amount"), None, "what was paid is paid no second time");
}

#[tokio::test]
async fn b12_m14_whom_a_payment_went_to_stays_with_it_sealed_and_told_by_the_end_of_the_account() {
    let portal = TestPortal::of("prevoyance").await;
    let id = accepted(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(&portal).await;
    let (payment, _) = sent(&portal, &id).await;
    let kept = portal.texts("SELECT detail FROM payment_steps WHERE state = 'payee'").await;
    assert!(kept.len() == 1 && kept[0].chars().all(|c| c.is_ascii_hexdigit()), "sealed: {kept:?}");
    let mails = portal.deliver().await;
    let notice = mails.iter().find(|mail| mail.subject == "Notification de paiement d’échéance(s)").unwrap();
    assert!(!notice.text.contains("2606"), "{}", notice.text);

    portal.advance(TimeDelta::minutes(1));
    portal.change_iban(&mut portal.signed_in(VERONIQUE).await, OTHER).await;
    portal.advance(TimeDelta::days(4));
    let mut member = portal.signed_in(VERONIQUE).await;
    let dossier = format!("/dossiers/{}", member.only_claim().await);
    let own = "Versé à : votre compte se terminant par 2606";
    member.get(&dossier).await.must_say_in_order(&["Le règlement a été émis", own, "Total : 320,00 €"]);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&["Versé à : le compte de l'assuré se terminant par 2606"]);
    assert!(!page.says("0189"), "what left went where it went");

    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    returned(&mut accountant, &format!("{payment};rejected;AC04")).await.must_say(&["0 payé(s), 1 rejeté(s)"]);
    member.get(&dossier).await.must_say(&["Destinataire : votre compte se terminant par 2606"]);
    let page = prepare(&mut handler, &id, "", "").await;
    page.must_say_in_order(&[
        "Sera versé à : le compte de l'assuré se terminant par 0189",
        "Destinataire : le compte de l'assuré se terminant par 2606",
    ]);

    handler.post("/api/office_begin_view", &[("id", &id), ("reason", "asked")]).await;
    let page = handler.get(&dossier).await;
    page.must_say(&["Le règlement a été émis"]);
    assert!(!page.says("se terminant par"), "a member's account is not seen with their pages (B-54)");
    portal.run("DELETE FROM payment_steps WHERE state = 'payee'").await;
    let page = member.get(&dossier).await;
    page.must_say(&["Le règlement a été émis"]);
    assert!(!page.says("Destinataire"), "of what left before this was kept nothing is said");
}

#[tokio::test]
async fn b12_g2_g4_whom_a_payment_went_to_is_kept_after_the_account_and_goes_with_the_dossier() {
    let portal = TestPortal::of("prevoyance").await;
    let id = accepted(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(&portal).await;
    let (payment, _) = sent(&portal, &id).await;
    portal.advance(TimeDelta::minutes(1));
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    portal.signed_in(VERONIQUE).await.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(9));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 0);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&["Versé à : le compte de l'assuré se terminant par 2606"]);

    portal.advance(TimeDelta::days(6 * 366));
    portal.backend.purge(false).await.unwrap();
    let left = async |table: &str| portal.number(&format!("SELECT COUNT(*) FROM {table}")).await;
    assert_eq!((left("payment_steps").await, left("kept_payments").await), (0, 1), "the sum alone stays");
}

#[tokio::test]
async fn b12_b56_without_a_usable_account_nothing_is_prepared_and_the_desk_reads_why() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = accepted(&portal, &mut handler).await;
    let desk = format!("/gestion/dossiers/{id}/paiements");
    let hindered = async |handler: &mut Browser| {
        let page = handler.get(&desk).await;
        page.must_say_in_order(&["À payer maintenant", LINE, "Total : 320,00 €", NO_ACCOUNT]);
        assert_eq!((page.field("amount"), page.field("key")), (None, None), "there is no form");
        let form = [("id", id.as_str()), ("key", "0195886b-0000-7000-8000-000000000001"), ("amount", "10"), ("reason", "x")];
        handler.post("/api/office_prepare_payment", &form).await.must_say(&["À corriger", NO_ACCOUNT]);
        assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 0);
    };
    hindered(&mut handler).await;
    portal.change_iban(&mut portal.signed_in(VERONIQUE).await, IBAN).await;
    hindered(&mut handler).await;
    portal.advance(TimeDelta::days(4));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&desk).await;
    page.must_say(&["Préparer le paiement"]);
    assert!(!page.says("compte bancaire utilisable"));
}

#[tokio::test]
async fn b11_full_pay_lacks_nothing_and_pay_that_nobody_told_is_not_calculated() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    portal.run("UPDATE periods SET pay_level = 'plein'").await;
    let (_, _, page) = checked(&portal, &mut handler, "Véronique Salaün").await;
    page.must_say(&["Traitement maintenu : rien à compléter, 10 jours", "Rien n'est à payer pour le moment."]);
    assert!(!page.says("Complément de traitement,"));
    portal.run("UPDATE periods SET pay_level = 'demi'").await;
    portal.run("UPDATE enrolments SET reference_pay_cents = NULL").await;
    let id = accepted(&portal, &mut handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&["Le traitement de référence ou le taux du contrat manque."]);
    assert_eq!(page.field("amount"), None);
    let mut member = portal.signed_in(VERONIQUE).await;
    let number = member.only_claim().await;
    member.get(&format!("/dossiers/{number}")).await.must_say(&["Décision : Acceptée"]);
}

#[tokio::test]
async fn b11_b14_a_dossier_whose_pay_nobody_told_yet_stays_open_though_work_was_resumed() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    portal.run("UPDATE enrolments SET reference_pay_cents = NULL").await;
    let number = portal.signed_in(VERONIQUE).await.only_claim().await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-03-11' WHERE {of_claim}")).await;
    accepted(&portal, &mut handler).await;
    assert_eq!(portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await, ["accepted"]);
}

#[tokio::test]
async fn b12_completed_pay_goes_to_the_member_where_a_lender_is_paid_for_loans() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let lender = "[payments.lender]\nname = \"Banque de la Rade\"\niban = \"FR7630006000011234567890189\"\n\n[upload]";
    std::fs::write(&file, include_str!("../../insurers/prevoyance.toml").replacen("[upload]", lender, 1)).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let id = accepted(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(&portal).await;
    let (_, xml) = sent(&portal, &id).await;
    assert!(xml.contains("<Nm>Veronique Salaun</Nm>") && !xml.contains("Banque de la Rade"), "{xml}");
}

#[tokio::test]
async fn b13_a_payment_of_completed_pay_is_taken_back_and_owed_again() {
    let portal = TestPortal::of("prevoyance").await;
    let id = accepted(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "300", "Jour repris").await.numbers("RG-").remove(0);
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&["Correction du gestionnaire", "−20,00 €", "Rien n'est à payer pour le moment."]);
    let form = [("id", id.as_str()), ("number", payment.as_str()), ("reason", "Mauvais dossier")];
    let page = handler.post("/api/office_reverse_payment", &form).await;
    page.must_say_in_order(&["À payer maintenant", LINE, "Total : 320,00 €", "Préparer le paiement", "Contre-écriture", "−320,00 €"]);
}

#[tokio::test]
async fn b11_members_declare_under_a_contract_with_the_level_of_their_pay_and_it_is_what_counts() {
    let portal = TestPortal::of("prevoyance").await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let page = claire.get("/dossiers").await;
    page.must_say_in_order(&["Mes contrats", "Déclarer un arrêt", "Choisissez le contrat concerné.", "Contrat 284100"]);
    let enrolment = page.field("enrolment").unwrap();
    let number = claire.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    claire.post("/api/save_opening", &[("number", &number), ("guarantee", "work_incapacity"), ("origin", "01/03/2026")]).await;
    let page = claire.get(&format!("/dossiers/{number}/demande/periode")).await;
    page.must_say(&["Plein traitement", "Demi-traitement"]);
    let version = page.field("version").unwrap();
    let form = [
        ("number", number.as_str()),
        ("version", version.as_str()),
        ("intent", "next"),
        ("start", "01/03/2026"),
        ("end", "10/03/2026"),
        ("payer", "Employeur public"),
        ("pay_level", "demi"),
        ("resumed", "non"),
        ("resumed_on", ""),
    ];
    let page = claire.post("/api/save_periods", &form).await;
    assert!(page.path.ends_with("/justificatifs"), "{}", page.text());
    claire.upload(&number, &[Sent::new("arrete.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = claire.submit(&number).await;
    assert!(page.path.ends_with("/confirmation"), "{}", page.text());
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    checked(&portal, &mut handler, "Claire Moreau").await.2.must_say_in_order(&DERIVATION);
}
