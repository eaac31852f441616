//! Who may do what: the table `rights.txt` against every route and server function.
use crate::complement::Asked;
use crate::support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal, fixture};
use app::App;
use domain::access::StaffRole;
use http::Method;
use std::collections::{BTreeMap, BTreeSet};

/// A line of the table.
struct Right {
    kind: &'static str,
    path: &'static str,
    form: &'static str,
    visitor: &'static str,
    owner: &'static str,
    other: &'static str,
}

/// What is about the session itself, whoever's it is: see session.rs of the office.
const OF_SESSION: [&str; 3] = ["/api/sign_out", "/api/session_left", "/api/stay_signed_in"];

/// Lines of the table, those of the back office or the others.
fn lines(office: bool) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("rights.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter(move |line| line.starts_with("desk ") == office)
}

fn table() -> Vec<Right> {
    lines(false)
        .map(|line| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            match parts.as_slice() {
                [kind @ "call", path, form, visitor, owner, other] => {
                    Right { kind, path, form: if *form == "-" { "" } else { form }, visitor, owner, other }
                }
                [kind, path, visitor, owner, other] => Right { kind, path, form: "", visitor, owner, other },
                _ => panic!("not a line of the table: {line}"),
            }
        })
        .collect()
}

/// A line of the table about the back office: `owner` is what those who hold one of the roles are answered, `other` what members are.
struct DeskRight {
    right: Right,
    roles: &'static str,
}

impl DeskRight {
    fn answer(&self, role: StaffRole) -> &'static str {
        let may = self.roles == "all" || self.roles.split(',').any(|name| name == role.as_str());
        if may { self.right.owner } else { "403" }
    }
}

fn desk_table() -> Vec<DeskRight> {
    let line = |line: &'static str| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        match parts.as_slice() {
            ["desk", kind @ "call", path, form, visitor, other, owner, roles] => {
                let form = if *form == "-" { "" } else { form };
                DeskRight { right: Right { kind, path, form, visitor, owner, other }, roles }
            }
            ["desk", kind, path, visitor, other, owner, roles] => {
                DeskRight { right: Right { kind, path, form: "", visitor, owner, other }, roles }
            }
            _ => panic!("not a line of the table: {line}"),
        }
    };
    lines(true).map(line).collect()
}

/// Everything the table names.
fn named() -> Vec<Right> {
    table().into_iter().chain(desk_table().into_iter().map(|line| line.right)).collect()
}

