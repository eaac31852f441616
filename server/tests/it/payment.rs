//! Paying: prepared, approved by a second person, sent with a file, settled by what the bank says (B-11 … B-13, B-56, C-32, S-50, S-54).
use crate::support::{Browser, CLAIRE, Page, TestPortal, YANN};
use chrono::TimeDelta;
use domain::access::{StaffRole, StaffRoles};
use http::Method;

pub const IBAN: &str = "FR1420041010050500013M02606";
/// The account that the shipped insurers pay from.
const OFFICE_IBAN: &str = "FR7630006000011234567890189";
const NOBODY_YET: &str = "Sera versé à : l'assuré, dès qu'il aura un compte bancaire utilisable";

/// Yann's dossier, accepted and not paid: its number and id.
pub async fn yann(portal: &TestPortal) -> (Browser, String, String) {
    let mut yann = portal.signed_in(YANN).await;
    let number = yann.only_claim().await;
    let claim = yann.call("claim", &[("number", &number)]).await.json();
    let id = claim["claim"]["summary"]["id"].as_str().unwrap().to_owned();
    (yann, number, id)
}

/// Prepares what the dossier is owed, or another amount for that reason.
pub async fn prepare(handler: &mut Browser, id: &str, amount: &str, reason: &str) -> Page {
    let key = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await.field("key").unwrap();
    handler.post("/api/office_prepare_payment", &[("id", id), ("key", &key), ("amount", amount), ("reason", reason)]).await
}

/// Posts a return file.
pub async fn returned(accountant: &mut Browser, text: &str) -> Page {
    let body = format!(
        "--grenze\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"retour.csv\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--grenze--\r\n"
    );
    let form = Some(("multipart/form-data; boundary=grenze", body.into_bytes()));
    let page = accountant.ask(Method::POST, "/gestion/virements/retour", "text/html", form).await;
    match page.location() {
        Some(to) => accountant.get(&to).await,
        None => page,
    }
}

/// Gives that person of the office these roles.
pub async fn give(portal: &TestPortal, who: StaffRole, roles: &[StaffRole]) {
    let roles: StaffRoles = roles.iter().copied().collect();
    assert!(portal.backend.set_staff_roles(&portal.staff(who).login, roles).await.unwrap());
}

