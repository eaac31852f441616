//! The queue: filters, ages, new documents, pages that stay where they are, kept filters, searches, and what is told of changes (B-1, P8).
use super::desk::queue;
use crate::support::{Browser, CLAIRE, Page, TestPortal, YANN, attribute};
use backend::demo::DemoError;
use chrono::TimeDelta;
use domain::{
    access::{StaffRole, StaffRoles},
    claim::{QueueAsk, QueueFilter, QueuePage, QueueStart, Whose},
    id::UserId,
};
use http_body_util::BodyExt;
use std::time::Duration;

/// Numbers of the dossiers on a page of the queue.
fn numbers(page: &Page) -> Vec<String> {
    page.numbers("D")
}

/// What everybody may ask of the queue.
async fn asked(portal: &TestPortal, filter: QueueFilter, from: Option<QueueStart>) -> QueuePage {
    let nobody: UserId = "00000000-0000-0000-0000-000000000000".parse().unwrap();
    portal.backend.queue(nobody, &QueueAsk { filter, from }).await.unwrap()
}

/// What a page that listens hears next, whitespace aside.
async fn heard(events: &mut axum::body::Body) -> Option<String> {
    let frame = events.frame().await?.unwrap();
    Some(String::from_utf8_lossy(&frame.into_data().unwrap()).trim().to_owned())
}

#[tokio::test]
async fn b1_each_filter_shows_its_dossiers_and_the_form_what_is_asked_for() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let all = numbers(&handler.get("/gestion").await);
    let waiting = queue(&portal, None).await;
    assert_eq!(all.len(), waiting.len());
    let of = |name: &str| waiting.iter().find(|line| line.member == name).unwrap().number.clone();
    let (marc, ines) = (of("Marc Oudin"), of("Inès Carpentier"));
    let page = handler.get("/gestion?statut=complement_requested&demande=&affectation=&nouveau=&age=").await;
    assert!(numbers(&page).contains(&marc) && !numbers(&page).contains(&ines));
    assert!(page.elements("option").iter().any(|option| option.contains("complement_requested") && option.contains("selected")));
    let page = handler.get("/gestion?age=late").await;
    page.must_say(&["20 jours, en retard"]);
    assert!(numbers(&page).contains(&marc) && !numbers(&page).contains(&ines));
    assert!(numbers(&handler.get("/gestion?age=ok").await).contains(&ines));
    assert!(numbers(&handler.get("/gestion?demande=initial").await).contains(&marc));
    handler.get("/gestion?demande=prolongation&age=soon&affectation=moi&nouveau=1").await.must_say(&["Aucun dossier ne correspond"]);
    assert_eq!(numbers(&handler.get("/gestion?affectation=personne").await), all);
    handler.get("/gestion?affectation=moi").await.must_say(&["Aucun dossier ne correspond"]);
    handler.post("/api/office_next", &[]).await;
    let mine = handler.get("/gestion?affectation=moi&statut=complement_requested").await;
    assert_eq!(numbers(&mine), std::slice::from_ref(&marc));
    mine.must_say(&["Pauline Aubry"]);
    assert!(!numbers(&handler.get("/gestion?affectation=personne").await).contains(&marc));
    let mut other = super::hands::colleague(&portal).await;
    other.get("/gestion?affectation=moi").await.must_say(&["Aucun dossier ne correspond"]);
    for odd in ["statut=draft", "statut=%27%3B+DROP+TABLE+claims", "age=x&nouveau=2&affectation=tous", &"a=b&".repeat(2000)] {
        assert_eq!(numbers(&handler.get(&format!("/gestion?{odd}")).await), all, "{odd}: not understood, not asked for");
    }
}