fn filled(text: &str, values: &BTreeMap<&str, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

async fn tried(right: &Right, browser: &mut Browser, values: &BTreeMap<&str, String>) -> Page {
    let path = filled(right.path, values);
    match right.kind {
        "call" => {
            let form = filled(right.form, values);
            let form: Vec<(&str, &str)> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
            browser.call(path.strip_prefix("/api/").unwrap(), &form).await
        }
        "stream" => browser.listen(&path).await.0,
        "upload" => browser.send_to(&path, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await,
        _ => browser.get_once(&path).await,
    }
}

fn answer(page: &Page) -> String {
    match page.location() {
        Some(to) if to.starts_with("/connexion?next=/") => "sign-in".to_owned(),
        Some(to) if to.starts_with("/gestion/connexion?next=/") => "door".to_owned(),
        Some(to) if to == "/gestion" => "desk".to_owned(),
        Some(to) if to == "/" => "home".to_owned(),
        _ => page.status.to_string(),
    }
}

/// What belongs to Claire, with a request ready to be sent and a document asked for.
async fn belongings(portal: &TestPortal, owner: &mut Browser) -> BTreeMap<&'static str, String> {
    let number = owner.ready_to_send().await;
    let claim = owner.call("claim", &[("number", &number)]).await.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let credits = owner.call("home", &[]).await.json();
    portal.run(&format!("UPDATE claims SET status = 'in_review' WHERE number = '{number}'")).await;
    let asked = Asked::of(portal, &number, &["rib"]).await;
    owner.post("/api/put_off", &[]).await;
    let pictures = owner.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.json();
    let (key, version) = owner.key_and_version(&number).await;
    BTreeMap::from([
        ("request", text(&claim["claim"]["requests"][0]["number"])),
        ("file", text(&pictures[0]["id"])),
        ("enrolment", text(&credits["credits"][0]["enrolment"]["id"])),
        ("key", key),
        ("version", version),
        ("code", "introuvable".to_owned()),
        ("form", "declaration-arret.pdf".to_owned()),
        ("item", asked.items(owner).await.remove(0)),
        ("complement", asked.number),
        ("number", number),
    ])
}

#[tokio::test]
async fn every_route_and_function_answers_each_person_as_the_table_says() {
    let portal = TestPortal::start().await;
    let mut owner = portal.signed_in(CLAIRE).await;
    let values = belongings(&portal, &mut owner).await;
    let (mut visitor, mut other) = (portal.browser(), portal.signed_in(HUGO).await);
    // Each from a network of their own: none of them knocks at too many doors.
    for (browser, network) in [(&mut visitor, 1), (&mut other, 2), (&mut owner, 3)] {
        browser.come_from([192, 0, network, 1]);
    }
    let mut wrong = Vec::new();
    for right in table() {
        if right.kind == "call" {
            owner.call("prolong", &[("number", &values["number"])]).await;
        }
        for (who, browser, expected) in
            [("visitor", &mut visitor, right.visitor), ("other", &mut other, right.other), ("owner", &mut owner, right.owner)]
        {
            let page = tried(&right, browser, &values).await;
            if answer(&page) != expected {
                wrong.push(format!("{} {who}: {} instead of {expected}", right.path, answer(&page)));
            }
            assert!(
                who == "owner" || !page.html().contains(&values["number"]) || page.location().is_some(),
                "{} tells {who} the number",
                right.path
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_another_member_tries_changes_nothing() {
    let portal = TestPortal::start().await;
    let mut owner = portal.signed_in(CLAIRE).await;
    let values = belongings(&portal, &mut owner).await;
    let before = owner.call("dossier", &[("number", &values["number"])]).await.json();
    let mut other = portal.signed_in(HUGO).await;
    for right in table().iter().filter(|right| right.other == "404" && right.kind != "page") {
        tried(right, &mut other, &values).await;
    }
    assert_eq!(owner.call("dossier", &[("number", &values["number"])]).await.json(), before);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'photo.jpg'").await, 1);
}

#[tokio::test]
async fn a_plain_form_about_somebody_elses_dossier_ends_on_the_page_that_says_there_is_none() {
    let portal = TestPortal::start().await;
    let mut owner = portal.signed_in(CLAIRE).await;
    let values = belongings(&portal, &mut owner).await;
    let mut other = portal.signed_in(HUGO).await;
    // Loads are for pages and islands: no form posts to them.
    let loads = [
        "/api/credit",
        "/api/claim",
        "/api/complement",
        "/api/dossier",
        "/api/unfinished_files",
        "/api/request_state",
        "/api/terms",
        "/api/enrolments",
        "/api/attaching",
        "/api/hint",
    ];
    for right in table().iter().filter(|right| right.other == "404" && !loads.contains(&right.path)) {
        let page = match right.kind {
            "call" => {
                let form = filled(right.form, &values);
                let form: Vec<(&str, &str)> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
                other.post(right.path, &form).await
            }
            "upload" => other.upload_to(&filled(right.path, &values), &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await,
            _ => other.get(&filled(right.path, &values)).await,
        };
        assert_eq!(page.status, 404, "{}", right.path);
        assert!(page.says("Page introuvable"), "{}: {}", right.path, page.text());
        assert!(!page.html().contains("<script"), "{}: a page without an island has no script (R-19)", right.path);
    }
}

#[tokio::test]
async fn a_session_is_asked_for_before_an_address_is_looked_at() {
    let portal = TestPortal::start().await;
    let mut visitor = portal.browser();
    for path in ["/dossiers/D26-000001-7", "/dossiers/nothing", "/anything", "/api/home", "/aide", "/pkg"] {
        assert_eq!(answer(&visitor.get_once(path).await), "sign-in", "{path}");
    }
    let page = visitor.ask(Method::POST, "/api/no_such_function", "application/json", None).await;
    assert_eq!(page.status, 401);
}

/// What is on the desk: a dossier that was sent, its member and contract, a file of it, a document that came to complete it, a medical one
/// with its file, and its request that waits.
async fn on_the_desk(portal: &TestPortal, handler: &mut Browser) -> BTreeMap<&'static str, String> {
    portal.run("UPDATE complement_items SET sent_at = (SELECT MAX(asked_at) FROM complements) WHERE verdict = 'refused'").await;
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let claim = text(&handler.call("office_queue", &[]).await.json()["lines"][0]["id"]);
    let file = handler.call("office_claim", &[("id", &claim)]).await.json();
    let sent = text(&file["claim"]["requests"][0]["files"][0]["id"]);
    let items = file["asked"][0]["items"].as_array().unwrap();
    let piece = items.iter().find(|item| item["verdict"]["refused"].is_string()).map(|item| text(&item["id"])).unwrap();
    let sealed = &file["asked"][1]["items"][0];
    let waiting = text(&file["claim"]["requests"][0]["number"]);
    let entry = handler.call("office_entry", &[("id", &claim)]).await.json();
    BTreeMap::from([
        ("code", "introuvable".to_owned()),
        ("claim", claim),
        ("member", text(&entry["member_id"])),
        ("enrolment", text(&entry["claim"]["summary"]["enrolment"])),
        ("sent", sent),
        ("piece", piece),
        ("sealed", text(&sealed["id"])),
        ("paper", text(&sealed["file"]["id"])),
        ("page", "1".to_owned()),
        ("waiting", waiting),
    ])
}

#[tokio::test]
async fn b1_every_page_and_function_of_the_office_answers_each_role_as_the_table_says() {
    let portal = TestPortal::start().await;
    let (mut visitor, mut member) = (portal.browser(), portal.signed_in(HUGO).await);
    let mut staff = Vec::new();
    for role in StaffRole::ALL {
        staff.push((role, portal.at_the_office(role).await));
    }
    let values = on_the_desk(&portal, &mut staff[0].1).await;
    let mut wrong = Vec::new();
    for line in desk_table() {
        let mut told = |who: &str, page: &Page, expected: &str| {
            if answer(page) != expected {
                wrong.push(format!("{} {who}: {} instead of {expected}", line.right.path, answer(page)));
            }
        };
        told("visitor", &tried(&line.right, &mut visitor, &values).await, line.right.visitor);
        told("member", &tried(&line.right, &mut member, &values).await, line.right.other);
        for (role, browser) in &mut staff {
            told(role.as_str(), &tried(&line.right, browser, &values).await, line.answer(*role));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn b1_somebody_of_the_office_gets_nothing_of_any_members_pages_whatever_their_role() {
    let portal = TestPortal::start().await;
    let mut owner = portal.signed_in(CLAIRE).await;
    let values = belongings(&portal, &mut owner).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut wrong = Vec::new();
    for right in table().iter().filter(|right| !OF_SESSION.contains(&right.path)) {
        let expected = match (right.path, right.visitor) {
            ("/" | "/connexion", _) => "desk",
            (_, "sign-in" | "401") => "403",
            (_, open) => open,
        };
        let page = tried(right, &mut handler, &values).await;
        if answer(&page) != expected {
            wrong.push(format!("{}: {} instead of {expected}", right.path, answer(&page)));
        }
        assert!(!page.html().contains(&values["number"]) || page.location().is_some(), "{} tells the number", right.path);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn b54_whoever_sees_a_members_pages_reads_some_of_them_and_every_function_and_file_refuses() {
    let portal = TestPortal::start().await;
    let mut owner = portal.signed_in(CLAIRE).await;
    let values = belongings(&portal, &mut owner).await;
    let claim = crate::office::desk::on_the_desk(&portal, &values["number"]).await;
    let before = owner.call("claim", &[("number", &values["number"])]).await.json();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.post("/api/office_begin_view", &[("id", &claim), ("reason", "asked")]).await;
    page.must_say(&["Vous voyez l'espace de Claire Moreau"]);
    let mut wrong = Vec::new();
    for right in table().iter().filter(|right| !OF_SESSION.contains(&right.path)) {
        let path = filled(right.path, &values);
        let reads = ["page", "route"].contains(&right.kind);
        let page = tried(right, &mut handler, &values).await;
        let right = match (reads && app::routes::is_viewable(&path), reads && app::routes::is_public(&path)) {
            (true, _) => page.status == 200 && page.says("Vous voyez l'espace de Claire Moreau"),
            // What anyone may read, and where there is nothing to be read.
            (_, true) => page.status != 500,
            _ => [403, 404].contains(&page.status),
        };
        if !right {
            wrong.push(format!("{path}: {}", answer(&page)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let after = owner.call("claim", &[("number", &values["number"])]).await.json();
    assert_eq!(after["claim"], before["claim"], "nothing was written");
}

#[test]
fn the_table_names_every_page_and_every_function() {
    let listed: BTreeSet<String> = named().iter().map(|right| right.path.to_owned()).collect();
    let pages = leptos_axum::generate_route_list(App);
    let pages: BTreeSet<String> = pages.iter().map(|page| colons(page.path())).collect();
    let known: BTreeSet<String> = named().iter().filter(|right| right.kind == "page").map(|right| braces(right.path)).collect();
    assert_eq!(pages, known);
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    let missing: Vec<String> = functions.filter(|path| !listed.contains(path)).collect();
    assert!(missing.is_empty(), "not in rights.txt: {missing:?}");
    let functions = leptos::server_fn::axum::server_fn_paths().count();
    assert_eq!(functions, named().iter().filter(|right| right.kind == "call").count());
}

#[test]
fn the_table_names_every_plain_route() {
    let routes = include_str!("../../src/routes/mod.rs");
    let routes: Vec<String> = routes.split(".route(\"").skip(1).map(|rest| braces(&rest[..rest.find('"').unwrap()])).collect();
    assert!(routes.len() > 8, "{routes:?}");
    let concrete = |path: &str| match path {
        "/icones/192.png" => "/icones/{}".to_owned(),
        "/exemples/rib.svg" => "/exemples/{}".to_owned(),
        "/pkg/0/relais.css" => "/pkg/{}/{}".to_owned(),
        other => braces(other),
    };
    let listed: BTreeSet<String> = named().iter().map(|right| concrete(right.path)).collect();
    let missing: Vec<&String> = routes.iter().filter(|route| !listed.contains(*route)).collect();
    assert!(missing.is_empty(), "not in rights.txt: {missing:?}");
}

/// `/dossiers/:number` as `/dossiers/{}`.
fn colons(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with(':') || part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

fn braces(path: &str) -> String {
    colons(path)
}

#[tokio::test]
async fn an_address_that_leads_elsewhere_than_it_says_leads_nowhere() {
    let portal = TestPortal::start().await;
    let (mut visitor, mut owner) = (portal.browser(), portal.signed_in(CLAIRE).await);
    for path in ["/lien/../dossiers", "/lien/%2e%2E/dossiers", "/aide/./questions", "/lien/..%5Cdossiers", "//dossiers"] {
        assert_eq!(visitor.get_once(path).await.status, 404, "{path}");
        assert_eq!(owner.get_once(path).await.status, 404, "{path}");
    }
}
