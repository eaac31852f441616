//! « Demandes de correction » at the desk (B-55, X-10, D-15): read, answered once, and told to whoever asked.
use crate::support::{Browser, Mail, Page, TestPortal, folded};
use domain::access::StaffRole;

const LIST: &str = "/gestion/corrections";
const OVERVIEW: &str = "/compte/donnees-personnelles";
const TEXT: &str = "Mon nom s’écrit Morô.";
const FIELDS: [&str; 9] = ["given_name", "family_name", "line1", "line2", "line3", "postcode", "town", "phone", "mobile"];
const ASKED: &str = "SELECT COUNT(*) FROM correction_requests WHERE state = 'open'";
const ANSWERS: &str = "SELECT COUNT(*) FROM audit WHERE action IN ('correction_accepted', 'correction_refused')";

/// A portal where only the insurer corrects data, with a request of Claire Moreau's and a member's browser of hers.
async fn asked() -> (TestPortal, Browser) {
    let portal = TestPortal::of("collective").await;
    let mut claire = portal.signed_in("clairemoreau").await;
    claire.post("/api/ask_correction", &[("text", TEXT)]).await.must_say(&["en attente de notre réponse"]);
    (portal, claire)
}

/// The page of the oldest request.
async fn first(desk: &mut Browser) -> Page {
    let list = desk.get(LIST).await;
    let link = list.links().into_iter().find(|link| link.starts_with("/gestion/corrections/")).unwrap();
    desk.get(&link).await
}

/// The form that corrects, as the page gives it, with these answers in place of its own.
fn accepting<'a>(page: &Page, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let own = |name: &'static str| (name, page.field(name).unwrap());
    let mut form: Vec<(&'a str, String)> = ["id", "seen"].into_iter().chain(FIELDS).map(own).collect();
    form.push(("verdict", "accept".to_owned()));
    form.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    form.extend(changes.iter().map(|(name, value)| (*name, (*value).to_owned())));
    form
}

async fn answer(desk: &mut Browser, form: &[(&str, String)]) -> Page {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    desk.post("/api/office_answer_correction", &form).await
}

/// How many mails say that there is an answer.
fn told(mails: &[Mail]) -> usize {
    mails.iter().filter(|mail| mail.subject == "Votre demande de correction a une réponse").count()
}

async fn refuse(desk: &mut Browser, page: &Page, reason: &str) -> Page {
    let id = page.field("id").unwrap();
    desk.post("/api/office_answer_correction", &[("id", &id), ("verdict", "refuse"), ("reason", reason)]).await
}

#[tokio::test]
async fn b55_d15_the_desk_corrects_what_is_shown_and_its_member_hears_of_it_without_the_values() {
    let (portal, mut claire) = asked().await;
    portal.advance(chrono::TimeDelta::minutes(1));
    let mut nadia = portal.signed_in("nadiabenali").await;
    nadia.post("/api/ask_correction", &[("text", "Mon adresse a changé.")]).await;
    portal.deliver().await;
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    let list = desk.get(LIST).await;
    list.must_say_in_order(&[
        "Demandes de correction",
        "Le fichier client n'est pas modifié.",
        "Claire Moreau",
        "Demandée le 12 mars 2026",
    ]);
    list.must_say_in_order(&["Claire Moreau", "Nadia Benali"]);
    let page = first(&mut desk).await;
    page.must_say(&["Mon nom s'écrit Morô.", "Ce qui est affiché aujourd'hui", "1250, rue des Érables", "G1R 2B5"]);
    page.must_warn(900);
    first(&mut desk).await;
    let looks = "SELECT COUNT(*) FROM audit WHERE action = 'correction_looked_at' AND actor IS NOT NULL AND detail = 'handler'";
    assert_eq!(portal.number(looks).await, 2, "each look is kept");

    let same = answer(&mut desk, &accepting(&page, &[])).await;
    same.must_say(&["À corriger", "Rien n'est corrigé : changez au moins une donnée"]);
    let wrong = answer(&mut desk, &accepting(&page, &[("family_name", " "), ("phone", "12"), ("town", "Lévis")])).await;
    wrong.must_say(&["Indiquez votre nom.", "numéro"]);
    assert_eq!((wrong.path.as_str(), wrong.field("town").as_deref()), (page.path.as_str(), Some("Lévis")), "what was typed stays");
    assert_eq!(portal.number(ANSWERS).await, 0);

    let form = accepting(&page, &[("family_name", "Morô"), ("reason", "C’est corrigé.")]);
    for _ in 0..2 {
        let done = answer(&mut desk, &form).await;
        done.must_say(&["Votre réponse est enregistrée.", "Acceptée par Pauline Aubry le 12 mars 2026", "Moreau devient Morô"]);
    }
    assert_eq!((portal.number(ANSWERS).await, portal.number(ASKED).await), (1, 1), "a double click is one answer");
    assert!(!desk.get(LIST).await.says("Claire"));
    claire.get(OVERVIEW).await.must_say(&["Madame Claire Morô", "acceptée", "Notre réponse : C'est corrigé."]);
    assert!(!nadia.get(OVERVIEW).await.says("Notre réponse"));

    let mails = portal.deliver().await;
    assert_eq!(told(&mails), 1);
    let mail = mails.last().unwrap();
    assert!(!folded(&mail.text).contains("Mor") && !mail.text.contains("corrigé."), "{}", mail.text);
    let kept = "SELECT changes FROM correction_requests WHERE changes IS NOT NULL UNION ALL SELECT reason FROM correction_requests \
                WHERE reason IS NOT NULL UNION ALL SELECT detail FROM audit UNION ALL SELECT params FROM outbox";
    let kept = portal.texts(kept).await;
    assert!(kept.len() > 2 && kept.iter().all(|text| !text.contains("Mor") && !text.contains("corrig")), "sealed: {kept:?}");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'correction_accepted' AND actor IS NOT NULL").await, 1);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM imported_enrolments WHERE family_name = 'Morô'").await,
        0,
        "the client's file is another"
    );
}

