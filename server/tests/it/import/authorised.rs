//! What an employer does not authorise is not there (S-14, S-20, B-50, X-26); what was sent all the same is read and answered (B-16).
use super::{good, import, load};
use crate::{
    complement,
    support::{CLAIRE, HUGO, Sent, TestPortal, YANN, fixture},
};
use backend::demo;
use domain::import::Kind;

/// « première déclaration en brouillon »: nothing of hers was sent.
const LUCIE: &str = "41305518";

/// Takes claims online away from that member's contracts, or gives them back; only from those below that number when one is given.
async fn set(portal: &TestPortal, login: &str, online: bool, only: &str) {
    let theirs = format!("user_id IN (SELECT id FROM users WHERE login_name = '{login}')");
    portal.run(&format!("UPDATE enrolments SET online_claims = {online} WHERE {theirs} AND contract_number LIKE '{only}%'")).await;
}

#[tokio::test]
async fn s14_s20_claims_online_that_no_employer_authorises_have_no_menu_entry_no_page_and_no_function() {
    let portal = TestPortal::start().await;
    let mut lucie = portal.signed_in(LUCIE).await;
    let number = lucie.only_claim().await;
    set(&portal, LUCIE, false, "").await;
    let home = lucie.get("/").await;
    assert_eq!((home.status, home.path.as_str()), (200, "/"));
    home.must_say(&["Mes crédits"]);
    assert!(!home.html().contains(&number), "no dossier");
    let claim = format!("/dossiers/{number}");
    for path in ["/dossiers", &claim, &format!("{claim}/demande/periode"), "/formulaires", "/a-completer", "/aide/questions"] {
        assert!(!home.links().iter().any(|link| link.starts_with(path)), "{path}");
        assert_eq!(lucie.get_once(path).await.status, 404, "{path}");
    }
    for function in ["claims", "claim", "dossier", "declare", "prolong", "forms", "declare_on_form", "prolong_on_form"] {
        assert_eq!(lucie.call(function, &[("number", &number)]).await.status, 404, "{function}");
    }
    for function in ["save_periods", "submit_claim", "complements"] {
        assert_eq!(lucie.call(function, &[("number", &number)]).await.status, 404, "{function}");
    }
    assert_eq!(lucie.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.status, 404);
    assert_eq!(lucie.get("/compte").await.status, 200, "the rest stays");
    let credit = home.links().into_iter().find(|link| link.starts_with("/credits/")).unwrap();
    let insurance = lucie.get(&format!("{}/assurance", credit.trim_end_matches("/assurance"))).await;
    assert_eq!(insurance.status, 200);
    assert!(!insurance.links().iter().any(|link| link == "/dossiers"));
    assert_eq!(portal.signed_in(HUGO).await.get("/dossiers").await.status, 200, "others are not concerned");
    set(&portal, LUCIE, true, "").await;
    assert_eq!(lucie.only_claim().await, number, "nothing was lost meanwhile");
}