#[tokio::test]
async fn b11_b12_b56_c32_a_payment_takes_four_eyes_a_usable_account_and_the_banks_word() {
    let portal = TestPortal::start().await;
    let (mut member, number, id) = yann(&portal).await;
    portal.change_iban(&mut member, IBAN).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say_in_order(&[
        "À payer maintenant",
        "Franchise",
        "Échéance du 8 janvier 2026",
        "298,70 € × 100 % = 298,70 €",
        "Total : 298,70 €",
    ]);
    let page = prepare(&mut handler, &id, "", "").await;
    page.must_say(&["Le paiement est préparé.", "Rien n'est à payer pour le moment.", "À valider", NOBODY_YET]);
    let payment = page.numbers("RG-").remove(0);
    assert_eq!(handler.get("/gestion/paiements").await.status, 403, "who prepares does not approve");

    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["Aucun fichier n'est créé"]);
    supervisor.get("/gestion/paiements").await.must_say(&[
        "Yann Le Goff",
        "préparé par Pauline Aubry",
        "298,70 €",
        "Échéance du 8 janvier 2026",
    ]);
    let page = supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await;
    page.must_say(&["Le paiement est validé", "Rien à valider"]);
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["n'attend plus de validation"]);
    accountant.get("/gestion/virements").await.must_say(&[&payment, "Yann Le Goff", NOBODY_YET]);
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["Aucun fichier n'est créé"]);
    assert!(!member.get(&format!("/dossiers/{number}")).await.says(&payment), "nothing is told before it leaves");

    // The account was held long enough; sessions of the office were not meant to last so long.
    portal.advance(TimeDelta::days(4));
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let page = accountant.post("/api/office_export_payments", &[]).await;
    page.must_say(&["est prêt", "1 paiement(s), 298,70 €"]);
    let file = page.links().into_iter().find(|link| link.starts_with("/gestion/virements/VI-")).unwrap();
    let xml = accountant.get(&file).await;
    assert_eq!((xml.status, xml.header("content-type")), (200, "application/xml"));
    let end_to_end = format!("<EndToEndId>{payment}</EndToEndId>");
    for part in ["<InstdAmt Ccy=\"EUR\">298.70</InstdAmt>", IBAN, "<Nm>Yann Le Goff</Nm>", end_to_end.as_str()] {
        assert!(xml.html().contains(part), "{part} in {}", xml.html());
    }
    let kept = portal.texts("SELECT contents FROM payment_files").await;
    assert!(!kept[0].contains(IBAN), "account numbers are sealed");
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["Aucun fichier n'est créé"]);
    let mails = portal.deliver().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject == "Notification de paiement d’échéance(s)").collect();
    assert_eq!(told.len(), 1, "once, by the channel that Yann chose");
    assert!(!told[0].text.contains("298"));
    assert_eq!(portal.sms().len(), 1, "the code that confirmed the account, no more");
    let mut member = portal.signed_in(YANN).await;
    member.get(&format!("/dossiers/{number}")).await.must_say(&[
        "Le règlement a été émis en date du 16 mars 2026 par Virement (sous réserve des délais de traitement bancaire).",
        "Versé à : votre compte se terminant par 2606",
        "298,70 € × 100 % = 298,70 €",
        "Acceptée",
    ]);

    let page = returned(&mut accountant, &format!("{payment};paid\nRG-26-999999-0;paid")).await;
    page.must_say(&["Rien n'est pris en compte. Lignes illisibles : 2."]);
    returned(&mut accountant, &format!("{payment};paid\r\n")).await.must_say(&["1 payé(s), 0 rejeté(s), 0 déjà connu(s)"]);
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["0 payé(s), 0 rejeté(s), 1 déjà connu(s)"]);
    returned(&mut accountant, &format!("{payment};rejected;AC04")).await.must_say(&["Rien n'est pris en compte", &payment]);
    returned(&mut accountant, " ").await.must_say(&["Choisissez un fichier texte"]);
    let page = member.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["La banque a confirmé ce paiement.", "Payée", "Payé"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_moves WHERE kind = 'paid'").await, 1, "once, however often it is said");
    assert_eq!(portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await, ["paid"]);
    let passed = format!("SELECT detail FROM audit WHERE action = 'claim_passed' AND object = '{number}' AND actor IS NOT NULL");
    assert_eq!(portal.texts(&passed).await, ["accepted > paid"]);
}

#[tokio::test]
async fn b11_b12_y17_whoever_reads_of_a_dossier_in_a_list_of_payments_is_kept_and_told_to_its_member_once_a_day() {
    let portal = TestPortal::start().await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let kept = |role: StaffRole| {
        let of = format!("action = 'claim_looked_at' AND object = '{number}' AND detail = '{}'", role.as_str());
        format!("SELECT COUNT(*) FROM audit WHERE actor IS NOT NULL AND {of}")
    };
    let told = [
        (StaffRole::Supervisor, "Votre dossier a été consulté par un responsable du service de gestion"),
        (StaffRole::Accountant, "Votre dossier a été consulté par le service comptable"),
    ];
    let page = member.get(&format!("/dossiers/{number}")).await;
    assert!(told.iter().all(|(_, words)| !page.says(words)), "nobody has looked yet");

    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    for _ in 0..2 {
        supervisor.get("/gestion/paiements").await.must_say(&[&payment, "Yann Le Goff"]);
    }
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Rien à valider"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    for _ in 0..2 {
        accountant.get("/gestion/virements").await.must_say(&[&payment, "Yann Le Goff"]);
    }
    let page = member.get(&format!("/dossiers/{number}")).await;
    for (role, words) in told {
        assert_eq!(portal.number(&kept(role)).await, 1, "a list that is opened again is one look: {role:?}");
        assert_eq!(page.text().matches(words).count(), 1, "{role:?}: {}", page.text());
    }
    assert!(!page.says(&portal.staff(StaffRole::Supervisor).login), "nobody is named");
    let others = "SELECT COUNT(*) FROM looks WHERE role IN ('supervisor', 'accountant') AND claim_id NOT IN";
    assert_eq!(portal.number(&format!("{others} (SELECT id FROM claims WHERE number = '{number}')")).await, 0, "who was not shown");

    portal.advance(TimeDelta::days(1));
    portal.at_the_office(StaffRole::Accountant).await.get("/gestion/virements").await.must_say(&[&payment]);
    assert_eq!((portal.number(&kept(StaffRole::Supervisor)).await, portal.number(&kept(StaffRole::Accountant)).await), (1, 2));
    let page = portal.signed_in(YANN).await.get(&format!("/dossiers/{number}")).await;
    assert_eq!(page.text().matches(told[1].1).count(), 2, "and again the next day");
}

