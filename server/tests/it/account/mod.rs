//! Signing in: its form, what it answers, where it leads, and what slows guessing down (C-1 … C-3).
pub mod session;

use crate::support::{CLAIRE, HUGO, PAUL, Page, TestPortal, YANN, attribute};
use backend::{account::times_hashed, demo::PASSWORD};
use chrono::TimeDelta;
use domain::access::StaffRole;

async fn refused(portal: &TestPortal, login: &str, password: &str) -> Page {
    let mut browser = portal.browser();
    let page = browser.post("/api/sign_in", &[("login", login), ("password", password)]).await;
    assert!(!browser.has_cookie("__Host-session"), "{login}");
    page
}

#[tokio::test]
async fn c1_c2_the_form_asks_for_name_then_password_then_has_its_button() {
    let portal = TestPortal::of("emprunteur").await;
    let page = portal.browser().get("/connexion").await;
    page.must_say_in_order(&["Identifiant client", "Mot de passe", "Se connecter"]);
    let inputs = page.elements("input");
    let names: Vec<String> = inputs.iter().filter_map(|tag| attribute(tag, "name")).collect();
    assert_eq!(names[..3], ["next", "login", "password"]);
    assert_eq!(names[3..], ["next", "token", "credential"], "below, where passkeys are offered, and nothing more to type");
    let button = page.elements("button");
    assert!(button.iter().any(|tag| tag.contains("btn--primary")), "the brand's colour: {button:?}");
    assert_eq!(portal.browser().get("/brand.css").await.html(), ":root{--brand:#d0021b}");
}

#[tokio::test]
async fn c3_a_right_sign_in_leads_home_and_shows_who_it_is() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    let page = browser.sign_in(CLAIRE, "").await;
    assert_eq!((page.status, page.path.as_str()), (200, "/"));
    page.must_say(&["Mon espace client", "Claire Moreau", "Identifiant 40821176"]);
    assert_eq!(browser.get_once("/connexion").await.location().as_deref(), Some("/"), "whoever is signed in has no need to");
    let spaced = portal.browser().sign_in("  40821176 ", "").await;
    assert_eq!(spaced.path, "/", "spaces around a name do not matter");
}

#[tokio::test]
async fn c1_a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let portal = TestPortal::start().await;
    let strip = |page: &Page| {
        let html = page.html();
        let nonce = html.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        html.replace("00000000", "").replace(CLAIRE, "").replace(nonce, "")
    };
    let (wrong, unknown) = (refused(&portal, CLAIRE, "Brise-Lames-1908").await, refused(&portal, "00000000", PASSWORD).await);
    assert_eq!((wrong.status, unknown.status), (200, 200));
    assert_eq!((wrong.path.as_str(), unknown.path.as_str()), ("/connexion", "/connexion"));
    wrong.must_say(&["Connexion impossible", "L'identifiant ou le mot de passe n'est pas le bon."]);
    assert_eq!(strip(&wrong), strip(&unknown));
    assert_eq!(wrong.field("login").as_deref(), Some(CLAIRE), "the name typed is kept");
    assert_eq!(wrong.field("password").as_deref(), Some(""), "the password is not");
    assert!(wrong.html().contains("<title>Erreur"), "the title says so too");
    for (login, password) in [("", ""), (CLAIRE, ""), ("", PASSWORD), (CLAIRE, "brise-lames-1907"), ("' OR 1=1 --", "x"), ("<script>", "x")]
    {
        refused(&portal, login, password).await.must_say(&["Connexion impossible"]);
    }
}

