//! Signing in and out, and how long a session lasts (C-1 … C-3).
use crate::support::{Browser, CLAIRE, HUGO, PAUL, Page, Sent, TestPortal, YANN, attribute, days, fixture};
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
        refused(&portal, login, PASSWORD).await.must_say(&["Trop d'essais avec cet identifiant. Attendez 1 min, puis réessayez."]);
        portal.advance(TimeDelta::seconds(2));
        for wait in [2, 4, 8, 16] {
            refused(&portal, login, "faux").await.must_say(&["n'est pas le bon"]);
            portal.advance(TimeDelta::seconds(wait + 1));
        }
        refused(&portal, login, "faux").await.must_say(&["n'est pas le bon"]);
        portal.advance(TimeDelta::minutes(14));
        refused(&portal, login, PASSWORD).await.must_say(&["Attendez 1 min, puis réessayez."]);
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
async fn c1_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites() {
    let portal = TestPortal::start().await;
    let answer = portal.browser().post_once("/api/sign_in", &[("login", CLAIRE), ("password", PASSWORD)]).await;
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).unwrap();
    let (value, flags) = session.split_once("; ").unwrap();
    assert_eq!(value.len(), "__Host-session=".len() + 64, "256 bits");
    for flag in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=43200"] {
        assert!(flags.split("; ").any(|known| known == flag), "{flag}: {session}");
    }
    assert!(!flags.contains("Domain"));
    let token = value.split_once('=').unwrap().1;
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM sessions WHERE token_hash = '{token}'")).await, 0, "only its print is kept");
    assert_eq!(portal.number("SELECT COUNT(*) FROM sessions").await, 1);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server_too() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let mut copy = browser.clone();
    let page = browser.post("/api/sign_out", &[]).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/connexion"));
    assert!(!browser.has_cookie("__Host-session"));
    assert_eq!(copy.get("/").await.path, "/connexion", "a stolen cookie is worth nothing afterwards");
}

#[tokio::test]
async fn a_session_ends_when_nothing_was_asked_for_thirty_minutes() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for _ in 0..4 {
        portal.advance(TimeDelta::minutes(29));
        assert_eq!(browser.get("/").await.path, "/", "each request is a sign of life");
    }
    portal.advance(TimeDelta::minutes(30));
    assert_eq!(browser.get("/").await.path, "/connexion");
    assert_eq!(browser.call("home", &[]).await.status, 401);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_was_asked() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for _ in 0..35 {
        portal.advance(TimeDelta::minutes(20));
        assert_eq!(browser.get("/dossiers").await.path, "/dossiers");
    }
    portal.advance(TimeDelta::minutes(20));
    assert_eq!(browser.get("/dossiers").await.path, "/connexion");
}

#[tokio::test]
async fn a_session_lasts_no_longer_when_the_clock_is_set_back_and_whoever_had_it_signs_in_again() {
    let portal = TestPortal::start().await;
    let (mut browser, mut staff) = (portal.signed_in(CLAIRE).await, portal.at_the_office(StaffRole::Handler).await);
    portal.advance(TimeDelta::minutes(10));
    assert_eq!((browser.get("/dossiers").await.path.as_str(), staff.get("/gestion").await.status), ("/dossiers", 200));
    portal.advance(TimeDelta::seconds(-45));
    assert_eq!(left(&mut browser, "session_left").await, 1845, "clocks of two servers differ by so much");
    portal.advance(TimeDelta::hours(-6));
    assert_eq!(browser.call("home", &[]).await.status, 401);
    assert_eq!(browser.get("/dossiers").await.path, "/connexion", "else it would go on for six hours without a sign of life");
    assert_eq!(staff.get("/gestion").await.path, "/gestion/connexion");
    for _ in 0..2 {
        browser = portal.signed_in(CLAIRE).await;
        assert_eq!(left(&mut browser, "session_left").await, 1800);
        portal.advance(TimeDelta::minutes(30));
        assert_eq!(browser.get("/dossiers").await.path, "/connexion", "as any other");
    }
    portal.advance(TimeDelta::days(-400));
    assert_eq!(portal.signed_in(CLAIRE).await.get("/dossiers").await.status, 200, "before anything that it shows had happened");
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

/// What an island is told of the time left, in seconds.
async fn left(browser: &mut Browser, question: &str) -> i64 {
    browser.call(question, &[]).await.json().as_i64().unwrap()
}

#[tokio::test]
async fn wcag221_asking_how_long_a_session_lasts_does_not_make_it_last_longer() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for (minutes, seconds) in [(0, 1800), (20, 600), (9, 60)] {
        portal.advance(TimeDelta::minutes(minutes));
        assert_eq!(left(&mut browser, "session_left").await, seconds);
        assert_eq!(left(&mut browser, "session_left").await, seconds, "asked again");
    }
    portal.advance(TimeDelta::milliseconds(59_500));
    assert_eq!(left(&mut browser, "session_left").await, 1, "not ended yet");
    portal.advance(TimeDelta::milliseconds(500));
    for question in ["session_left", "stay_signed_in"] {
        let ended = browser.call(question, &[]).await;
        assert_eq!((ended.status, ended.json()), (401, serde_json::json!("signed_out")), "{question}");
    }
}

