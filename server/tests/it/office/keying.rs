//! Keying what a completed form says (B-17): its opening and its periods, beside its pages, with the rules of members, until it is decided.
use crate::{
    complement::{id_of, status, version},
    decision::{Asked, MOTIVE, asked, check, confirm, confirmation},
    form::{begin, send},
    payment_pay::VERONIQUE,
    reopen::reopen,
    support::{Browser, CLAIRE, HUGO, Page, TestPortal, Typed, attribute, days, nothing},
};
use domain::access::StaffRole;
use serde_json::json;

const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
const UNKEYED: &str = "ses périodes ne sont pas encore saisies par nos services";
const FUNCTIONS: [&str; 4] = ["office_keying", "office_key_opening", "office_key_periods", "office_key_form"];

/// Hugo's form about a stop that has no dossier yet, on the desk.
pub async fn opening(portal: &TestPortal) -> (Browser, Asked) {
    let mut hugo = portal.signed_in(HUGO).await;
    let number = begin(&mut hugo, "job_loss").await.claim_number();
    let form = sent(portal, &mut hugo, number).await;
    (hugo, form)
}

/// That member's form in the dossier that they have, on the desk.
async fn further(portal: &TestPortal, login: &str) -> (Browser, Asked) {
    let mut browser = portal.signed_in(login).await;
    let number = browser.only_claim().await;
    browser.post("/api/prolong_on_form", &[("number", &number)]).await;
    let form = sent(portal, &mut browser, number).await;
    (browser, form)
}

pub async fn sent(portal: &TestPortal, browser: &mut Browser, number: String) -> Asked {
    let request = send(browser, &number).await;
    Asked { id: id_of(portal, &number).await.to_string(), number, request }
}

pub fn page_of(form: &Asked) -> String {
    format!("/gestion/dossiers/{}/demandes/{}/saisie", form.id, form.request)
}

/// The version of what is keyed, as its page has it.
pub async fn seen(handler: &mut Browser, form: &Asked) -> String {
    let file = handler.call("office_keying", &[("id", &form.id), ("request", &form.request)]).await.json();
    file["claim"]["draft"]["version"].to_string()
}

/// Says what stopped, and since when.
pub async fn open(handler: &mut Browser, form: &Asked, guarantee: &str, origin: &str) -> Page {
    let typed = [("request", form.request.as_str()), ("guarantee", guarantee), ("origin", origin)];
    handler.post("/api/office_key_opening", &typed).await
}

/// Presses a button of the periods with that typed, of that level of pay where one is given.
async fn press(handler: &mut Browser, form: &Asked, intent: &str, typed: &Typed<'_>, level: &str) -> Page {
    let version = seen(handler, form).await;
    let fields = [
        ("request", form.request.as_str()),
        ("version", version.as_str()),
        ("intent", intent),
        ("start", typed.start),
        ("end", typed.end),
        ("payer", typed.payer),
        ("pay_level", level),
        ("resumed", typed.resumed),
        ("resumed_on", typed.resumed_on),
    ];
    handler.post("/api/office_key_periods", &fields).await
}

pub async fn add(handler: &mut Browser, form: &Asked, start: &str, end: &str) -> Page {
    press(handler, form, "add", &days(start, end), "").await
}

/// Has what is keyed count.
pub async fn keep(handler: &mut Browser, form: &Asked) -> Page {
    let version = seen(handler, form).await;
    handler.post("/api/office_key_form", &[("request", &form.request), ("version", &version)]).await
}

/// The days of the request, as the desk reads them.
pub async fn kept(handler: &mut Browser, form: &Asked) -> Vec<String> {
    let file = handler.call("office_claim", &[("id", &form.id)]).await.json();
    let requests = file["claim"]["requests"].as_array().unwrap();
    let request = requests.iter().find(|one| one["number"] == form.request.as_str()).unwrap();
    request["periods"].as_array().unwrap().iter().map(|period| period["range"].as_str().unwrap().to_owned()).collect()
}