#[tokio::test]
async fn c1_a_password_is_hashed_once_whether_anybody_has_the_name_or_not() {
    let portal = TestPortal::start().await;
    let (staff, long) = (portal.staff(StaffRole::Handler).login, "é".repeat(300));
    portal.run(&format!("UPDATE users SET closed = TRUE WHERE login_name = '{YANN}'")).await;
    portal.run(&format!("UPDATE users SET password_hash = '' WHERE login_name = '{PAUL}'")).await;
    let (door, office) = (("/api/sign_in", "login"), ("/api/office_sign_in", "email"));
    for ((path, field), name, password) in [
        // Nobody comes first: not even the first unknown name is answered more slowly.
        (door, "00000000", PASSWORD),
        (door, CLAIRE, "faux"),
        (door, CLAIRE, PASSWORD),
        (door, YANN, PASSWORD),
        (door, PAUL, PASSWORD),
        (door, &staff, PASSWORD),
        (door, HUGO, &long),
        (door, &long, PASSWORD),
        (door, "", ""),
        (office, "nobody@courrier.example", PASSWORD),
        (office, CLAIRE, PASSWORD),
        (office, &staff, "faux"),
    ] {
        let before = times_hashed();
        assert_eq!(portal.browser().post_once(path, &[(field, name), ("password", password)]).await.status, 302, "{name}");
        assert_eq!(times_hashed() - before, 1, "{path} {name}");
    }
}

#[tokio::test]
async fn c1_guessing_slows_down_for_known_and_unknown_names_alike() {
    let portal = TestPortal::start().await;
    for login in [CLAIRE, "00000000"] {
        for _ in 1..=5 {
            refused(&portal, login, "faux").await.must_say(&["L'identifiant ou le mot de passe n'est pas le bon."]);
        }
        let page = refused(&portal, login, PASSWORD).await;
        page.must_say(&["Trop d'essais avec cet identifiant. Attendez 1 min, puis réessayez."]);
        assert!(!page.says("un mail permet de ne pas attendre"), "none left: {}", page.text());
        portal.advance(TimeDelta::seconds(2));
        for wait in [2, 4, 8, 16] {
            refused(&portal, login, "faux").await.must_say(&["n'est pas le bon"]);
            portal.advance(TimeDelta::seconds(wait + 1));
        }
        refused(&portal, login, "faux").await.must_say(&["n'est pas le bon"]);
        portal.advance(TimeDelta::minutes(14));
        let page = refused(&portal, login, PASSWORD).await;
        page.must_say(&["Attendez 1 min, puis réessayez.", "Si un compte porte cet identifiant, un mail permet de ne pas attendre."]);
        portal.advance(TimeDelta::minutes(2));
    }
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/", "the right password, after waiting");
    assert_eq!(portal.number("SELECT COUNT(*) FROM sign_in_tries WHERE login_hash LIKE '%40821176%'").await, 0);
    refused(&portal, CLAIRE, "faux").await.must_say(&["n'est pas le bon"]);
}

#[tokio::test]
async fn c1_thirty_tries_at_the_same_moment_do_not_slip_past_the_count() {
    let portal = TestPortal::start().await;
    let tries = (0..30).map(|n| {
        let portal = &portal;
        async move { portal.browser().post("/api/sign_in", &[("login", HUGO), ("password", &format!("essai {n}"))]).await }
    });
    let pages = futures::future::join_all(tries).await;
    let looked_at = pages.iter().filter(|page| page.says("n'est pas le bon")).count();
    assert!((5..=10).contains(&looked_at), "{looked_at} passwords were looked at");
}

#[tokio::test]
async fn c1_the_answer_to_a_refused_sign_in_is_told_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    browser.post("/api/sign_in", &[("login", CLAIRE), ("password", "x")]).await.must_say(&["Connexion impossible"]);
    assert!(!browser.get("/connexion").await.says("Connexion impossible"));
}

#[tokio::test]
async fn c1_names_and_passwords_of_300_characters_are_refused_like_any_other() {
    let portal = TestPortal::start().await;
    let long = "é".repeat(300);
    for (login, password) in [(long.as_str(), PASSWORD), (CLAIRE, long.as_str()), (&long, &long)] {
        let page = refused(&portal, login, password).await;
        page.must_say(&["Connexion impossible"]);
        assert!(page.html().len() < 50_000);
    }
    let name = format!("{CLAIRE}{}", " ".repeat(300));
    assert_ne!(refused(&portal, &name, "x").await.status, 500);
}

