//! What was decided and paid of a dossier, with its letters, in the member's archive (G-1).
use super::{archive, json, list, named};
use crate::{
    decision::{Asked, INES, MOTIVE, asked, check, confirm, confirmation},
    payment::{IBAN, prepare, returned, yann},
    payment_loss,
    payment_other::{SOURCE, state},
    payment_pay::{VERONIQUE, accepted},
    reopen::{DAYS, decided, refused, reopen},
    support::{CLAIRE, TestPortal},
};
use chrono::TimeDelta;
use domain::access::StaffRole;
use serde_json::Value;

/// Has Claire's request accepted up to 20 February, then paid: what was decided, and the number of its payment.
async fn paid(portal: &TestPortal) -> (Asked, String) {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    portal.change_iban(&mut claire, IBAN).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(portal, &mut handler, "Claire Moreau").await;
    let page = check(&mut handler, &asked, "accept", "10/01/2026 - 20/02/2026", MOTIVE, "La fin de février manque.").await;
    confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    let payment = prepare(&mut handler, &asked.id, "", "").await.numbers("RG-").remove(0);
    // Until then the account is held.
    portal.advance(TimeDelta::days(4));
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 142,60 €"]);
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    portal.deliver().await;
    (asked, payment)
}

#[tokio::test]
async fn g1_c30_c32_what_was_decided_and_paid_is_there_as_its_member_reads_it_with_the_letter() {
    let portal = TestPortal::start().await;
    let (Asked { number, request, .. }, payment) = paid(&portal).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let letter = claire.get(&format!("/dossiers/{number}/demandes/{request}/decision.pdf")).await;
    let files = archive(&portal, &mut claire).await;
    let data = json(&files);
    let claim = named(&data["dossiers"], "numero", &number);
    let decision = serde_json::json!({
        "demande": request,
        "prise_le": "2026-03-12T14:48:00Z",
        "resultat": "Acceptée en partie",
        "reexaminee_depuis_le": null,
        "jours": [
            { "du": "2026-01-10", "au": "2026-02-20", "jours": 42, "etat": "Acceptés" },
            { "du": "2026-02-21", "au": "2026-02-28", "jours": 8, "etat": "Refusés" },
        ],
        "motif": MOTIVE,
        "article": "Article 7.2. La prise en charge est accordée sur présentation des décomptes de l’organisme social pour chaque jour d’arrêt.",
        "precisions": "La fin de février manque.",
        "lettre": format!("{number}-decision-{request}.pdf"),
    });
    assert_eq!(claim["decisions"], serde_json::json!([decision]));
    assert!(letter.status == 200 && letter.bytes.starts_with(b"%PDF"));
    assert_eq!(files[&format!("{number}-decision-{request}.pdf")], letter.bytes, "the letter that its member downloads");

    let amount = serde_json::json!({ "centimes": 14_260, "euros": "142,60\u{a0}€" });
    let line = serde_json::json!({
        "objet": "Échéance du 5\u{a0}février\u{a0}2026",
        "montant": amount,
        "calcul": ["142,60\u{a0}€ × 100\u{a0}% = 142,60\u{a0}€"],
    });
    let payment = serde_json::json!({
        "numero": payment,
        "etat": "Payé",
        "etat_depuis_le": "2026-03-16T14:48:00Z",
        "emis_le": "2026-03-16T14:48:00Z",
        "mode": "Virement",
        "beneficiaire": "votre compte se terminant par 2606",
        "total": amount,
        "lignes": [line],
        "raison": null,
        "contre_ecriture_de": null,
    });
    assert_eq!((&claim["paiements"], &claim["fin_de_garantie"]), (&serde_json::json!([payment]), &Value::Null));
}

#[tokio::test]
async fn g1_b11_what_others_pay_is_there_with_its_source_though_nothing_was_paid() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = accepted(&portal, &mut handler).await;
    state(&mut handler, &id, "40", SOURCE).await.must_say(&["sont enregistrés"]);
    portal.deliver().await;
    let mut member = portal.signed_in(VERONIQUE).await;
    let number = member.only_claim().await;
    let data = json(&archive(&portal, &mut member).await);
    let claim = named(&data["dossiers"], "numero", &number);
    let daily = serde_json::json!({ "centimes": 4_000, "euros": "40,00\u{a0}€" });
    let beside = serde_json::json!([{ "du": "2026-03-01", "au": "2026-03-10", "par_jour": daily, "source": SOURCE }]);
    assert_eq!((&claim["versements_d_autres_organismes"], &claim["paiements"]), (&beside, &serde_json::json!([])));
}

#[tokio::test]
async fn g1_b11_the_income_lost_is_there_with_its_source_as_it_stands() {
    let portal = payment_loss::covering().await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for monthly in ["900", "200"] {
        payment_loss::state(&mut handler, &id, "2026-01", monthly, payment_loss::SOURCE).await.must_say(&["est enregistrée"]);
    }
    portal.deliver().await;
    let data = json(&archive(&portal, &mut member).await);
    let claim = named(&data["dossiers"], "numero", &number);
    let monthly = serde_json::json!({ "centimes": 20_000, "euros": "200,00\u{a0}€" });
    let lost = serde_json::json!([{ "a_compter_de": "2026-01", "par_mois": monthly, "source": payment_loss::SOURCE }]);
    assert_eq!((&claim["pertes_de_revenus"], &claim["paiements"]), (&lost, &serde_json::json!([])));
}

