//! What arrives, comes back or is taken back makes of requests and dossier, and who is told (domain.md 4.3; B-12, B-13, Y-1).
use crate::{
    payment::{prepare, returned, yann},
    payment_pay::{VERONIQUE, accepted, with_account},
    reopen::decided,
    support::{Browser, CLAIRE, Page, Sent, TestPortal, YANN, days, fixture},
};
use domain::access::StaffRole;

const BOUNCED: &str = "Un paiement n’a pas abouti";
const TO_LENDER: &str = "La banque n'a pas pu faire ce paiement à votre organisme prêteur. La somme reste due : nous préparerons un nouveau \
                         paiement. Vous n'avez rien à faire.";
const TO_MEMBER: &str =
    "La somme vous reste due : nous préparerons un nouveau paiement. Vérifiez le compte bancaire que vous nous avez donné.";

/// A lender who is paid small instalments, for which one person is enough.
async fn lent() -> TestPortal {
    let portal = TestPortal::of("emprunteur").await;
    portal.run("UPDATE loans SET instalment_cents = 9000").await;
    portal
}

/// A dossier of two requests, each accepted, with its payment.
struct Two {
    number: String,
    id: String,
    /// Of the instalment of February, and of that of March.
    payments: [String; 2],
}

/// Claire's, before anything has left.
async fn prepared(portal: &TestPortal, handler: &mut Browser) -> Two {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let id = decided(portal, handler, "Claire Moreau", ("accept", "10/01/2026 - 28/02/2026")).await.id;
    let february = prepare(handler, &id, "", "").await;
    february.must_say(&["Échéance du 5 février 2026", "Total : 90,00 €"]);
    claire.post("/api/prolong", &[("number", &number)]).await;
    claire.periods(&number, "next", &days("01/03/2026", "12/03/2026")).await;
    claire.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
    claire.submit(&number).await;
    decided(portal, handler, "Claire Moreau", ("accept", "01/03/2026 - 12/03/2026")).await;
    let march = prepare(handler, &id, "", "").await;
    march.must_say(&["Échéance du 5 mars 2026", "Rien n'est à payer pour le moment."]);
    Two { number, id, payments: [february, march].map(|page| page.numbers("RG-").remove(0)) }
}

async fn export(accountant: &mut Browser) -> Page {
    accountant.post("/api/office_export_payments", &[]).await
}

/// As [`prepared`], both with the bank.
async fn exported(portal: &TestPortal, handler: &mut Browser, accountant: &mut Browser) -> Two {
    let two = prepared(portal, handler).await;
    export(accountant).await.must_say(&["2 paiement(s), 180,00 €"]);
    two
}

/// Where the dossier stands, and its two last requests.
async fn stands(portal: &TestPortal, two: &Two) -> [String; 3] {
    let of = format!("claim_id = (SELECT id FROM claims WHERE number = '{}')", two.number);
    let requests = portal.texts(&format!("SELECT state FROM requests WHERE number IS NOT NULL AND {of} ORDER BY number DESC")).await;
    let periods = format!("SELECT p.state FROM periods p JOIN requests r ON r.id = p.request_id WHERE p.{of} ORDER BY r.number DESC");
    assert_eq!(portal.texts(&periods).await[..2], requests[..2], "the days are told as their request is");
    let status = portal.texts(&format!("SELECT status FROM claims WHERE number = '{}'", two.number)).await.remove(0);
    [status, requests[1].clone(), requests[0].clone()]
}

async fn moved(portal: &TestPortal, kind: &str) -> i64 {
    portal.number(&format!("SELECT COUNT(*) FROM claim_moves WHERE kind = '{kind}'")).await
}