#[tokio::test]
async fn b1_the_queue_is_filtered_by_any_assignee_in_the_form_and_in_a_kept_filter() {
    let portal = TestPortal::start().await;
    let mut pauline = portal.at_the_office(StaffRole::Handler).await;
    let mut philippe = super::hands::colleague(&portal).await;
    let mut own = Vec::new();
    for browser in [&mut pauline, &mut philippe] {
        browser.post("/api/office_next", &[]).await;
        own.push(numbers(&browser.get("/gestion?affectation=moi").await));
    }
    assert!(own[0].len() == 1 && own[1].len() == 1 && own[0] != own[1], "{own:?}");
    let handlers = portal.backend.handlers().await.unwrap();
    let id = |name: &str| handlers.iter().find(|person| person.full_name() == name).unwrap().id.to_string();
    let (hers, his) = (id("Pauline Aubry"), id("Philippe Destouches"));
    let options = pauline.get("/gestion").await.elements("option");
    for value in ["moi", "personne", &hers, &his] {
        assert_eq!(options.iter().filter(|option| attribute(option, "value").as_deref() == Some(value)).count(), 1, "{value}");
    }
    let asked = format!("/gestion?affectation={his}");
    let page = pauline.get(&asked).await;
    assert_eq!(numbers(&page), own[1]);
    page.must_say(&["Pauline Aubry", "Philippe Destouches"]);
    let chosen: Vec<String> = page.elements("option").into_iter().filter(|option| attribute(option, "selected").is_some()).collect();
    assert!(chosen.iter().any(|option| attribute(option, "value").as_ref() == Some(&his)), "{chosen:?}");
    assert_eq!(numbers(&philippe.get(&format!("/gestion?affectation={hers}&statut=&age=")).await), own[0]);

    pauline.post("/api/office_keep_filter", &[("name", "Chez Philippe"), ("ask", &format!("affectation={his}"))]).await;
    let queue = pauline.get("/gestion").await;
    queue.must_say(&["Chez Philippe"]);
    assert!(queue.links().contains(&asked), "{:?}", queue.links());
    let gone = "00000000-0000-0000-0000-000000000007";
    let page = pauline.get(&format!("/gestion?affectation={gone}")).await;
    page.must_say(&["Aucun dossier ne correspond", "Une autre personne"]);
}

#[tokio::test]
async fn b1_whoever_left_is_offered_in_the_filter_as_long_as_a_dossier_of_theirs_waits_and_is_handed_none() {
    let portal = TestPortal::start().await;
    let mut pauline = portal.at_the_office(StaffRole::Handler).await;
    let mut philippe = super::hands::colleague(&portal).await;
    philippe.post("/api/office_next", &[]).await;
    let his = numbers(&philippe.get("/gestion?affectation=moi").await);
    let handlers = portal.backend.handlers().await.unwrap();
    let id = handlers.iter().find(|person| person.full_name() == "Philippe Destouches").unwrap().id.to_string();
    let offered = async |browser: &mut Browser| {
        let page = browser.get("/gestion?affectation=personne").await;
        let options = page.elements("option");
        let count = options.iter().filter(|option| attribute(option, "value").as_ref() == Some(&id)).count();
        (count, page.says("Philippe Destouches"))
    };
    assert_eq!((his.len(), offered(&mut pauline).await), (1, (1, true)));
    let email = portal.staff(StaffRole::Supervisor).login;
    let alone: StaffRoles = [StaffRole::Supervisor].into_iter().collect();
    assert!(portal.backend.set_staff_roles(&email, alone).await.unwrap());
    assert_eq!(offered(&mut pauline).await, (1, true), "no handler any more");
    assert!(portal.backend.close_staff(&email).await.unwrap());
    assert_eq!(offered(&mut pauline).await, (1, true), "gone");
    let page = pauline.get(&format!("/gestion?affectation={id}")).await;
    assert_eq!(numbers(&page), his);
    assert!(!page.says("Une autre personne"), "named");
    pauline.post("/api/office_next", &[]).await.must_say(&["Personne d'autre ne peut traiter ce dossier pour le moment."]);
    portal.run(&format!("UPDATE claims SET waiting_since = NULL, status = 'accepted' WHERE number = '{}'", his[0])).await;
    assert_eq!(offered(&mut pauline).await, (0, false), "nothing of theirs waits");
}