/// Moves and audit entries that say that something was keyed.
async fn noted(portal: &TestPortal) -> (i64, i64) {
    let moves = portal.number("SELECT COUNT(*) FROM claim_moves WHERE kind = 'keyed'").await;
    (moves, portal.number("SELECT COUNT(*) FROM audit WHERE action = 'form_keyed' AND actor IS NOT NULL").await)
}

#[tokio::test]
async fn b17_a_form_is_keyed_beside_its_pages_with_the_rules_of_members_and_its_member_reads_so() {
    let portal = TestPortal::start().await;
    let (mut hugo, form) = opening(&portal).await;
    let (dossier, proof) =
        (format!("/dossiers/{}", form.number), format!("/dossiers/{}/demandes/{}/preuve.pdf", form.number, form.request));
    let proven = hugo.get(&proof).await.bytes;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let desk = handler.get(&format!("/gestion/dossiers/{}", form.id)).await;
    desk.must_say(&["Hugo Delattre", UNKEYED, "Saisir les périodes du formulaire"]);
    assert!(desk.links().contains(&page_of(&form)) && !desk.says("Tout accepter, puis vérifier"), "there is nothing to accept yet");
    let page = handler.get(&page_of(&form)).await;
    let lead = format!("Demande {}, sur formulaire", form.request);
    page.must_say(&["Hugo Delattre", "Saisir un formulaire", &lead, "Premier jour de l'arrêt", "Formulaire transmis", "formulaire.pdf"]);
    assert!(!page.says("Enregistrer les périodes") && !page.says("À corriger"), "first what stopped, and since when");
    let pictures = page.elements("img");
    let picture = pictures.iter().find_map(|tag| attribute(tag, "src").filter(|source| source.contains("/pieces/"))).unwrap();
    let drawn = handler.get(&picture).await;
    assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/jpeg"));

    let version = seen(&mut handler, &form).await;
    let early = handler.call("office_key_form", &[("request", &form.request), ("version", &version)]).await;
    assert_eq!((early.status, early.json()), (409, json!({"rule": "opening-missing-origin"})));
    let page = open(&mut handler, &form, "", "31/02/2026").await;
    page.must_say(&["À corriger", "Choisissez le motif", "n'est pas dans le calendrier"]);
    assert_eq!(page.field("origin").as_deref(), Some("31/02/2026"), "what was typed is kept");
    open(&mut handler, &form, "job_loss", "13/03/2026").await.must_say(&["est après aujourd'hui, le 12 mars 2026"]);
    let page = open(&mut handler, &form, "job_loss", "10/02/2026").await;
    page.must_say(&["Enregistrer les périodes", "Il manque encore", "Les périodes sont à compléter ou à corriger"]);
    let page = add(&mut handler, &form, "01/02/2026", "09/02/2026").await;
    page.must_say(&["À corriger", "avant le début de votre arrêt, le 10 février 2026"]);
    assert_eq!(page.field("start").as_deref(), Some("01/02/2026"), "what was typed is kept");
    assert_eq!(keep(&mut handler, &form).await.path, page_of(&form), "nothing wrong is taken");
    let version = seen(&mut handler, &form).await;
    let wrong = handler.call("office_key_form", &[("request", &form.request), ("version", &version)]).await;
    assert_eq!((wrong.status, wrong.json()), (409, json!({"rule": "claim-missing-periods"})));
    add(&mut handler, &form, "10/02/2026", "28/02/2026").await.must_say(&["Du 10 au 28 février 2026"]);
    assert!(kept(&mut handler, &form).await.is_empty() && noted(&portal).await == (0, 0), "nothing counts before it is kept");
    hugo.get(&dossier).await.must_say(&[UNKEYED]);

    let done = keep(&mut handler, &form).await;
    assert_eq!(done.path, format!("/gestion/dossiers/{}", form.id), "{}", done.text());
    done.must_say(&[
        "Les périodes du formulaire sont enregistrées.",
        "Du 10 au 28 février 2026",
        "Corriger les périodes saisies",
        "Tout accepter, puis vérifier",
        "Pauline Aubry a saisi les périodes d'un formulaire",
    ]);
    assert_eq!((kept(&mut handler, &form).await, noted(&portal).await), (vec!["2026-02-10/2026-02-28".to_owned()], (1, 1)));
    let audited = format!("SELECT detail FROM audit WHERE action = 'form_keyed' AND object = '{}'", form.request);
    let print = portal.texts(&audited).await.remove(0);
    assert!(print.len() == 64 && print.bytes().all(|byte| byte.is_ascii_hexdigit()), "no day that was typed: {print}");
    let told = hugo.get(&dossier).await;
    told.must_say(&[
        "Les périodes de votre formulaire sont saisies",
        "Périodes saisies par nos services d'après le formulaire.",
        "Du 10 au 28 février 2026",
    ]);
    assert!(!told.says(UNKEYED) && !told.says("Aubry"), "nobody is named");
    hugo.get("/dossiers").await.must_say(&["Perte d'emploi", "Depuis le 10 février 2026"]);
    assert_eq!(hugo.get(&proof).await.bytes, proven, "it proves what was sent, which had no periods");
}