#[tokio::test]
async fn wcag221_staying_signed_in_makes_the_session_last_as_does_another_tab() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let mut other_tab = browser.clone();
    portal.advance(TimeDelta::minutes(27));
    assert_eq!(left(&mut browser, "session_left").await, 180);
    assert_eq!(left(&mut browser, "stay_signed_in").await, 1800);
    portal.advance(TimeDelta::minutes(27));
    assert_eq!(left(&mut browser, "session_left").await, 180);
    assert_eq!(other_tab.get("/dossiers").await.path, "/dossiers");
    assert_eq!(left(&mut browser, "session_left").await, 1800, "what another tab asked for counts");
}

#[tokio::test]
async fn wcag221_nothing_makes_a_session_last_longer_than_twelve_hours() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for _ in 0..35 {
        portal.advance(TimeDelta::minutes(20));
        left(&mut browser, "stay_signed_in").await;
    }
    portal.advance(TimeDelta::minutes(18));
    assert_eq!(left(&mut browser, "stay_signed_in").await, 120);
    portal.advance(TimeDelta::minutes(2));
    assert_eq!(browser.call("stay_signed_in", &[]).await.status, 401);
}

#[tokio::test]
async fn wcag221_the_steps_with_an_island_know_when_the_session_ends_and_no_other_page_does() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    portal.advance(TimeDelta::minutes(5));
    for step in ["periode", "justificatifs", "recapitulatif"] {
        let path = format!("/dossiers/{number}/demande/{step}");
        let page = browser.get(&path).await;
        assert!(page.html().contains("data-left=\"1800\""), "{path}");
        page.must_say(&["Votre session se termine dans 3 minutes", "Rester connecté", "Ce qui est enregistré est gardé."]);
        assert!(page.links().contains(&format!("/connexion?next={path}")), "the way back leads to {path}: {:?}", page.links());
        let notice = page.elements("div").into_iter().find(|tag| attribute(tag, "id").as_deref() == Some("session")).unwrap();
        assert!(attribute(&notice, "hidden").is_some(), "without script it is never shown: {notice}");
    }
    for path in ["/", "/dossiers", "/compte", &format!("/dossiers/{number}"), &format!("/dossiers/{number}/demande/supprimer")] {
        assert!(!browser.get(path).await.html().contains("data-left"), "{path}");
    }
}

#[tokio::test]
async fn an_invented_or_oversized_cookie_is_nobody() {
    let portal = TestPortal::start().await;
    for value in ["", "0", &"0".repeat(64), &"a".repeat(100_000)] {
        let mut browser = portal.browser();
        browser.set_cookie("__Host-session", value);
        let page = browser.get_once("/").await;
        assert_eq!(page.location().as_deref(), Some("/connexion?next=/"));
    }
}

#[tokio::test]
async fn a_form_posted_from_another_site_is_refused() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    let form = format!("number={number}").into_bytes();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("sec-fetch-site", "same-site")] {
        let page = browser.ask_with("/api/prolong", &[(name, value)], form.clone()).await;
        assert_eq!(page.location().as_deref(), Some("/erreur/interdit"), "{name}: {value}");
    }
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM requests WHERE state = 'draft' AND kind = 'prolongation'").await,
        2,
        "only those of the demo"
    );
    let page = browser.ask_with("/api/prolong", &[("sec-fetch-site", "same-origin")], form).await;
    assert!(page.location().unwrap().ends_with("/demande/periode"));
}

#[tokio::test]
async fn nothing_is_lost_when_the_session_ends_on_the_recap() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let recap = format!("/dossiers/{number}/demande/recapitulatif");
    let key = browser.key(&number).await;
    portal.advance(TimeDelta::minutes(31));
    browser.referer = Some(format!("http://localhost{recap}"));
    let turned_away = browser.post("/api/submit_claim", &[("number", &number), ("key", &key)]).await;
    assert_eq!(turned_away.path, "/connexion");
    assert_eq!(turned_away.field("next").as_deref(), Some(recap.as_str()), "signing in leads back to the recap");
    assert_eq!(browser.call("submit_claim", &[("number", &number), ("key", &key)]).await.status, 401);
    browser.referer = None;
    let again = browser.sign_in(CLAIRE, &recap).await;
    assert_eq!(again.path, recap);
    again.must_say(&["Du 10 janvier au 28 février 2026", "decompte.pdf"]);
    let sent = browser.post("/api/submit_claim", &[("number", &number), ("key", &key)]).await;
    sent.must_say(&["a bien été transmise"]);
}

#[tokio::test]
async fn what_is_typed_and_uploaded_is_there_again_on_another_device() {
    let portal = TestPortal::start().await;
    let mut phone = portal.signed_in(CLAIRE).await;
    let number = phone.only_claim().await;
    phone.post("/api/prolong", &[("number", &number)]).await;
    phone.periods(&number, "save", &days("10/01/2026", "2/1/26")).await;
    phone.upload(&number, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    let mut desktop: Browser = portal.signed_in(CLAIRE).await;
    let page = desktop.get(&format!("/dossiers/{number}/demande/periode")).await;
    assert_eq!((page.field("start").as_deref(), page.field("end").as_deref()), (Some("10/01/2026"), Some("2/1/26")));
    desktop.get(&format!("/dossiers/{number}/demande/justificatifs")).await.must_say(&["photo.jpg", "Reçu"]);
    desktop.get("/").await.must_say(&["Votre demande n'est pas encore transmise", "Reprendre ma demande"]);
    assert!(!portal.signed_in(HUGO).await.get("/").await.says("Reprendre ma demande"));
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
    assert_eq!(storm.call("sign_in", &[("login", "x"), ("password", "")]).await.status, 429, "an island too");
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
