//! The back office: who comes in and how (ASVS 5.0.0, 6.3.3), its queue (B-1), whose a dossier is, looking at it and its files
//! (B-2, B-3), examining them, asking for documents (B-6, B-8), and the medical papers among them (B-4, Y-8).
mod asking;
mod beside;
mod come_back;
mod day;
mod declaring;
pub mod desk;
mod entry;
mod entry_waits;
mod examine;
mod hands;
mod help;
mod keying;
mod keying_first;
mod lost_second;
mod many;
mod mark;
mod medical;
mod notes;
mod queue;
mod session;
mod viewer;
mod viewing;

use crate::{
    binary::{run, told},
    support::{Browser, CLAIRE, Page, TestPortal, attribute, code},
};
use backend::{account::Invited, demo::PASSWORD};
use chrono::TimeDelta;
use domain::access::{StaffRole, StaffRoles};

const ANNE: &str = "anne.quemener@gestion.example";
const NEW: &str = "Trois chèvres sur un toit 7";

fn roles(all: &[StaffRole]) -> StaffRoles {
    all.iter().copied().collect()
}

/// Invites Anne; gives the path of the link that was mailed to her.
async fn invited(portal: &TestPortal, as_what: &[StaffRole]) -> String {
    let name = ("Anne".to_owned(), "Quéméner".to_owned());
    assert_eq!(portal.backend.invite_staff(ANNE, name, roles(as_what)).await.unwrap(), Invited::Sent);
    last_invitation(portal).await
}

/// The path of the link in the newest invitation.
async fn last_invitation(portal: &TestPortal) -> String {
    portal.deliver().await.iter().rev().find(|mail| mail.text.contains("/gestion/invitation/")).unwrap().link()
}

async fn choose(browser: &mut Browser, link: &str, new: &str) -> Page {
    let token = link.trim_start_matches("/gestion/invitation/");
    browser.post("/api/office_accept_invitation", &[("token", token), ("new", new), ("again", new)]).await
}

/// What stands in `<code>` on the page.
fn shown(page: &Page) -> Vec<String> {
    page.html().split("<code class=\"code\">").skip(1).map(|rest| rest[..rest.find('<').unwrap()].to_owned()).collect()
}

/// Turns the second step on; gives its key.
async fn turn_on(portal: &TestPortal, browser: &mut Browser) -> String {
    let key = shown(&browser.post("/api/office_offer_second_factor", &[]).await).remove(0);
    let page = browser.post("/api/office_confirm_second_factor", &[("code", &code(&key, portal.backend.now()))]).await;
    page.must_say(&["La validation en deux étapes est active", "Je les ai notés"]);
    assert_eq!(shown(&page).len(), 10);
    browser.post("/api/office_note_codes", &[]).await.must_say(&["Continuer vers le poste de gestion"]);
    key
}

/// Signs in at the office as far as the password goes.
async fn knock(browser: &mut Browser, email: &str, password: &str) -> Page {
    browser.post("/api/office_sign_in", &[("email", email), ("password", password), ("next", "/gestion/compte")]).await
}