#[tokio::test]
async fn b55_x8_whoever_has_no_address_hears_of_the_answer_by_sms_in_the_daytime() {
    let (portal, _) = asked().await;
    portal.run("UPDATE users SET email = NULL, mobile = '+33639981234' WHERE login_name = 'clairemoreau'").await;
    portal.advance(chrono::TimeDelta::hours(6));
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    let page = first(&mut desk).await;
    refuse(&mut desk, &page, "Il nous faut une pièce.").await.must_say(&["Votre réponse est enregistrée.", "par courriel ou par SMS"]);
    assert_eq!(told(&portal.deliver().await), 0, "there is no address");
    assert!(portal.sms().is_empty(), "nobody is woken up");
    portal.advance(chrono::TimeDelta::hours(11));
    for _ in 0..2 {
        portal.deliver().await;
    }
    let sms = portal.sms();
    assert!(sms.len() == 1 && sms[0].0 == "+33639981234" && sms[0].1.contains("un nouveau message dans votre espace"), "{sms:?}");
    for word in ["Claire", "Moreau", "correction", "pièce", "http"] {
        assert!(!sms[0].1.contains(word), "{word}");
    }
}

#[tokio::test]
async fn b55_whoever_refuses_says_why_and_only_what_waits_counts() {
    let (portal, mut claire) = asked().await;
    for n in 2..=5 {
        claire.post("/api/ask_correction", &[("text", &format!("Demande {n}"))]).await;
    }
    claire.get(OVERVIEW).await.must_say(&["Plusieurs de vos demandes attendent notre réponse."]);
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    let page = first(&mut desk).await;
    refuse(&mut desk, &page, " \r\n").await.must_say(&["À corriger", "Écrivez le motif du refus : l'assuré le lira."]);
    refuse(&mut desk, &page, &"é".repeat(501)).await.must_say(&["Ce texte est trop long : écrivez 500 caractères au plus."]);
    let done = refuse(&mut desk, &page, "Il nous faut </textarea><script>une pièce.").await;
    done.must_say(&["Votre réponse est enregistrée.", "Refusée par Pauline Aubry", "</textarea><script>une pièce."]);
    assert!(!done.html().contains("<script>"));
    let page = claire.get(OVERVIEW).await;
    page.must_say(&["refusée", "Notre réponse : Il nous faut </textarea><script>une pièce.", "Madame Claire Moreau"]);
    assert!(!page.html().contains("<script>") && !page.says("Plusieurs de vos demandes attendent"));
    claire.post("/api/ask_correction", &[("text", "Encore une")]).await.must_say(&["Encore une"]);
    assert_eq!(portal.number(ASKED).await, 5);
}

