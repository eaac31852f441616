//! How long a session lasts, its cookie, signing out, and what is there again in the next one (C-1 … C-3).
use crate::{
    complement::Asked,
    support::{Browser, CLAIRE, HUGO, Sent, TestPortal, days, fixture},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::access::StaffRole;

/// What an island is told of the time left, in seconds.
pub async fn left(browser: &mut Browser, question: &str) -> i64 {
    browser.call(question, &[]).await.json().as_i64().unwrap()
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
async fn wcag221_r19_members_are_warned_on_every_page_where_they_write_and_on_no_other() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    portal.advance(TimeDelta::minutes(5));
    let step = |step: &str| format!("/dossiers/{number}/demande/{step}");
    for path in ["arret", "periode", "justificatifs", "recapitulatif"].map(step) {
        browser.get(&path).await.must_warn(1800);
    }
    for part in ["adresse", "coordonnees", "iban", "mot-de-passe"] {
        browser.get(&format!("/compte/{part}")).await.must_warn(1800);
    }
    browser.get("/contact").await.must_warn(1800);
    let own = ["", "/donnees", "/donnees-personnelles", "/notifications", "/iban/code", "/supprimer"].map(|part| format!("/compte{part}"));
    let others = ["/".to_owned(), "/dossiers".to_owned(), format!("/dossiers/{number}"), step("supprimer"), "/aide/questions".to_owned()];
    for path in own.into_iter().chain(others) {
        browser.get(&path).await.must_not_warn();
    }

    browser.submit(&number).await.must_not_warn();
    let asked = Asked::of(&portal, &number, &["rib"]).await;
    browser.get("/a-completer").await.must_not_warn();
    browser.get(&asked.path()).await.must_warn(1800);
    let item = asked.items(&mut browser).await.remove(0);
    browser.get(&format!("{}/{item}", asked.path())).await.must_warn(1800);
    let none = browser.get(&format!("{}/nothing", asked.path())).await;
    none.must_not_warn();
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn wcag221_members_who_ask_for_corrections_write_a_hint_or_name_a_contract_are_warned_too() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in("clairemoreau").await;
    for part in ["donnees-personnelles", "aide-memoire", "rattacher"] {
        browser.get(&format!("/compte/{part}")).await.must_warn(1800);
    }
    portal.advance(TimeDelta::minutes(11));
    let proof = browser.get("/compte/aide-memoire").await;
    assert_eq!(proof.path, "/compte/confirmer", "a page that asks for a fresh proof first still leads there");
    proof.must_not_warn();
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
    let (key, version) = browser.key_and_version(&number).await;
    portal.advance(TimeDelta::minutes(31));
    browser.referer = Some(format!("http://localhost{recap}"));
    let turned_away = browser.post("/api/submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
    assert_eq!(turned_away.path, "/connexion");
    assert_eq!(turned_away.field("next").as_deref(), Some(recap.as_str()), "signing in leads back to the recap");
    assert_eq!(browser.call("submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await.status, 401);
    browser.referer = None;
    let again = browser.sign_in(CLAIRE, &recap).await;
    assert_eq!(again.path, recap);
    again.must_say(&["Du 10 janvier au 28 février 2026", "decompte.pdf"]);
    let sent = browser.post("/api/submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
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