#[tokio::test]
async fn b12_what_a_loan_is_paid_goes_to_its_lender_who_is_named_to_the_desk_and_to_the_member() {
    let portal = TestPortal::of("emprunteur").await;
    let (mut member, number, id) = yann(&portal).await;
    let next = "Sera versé à : Banque de la Rade";
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = prepare(&mut handler, &id, "", "").await;
    page.must_say(&["Le paiement est préparé.", next]);
    let payment = page.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.get("/gestion/paiements").await.must_say(&[next]);
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.get("/gestion/virements").await.must_say(&[next]);
    let page = accountant.post("/api/office_export_payments", &[]).await;
    let file = page.links().into_iter().find(|link| link.starts_with("/gestion/virements/VI-")).unwrap();
    let xml = accountant.get(&file).await.html();
    assert!(xml.contains("<Nm>Banque de la Rade</Nm>") && !xml.contains("Le Goff"), "{xml}");

    let dossier = format!("/dossiers/{number}");
    member.get(&dossier).await.must_say(&["Versé à : Banque de la Rade"]);
    handler.get(&format!("/gestion/dossiers/{id}/paiements")).await.must_say(&["Versé à : Banque de la Rade"]);
    handler.post("/api/office_begin_view", &[("id", &id), ("reason", "asked")]).await;
    handler.get(&dossier).await.must_say(&["Versé à : Banque de la Rade"]);
    let kept = portal.texts("SELECT detail FROM payment_steps WHERE state = 'payee'").await;
    assert!(kept.len() == 1 && !kept[0].contains("Rade"), "sealed: {kept:?}");
}

#[tokio::test]
async fn b12_account_numbers_that_the_profile_writes_in_groups_stand_in_the_file_as_banks_read_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let profile = include_str!("../../insurers/emprunteur.toml");
    let grouped = [(OFFICE_IBAN, "FR76 3000 6000 0112 3456 7890 189"), (IBAN, "IBAN FR14-2004-1010-0505-0001-3M02-606")];
    let profile = grouped.iter().fold(profile.to_owned(), |text, (plain, typed)| text.replacen(plain, typed, 1));
    std::fs::write(&file, profile).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let (_, _, id) = yann(&portal).await;
    let payment = prepare(&mut portal.at_the_office(StaffRole::Handler).await, &id, "", "").await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let page = accountant.post("/api/office_export_payments", &[]).await;
    let file = page.links().into_iter().find(|link| link.starts_with("/gestion/virements/VI-")).unwrap();
    let xml = accountant.get(&file).await.html();
    assert!([OFFICE_IBAN, IBAN].iter().all(|iban| xml.contains(&format!("<IBAN>{iban}</IBAN>"))), "{xml}");
}