#[tokio::test]
async fn b12_of_two_payments_one_that_came_back_leaves_its_request_unpaid_whichever_the_bank_names_first() {
    for rejected_first in [true, false] {
        let portal = lent().await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
        let two = exported(&portal, &mut handler, &mut accountant).await;
        let [february, march] = &two.payments;
        let (back, arrived) = (format!("{february};rejected;AC04"), format!("{march};paid"));
        let lines = if rejected_first { [back, arrived] } else { [arrived, back] };
        returned(&mut accountant, &lines.join("\n")).await.must_say(&["1 payé(s), 1 rejeté(s)"]);
        assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"], "rejected first: {rejected_first}");
        let dossier = format!("/dossiers/{}", two.number);
        let mut claire = portal.signed_in(CLAIRE).await;
        claire.get(&dossier).await.must_say(&["Paiement rejeté par la banque", "Paiement confirmé par la banque", TO_LENDER]);
        assert_eq!((moved(&portal, "paid").await, moved(&portal, "payment_rejected").await), (1, 1));
        let desk = handler.get(&format!("/gestion/dossiers/{}", two.id)).await;
        desk.must_say(&["Mireille Ravel a enregistré un paiement rejeté par la banque"]);

        let again = prepare(&mut handler, &two.id, "", "").await;
        again.must_say(&["Échéance du 5 février 2026", "Total : 90,00 €"]);
        export(&mut accountant).await.must_say(&["1 paiement(s), 90,00 €"]);
        assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"], "it is with the bank");
        returned(&mut accountant, &format!("{};paid", again.numbers("RG-").remove(0))).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
        assert_eq!(stands(&portal, &two).await, ["paid", "paid", "paid"]);
    }
}

#[tokio::test]
async fn b12_a_payment_that_arrives_says_nothing_of_one_that_is_with_the_bank_or_was_not_sent() {
    for both_sent in [true, false] {
        let portal = lent().await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
        let two = prepared(&portal, &mut handler).await;
        let [february, march] = &two.payments;
        if !both_sent {
            let form = [("id", two.id.as_str()), ("number", february.as_str()), ("reason", "À revoir")];
            handler.post("/api/office_reverse_payment", &form).await.must_say(&["annulé par une contre-écriture"]);
        }
        export(&mut accountant).await.must_say(&["est prêt"]);
        returned(&mut accountant, &format!("{march};paid")).await.must_say(&["1 payé(s)"]);
        assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"], "both sent: {both_sent}");
        if both_sent {
            returned(&mut accountant, &format!("{february};paid")).await.must_say(&["1 payé(s)"]);
            assert_eq!(stands(&portal, &two).await, ["paid", "paid", "paid"]);
        }
    }
}

#[tokio::test]
async fn b12_b13_what_was_paid_and_is_taken_back_is_accepted_again_from_the_second_persons_word_on() {
    let portal = lent().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let two = exported(&portal, &mut handler, &mut accountant).await;
    let [february, march] = &two.payments;
    returned(&mut accountant, &format!("{february};paid\n{march};paid")).await.must_say(&["2 payé(s), 0 rejeté(s)"]);
    assert_eq!(stands(&portal, &two).await, ["paid", "paid", "paid"]);
    let form = [("id", two.id.as_str()), ("number", february.as_str()), ("reason", "Mauvais dossier")];
    let counter = handler.post("/api/office_reverse_payment", &form).await.numbers("RG-").remove(0);
    assert_eq!(stands(&portal, &two).await, ["paid", "paid", "paid"], "nothing is taken back yet");
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &counter)]).await.must_say(&["annulé par une contre-écriture"]);
    assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"]);
    assert_eq!(moved(&portal, "payment_reversed").await, 1);
    let passed = format!("SELECT detail FROM audit WHERE action = 'claim_passed' AND object = '{}' AND detail LIKE 'paid %'", two.number);
    assert!(portal.texts(&passed).await.contains(&"paid > accepted".to_owned()));
    handler.get(&format!("/gestion/dossiers/{}/paiements", two.id)).await.must_say(&["Échéance du 5 février 2026", "Total : 90,00 €"]);
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.get(&format!("/dossiers/{}", two.number)).await.must_say(&["Acceptée", "Paiement annulé"]);
}