#[tokio::test]
async fn b1_p8_the_dossiers_of_one_person_go_on_page_by_page() {
    let portal = TestPortal::start().await;
    assert_eq!(portal.backend.fill_queue(130).await.unwrap(), 130);
    let held = "(SELECT holder_id FROM claims WHERE holder_id IS NOT NULL LIMIT 1)";
    portal.run(&format!("UPDATE claims SET holder_id = {held} WHERE waiting_kind = 'initial' AND waiting_since IS NOT NULL")).await;
    let holder = portal.backend.handlers().await.unwrap().remove(0);
    let of = QueueFilter { whose: Some(Whose::Of(holder.id)), ..QueueFilter::default() };
    let (mut seen, mut pages, mut from) = (Vec::new(), 0, None);
    loop {
        let page = asked(&portal, of, from).await;
        assert!(page.lines.iter().all(|line| line.holder.as_ref() == Some(&holder.full_name())));
        seen.extend(page.lines.into_iter().map(|line| line.number));
        pages += 1;
        let Some(next) = page.next else { break };
        from = Some(QueueStart::After(next));
    }
    let theirs = "SELECT number FROM claims WHERE holder_id IS NOT NULL AND waiting_since IS NOT NULL ORDER BY waiting_since, id";
    assert_eq!(seen, portal.texts(theirs).await);
    assert!(pages > 1, "{pages}");
}

#[tokio::test]
async fn b1_a_new_document_is_marked_until_whoever_has_the_dossier_has_seen_it() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut pauline = portal.at_the_office(StaffRole::Handler).await;
    let mut philippe = super::hands::colleague(&portal).await;
    assert!(numbers(&pauline.get("/gestion?nouveau=1").await).contains(&number));
    let id = queue(&portal, None).await.into_iter().find(|line| line.number == number).unwrap().id.to_string();
    let page = format!("/gestion/dossiers/{id}");
    pauline.get(&page).await.must_say(&["Nouveau document"]);
    assert!(!pauline.get(&page).await.says("Nouveau document"));
    assert!(!numbers(&pauline.get("/gestion?nouveau=1").await).contains(&number));
    let version = pauline.get(&page).await.field("version").unwrap();
    pauline.post("/api/office_take", &[("id", &id), ("version", &version)]).await;
    portal.run(&format!("UPDATE claims SET news_at = updated_at WHERE number = '{number}'")).await;
    philippe.get(&page).await.must_say(&["Nouveau document"]);
    assert!(numbers(&philippe.get("/gestion?nouveau=1").await).contains(&number), "her dossier: she has not seen it");
    pauline.get(&page).await.must_say(&["Nouveau document"]);
    assert!(!numbers(&philippe.get("/gestion?nouveau=1").await).contains(&number));
}

#[tokio::test]
async fn b1_p8_pages_forward_and_back_hold_every_dossier_once_while_others_come_and_go() {
    let portal = TestPortal::start().await;
    assert_eq!(portal.backend.fill_queue(130).await.unwrap(), 130);
    let (first, all) = (asked(&portal, QueueFilter::default(), None).await, QueueFilter::default());
    assert_eq!((first.lines.len(), first.previous), (50, None));
    let second = asked(&portal, all, first.next.map(QueueStart::After)).await;
    // A dossier of the first page is decided, and new ones come at the end.
    let gone = first.lines[3].number.clone();
    portal.run(&format!("UPDATE claims SET waiting_since = NULL, status = 'accepted' WHERE number = '{gone}'")).await;
    portal.advance(TimeDelta::minutes(5));
    assert_eq!(portal.backend.fill_queue(1).await.unwrap(), 1);
    assert_eq!(asked(&portal, all, first.next.map(QueueStart::After)).await.lines, second.lines, "nothing slips over the edge");
    let back = asked(&portal, all, second.previous.map(QueueStart::Before)).await;
    let expected: Vec<_> = first.lines.iter().filter(|line| line.number != gone).cloned().collect();
    assert_eq!(back.lines, expected);
    assert_eq!((back.previous, back.next), (None, first.next));
    let mut seen = Vec::new();
    let mut page = asked(&portal, all, None).await;
    loop {
        seen.extend(page.lines.iter().map(|line| line.number.clone()));
        let Some(next) = page.next else { break };
        page = asked(&portal, all, Some(QueueStart::After(next))).await;
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "each once");
    assert_eq!(i64::try_from(count).unwrap(), portal.number("SELECT COUNT(*) FROM claims WHERE waiting_since IS NOT NULL").await);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get("/gestion?affectation=personne").await;
    let next = page.links().into_iter().find(|link| link.contains("apres=")).unwrap();
    assert!(next.starts_with("/gestion?affectation=personne&apres="), "{next}");
    let page = handler.get(&next).await;
    let back = page.links().into_iter().find(|link| link.contains("avant=")).unwrap();
    assert_eq!(numbers(&handler.get(&back).await).len(), 50);
}