#[tokio::test]
async fn b11_y20_nobody_approves_what_they_prepared_whatever_roles_they_hold() {
    let portal = TestPortal::start().await;
    let (_, _, id) = yann(&portal).await;
    give(&portal, StaffRole::Supervisor, &[StaffRole::Handler, StaffRole::Supervisor]).await;
    let mut both = portal.at_the_office(StaffRole::Supervisor).await;
    let payment = prepare(&mut both, &id, "", "").await.numbers("RG-").remove(0);
    let page = both.get("/gestion/paiements").await;
    page.must_say(&["Vous avez préparé ce paiement"]);
    assert!(!page.links().contains(&"/api/office_approve_payment".to_owned()));
    both.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["une autre personne doit le valider"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payment_steps WHERE state = 'approved'").await, 0);
    let unknown = both.call("office_approve_payment", &[("number", "RG-26-000099-9")]).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn b11_another_amount_needs_a_reason_and_a_small_one_no_second_person() {
    let portal = TestPortal::start().await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = prepare(&mut handler, &id, "150", "").await;
    page.must_say(&["Indiquez la raison."]);
    assert_eq!(page.field("amount").as_deref(), Some("150"), "what was typed stays");
    prepare(&mut handler, &id, "cent", "x").await.must_say(&["Écrivez le montant en euros et centimes"]);
    let page = prepare(&mut handler, &id, "150,00", "<i>Échéance modulée</i>").await;
    page.must_say(&[
        "Le paiement est préparé.",
        "Correction du gestionnaire",
        "−148,70 €",
        "Total : 150,00 €",
        "Validé",
        "<i>Échéance modulée</i>",
    ]);
    assert!(!page.html().contains("<i>Échéance"), "typed text is text");
    assert!(!portal.texts("SELECT reason FROM payments").await[0].contains("modul"), "and sealed");
    page.must_say(&["Rien n'est à payer pour le moment."]);
}

#[tokio::test]
async fn b11_a_double_click_and_two_handlers_prepare_one_payment() {
    let portal = TestPortal::start().await;
    let (_, _, id) = yann(&portal).await;
    give(&portal, StaffRole::Supervisor, &[StaffRole::Handler]).await;
    let (mut one, mut other) = (portal.at_the_office(StaffRole::Handler).await, portal.at_the_office(StaffRole::Supervisor).await);
    let key = one.get(&format!("/gestion/dossiers/{id}/paiements")).await.field("key").unwrap();
    let mut tab = one.clone();
    let form = [("id", id.as_str()), ("key", key.as_str())];
    let _pages = tokio::join!(
        one.post("/api/office_prepare_payment", &form),
        tab.post("/api/office_prepare_payment", &form),
        prepare_late(&mut other, &id)
    );
    assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 1);
}

/// Prepares under a key of one's own, whatever the page showed.
async fn prepare_late(handler: &mut Browser, id: &str) -> Page {
    let form = [("id", id), ("key", "0195886b-0000-7000-8000-000000000001")];
    handler.post("/api/office_prepare_payment", &form).await
}

#[tokio::test]
async fn b13_a_payment_is_taken_back_by_a_counter_entry_and_is_owed_again() {
    let portal = TestPortal::start().await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let before = portal.texts("SELECT lines FROM payments").await;
    for (reason, says) in
        [("", "Indiquez la raison."), ("Mauvais dossier", "annulé par une contre-écriture"), ("Encore", "ne peut pas être annulé")]
    {
        let form = [("id", id.as_str()), ("number", payment.as_str()), ("reason", reason)];
        handler.post("/api/office_reverse_payment", &form).await.must_say(&[says]);
    }
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&["Contre-écriture", "Annulé", "−298,70 €", "Préparer le paiement"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 2);
    assert!(portal.texts("SELECT lines FROM payments ORDER BY number").await.contains(&before[0]), "history never changes");
    assert_eq!(portal.number("SELECT CAST(SUM(total_cents) AS BIGINT) FROM payments").await, 0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.get("/gestion/paiements").await.must_say(&["Rien à valider"]);
    assert!(!member.get(&format!("/dossiers/{number}")).await.says(&payment), "what never left is not told");
    let foreign = handler
        .call("office_reverse_payment", &[("id", "00000000-0000-0000-0000-000000000000"), ("number", &payment), ("reason", "x")])
        .await;
    assert_eq!(foreign.status, 404);
}

/// Has so many payments of that dossier wait from then on for an account to be paid on, none of which there is.
pub async fn waiting(portal: &TestPortal, number: &str, count: usize, at: &str) {
    let id = if portal.on_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" };
    let claim = format!("(SELECT id FROM claims WHERE number = '{number}')");
    let by = "(SELECT user_id FROM payments LIMIT 1)";
    for rank in 0..count {
        let columns = "id, number, claim_id, user_id, idempotency_key, total_cents, lines, created_at";
        let values = format!("{id}, 'ESSAI-{rank}', {claim}, {by}, {id}, 100, '[]', '{at}'");
        portal.run(&format!("INSERT INTO payments ({columns}) VALUES ({values})")).await;
    }
    for state in ["prepared", "approved"] {
        let steps = format!("SELECT {id}, id, '{state}', user_id, '', created_at FROM payments WHERE number LIKE 'ESSAI-%'");
        portal.run(&format!("INSERT INTO payment_steps (id, payment_id, state, user_id, detail, at) {steps}")).await;
    }
}

#[tokio::test]
async fn b12_however_many_wait_for_an_account_whoever_has_one_is_paid() {
    let portal = TestPortal::start().await;
    let (mut member, _, id) = yann(&portal).await;
    portal.change_iban(&mut member, IBAN).await;
    portal.advance(TimeDelta::days(4));
    let payment = prepare(&mut portal.at_the_office(StaffRole::Handler).await, &id, "150", "Modulée").await.numbers("RG-").remove(0);
    let claire = portal.signed_in(CLAIRE).await.only_claim().await;
    // More than one file holds, all of them older.
    waiting(&portal, &claire, 201, "2026-03-10T14:00:00+00:00").await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let page = accountant.post("/api/office_export_payments", &[]).await;
    page.must_say(&["est prêt", "1 paiement(s), 150,00 €"]);
    let left = "SELECT number FROM payments WHERE id IN (SELECT payment_id FROM payment_steps WHERE state = 'exported')";
    assert_eq!(portal.texts(left).await, [payment]);
}

#[tokio::test]
async fn b12_a_return_file_is_for_the_accountant_only() {
    let portal = TestPortal::start().await;
    for role in [StaffRole::Handler, StaffRole::Supervisor] {
        let mut somebody = portal.at_the_office(role).await;
        assert_eq!(returned(&mut somebody, "RG-26-000001-8;paid").await.status, 403, "{role:?}");
    }
    let mut member = portal.signed_in(YANN).await;
    assert_eq!(returned(&mut member, "RG-26-000001-8;paid").await.status, 403);
}

#[tokio::test]
async fn g3_c32_whoever_has_left_is_paid_and_sent_no_notice_that_leads_to_a_closed_door() {
    let portal = TestPortal::start().await;
    let (mut member, _, id) = yann(&portal).await;
    portal.change_iban(&mut member, IBAN).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    portal.advance(TimeDelta::days(4));
    portal.run(&format!("UPDATE users SET closed = TRUE WHERE login_name = '{YANN}'")).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["est prêt", "1 paiement(s), 298,70 €"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template IN ('payment-mail', 'payment-sms')").await, 0);
}

#[tokio::test]
async fn c32_s54_y1_whoever_chose_no_channel_is_told_as_everybody_is_and_whoever_has_none_is_reached_by_the_desk() {
    for (set, told, tasks) in [
        ("notices = 'email sms'", vec!["mail", "sms"], 0),
        ("notices = NULL", vec!["mail"], 0),
        ("notices = 'sms', mobile = NULL", vec!["mail"], 0),
        ("notices = NULL, email = NULL", vec!["sms"], 0),
        ("notices = 'email', email = NULL, mobile = NULL", vec![], 1),
    ] {
        let portal = TestPortal::of("emprunteur").await;
        portal.run("UPDATE loans SET instalment_cents = 9000").await;
        let (_, _, id) = yann(&portal).await;
        portal.run(&format!("UPDATE users SET {set} WHERE login_name = '{YANN}'")).await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        prepare(&mut handler, &id, "", "").await.must_say(&["Le paiement est préparé.", "Validé"]);
        let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
        accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 90,00 €"]);
        let notices = "SELECT channel FROM outbox WHERE template IN ('payment-mail', 'payment-sms') ORDER BY channel";
        assert_eq!(portal.texts(notices).await, told, "{set}");
        assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks").await, tasks, "{set}");
        assert_eq!(handler.get("/gestion/a-joindre").await.says("Yann Le Goff"), tasks == 1, "{set}");
    }
}