#[tokio::test]
async fn s14_b6_b16_m1_what_was_sent_is_read_and_what_is_asked_for_answered_whatever_an_employer_authorises() {
    let portal = TestPortal::start().await;
    let (mut claire, asked) = complement::asked(&portal).await;
    set(&portal, CLAIRE, false, "").await;
    assert_eq!(claire.get("/").await.path, "/a-completer", "it comes first after signing in");
    let home = claire.post("/api/put_off", &[]).await;
    home.must_say_in_order(&["À faire maintenant", "Vous avez un dossier à compléter.", &asked.claim, "Notifications"]);
    assert!(home.links().contains(&"/dossiers".to_owned()), "the menu leads there");
    let list = claire.get("/dossiers").await;
    list.must_say(&[&asked.claim, "Complément demandé"]);
    assert!(!list.says("Déclarer un arrêt") && !list.links().contains(&"/api/declare".to_owned()));
    let claim = format!("/dossiers/{}", asked.claim);
    let page = claire.get(&claim).await;
    page.must_say(&["Documents demandés", "Votre contrat ne permet pas de déclarer un arrêt en ligne."]);
    assert!(!page.links().contains(&"/api/prolong".to_owned()));
    let proof = page.links().into_iter().find(|link| link.ends_with("/preuve.pdf")).unwrap();
    assert_eq!(claire.get(&proof).await.status, 200);

    let function = |name: &'static str| (name, [("number", asked.claim.as_str()), ("enrolment", "")]);
    for (function, form) in ["declare", "prolong", "save_opening", "save_periods", "save_files", "submit_claim"].map(function) {
        assert_eq!(claire.call(function, &form).await.status, 404, "{function}");
    }
    for path in [format!("{claim}/demande/periode"), "/aide/questions".to_owned()] {
        assert_eq!(claire.get_once(&path).await.status, 404, "{path}");
    }
    assert_eq!(claire.send(&asked.claim, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.status, 404);

    for place in [0, 1] {
        asked.deposit(&mut claire, place, &[Sent::new("piece.pdf", &complement::good())]).await;
    }
    asked.send(&mut claire, true).await;
    assert_eq!(complement::status(&portal, &asked.claim).await, "in_review");
}

#[tokio::test]
async fn s14_what_is_begun_is_shown_again_once_it_may_be_sent_online() {
    let portal = TestPortal::start().await;
    let mut yann = portal.signed_in(YANN).await;
    let number = yann.only_claim().await;
    let claim = format!("/dossiers/{number}");
    set(&portal, YANN, false, "").await;
    for path in ["/", "/dossiers", &claim] {
        let page = yann.get(path).await;
        page.must_say(&[&number]);
        assert!(!page.says("Reprendre ma demande") && !page.says("Brouillon en cours"), "{path}: {}", page.text());
    }
    assert_eq!(yann.get_once(&format!("{claim}/demande/periode")).await.status, 404);
    set(&portal, YANN, true, "").await;
    yann.get("/").await.must_say(&["Reprendre ma demande", "Brouillon en cours"]);
}

#[tokio::test]
async fn s14_of_several_contracts_only_those_count_whose_employer_authorises_it() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let under = "SELECT contract_number FROM enrolments JOIN claims ON claims.enrolment_id = enrolments.id WHERE claims.number";
    let contract = portal.texts(&format!("{under} = '{number}'")).await.remove(0);
    let home = claire.call("home", &[]).await.json();
    let credits = home["credits"].as_array().unwrap();
    let denied = credits.iter().find(|credit| credit["enrolment"]["contract_number"] == contract.as_str()).unwrap();
    set(&portal, CLAIRE, false, &contract).await;
    assert_eq!(claire.get("/dossiers").await.status, 200, "another contract has claims online");
    let page = claire.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Votre contrat ne permet pas de déclarer un arrêt en ligne.", "Déclaré jusqu'au 9 janvier 2026."]);
    assert!(!page.links().iter().any(|link| link == "/api/prolong" || link == "#prolonger"), "{:?}", page.links());
    assert_eq!(claire.call("prolong", &[("number", &number)]).await.status, 404);
    assert_eq!(claire.call("declare", &[("enrolment", denied["enrolment"]["id"].as_str().unwrap())]).await.status, 404);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE state = 'draft'").await, drafts(&portal).await);
}

/// Requests being written by anybody but Claire: the demonstration has some.
async fn drafts(portal: &TestPortal) -> i64 {
    let others = "SELECT COUNT(*) FROM requests JOIN claims ON claims.id = claim_id JOIN enrolments ON enrolments.id = enrolment_id \
                  JOIN users ON users.id = user_id WHERE state = 'draft' AND login_name <> '40821176'";
    portal.number(others).await
}

#[tokio::test]
async fn s14_b50_what_an_employer_authorises_reaches_its_agents_but_those_of_whom_it_is_said_apart() {
    let portal = TestPortal::of("prevoyance").await;
    load(&portal).await;
    let joined = "enrolments JOIN contracts ON contracts.id = contract_id JOIN employers ON employers.id = employer_id";
    let wrong = format!(
        "SELECT COUNT(*) FROM {joined} WHERE enrolments.external_id IS NOT NULL AND enrolments.online_claims <> COALESCE(own_online_claims, employers.online_claims)"
    );
    let without = format!("SELECT COUNT(*) FROM {joined} WHERE enrolments.external_id IS NOT NULL AND NOT enrolments.online_claims");
    assert_eq!(portal.number(&wrong).await, 0);
    let before = portal.number(&without).await;
    assert!(before > 0);
    let employers = good(Kind::Employers).replace(",false,true,", ",true,true,");
    assert_eq!(import(&portal, Kind::Employers, &employers).await.changed, 3);
    assert_eq!(portal.number(&wrong).await, 0);
    assert!(portal.number(&without).await < before, "from now on");
    assert!(portal.number("SELECT COUNT(*) FROM enrolments WHERE own_online_claims = FALSE AND NOT online_claims").await > 0, "said apart");
}

#[tokio::test]
async fn s14_the_demonstration_has_an_agent_whose_employer_does_not_authorise_claims_online() {
    let portal = TestPortal::of("prevoyance").await;
    let accounts = demo::accounts(portal.backend.profile()).unwrap();
    let agent = accounts.iter().find(|account| account.kind.contains("employeur sans déclaration en ligne")).unwrap();
    portal.signed_in(&agent.login).await.get("/").await.must_say(&["Bonjour Laurence", "Contrat 204188"]);
    let theirs = "SELECT employers.name FROM employers JOIN contracts ON employer_id = employers.id JOIN enrolments ON contract_id = contracts.id \
                  JOIN users ON users.id = user_id WHERE NOT employers.online_claims AND NOT enrolments.online_claims AND family_name = 'Pichon'";
    assert_eq!(portal.texts(theirs).await, ["Syndicat des eaux du Val d’Aubrelle"]);
}