#[tokio::test]
async fn c1_signing_in_leads_on_only_to_a_path_of_ours() {
    let portal = TestPortal::start().await;
    for (next, arrives) in [
        ("/dossiers", "/dossiers"),
        ("/aide/questions", "/aide/questions"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/api/sign_out", "/"),
        ("javascript:alert(1)", "/"),
        ("/dossiers\r\nSet-Cookie: a=b", "/"),
        ("dossiers", "/"),
        ("", "/"),
    ] {
        let mut browser = portal.browser();
        let page = browser.sign_in(CLAIRE, next).await;
        assert_eq!((page.status, page.path.as_str()), (200, arrives), "{next:?}");
    }
}

#[tokio::test]
async fn c1_whoever_is_sent_to_sign_in_finds_the_page_again() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    let asked = browser.get("/dossiers").await;
    assert_eq!(asked.path, "/connexion");
    let next = asked.field("next").unwrap();
    assert_eq!(browser.sign_in(CLAIRE, &next).await.path, "/dossiers");
}

#[tokio::test]
async fn c1_nobody_is_locked_out_until_a_clock_that_was_set_back_is_right_again() {
    let portal = TestPortal::start().await;
    for _ in 0..10 {
        refused(&portal, CLAIRE, "faux").await;
        portal.advance(TimeDelta::minutes(1));
    }
    refused(&portal, CLAIRE, PASSWORD).await.must_say(&["Trop d'essais avec cet identifiant."]);
    portal.advance(TimeDelta::hours(-5));
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/");
    for _ in 0..5 {
        refused(&portal, CLAIRE, "faux").await.must_say(&["n'est pas le bon"]);
    }
    refused(&portal, CLAIRE, PASSWORD).await.must_say(&["Trop d'essais avec cet identifiant."]);
}

#[tokio::test]
async fn c1_g4_tries_made_while_the_clock_was_ahead_go_with_the_next_purge() {
    let portal = TestPortal::start().await;
    for _ in 0..10 {
        refused(&portal, CLAIRE, "faux").await;
        portal.advance(TimeDelta::minutes(1));
    }
    portal.advance(TimeDelta::hours(-5));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM sign_in_tries").await, 0);
    portal.advance(TimeDelta::hours(5));
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/", "nor do they count once it is right again");
}

#[tokio::test]
async fn a_network_that_knocks_ten_thousand_times_is_slowed_down_and_told_so() {
    let portal = TestPortal::start().await;
    let mut signed_in = portal.signed_in(CLAIRE).await;
    let mut storm = portal.browser();
    let mut statuses = std::collections::BTreeMap::new();
    for n in 0..10_000 {
        let name = format!("guess{}", n % 100);
        let page = storm.post_once("/api/sign_in", &[("login", name.as_str()), ("password", "")]).await;
        *statuses.entry(page.location().unwrap_or_default()).or_insert(0) += 1;
    }
    assert!(statuses["/erreur/trop-souvent"] > 9_800, "{statuses:?}");
    let page = storm.get("/erreur/trop-souvent").await;
    assert_eq!(page.status, 429);
    page.must_say(&["Trop de demandes à la fois", "Attendez une minute, puis réessayez."]);
    // A second may have passed since, and let one knock through.
    let mut island = Vec::new();
    for _ in 0..3 {
        island.push(storm.call("sign_in", &[("login", "x"), ("password", "")]).await.status);
    }
    assert!(island.contains(&429), "an island too: {island:?}");
    assert_eq!(signed_in.get("/dossiers").await.status, 200, "whoever is in stays in");
}

#[tokio::test]
async fn a11_y10_every_page_of_the_account_marks_its_entry_of_the_menu() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    for page in ["", "/confirmer", "/deux-etapes", "/donnees", "/supprimer", "/donnees-personnelles", "/adresse"] {
        let page = claire.get(&format!("/compte{page}")).await;
        let current: Vec<String> = page.elements("a").into_iter().filter(|tag| tag.contains("aria-current")).collect();
        assert_eq!(current.len(), 1, "{}: {current:?}", page.path);
        assert_eq!(attribute(&current[0], "href").as_deref(), Some("/compte"), "{}", page.path);
    }
}