#[tokio::test]
async fn g1_b11_the_end_of_the_cover_is_there_where_accepted_days_come_after_it() {
    let portal = TestPortal::of("emprunteur").await;
    let (mut member, number, _) = yann(&portal).await;
    portal.run("UPDATE enrolments SET valid_to = '2026-01-05'").await;
    portal.deliver().await;
    let data = json(&archive(&portal, &mut member).await);
    assert_eq!(named(&data["dossiers"], "numero", &number)["fin_de_garantie"], "2026-01-05");
}

#[tokio::test]
async fn g1_of_what_was_decided_and_paid_nobody_elses_is_there_and_nobody_of_the_office_is_named() {
    let portal = TestPortal::start().await;
    let (Asked { number, request, .. }, payment) = paid(&portal).await;
    portal.advance(TimeDelta::minutes(1));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut forbidden = vec![refused(&portal, &mut handler, "Inès Carpentier").await.request];
    for column in ["family_name", "login_name"] {
        forbidden.extend(portal.texts(&format!("SELECT {column} FROM users WHERE login_name <> '{CLAIRE}'")).await);
    }
    assert!(forbidden.iter().any(|name| name == "Aubry"), "who decided and prepared: {forbidden:?}");
    portal.deliver().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let files = archive(&portal, &mut claire).await;
    let letters: Vec<&str> = files.keys().map(String::as_str).filter(|name| name.contains("-decision-")).collect();
    assert_eq!(letters, [format!("{number}-decision-{request}.pdf")]);
    let text = String::from_utf8(files["donnees.json"].clone()).unwrap();
    assert!(text.contains(&payment) && text.contains("Acceptée en partie"), "it is the right text that was searched");
    let told: Vec<&String> = forbidden.iter().filter(|word| text.contains(word.as_str())).collect();
    assert!(told.is_empty(), "{told:?}");

    let mut ines = portal.signed_in(INES).await;
    let files = archive(&portal, &mut ines).await;
    let text = String::from_utf8(files["donnees.json"].clone()).unwrap();
    assert!(text.contains("Refusée"), "hers is there");
    assert!([number, request, payment].iter().all(|one| !text.contains(one) && files.keys().all(|name| !name.contains(one))));
}

#[tokio::test]
async fn g1_b9_a_decision_that_stands_no_longer_is_there_beside_the_new_one_each_with_its_letter() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Inès Carpentier").await;
    portal.advance(TimeDelta::minutes(5));
    reopen(&mut handler, &asked).await.must_say(&["La demande est de nouveau en instruction."]);
    portal.advance(TimeDelta::minutes(5));
    decided(&portal, &mut handler, "Inès Carpentier", ("accept", DAYS)).await;
    portal.deliver().await;
    let mut ines = portal.signed_in(INES).await;
    let files = archive(&portal, &mut ines).await;
    let data = json(&files);
    let told = list(&named(&data["dossiers"], "numero", &asked.number)["decisions"]);
    let told: Vec<[Option<&str>; 3]> =
        told.iter().map(|one| ["resultat", "reexaminee_depuis_le", "lettre"].map(|key| one[key].as_str())).collect();
    let letters = ["", "-2"].map(|place| format!("{}-decision-{}{place}.pdf", asked.number, asked.request));
    let first = [Some("Refusée"), Some("2026-03-12T14:53:00Z"), Some(letters[0].as_str())];
    assert_eq!(told, [first, [Some("Acceptée"), None, Some(letters[1].as_str())]]);
    assert!(letters.iter().all(|name| files[name].starts_with(b"%PDF")) && files[&letters[0]] != files[&letters[1]]);
    let text = String::from_utf8(files["donnees.json"].clone()).unwrap();
    assert!(!text.contains("Courrier du 3 mars") && !text.contains("Aubry"), "neither why nor by whom");
}

#[tokio::test]
async fn g1_b13_a_payment_is_there_once_it_left_and_so_is_the_counter_entry_that_takes_it_back() {
    let portal = TestPortal::start().await;
    let (asked, payment) = paid(&portal).await;
    portal.advance(TimeDelta::minutes(1));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let form = [("id", asked.id.as_str()), ("number", payment.as_str()), ("reason", "Mauvais dossier")];
    let counter = handler.post("/api/office_reverse_payment", &form).await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let page = supervisor.post("/api/office_approve_payment", &[("number", &counter)]).await;
    page.must_say(&["annulé par une contre-écriture"]);
    prepare(&mut handler, &asked.id, "", "").await.must_say(&["Le paiement est préparé."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 3);
    portal.deliver().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let data = json(&archive(&portal, &mut claire).await);
    let told = list(&named(&data["dossiers"], "numero", &asked.number)["paiements"]);
    let worded = |key: &str| told.iter().map(|one| one[key].as_str()).collect::<Vec<_>>();
    assert_eq!(worded("etat"), [Some("Annulé"), Some("Contre-écriture")], "what has not left is not told");
    assert_eq!(worded("contre_ecriture_de"), [None, Some(payment.as_str())]);
    assert_eq!(worded("raison"), [None, Some("Mauvais dossier")]);
    assert_eq!(worded("mode"), [Some("Virement"), None], "a counter-entry is no transfer");
    assert_eq!(worded("beneficiaire"), [Some("votre compte se terminant par 2606"), None]);
    assert_eq!(told[1]["emis_le"], Value::Null);
    let cents = |place: usize| told[place]["total"]["centimes"].as_i64();
    assert_eq!((cents(0), cents(1)), (Some(14_260), Some(-14_260)));
    assert_eq!(told[1]["total"]["euros"], "−142,60\u{a0}€");
}