#[tokio::test]
async fn p8_a_page_of_the_queue_is_read_from_an_index_in_its_order_whatever_is_asked() {
    let portal = TestPortal::start().await;
    let order = "waiting_since >= '2026' ORDER BY waiting_since, id LIMIT 51";
    for (asked, index) in [
        ("", "claims_waiting"),
        ("status = 'in_review' AND", "claims_status"),
        ("waiting_kind = 'initial' AND", "claims_kind"),
        ("holder_id = x'00' AND CAST(status AS text) = 'in_review' AND", "claims_held"),
        ("news_at IS NOT NULL AND CAST(status AS text) = 'in_review' AND", "claims_news"),
    ] {
        if portal.on_sqlite() {
            let plan = portal.plan(&format!("SELECT * FROM claims WHERE waiting_since IS NOT NULL AND {asked} {order}")).await;
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{asked}: {plan}");
        } else {
            // PostgreSQL reads tables of this size whole: what it does with a million, `cargo xtask bench queue` measures.
            assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM pg_indexes WHERE indexname = '{index}'")).await, 1, "{index}");
        }
    }
}

#[tokio::test]
async fn p8_the_statement_that_the_orm_is_measured_against_reads_what_the_orm_reads() {
    let portal = TestPortal::start().await;
    assert_eq!(portal.backend.fill_queue(130).await.unwrap(), 130);
    let next = asked(&portal, QueueFilter::default(), None).await.next.unwrap();
    let three = "statut=complement_requested&demande=prolongation&nouveau=1";
    let holder = portal.backend.handlers().await.unwrap().remove(0).id;
    let theirs = format!("statut=in_review&affectation={holder}");
    let pages = ["", three, &theirs, &format!("age=ok&apres={next}"), &format!("nouveau=retard&avant={next}")].map(QueueAsk::read);
    let measured = portal.backend.compare_queue(&pages, 1).await;
    if portal.on_sqlite() {
        // It stops where the two read different rows.
        let measured = measured.unwrap();
        assert_eq!(measured.len(), pages.len());
        assert!(measured.iter().all(|page| page.orm > Duration::ZERO && page.statement > Duration::ZERO), "{measured:?}");
    } else {
        assert!(matches!(measured, Err(DemoError::NotSqlite)), "{measured:?}");
    }
}

/// The numbers of the dossiers that the queue calls late, page after page, as they are read.
async fn late(handler: &mut Browser) -> Vec<String> {
    let (mut found, mut next) = (Vec::new(), Some("/gestion?age=late".to_owned()));
    while let Some(path) = next {
        let page = handler.get(&path).await;
        found.extend(numbers(&page));
        next = page.links().into_iter().find(|link| link.contains("apres="));
    }
    found
}

