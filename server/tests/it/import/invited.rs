//! Members who were imported choose their first password by a mailed link (B-52, X-5).
use super::{import, members};
use crate::support::{Browser, CLAIRE, Page, TestPortal, folded};
use backend::account::{ContactChange, IbanChange, InvitedMember, InvitedMembers};
use chrono::TimeDelta;
use domain::{
    account::{Channel, personal::ContactForm},
    import::Kind,
};

const NEW: &str = "Trois chèvres sur un toit 7";

/// A portal with six imported members, MBR0002 invited; gives the path of the link.
async fn invited() -> (TestPortal, String) {
    let portal = TestPortal::of("prevoyance").await;
    import(&portal, Kind::Members, &members(6)).await;
    assert_eq!(portal.backend.invite_member("MBR0002").await.unwrap(), InvitedMember::Sent);
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(
        (mails[0].to.as_str(), mails[0].subject.as_str()),
        ("membre.0002@courriel.example", "Votre espace Relais Prévoyance vous attend")
    );
    let link = mails[0].link();
    (portal, link)
}

async fn choose(browser: &mut Browser, link: &str, new: &str) -> Page {
    let token = link.trim_start_matches("/lien/");
    browser.post("/api/open_invited", &[("token", token), ("new", new), ("again", new)]).await
}

async fn opens(portal: &TestPortal, password: &str) -> bool {
    portal.browser().post("/api/sign_in", &[("login", "MBR0002"), ("password", password)]).await.path == "/conditions"
}

#[tokio::test]
async fn b52_x5_an_imported_member_chooses_a_password_behind_a_mailed_link_and_is_in() {
    let (portal, link) = invited().await;
    let mut browser = portal.browser();
    assert!(!opens(&portal, "").await, "without a password nobody comes in");
    for _ in 0..3 {
        browser.get(&link).await.must_say(&[
            "Ouvrir mon espace",
            "Bonjour Mehdi Châtaigneraud.",
            "mbr0002",
            "Utilisez au moins 8 caractères.",
        ]);
    }
    let wrong = choose(&mut browser, &link, "court").await;
    assert_eq!(wrong.path, link, "a refused password leaves the link as it is");
    wrong.must_say(&["À corriger", "moins de 8 caractères"]);
    let page = choose(&mut browser, &link, NEW).await;
    assert_eq!(page.path, "/conditions", "in, and the terms come first (S-5)");
    assert!(opens(&portal, NEW).await);
    let verified = "SELECT COUNT(*) FROM users WHERE external_id IS NOT NULL AND email_verified_at IS NOT NULL";
    assert_eq!(portal.number(verified).await, 1, "the address is theirs: the link arrived there (M-13)");
    assert_eq!(browser.clone().get(&link).await.status, 410, "an invitation works once");
    choose(&mut portal.browser(), &link, "Quatre chèvres sur un toit 8").await.must_say(&["Ce lien ne fonctionne plus"]);
    assert_eq!(portal.backend.invite_member("MBR0002").await.unwrap(), InvitedMember::Joined);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action IN ('member_invited', 'account_opened')").await, 2);
}

#[tokio::test]
async fn b52_everybody_is_invited_once_and_asked_again_only_by_name() {
    let (portal, _) = invited().await;
    portal.run("UPDATE users SET email = NULL WHERE external_id = 'MBR0003'").await;
    let expected = InvitedMembers { sent: 4, waiting: 1, without_address: 1 };
    assert_eq!(portal.backend.invite_members().await.unwrap(), expected);
    let again = InvitedMembers { sent: 0, waiting: 5, without_address: 1 };
    assert_eq!(portal.backend.invite_members().await.unwrap(), again);
    assert_eq!(portal.backend.invite_member("MBR0003").await.unwrap(), InvitedMember::NoAddress);
    for outcome in [InvitedMember::Sent, InvitedMember::Sent, InvitedMember::Enough] {
        assert_eq!(portal.backend.invite_member("MBR0002").await.unwrap(), outcome, "a mailbox is not flooded");
    }
    assert_eq!(portal.backend.invite_member("MBR9999").await.unwrap(), InvitedMember::Unknown);
    assert_eq!(portal.backend.invite_member(CLAIRE).await.unwrap(), InvitedMember::Unknown, "who was not imported");
}