#[tokio::test]
async fn b12_b13_b14_a_closed_dossier_is_open_again_while_something_of_it_is_owed_again() {
    let portal = lent().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let two = exported(&portal, &mut handler, &mut accountant).await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{}')", two.number);
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-03-13' WHERE ends_on = '2026-03-12' AND {of_claim}")).await;
    let [february, march] = &two.payments;
    returned(&mut accountant, &format!("{february};paid\n{march};paid")).await.must_say(&["2 payé(s), 0 rejeté(s)"]);
    assert_eq!(stands(&portal, &two).await, ["closed", "paid", "paid"]);
    let form = [("id", two.id.as_str()), ("number", february.as_str()), ("reason", "Mauvais dossier")];
    let counter = handler.post("/api/office_reverse_payment", &form).await.numbers("RG-").remove(0);
    assert_eq!(stands(&portal, &two).await, ["closed", "paid", "paid"], "nothing is taken back yet");
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &counter)]).await.must_say(&["annulé par une contre-écriture"]);
    assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"]);

    prepare(&mut handler, &two.id, "", "").await.must_say(&["Échéance du 5 février 2026", "Rien n'est à payer pour le moment."]);
    export(&mut accountant).await.must_say(&["1 paiement(s), 90,00 €"]);
    assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"], "it is with the bank");
    let again = portal.texts("SELECT number FROM payments ORDER BY number DESC").await.remove(0);
    returned(&mut accountant, &format!("{again};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    assert_eq!(stands(&portal, &two).await, ["closed", "paid", "paid"]);
}

#[tokio::test]
async fn b12_a_rejection_puts_back_what_stands_as_paid() {
    let portal = lent().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let two = exported(&portal, &mut handler, &mut accountant).await;
    let [february, march] = &two.payments;
    returned(&mut accountant, &format!("{march};paid")).await.must_say(&["1 payé(s)"]);
    // As payments of the same dossier that arrived used to leave it.
    let of = format!("state = 'accepted' AND claim_id = (SELECT id FROM claims WHERE number = '{}')", two.number);
    portal.run(&format!("UPDATE requests SET state = 'paid' WHERE {of}")).await;
    portal.run(&format!("UPDATE periods SET state = 'paid' WHERE {of}")).await;
    portal.run(&format!("UPDATE claims SET status = 'paid' WHERE number = '{}'", two.number)).await;
    assert_eq!(stands(&portal, &two).await, ["paid", "paid", "paid"]);
    returned(&mut accountant, &format!("{february};rejected;AC04")).await.must_say(&["1 rejeté(s)"]);
    assert_eq!(stands(&portal, &two).await, ["accepted", "accepted", "paid"]);
}

#[tokio::test]
async fn b12_y1_a_payment_to_the_lender_that_came_back_is_a_task_of_the_desk_and_its_member_has_nothing_to_do() {
    let portal = lent().await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    export(&mut accountant).await.must_say(&["1 paiement(s), 90,00 €"]);
    for says in ["1 rejeté(s), 0 déjà connu(s)", "0 rejeté(s), 1 déjà connu(s)"] {
        returned(&mut accountant, &format!("{payment};rejected;AC04")).await.must_say(&[says]);
    }
    let mails = portal.deliver().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject == BOUNCED).collect();
    assert_eq!(told.len(), 1, "once, however often the bank says it");
    assert!(told[0].text.contains("organisme prêteur") && told[0].text.contains("Vous n’avez rien à faire"), "{}", told[0].text);
    for word in ["90,00", "€", "compte bancaire", "arrêt", "AC04", payment.as_str(), number.as_str()] {
        assert!(!told[0].text.contains(word), "{word} in {}", told[0].text);
    }
    let page = member.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Rejeté par la banque", TO_LENDER]);
    assert!(!page.says("Vérifiez le compte bancaire"), "it is not theirs");

    let desk = format!("/gestion/dossiers/{id}/paiements");
    let page = handler.get("/gestion/a-joindre").await;
    page.must_say(&["Yann Le Goff", &format!("Paiement {payment} rejeté par la banque")]);
    assert!(page.links().contains(&desk) && !page.says("Message non remis"));
    handler.get(&desk).await.must_say(&["Préparer le paiement"]);
    let done = handler.post("/api/office_reached", &[("id", &page.field("id").unwrap())]).await;
    done.must_say(&["C'est noté.", "Personne à joindre autrement"]);
}