#[tokio::test]
async fn y20_the_late_ones_are_those_of_a_second_count_on_either_side_of_a_clock_change() {
    let portal = TestPortal::start().await;
    assert_eq!(portal.backend.fill_queue(130).await.unwrap(), 130);
    let all = portal.texts("SELECT number FROM claims WHERE waiting_since IS NOT NULL ORDER BY number").await;
    let wait = async |number: &str, since: &str| {
        portal.run(&format!("UPDATE claims SET waiting_since = '{since}' WHERE number = '{number}'")).await;
    };
    let newest = portal.backend.now() + TimeDelta::days(25);
    for (n, number) in (0..).zip(&all) {
        let since = newest - TimeDelta::minutes(433 * n);
        wait(number, &since.format("%Y-%m-%dT%H:%M:%S+00:00").to_string()).await;
    }
    wait(&all[0], "2026-03-30T21:59:59+00:00").await;
    wait(&all[1], "2026-03-30T22:00:00+00:00").await;
    // Late is what waits for more than ten days of Paris: since before 2 March in winter time, since before 31 March in summer time.
    for (later, before) in [(0, "2026-03-01T23:00:00+00:00"), (29, "2026-03-30T22:00:00+00:00")] {
        portal.advance(TimeDelta::days(later));
        let expected =
            portal.texts(&format!("SELECT number FROM claims WHERE waiting_since < '{before}' ORDER BY waiting_since, id")).await;
        assert!(expected.len() > 5 && expected.len() < all.len(), "{before}: {}", expected.len());
        assert_eq!(late(&mut portal.at_the_office(StaffRole::Handler).await).await, expected, "{before}");
    }
}