#[tokio::test]
async fn b1_nobody_works_at_the_office_but_by_invitation_with_a_strong_password_and_a_second_step() {
    let portal = TestPortal::start().await;
    let link = invited(&portal, &[StaffRole::Handler, StaffRole::Supervisor]).await;
    let mut anne = portal.browser();
    knock(&mut anne, ANNE, "").await.must_say(&["Connexion impossible"]);
    for _ in 0..3 {
        anne.get(&link).await.must_say(&["Bonjour Anne Quéméner.", ANNE, "Utilisez au moins 15 caractères."]);
    }
    assert_eq!(anne.get(&link.replace("/gestion/invitation/", "/lien/")).await.status, 410, "it opens no member's page");
    let page = choose(&mut anne, &link, "Trop court 7").await;
    assert_eq!(page.path, link, "a refused password leaves the link as it is");
    page.must_say(&["À corriger", "moins de 15 caractères"]);
    choose(&mut anne, &link, "Anne Quéméner 1907").await.must_say(&["contient votre nom"]);

    let page = choose(&mut anne, &link, NEW).await;
    assert_eq!(page.path, "/gestion/deux-etapes");
    page.must_say(&["Obligatoire au poste de gestion", "Commencer", "Anne Quéméner", "Gestionnaire, Responsable"]);
    assert!(!page.html().contains("drop_second_factor"), "nobody does without");
    for path in ["/gestion", "/gestion/compte", "/gestion/dossiers/x"] {
        assert_eq!(anne.get(path).await.path, "/gestion/deux-etapes", "{path} waits for the second step");
    }
    assert_eq!(anne.call("office_queue", &[]).await.status, 403);
    anne.post("/api/office_offer_second_factor", &[]).await;
    anne.post("/api/office_confirm_second_factor", &[("code", "000000")]).await.must_say(&["Ce code n'est pas le bon"]);
    assert_eq!(anne.get("/gestion").await.path, "/gestion/deux-etapes");
    let key = turn_on(&portal, &mut anne).await;
    anne.get("/gestion").await.must_say(&["À traiter", "Reçu le"]);
    assert_eq!(anne.call("drop_second_factor", &[]).await.status, 403, "not by the members' function either");
    assert!(portal.deliver().await.iter().any(|mail| mail.to == ANNE && mail.subject == "Votre code de connexion a changé"));

    let again = anne.clone().get(&link).await;
    assert_eq!(again.status, 410, "an invitation works once");
    again.must_say(&["Demandez-en une autre à l'administration."]);
    assert_eq!(anne.post("/api/sign_out", &[]).await.path, "/gestion/connexion");
    assert_eq!(anne.get("/gestion").await.path, "/gestion/connexion");
    portal.advance(TimeDelta::seconds(30));
    assert_eq!(knock(&mut anne, &ANNE.to_uppercase(), NEW).await.path, "/gestion/connexion/code");
    assert_eq!(anne.get("/gestion").await.path, "/gestion/connexion", "the password alone opens nothing");
    let step = [("code", code(&key, portal.backend.now())), ("next", "https://ailleurs.example/".to_owned())];
    let step: Vec<(&str, &str)> = step.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(anne.post("/api/office_second_step", &step).await.path, "/gestion", "never away from the office");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action IN ('staff_invited', 'staff_joined')").await, 2);
}

#[tokio::test]
async fn b1_whoever_signs_in_begins_at_the_first_page_of_their_own_and_finds_the_way_back_there() {
    let portal = TestPortal::start().await;
    for (role, first) in [
        (StaffRole::Handler, "/gestion"),
        (StaffRole::Medical, "/gestion/medical"),
        (StaffRole::Supervisor, "/gestion/paiements"),
        (StaffRole::Accountant, "/gestion/virements"),
        (StaffRole::TenantAdmin, "/gestion/messages"),
        (StaffRole::Editor, "/gestion/compte"),
    ] {
        let (who, mut browser) = (portal.staff(role), portal.browser());
        knock(&mut browser, &who.login, &who.password).await;
        let code = code(who.totp_secret.unwrap(), portal.backend.now());
        let page = browser.post("/api/office_second_step", &[("code", &code)]).await;
        assert_eq!((page.path.as_str(), page.status), (first, 200), "{role:?}");
        let brand = page.elements("a").into_iter().find(|link| link.contains("\"brand\"")).unwrap();
        assert_eq!(attribute(&brand, "href").as_deref(), Some(first), "{role:?}");
    }
}

#[tokio::test]
async fn b1_a_role_opens_its_pages_from_the_next_request_on_and_none_opens_nothing() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let email = portal.staff(StaffRole::Handler).login;
    handler.get("/gestion").await.must_say(&["À traiter", "Pauline Aubry", "Gestionnaire"]);
    assert!(portal.backend.set_staff_roles(&email, roles(&[StaffRole::Editor])).await.unwrap());
    let page = handler.get("/gestion").await;
    assert_eq!(page.status, 403);
    page.must_say(&["Réservé à un autre rôle", "Rédaction des documents"]);
    assert!(portal.backend.set_staff_roles(&email, roles(&[])).await.unwrap());
    handler.get("/gestion/compte").await.must_say(&["Mon compte", "Aucun rôle", email.as_str()]);
    assert_eq!(handler.call("office_queue", &[]).await.status, 403);
    assert!(!portal.backend.set_staff_roles(CLAIRE, roles(&[StaffRole::Handler])).await.unwrap(), "a member is no one of the office");
}