#[tokio::test]
async fn b17_what_was_keyed_is_corrected_and_the_same_again_changes_nothing() {
    let portal = TestPortal::start().await;
    let (mut hugo, form) = opening(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    open(&mut handler, &form, "job_loss", "10/02/2026").await;
    add(&mut handler, &form, "10/02/2026", "28/02/2026").await;
    let shown = seen(&mut handler, &form).await;
    let pressed = [("request", form.request.as_str()), ("version", shown.as_str())];
    let mut other = handler.clone();
    let (one, two) = tokio::join!(handler.post("/api/office_key_form", &pressed), other.post("/api/office_key_form", &pressed));
    let desk = format!("/gestion/dossiers/{}", form.id);
    assert_eq!((one.path, two.path), (desk.clone(), desk.clone()));
    let before = version(&portal, &form.number).await;
    assert_eq!(noted(&portal).await, (1, 1), "two clicks are one");
    assert_eq!(keep(&mut handler, &form).await.path, desk);
    assert_eq!((noted(&portal).await, version(&portal, &form.number).await), ((1, 1), before), "nor is it kept again");

    handler.get(&page_of(&form)).await.must_say(&["Du 10 au 28 février 2026"]);
    press(&mut handler, &form, "remove:0", &nothing(), "").await;
    let page = add(&mut handler, &form, "10/02/2026", "20/02/2026").await;
    page.must_say(&["Du 10 au 20 février 2026"]);
    assert!(!page.says("recouvre"), "its own days of before are not in the way: {}", page.text());
    assert_eq!(kept(&mut handler, &form).await, ["2026-02-10/2026-02-28"], "until it is kept");
    keep(&mut handler, &form).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    assert_eq!((kept(&mut handler, &form).await, noted(&portal).await), (vec!["2026-02-10/2026-02-20".to_owned()], (2, 2)));
    let told = hugo.get(&format!("/dossiers/{}", form.number)).await;
    told.must_say(&["Du 10 au 20 février 2026"]);
    assert_eq!(told.text().matches("Les périodes de votre formulaire sont saisies").count(), 1, "told once that day");
}

#[tokio::test]
async fn b17_c20_what_another_tab_saved_meanwhile_is_neither_kept_unread_nor_lost() {
    let portal = TestPortal::start().await;
    let (_, form) = opening(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    open(&mut handler, &form, "job_loss", "10/02/2026").await;
    add(&mut handler, &form, "10/02/2026", "20/02/2026").await;
    let old = seen(&mut handler, &form).await;
    add(&mut handler, &form, "21/02/2026", "28/02/2026").await;
    let pressed = [("request", form.request.as_str()), ("version", old.as_str())];
    let answer = handler.call("office_key_form", &pressed).await;
    assert_eq!((answer.status, answer.json()), (409, json!({"rule": "claim-stale"})));
    assert_eq!(handler.post("/api/office_key_form", &pressed).await.path, page_of(&form));
    assert!(kept(&mut handler, &form).await.is_empty() && noted(&portal).await == (0, 0));
    let typed = [pressed[0], pressed[1], ("intent", "add"), ("start", "01/03/2026"), ("end", "05/03/2026"), ("payer", "CPAM")];
    let page = handler.post("/api/office_key_periods", &typed).await;
    page.must_say(&["Demande modifiée ailleurs", "Du 10 au 20 février 2026", "Du 21 au 28 février 2026"]);
    keep(&mut handler, &form).await;
    assert_eq!(kept(&mut handler, &form).await, ["2026-02-10/2026-02-20", "2026-02-21/2026-02-28"]);
}

#[tokio::test]
async fn b17_a_form_in_a_dossier_opened_before_is_keyed_beside_its_days_and_opens_nothing() {
    let portal = TestPortal::start().await;
    let (mut claire, form) = further(&portal, CLAIRE).await;
    claire.post("/api/prolong", &[("number", &form.number)]).await;
    claire.periods(&form.number, "save", &days("01/03/2026", "05/03/2026")).await;
    let written = claire.call("claim", &[("number", &form.number)]).await.json()["claim"]["draft"].clone();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    assert!(handler.get(&page_of(&form)).await.field("origin").is_none());
    let file = handler.call("office_keying", &[("id", &form.id), ("request", &form.request)]).await.json();
    assert_eq!(file["claim"]["summary"]["has_draft"], false, "what she is writing is hers alone");
    assert_eq!((&file["claim"]["draft"]["kind"], &file["claim"]["draft"]["rows"]), (&json!("pdf"), &json!([])));
    let typed = [("request", form.request.as_str()), ("guarantee", "job_loss"), ("origin", "01/01/2026")];
    let answer = handler.call("office_key_opening", &typed).await;
    assert_eq!((answer.status, answer.json()), (409, json!({"rule": "claim-already-sent"})));
    add(&mut handler, &form, "01/01/2026", "09/01/2026").await.must_say(&["À corriger", "Cette période recouvre", "déjà payée"]);
    add(&mut handler, &form, "10/01/2026", "28/02/2026").await.must_say(&["Du 10 janvier au 28 février 2026"]);
    keep(&mut handler, &form).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    assert_eq!(kept(&mut handler, &form).await, ["2026-01-10/2026-02-28"]);
    claire.get("/dossiers").await.must_say(&["Arrêt de travail", "Déclaré jusqu'au 28 février 2026"]);
    let draft = claire.call("claim", &[("number", &form.number)]).await.json()["claim"]["draft"].clone();
    assert!(draft == written && draft["kind"] == "prolongation", "{draft}");
}

#[tokio::test]
async fn b17_s28_where_pay_is_completed_the_level_of_each_period_is_keyed() {
    let portal = TestPortal::of("prevoyance").await;
    let (_, form) = further(&portal, VERONIQUE).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let typed = days("11/03/2026", "12/03/2026");
    press(&mut handler, &form, "add", &typed, "").await.must_say(&["À corriger", "Indiquez « Plein traitement » ou « Demi-traitement »."]);
    press(&mut handler, &form, "add", &typed, "demi").await;
    keep(&mut handler, &form).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    let of = format!("SELECT pay_level FROM periods WHERE request_id = (SELECT id FROM requests WHERE number = '{}')", form.request);
    assert_eq!(portal.texts(&of).await, ["demi"]);
}

#[tokio::test]
async fn b17_only_the_fitting_role_keys_and_only_a_form_in_its_own_dossier() {
    let portal = TestPortal::start().await;
    let (mut hugo, form) = opening(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let online = asked(&portal, &mut handler, "Inès Carpentier").await;
    for (id, request) in [
        (online.id.as_str(), online.request.as_str()),
        (online.id.as_str(), form.request.as_str()),
        (form.id.as_str(), online.request.as_str()),
        (form.id.as_str(), "PR-26-999999-9"),
        (NOBODY, form.request.as_str()),
        ("x", form.request.as_str()),
    ] {
        assert_eq!(handler.get(&format!("/gestion/dossiers/{id}/demandes/{request}/saisie")).await.status, 404, "{id} {request}");
        assert_eq!(handler.call("office_keying", &[("id", id), ("request", request)]).await.status, 404, "{id} {request}");
    }
    let typed = [("version", "1"), ("intent", "add"), ("guarantee", "job_loss"), ("origin", "10/02/2026")];
    let fields = |request| [&[("id", form.id.as_str()), ("request", request)][..], &typed].concat();
    for request in [online.request.as_str(), "PR-26-999999-9", "../x", ""] {
        for function in FUNCTIONS {
            assert_eq!(handler.call(function, &fields(request)).await.status, 404, "{function} {request}");
        }
    }
    let (mut editor, mut supervisor) = (portal.at_the_office(StaffRole::Editor).await, portal.at_the_office(StaffRole::Supervisor).await);
    for function in FUNCTIONS {
        assert_eq!(portal.browser().call(function, &fields(form.request.as_str())).await.status, 401, "{function}");
        for (who, browser) in [("hugo", &mut hugo), ("editor", &mut editor), ("supervisor", &mut supervisor)] {
            assert_eq!(browser.call(function, &fields(form.request.as_str())).await.status, 403, "{function} {who}");
            assert_eq!(browser.get(&page_of(&form)).await.status, 403, "{who}");
        }
    }
    assert_eq!(noted(&portal).await, (0, 0));
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{}' AND origin IS NULL", form.number)).await, 1);
}

#[tokio::test]
async fn b17_b9_before_it_is_keyed_no_day_of_a_form_is_accepted_and_it_is_refused_for_a_motive() {
    let portal = TestPortal::start().await;
    let (mut hugo, form) = opening(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    assert_eq!(handler.get(&format!("/gestion/dossiers/{}/paiements", form.id)).await.status, 200, "nothing is owed of it");
    let page = check(&mut handler, &form, "accept", "10/02/2026 - 28/02/2026", "", "").await;
    page.must_say(&["À corriger", "Saisissez d'abord les périodes du formulaire : sans elles, aucun jour ne peut être accepté."]);
    assert!(page.field("key").is_none() && !page.says("Confirmer la décision"));
    let page = check(&mut handler, &form, "refuse", "", "", "").await;
    page.must_say(&["À corriger", "Choisissez le motif"]);
    assert!(page.field("key").is_none());
    let page = check(&mut handler, &form, "refuse", "", MOTIVE, "").await;
    page.must_say(&["Ce que vous allez décider", "Refusée", "Article 7.2", "Rien n'est à payer"]);
    confirm(&mut handler, &confirmation(&form, &page)).await.must_say(&["La décision est enregistrée", "Refusée"]);
    assert_eq!(status(&portal, &form.number).await, "refused");
    let told = hugo.get(&format!("/dossiers/{}", form.number)).await;
    told.must_say(&["Décision : Refusée", MOTIVE, "Article 7.2"]);
    let address = format!("/dossiers/{}/demandes/{}/decision.pdf", form.number, form.request);
    let letter = hugo.get(&address).await;
    assert_eq!((letter.status, letter.header("content-type")), (200, "application/pdf"));
    assert_eq!(handler.get(&page_of(&form)).await.status, 404, "what is decided is keyed no more");

    reopen(&mut handler, &form).await.must_say(&["La demande est de nouveau en instruction.", "Saisir les périodes du formulaire"]);
    assert_eq!(handler.get(&page_of(&form)).await.status, 200, "it waits again, and can be keyed");
    open(&mut handler, &form, "job_loss", "10/02/2026").await;
    add(&mut handler, &form, "11/02/2026", "20/02/2026").await;
    keep(&mut handler, &form).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    assert_eq!(hugo.get(&address).await.bytes, letter.bytes, "a letter that was sent stays as it was");
}

#[tokio::test]
async fn b9_b17_the_letter_of_a_form_that_is_keyed_anew_tells_the_days_that_were_refused_then() {
    let portal = TestPortal::start().await;
    let (mut claire, form) = further(&portal, CLAIRE).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    add(&mut handler, &form, "10/01/2026", "28/02/2026").await;
    keep(&mut handler, &form).await;
    let page = check(&mut handler, &form, "refuse", "", MOTIVE, "").await;
    confirm(&mut handler, &confirmation(&form, &page)).await.must_say(&["La décision est enregistrée"]);
    let address = format!("/dossiers/{}/demandes/{}/decision.pdf", form.number, form.request);
    let letter = claire.get(&address).await;
    reopen(&mut handler, &form).await.must_say(&["La demande est de nouveau en instruction."]);
    press(&mut handler, &form, "remove:0", &nothing(), "").await;
    add(&mut handler, &form, "10/01/2026", "20/02/2026").await;
    keep(&mut handler, &form).await.must_say(&["Les périodes du formulaire sont enregistrées."]);
    assert_eq!(claire.get(&address).await.bytes, letter.bytes);
    let told = claire.get(&format!("/dossiers/{}", form.number)).await;
    told.must_say(&["28 février 2026", "20 février 2026"]);
}

#[tokio::test]
async fn b17_b11_once_keyed_a_form_is_decided_and_paid_as_any_request_and_keyed_no_more() {
    let portal = TestPortal::start().await;
    let (mut claire, form) = further(&portal, CLAIRE).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let early = check(&mut handler, &form, "refuse", "", MOTIVE, "").await;
    let early = confirmation(&form, &early);
    add(&mut handler, &form, "10/01/2026", "28/02/2026").await;
    keep(&mut handler, &form).await;
    let late = confirm(&mut handler, &early).await;
    assert_eq!(late.status, 409, "{}", late.text());
    late.must_say(&["Rien n'est décidé."]);
    let page = handler.get(&format!("/gestion/dossiers/{}/demandes/{}/decision", form.id, form.request)).await;
    assert_eq!(page.field("accepted[0]").as_deref(), Some("10/01/2026 - 28/02/2026"), "what was typed before was about other days");
    assert!(!page.says("Confirmer la décision"));

    let page = check(&mut handler, &form, "accept", "10/01/2026 - 28/02/2026", "", "").await;
    page.must_say_in_order(&[
        "Ce que vous allez décider",
        "Acceptée",
        "Franchise",
        "Échéance du 5 février 2026",
        "142,60 € × 100 % = 142,60 €",
        "Total : 142,60 €",
    ]);
    let done = confirm(&mut handler, &confirmation(&form, &page)).await;
    done.must_say(&["La décision est enregistrée", "Acceptée"]);
    assert!(!done.says("Corriger les périodes saisies"), "what is decided is keyed no more");
    assert_eq!(handler.get(&page_of(&form)).await.status, 404);
    let fields = [("id", form.id.as_str()), ("request", form.request.as_str()), ("version", "1"), ("intent", "save")];
    for function in FUNCTIONS {
        assert_eq!(handler.call(function, &fields).await.status, 404, "{function}");
    }
    assert_eq!(kept(&mut handler, &form).await, ["2026-01-10/2026-02-28"]);
    claire.get(&format!("/dossiers/{}", form.number)).await.must_say(&["Décision : Acceptée", "Du 10 janvier au 28 février 2026"]);
}