#[tokio::test]
async fn b1_filters_are_kept_under_a_name_by_each_person_for_themselves() {
    let portal = TestPortal::start().await;
    let mut pauline = portal.at_the_office(StaffRole::Handler).await;
    let mut philippe = super::hands::colleague(&portal).await;
    let keep =
        async |browser: &mut Browser, name: &str, ask: &str| browser.post("/api/office_keep_filter", &[("name", name), ("ask", ask)]).await;
    keep(&mut pauline, "Mes <b>retards", "affectation=moi&age=late&apres=x").await.must_say(&["Mes <b>retards"]);
    let page = pauline.get("/gestion").await;
    assert!(page.links().contains(&"/gestion?affectation=moi&age=late".to_owned()), "{:?}", page.links());
    assert!(!philippe.get("/gestion").await.says("Mes <b>retards"));
    philippe.post("/api/office_drop_filter", &[("name", "Mes <b>retards")]).await;
    keep(&mut pauline, "Mes <b>retards", "age=soon").await;
    assert_eq!(portal.texts("SELECT ask FROM queue_filters").await, ["age=soon"], "the same name again");
    keep(&mut pauline, " ", "age=soon").await.must_say(&["Donnez un nom de 40 caractères au plus."]);
    for n in 0..11 {
        keep(&mut pauline, &format!("Filtre {n}"), "").await;
    }
    keep(&mut pauline, "Un de trop", "").await.must_say(&["Vous gardez déjà 12 filtres."]);
    assert!(!pauline.post("/api/office_drop_filter", &[("name", "Mes <b>retards")]).await.says("Mes <b>retards"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM queue_filters").await, 11);
}

#[tokio::test]
async fn b1_a_dossier_is_found_by_its_numbers_and_by_how_its_members_name_begins_which_no_address_tells() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let request = portal.texts("SELECT number FROM requests WHERE sent_at IS NOT NULL ORDER BY number LIMIT 1").await.remove(0);
    let search = async |browser: &mut Browser, sought: &str| browser.post_once("/api/office_search", &[("sought", sought)]).await;
    for sought in [number.as_str(), &number.to_lowercase(), "moreau", "MOREAU Cl", "Moreau, Claire"] {
        let to = search(&mut handler, sought).await.location().unwrap();
        assert!(to.starts_with("/gestion/recherche?q=") && !to.to_lowercase().contains("moreau") && !to.contains(&number), "{to}");
        let page = handler.get(&to).await;
        assert_eq!(numbers(&page).into_iter().filter(|found| *found == number).count(), 1, "{sought}");
        page.must_say(&["Claire Moreau", "Payée"]);
    }
    let found = handler.post("/api/office_search", &[("sought", &request)]).await;
    assert_eq!(found.links().iter().filter(|link| link.starts_with("/gestion/dossiers/")).count(), 1);
    handler.post("/api/office_search", &[("sought", "le goff yann")]).await.must_say(&["Yann Le Goff"]);
    let found = handler.post("/api/office_search", &[("sought", "zzz")]).await;
    found.must_say(&["Aucun dossier transmis ne correspond."]);
    let mistyped = handler.post("/api/office_search", &[("sought", "D26-000001")]).await;
    mistyped.must_say(&["Aucun dossier transmis ne correspond.", "Vérifiez chaque chiffre"]);
    handler.post("/api/office_search", &[("sought", "Arnaud")]).await.must_say(&["Aucun dossier transmis ne correspond."]);
    for (wrong, says) in
        [("D26-000001 %", "Aucun numéro ne s'écrit ainsi."), ("m", "Écrivez au moins deux lettres"), ("%", "Écrivez au moins deux lettres")]
    {
        let page = handler.post("/api/office_search", &[("sought", wrong)]).await;
        assert_eq!(page.path, "/gestion");
        page.must_say(&[says]);
    }
    for odd in ["", "x", &"0".repeat(3000)] {
        assert!(numbers(&handler.get(&format!("/gestion/recherche?q={odd}")).await).is_empty(), "{odd}");
    }
    let mut yann = portal.signed_in(YANN).await;
    assert_eq!(yann.call("office_search", &[("sought", "Moreau")]).await.status, 403);
}

#[tokio::test]
async fn b1_whoever_watches_the_queue_is_told_that_it_changed_and_nothing_more_until_their_session_ends() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (page, mut events) = handler.listen("/gestion/flux").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/event-stream"));
    assert!(page.header("cache-control").contains("no-"), "{}", page.header("cache-control"));
    assert_eq!(heard(&mut events).await.as_deref(), Some(": listening"));
    portal.advance(TimeDelta::minutes(1));
    claire.submit(&number).await;
    assert_eq!(heard(&mut events).await.as_deref(), Some("data: changed"));
    // Neither listening nor a page that asks for itself again is a use of the session.
    portal.advance(TimeDelta::minutes(13));
    handler.header("x-at-rest", "1");
    handler.get("/gestion").await.must_say(&[&number]);
    portal.advance(TimeDelta::minutes(2));
    assert_eq!(heard(&mut events).await, None);
    assert!(handler.get_once("/gestion/flux").await.location().is_some_and(|to| to.starts_with("/gestion/connexion")));
}

#[tokio::test]
async fn b1_the_queue_alone_loads_the_module_of_its_keys_by_nonce() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get("/gestion").await;
    let scripts = page.elements("script");
    assert_eq!(scripts.len(), 1, "{scripts:?}");
    let nonce = attribute(&scripts[0], "nonce").unwrap();
    assert!(page.header("content-security-policy").ends_with(&format!("script-src 'nonce-{nonce}'")));
    let source = attribute(&scripts[0], "src").unwrap();
    assert!(source.starts_with("/desk.js?") && attribute(&scripts[0], "type").as_deref() == Some("module"));
    assert!(handler.get(&source).await.header("cache-control").contains("immutable"));
    assert!(include_str!("../../../../public/desk.js").len() <= 2560);
    let claim = page.links().into_iter().find(|link| link.starts_with("/gestion/dossiers/")).unwrap();
    for path in ["/gestion/compte", "/gestion/recherche", &format!("{claim}/voir-comme")] {
        let page = handler.get(path).await;
        assert!(!page.html().contains("<script"), "{path}");
        assert!(page.header("content-security-policy").contains("script-src 'none'"), "{path}");
    }
}