#[tokio::test]
async fn b55_b2_of_two_who_answer_at_the_same_moment_the_second_sees_what_the_first_did() {
    let (portal, _) = asked().await;
    let other = portal.staff(StaffRole::Supervisor).login;
    assert!(portal.backend.set_staff_roles(&other, [StaffRole::Handler].into_iter().collect()).await.unwrap());
    let (mut here, mut there) = (portal.at_the_office(StaffRole::Handler).await, portal.at_the_office(StaffRole::Supervisor).await);
    let (mine, theirs) = (first(&mut here).await, first(&mut there).await);
    let form = accepting(&mine, &[("family_name", "Morô")]);
    let pages = futures::join!(answer(&mut here, &form), refuse(&mut there, &theirs, "Non."));
    let says = |words: &str| [&pages.0, &pages.1].iter().filter(|page| page.says(words)).count();
    assert_eq!((says("Votre réponse est enregistrée."), says("Une autre personne a répondu entre-temps.")), (1, 1));
    assert_eq!(says("Acceptée par Pauline Aubry") + says("Refusée par Philippe Destouches"), 2, "both see the one that counts");
    assert_eq!((portal.number(ANSWERS).await, told(&portal.deliver().await)), (1, 1));
}

#[tokio::test]
async fn b55_an_answer_is_about_the_data_that_were_read() {
    let (portal, mut claire) = asked().await;
    claire.post("/api/ask_correction", &[("text", "Ma ville aussi")]).await;
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    let old = first(&mut desk).await;
    portal.run("UPDATE users SET town = 'Lévis' WHERE login_name = 'clairemoreau'").await;
    let page = answer(&mut desk, &accepting(&old, &[("family_name", "Morô")])).await;
    page.must_say(&["Les données de cet assuré ont changé entre-temps.", "Lévis"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE town = 'Lévis' AND family_name = 'Moreau'").await, 1, "nothing is undone");
    answer(&mut desk, &accepting(&page, &[("family_name", "Morô")])).await.must_say(&["Votre réponse est enregistrée."]);
}

#[tokio::test]
async fn b55_nobody_else_answers_and_what_is_not_there_is_not_found() {
    let (portal, mut claire) = asked().await;
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    let page = first(&mut desk).await;
    for role in [StaffRole::Medical, StaffRole::Accountant, StaffRole::TenantAdmin] {
        let mut other = portal.at_the_office(role).await;
        assert_eq!((other.get(LIST).await.status, other.get(&page.path).await.status), (403, 403), "{role:?}");
        assert_eq!(refuse(&mut other, &page, "Non.").await.status, 403, "{role:?}");
    }
    assert_eq!(claire.get(&page.path).await.status, 403);
    assert_eq!(portal.browser().get(&page.path).await.path, "/gestion/connexion");
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM audit WHERE action = 'correction_looked_at'").await,
        1,
        "whoever reads nothing has looked at nothing"
    );
    for id in ["00000000-0000-0000-0000-000000000000", "x", "' OR 1=1 --"] {
        let form = [("id", id), ("verdict", "refuse"), ("reason", "Non.")];
        assert_eq!(desk.post("/api/office_answer_correction", &form).await.status, 404, "{id}");
    }
    assert_eq!(desk.get("/gestion/corrections/00000000-0000-0000-0000-000000000000").await.status, 404);
    let form = accepting(&page, &[("verdict", "other")]);
    assert_eq!(answer(&mut desk, &form).await.status, 404);
    for (length, path) in [(500, page.path.as_str()), (20_000, "/erreur/trop-gros")] {
        let huge = "é".repeat(length);
        assert_eq!(answer(&mut desk, &accepting(&page, &[("line1", huge.as_str())])).await.path, path, "{length}");
    }
    portal.run("UPDATE users SET closed = TRUE WHERE login_name = 'clairemoreau'").await;
    desk.get(LIST).await.must_say(&["Aucune demande en attente"]);
    assert_eq!(refuse(&mut desk, &page, "Non.").await.status, 404, "whoever left is not written to");
    assert_eq!((portal.number(ASKED).await, portal.number(ANSWERS).await), (1, 0));

    let portal = TestPortal::start().await;
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    let page = desk.get(LIST).await;
    assert_eq!(page.status, 404, "members change their data themselves");
    assert!(!desk.get("/gestion").await.links().iter().any(|link| link == LIST));
}