#[tokio::test]
async fn b12_y1_a_members_own_account_that_refused_a_payment_is_theirs_to_look_at() {
    let portal = TestPortal::of("prevoyance").await;
    let id = accepted(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "150", "Acompte").await.numbers("RG-").remove(0);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    export(&mut accountant).await.must_say(&["1 paiement(s), 150,00 €"]);
    returned(&mut accountant, &format!("{payment};rejected;AC04")).await.must_say(&["1 rejeté(s)"]);
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.subject == BOUNCED).unwrap();
    assert!(mail.text.contains("Vérifiez dans votre espace le compte bancaire"), "{}", mail.text);
    assert!(!mail.text.contains("150,00") && !mail.text.contains("prêteur") && !mail.text.contains("2606"), "{}", mail.text);
    let mut member = portal.signed_in(VERONIQUE).await;
    let dossier = format!("/dossiers/{}", member.only_claim().await);
    let page = member.get(&dossier).await;
    page.must_say(&[TO_MEMBER]);
    assert!(!page.says("prêteur"));
}

#[tokio::test]
async fn b12_s54_g3_a_payment_that_came_back_is_told_as_its_member_chose_and_to_nobody_who_has_left() {
    for (set, mails, sms) in [("notices = 'email'", 1, 0), ("notices = 'sms'", 0, 1), ("closed = TRUE", 0, 0)] {
        let portal = lent().await;
        let (_, _, id) = yann(&portal).await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
        let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
        export(&mut accountant).await.must_say(&["1 paiement(s)"]);
        portal.run(&format!("UPDATE users SET {set} WHERE login_name = '{YANN}'")).await;
        returned(&mut accountant, &format!("{payment};rejected")).await.must_say(&["1 rejeté(s)"]);
        let count = async |template: &str| portal.number(&format!("SELECT COUNT(*) FROM outbox WHERE template = '{template}'")).await;
        assert_eq!((count("payment-rejected-lender-mail").await, count("news-sms").await), (mails, sms), "{set}");
        assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks WHERE done_at IS NULL").await, 1, "{set}: the desk has it to do");
    }
}

#[tokio::test]
async fn b12_b14_a_dossier_whose_member_declared_to_be_back_at_work_is_closed_once_its_payment_arrives() {
    let portal = TestPortal::of("emprunteur").await;
    let (mut member, number, id) = yann(&portal).await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-01-13' WHERE ends_on = '2026-01-12' AND {of_claim}")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["est prêt"]);
    let status = format!("SELECT status FROM claims WHERE number = '{number}'");
    assert_eq!(portal.texts(&status).await, ["accepted"], "nothing closes it before the bank paid");
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["1 payé(s), 0 rejeté(s), 0 déjà connu(s)"]);
    assert_eq!(portal.texts(&status).await, ["closed"]);
    let mut passed = portal.texts(&format!("SELECT detail FROM audit WHERE action = 'claim_passed' AND object = '{number}'")).await;
    passed.sort();
    assert_eq!(passed, ["accepted > paid", "paid > closed"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_moves WHERE kind = 'paid'").await, 1, "one act, one version");
    member.get(&format!("/dossiers/{number}")).await.must_say(&["La banque a confirmé ce paiement.", "Ce dossier est clôturé"]);
}