#[tokio::test]
async fn b1_each_door_is_for_its_own_people_and_tells_nothing_of_the_others() {
    let portal = TestPortal::start().await;
    let staff = portal.staff(StaffRole::Handler);
    let (mut member, mut handler) = (portal.browser(), portal.browser());
    for name in [staff.login.clone(), format!("staff:{}", staff.login)] {
        let page = handler.sign_in(&name, "").await;
        assert_eq!(page.path, "/connexion");
        page.must_say(&["L'identifiant ou le mot de passe n'est pas le bon."]);
    }
    knock(&mut member, CLAIRE, PASSWORD).await.must_say(&["L'identifiant ou le mot de passe n'est pas le bon."]);
    knock(&mut member, "membre.40821176@courrier.example", PASSWORD).await.must_say(&["Connexion impossible"]);
    member.post("/api/send_help", &[("lost", "password"), ("name", &staff.login)]).await;
    member.post("/api/send_help", &[("lost", "login"), ("name", &staff.login)]).await;
    assert!(portal.deliver().await.is_empty(), "a way back in for members leads nobody to the office");
    // A member's address may be invited, and stays a member's.
    let name = ("Claire".to_owned(), "Moreau".to_owned());
    let invited = portal.backend.invite_staff("membre.40821176@courrier.example", name, roles(&[StaffRole::Handler])).await.unwrap();
    assert_eq!(invited, Invited::Sent);
    let mut claire = portal.signed_in(CLAIRE).await;
    assert_eq!(claire.get("/gestion").await.status, 403);
    assert_eq!(claire.get("/gestion/connexion").await.path, "/");
}

#[tokio::test]
async fn b1_guessing_at_the_office_is_slowed_down_and_the_way_back_is_mailed_to_its_door() {
    let portal = TestPortal::start().await;
    let email = portal.staff(StaffRole::Handler).login;
    let mut thief = portal.browser();
    let mut page = knock(&mut thief, &email, "faux").await;
    for _ in 0..10 {
        portal.advance(TimeDelta::seconds(20));
        page = knock(&mut thief, &email, "faux").await;
    }
    page.must_say(&["Trop d'essais"]);
    knock(&mut thief, &email, PASSWORD).await.must_say(&["Trop d'essais"]);
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == email).unwrap();
    assert_eq!(mail.subject, "Plusieurs essais de connexion au poste de gestion");
    let link = mail.link();
    let mut own = portal.browser();
    let page = own.post("/api/unlock", &[("token", link.trim_start_matches("/lien/"))]).await;
    assert_eq!(page.path, "/gestion/connexion");
    page.must_say(&["Vous pouvez réessayer tout de suite."]);
    assert_eq!(knock(&mut own, &email, PASSWORD).await.path, "/gestion/connexion/code");
}

#[tokio::test]
async fn b1_a_session_at_the_office_ends_sooner_than_a_members() {
    let portal = TestPortal::start().await;
    let (mut handler, mut member) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(CLAIRE).await);
    portal.advance(TimeDelta::minutes(14));
    assert_eq!(handler.get("/gestion").await.path, "/gestion");
    portal.advance(TimeDelta::minutes(16));
    let page = handler.get("/gestion/compte").await;
    assert_eq!(page.path, "/gestion/connexion");
    assert_eq!(page.field("next").as_deref(), Some("/gestion/compte"), "and leads back");
    portal.advance(-TimeDelta::minutes(2));
    assert_eq!(member.get("/dossiers").await.path, "/dossiers");
}

#[tokio::test]
async fn b1_devices_of_the_office_are_listed_and_ended_and_its_password_changed() {
    let portal = TestPortal::start().await;
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    portal.advance(TimeDelta::seconds(30));
    let mut phone = portal.at_the_office(StaffRole::Handler).await;
    desk.get("/gestion/compte").await.must_say(&["Mes appareils connectés", "Cet appareil", "Déconnecter tous les autres appareils"]);
    desk.post("/api/office_end_sessions", &[]).await.must_say(&["Déconnexion faite"]);
    assert_eq!(phone.get("/gestion").await.path, "/gestion/connexion");
    let change = |current: &'static str, new: &'static str| [("current", current), ("new", new), ("again", new)];
    desk.post("/api/office_change_password", &change("faux", NEW)).await.must_say(&["Ce n'est pas votre mot de passe actuel"]);
    desk.post("/api/office_change_password", &change(PASSWORD, "Court mais 12")).await.must_say(&["moins de 15 caractères"]);
    desk.post("/api/office_change_password", &change(PASSWORD, NEW)).await.must_say(&["Votre mot de passe est modifié"]);
    let email = portal.staff(StaffRole::Handler).login;
    knock(&mut portal.browser(), &email, PASSWORD).await.must_say(&["Connexion impossible"]);
    assert_eq!(knock(&mut portal.browser(), &email, NEW).await.path, "/gestion/connexion/code");
}