#[tokio::test]
async fn s3_x3_whoever_lost_the_invitation_comes_in_by_a_lost_password_like_anybody_else() {
    let (portal, link) = invited().await;
    portal.advance(TimeDelta::days(30));
    let mut browser = portal.browser();
    let dead = browser.get(&link).await;
    assert_eq!(dead.status, 410, "after thirty days");
    assert!(dead.links().iter().any(|to| to == "/connexion/aide"), "the way to another one");
    let mut told = Vec::new();
    for name in ["MBR0002", "membre.0002@courriel.example", "MBR9999"] {
        told.push(browser.post("/api/send_help", &[("lost", "password"), ("name", name)]).await.text());
    }
    told.dedup();
    assert_eq!(told.len(), 1, "nobody learns who was imported");
    assert_eq!(portal.backend.invite_member("MBR0002").await.unwrap(), InvitedMember::Sent, "another one may be sent");
    let mails = portal.deliver().await;
    let of = |subject: &str| mails.iter().rev().find(|mail| mail.subject.contains(subject)).unwrap().link();
    let (reset, invitation) = (of("nouveau mot de passe"), of("vous attend"));
    let token = reset.trim_start_matches("/lien/");
    browser
        .post("/api/reset_password", &[("token", token), ("new", NEW), ("again", NEW)])
        .await
        .must_say(&["Connectez-vous avec le nouveau"]);
    assert!(opens(&portal, NEW).await);
    assert_eq!(browser.get(&invitation).await.status, 410, "there is nothing left to open");
    choose(&mut browser, &invitation, "Quatre chèvres sur un toit 8").await;
    assert!(opens(&portal, NEW).await, "and it changes nothing");
}

#[tokio::test]
async fn b52_of_two_who_open_one_account_at_the_same_moment_one_does() {
    let (portal, link) = invited().await;
    let (mut here, mut there) = (portal.browser(), portal.browser());
    let pages = futures::join!(choose(&mut here, &link, NEW), choose(&mut there, &link, "Quatre chèvres sur un toit 8"));
    assert_eq!([&pages.0, &pages.1].iter().filter(|page| page.path == "/conditions").count(), 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'account_opened'").await, 1);
}

#[tokio::test]
async fn b52_an_invitation_is_of_its_address_and_opens_nothing_else() {
    let (portal, link) = invited().await;
    let token = link.trim_start_matches("/lien/").to_owned();
    for function in ["/api/unlock", "/api/stay", "/api/confirm_email"] {
        portal.browser().post(function, &[("token", &token)]).await;
    }
    let reset = [("token", token.as_str()), ("new", NEW), ("again", NEW)];
    portal.browser().post("/api/reset_password", &reset).await.must_say(&["Ouvrir mon espace"]);
    portal.browser().post("/api/office_accept_invitation", &reset).await;
    assert!(!opens(&portal, NEW).await);
    assert_eq!(portal.browser().get(&link).await.status, 200, "still there for what it is for");
    import(&portal, Kind::Members, &members(6).replace("membre.0002@", "mehdi@")).await;
    assert_eq!(portal.browser().get(&link).await.status, 410, "mailed to an address that is not theirs any more");
    for token in ["0", "zz0"] {
        choose(&mut portal.browser(), &format!("/lien/{token}"), NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    }
    let huge = format!("/lien/{}", "x".repeat(5_000));
    assert_eq!(choose(&mut portal.browser(), &huge, NEW).await.status, 404);
}

#[tokio::test]
async fn b52_y10_a_change_is_taken_back_after_the_insurer_moved_the_address_too() {
    let (portal, link) = invited().await;
    let (mut browser, backend) = (portal.browser(), &portal.backend);
    choose(&mut browser, &link, NEW).await;
    let (person, session) = portal.member_of(&browser).await;
    assert_eq!(backend.change_iban(&person, &session, "FR1420041010050500013M02606").await.unwrap(), IbanChange::CodeSent);
    let awaited = backend.awaited_iban(person.id, &session).await.unwrap().unwrap().id.to_string();
    let code = portal.sent_code(Channel::Sms).await;
    assert_eq!(backend.confirm_iban(&person, &session, &awaited, &code).await.unwrap(), IbanChange::Kept);
    portal.advance(TimeDelta::minutes(1));
    let [email, phone, mobile] = ["mehdi@ailleurs.example", "01 99 00 48 74", "06 39 98 14 00"].map(str::to_owned);
    let form = ContactForm { email, phone, mobile, ..ContactForm::default() };
    assert_eq!(backend.change_contact(&person, &session, &form).await.unwrap(), ContactChange::LinkSent);
    backend.cancel_email_change(&person).await.unwrap();
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", "MBR0002")]).await;
    let mails = portal.deliver().await;
    let of = |words: &str| mails.iter().rev().find(|mail| folded(&mail.text).contains(words)).unwrap().link();
    let (undo, asked) = (of("Le compte bancaire vient de changer"), of("Une autre adresse mail vient d'être demandée"));
    let reset = of("Pour choisir un nouveau mot de passe");

    let report = import(&portal, Kind::Members, &members(6).replace("membre.0002@", "mehdi@")).await;
    assert_eq!(report.changed, 1);
    for dead in [&asked, &reset] {
        assert_eq!(portal.browser().get(dead).await.status, 410, "mailed to an address that is not theirs any more");
    }
    let page = portal.browser().post("/api/undo_change", &[("token", undo.trim_start_matches("/lien/"))]).await;
    page.must_say(&["Le changement est annulé"]);
    let named = "SELECT COUNT(*) FROM bank_accounts WHERE imported = FALSE AND withdrawn_at IS NULL";
    assert_eq!(portal.number(named).await, 0);
    assert_eq!(
        portal.texts("SELECT email FROM users WHERE external_id = 'MBR0002'").await,
        ["mehdi@courriel.example"],
        "as the insurer says"
    );
}