#[tokio::test]
async fn b1_whoever_lost_their_telephone_is_invited_again_and_whoever_leaves_is_out_at_once() {
    let portal = TestPortal::start().await;
    let link = invited(&portal, &[StaffRole::Handler]).await;
    let mut anne = portal.browser();
    choose(&mut anne, &link, NEW).await;
    turn_on(&portal, &mut anne).await;
    assert_eq!(portal.backend.invite_again(ANNE).await.unwrap(), Invited::Sent);
    let link = last_invitation(&portal).await;
    assert_eq!(anne.get("/gestion").await.path, "/gestion", "nothing ends before the link is used");
    let mut new = portal.browser();
    assert_eq!(choose(&mut new, &link, "Quatre chèvres sur un toit").await.path, "/gestion/deux-etapes", "the old second step is gone");
    assert_eq!(anne.get("/gestion").await.path, "/gestion/connexion", "and so are the old sessions");
    turn_on(&portal, &mut new).await;

    assert_eq!(portal.backend.invite_again(ANNE).await.unwrap(), Invited::Sent);
    let late = last_invitation(&portal).await;
    assert!(portal.backend.close_staff(ANNE).await.unwrap() && !portal.backend.close_staff(ANNE).await.unwrap());
    assert_eq!(new.get("/gestion").await.path, "/gestion/connexion");
    assert_eq!(new.get(&late).await.status, 410);
    knock(&mut new, ANNE, "Quatre chèvres sur un toit").await.must_say(&["Connexion impossible"]);
    assert_eq!(portal.backend.invite_again(ANNE).await.unwrap(), Invited::Unknown);
    let link = invited(&portal, &[StaffRole::Editor]).await;
    assert_eq!(choose(&mut new, &link, NEW).await.path, "/gestion/deux-etapes", "who left may be invited back, with other roles");
    let name = ("Anne".to_owned(), "Autre".to_owned());
    assert_eq!(portal.backend.invite_staff(ANNE, name, roles(&[])).await.unwrap(), Invited::Known);
}

#[tokio::test]
async fn b1_an_invitation_ends_with_its_time_and_of_two_uses_at_once_one_counts() {
    let portal = TestPortal::start().await;
    let link = invited(&portal, &[StaffRole::Handler]).await;
    let (mut one, mut other) = (portal.browser(), portal.browser());
    let (first, second) = tokio::join!(choose(&mut one, &link, NEW), choose(&mut other, &link, "Quatre chèvres sur un toit"));
    let arrived = [first, second].iter().filter(|page| page.path == "/gestion/deux-etapes").count();
    assert_eq!(arrived, 1);
    portal.backend.invite_again(ANNE).await.unwrap();
    let late = last_invitation(&portal).await;
    portal.advance(TimeDelta::hours(73));
    assert_eq!(portal.browser().get(&late).await.status, 410);
    choose(&mut one, &late, NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
}

#[test]
fn b1_an_operator_invites_lists_changes_and_closes_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let staff = |what: &[&str]| {
        let output = run(&[&["staff"][..], what, &["--demo", "--data", data]].concat());
        (output.status.success(), String::from_utf8(output.stdout.clone()).unwrap() + &told(&output))
    };
    let (done, says) = staff(&["invite", "--email", ANNE, "--name", "Anne Quéméner", "--role", "handler", "--role", "supervisor"]);
    assert!(done && says.contains("the invitation leaves"), "{says}");
    let (done, says) = staff(&["invite", "--email", ANNE, "--name", "Anne Quéméner"]);
    assert!(!done && says.contains("invite-again"), "{says}");
    let (_, listed) = staff(&["list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let anne = listed.as_array().unwrap().iter().find(|one| one["email"] == ANNE).unwrap();
    assert_eq!((anne["state"].as_str(), anne["roles"].to_string()), (Some("invited"), "[\"handler\",\"supervisor\"]".to_owned()));
    let (done, says) = staff(&["roles", "--email", ANNE, "--role", "editor"]);
    assert!(done && says.contains("editor"), "{says}");
    assert!(staff(&["list"]).1.contains("Anne Quéméner"));
    for refused in [&["roles", "--email", ANNE, "--role", "boss"][..], &["invite", "--email", "anne", "--name", "A B"], &["close"]] {
        assert!(!staff(refused).0, "{refused:?}");
    }
    assert!(staff(&["close", "--email", ANNE]).0);
    assert!(!staff(&["close", "--email", ANNE]).0, "once");
}
