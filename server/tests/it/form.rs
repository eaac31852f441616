//! Completed forms on the member's side (S-23): the list, the blank form, and handing a completed one in, for a new stop or for a dossier.
use crate::support::{Browser, CLAIRE, HUGO, PAUL, Page, SOPHIE, Sent, TestPortal, attribute, fixture, folded};
use backend::profile;
use domain::access::StaffRole;

/// The blank form of the demonstration.
const BLANK: &str = "/formulaires/declaration-arret.pdf";
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
const FUNCTIONS: [&str; 3] = ["forms", "declare_on_form", "prolong_on_form"];

/// Begins a form for that stop under the member's first contract; gives the page that it leads to.
pub async fn begin(browser: &mut Browser, guarantee: &str) -> Page {
    let enrolment = browser.get("/formulaires").await.field("enrolment").unwrap();
    browser.post("/api/declare_on_form", &[("enrolment", &enrolment), ("guarantee", guarantee)]).await
}

/// Hands the completed form in for that dossier and sends it; gives the number of the request.
pub async fn send(browser: &mut Browser, number: &str) -> String {
    browser.upload(number, &[Sent::new("formulaire.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = browser.submit(number).await;
    assert!(page.path.ends_with("/confirmation"), "{}", page.text());
    page.numbers("PR-").remove(0)
}

fn step(number: &str, step: &str) -> String {
    format!("/dossiers/{number}/demande/{step}")
}

#[tokio::test]
async fn s23_the_forms_are_listed_in_its_words_each_with_the_way_to_download_and_to_hand_in() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let page = hugo.get("/dossiers").await;
    let list = [
        "Formulaire(s) PDF de demande d'indemnisation :",
        "Cliquer sur l'icône à droite de chaque ligne pour télécharger le formulaire vierge ou pour transmettre le formulaire complété",
        "Déclaration ou prolongation d'un arrêt",
        "PDF, édition du 1er janvier 2026",
    ];
    page.must_say_in_order(&list);
    let named = |href: &str| {
        let link = page.elements("a").into_iter().find(|tag| attribute(tag, "href").as_deref() == Some(href)).unwrap();
        folded(&attribute(&link, "aria-label").unwrap())
    };
    assert_eq!(named(BLANK), "Télécharger le formulaire vierge : Déclaration ou prolongation d'un arrêt");
    assert_eq!(named("/formulaires"), "Transmettre le formulaire complété : Déclaration ou prolongation d'un arrêt");

    let page = hugo.get("/formulaires").await;
    page.must_say_in_order(&["Pour un nouvel arrêt", "Arrêt de travail", "Prêt personnel", "Perte d'emploi", list[0], list[2]]);
    assert!(!page.says(list[1]), "it is the page to which the second icon leads");
    page.must_say(&["Transmission d'un formulaire PDF complété ou d'un formulaire papier numérisé"]);
    assert_eq!(page.fields("guarantee"), ["work_incapacity", "job_loss"]);
    assert!(!page.says("Pour un dossier déjà ouvert"), "he has none");
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let page = claire.get("/formulaires").await;
    page.must_say_in_order(&["Pour un dossier déjà ouvert", &number, "Transmettre le formulaire", "Pour un nouvel arrêt"]);
    assert_eq!(page.fields("number"), [number.as_str()]);
}

#[tokio::test]
async fn s23_x26_where_the_insurer_takes_no_forms_there_is_no_list_no_page_no_function_and_no_download() {
    let portal = TestPortal::of("emprunteur").await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let list = claire.get("/dossiers").await;
    list.must_say(&["Déclarer un arrêt"]);
    assert!(!list.says("Formulaire(s) PDF") && !list.links().iter().any(|link| link.starts_with("/formulaires")));
    for path in ["/formulaires", BLANK] {
        assert_eq!(claire.get_once(path).await.status, 404, "{path}");
        assert_eq!(portal.browser().get_once(path).await.status, 404, "{path}");
    }
    for function in FUNCTIONS {
        assert_eq!(claire.call(function, &[("number", &number)]).await.status, 404, "{function}");
    }
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    assert!(!supervisor.get("/gestion/pilotage").await.says("Formulaire PDF"), "nor a figure of them");
}

#[tokio::test]
async fn s23_a_blank_form_is_a_pdf_for_whoever_is_signed_in_and_any_other_name_is_none() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let blank = hugo.get(BLANK).await;
    assert_eq!((blank.status, blank.header("content-type")), (200, "application/pdf"));
    assert!(blank.bytes.starts_with(b"%PDF-"));
    assert!(blank.header("content-disposition").starts_with("attachment; filename=\"declaration-arret.pdf\""));
    assert_eq!(hugo.get(BLANK).await.bytes, blank.bytes, "it is made once");
    for odd in ["autre.pdf", "declaration-arret", "Declaration-Arret.pdf", "..%2Fdeclaration-arret.pdf"] {
        assert_eq!(hugo.get(&format!("/formulaires/{odd}")).await.status, 404, "{odd}");
    }
    assert_eq!(portal.browser().get(BLANK).await.path, "/connexion");
    for insurer in ["demo", "prevoyance"] {
        let portal = TestPortal::of(insurer).await;
        assert!(!portal.backend.blank_forms().is_empty(), "{insurer}");
        for form in portal.backend.blank_forms() {
            let made = portal.backend.blank_form(&form.file).await.unwrap().unwrap();
            assert!(made.starts_with(b"%PDF-"), "{insurer}: {}", form.file);
        }
    }
}

#[test]
fn s23_forms_and_their_module_go_together_or_the_profile_is_refused_by_the_name_of_the_setting() {
    let (demo, without) = (include_str!("../../insurers/demo.toml"), include_str!("../../insurers/emprunteur.toml"));
    let modules = |text: &str, to: &str| text.replacen(text.lines().find(|line| line.starts_with("modules = ")).unwrap(), to, 1);
    for (text, says) in [
        (modules(demo, "modules = [\"credits\", \"claim_wizard\"]"), "`forms`"),
        (modules(demo, "modules = [\"credits\", \"pdf_forms\"]"), "pdf_forms and no claim_wizard"),
        (modules(without, "modules = [\"credits\", \"claim_wizard\", \"pdf_forms\"]"), "`forms` is empty"),
    ] {
        let error = profile::read(&text).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

#[tokio::test]
async fn s23_s14_only_what_an_employer_authorises_online_is_offered_and_taken() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let claim = claire.call("claim", &[("number", &number)]).await.json();
    let denied = claim["claim"]["summary"]["enrolment"].as_str().unwrap().to_owned();
    let under = format!("(SELECT enrolment_id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE enrolments SET online_claims = false WHERE id IN {under}")).await;
    let page = claire.get("/formulaires").await;
    assert_eq!(page.status, 200, "another contract has claims online");
    assert!(!page.html().contains(&number) && !page.fields("enrolment").contains(&denied));
    assert_eq!(claire.call("prolong_on_form", &[("number", &number)]).await.status, 404);
    let form = [("enrolment", denied.as_str()), ("guarantee", "work_incapacity")];
    assert_eq!(claire.call("declare_on_form", &form).await.status, 404);

    portal.run("UPDATE enrolments SET online_claims = false").await;
    let list = claire.get("/dossiers").await;
    list.must_say(&[&number]);
    assert!(!list.says("Formulaire(s) PDF"), "what was sent is read, and nothing more is declared");
    for path in ["/formulaires", BLANK] {
        assert_eq!(claire.get_once(path).await.status, 404, "{path}");
    }
    for function in FUNCTIONS {
        assert_eq!(claire.call(function, &[("number", &number)]).await.status, 404, "{function}");
    }
}

#[tokio::test]
async fn s23_a_form_is_begun_only_for_a_stop_that_a_contract_of_ones_own_covers() {
    let portal = TestPortal::start().await;
    let (mut hugo, mut claire) = (portal.signed_in(HUGO).await, portal.signed_in(CLAIRE).await);
    let own = hugo.get("/formulaires").await.field("enrolment").unwrap();
    let foreign = claire.get("/formulaires").await.field("enrolment").unwrap();
    let claims = portal.number("SELECT COUNT(*) FROM claims").await;
    for (enrolment, guarantee) in [
        (foreign.as_str(), "job_loss"),
        (NOBODY, "job_loss"),
        ("x", "job_loss"),
        ("", ""),
        (own.as_str(), "health_care"),
        (own.as_str(), "death"),
        (own.as_str(), ""),
    ] {
        let form = [("enrolment", enrolment), ("guarantee", guarantee)];
        assert_eq!(hugo.call("declare_on_form", &form).await.status, 404, "{enrolment} {guarantee}");
        hugo.post("/api/declare_on_form", &form).await.must_say(&["Page introuvable"]);
    }
    let of_hugo = format!("user_id = (SELECT id FROM users WHERE login_name = '{HUGO}')");
    portal.run(&format!("UPDATE enrolments SET guarantees = 'work_incapacity' WHERE {of_hugo}")).await;
    assert_eq!(hugo.get("/formulaires").await.fields("guarantee"), ["work_incapacity"]);
    let form = [("enrolment", own.as_str()), ("guarantee", "job_loss")];
    assert_eq!(hugo.call("declare_on_form", &form).await.status, 404, "it covers no such stop");
    assert_eq!(portal.number("SELECT COUNT(*) FROM claims").await, claims);
    let number = claire.only_claim().await;
    for odd in [number.as_str(), "D26-999999-9", "../etc", ""] {
        assert_eq!(hugo.call("prolong_on_form", &[("number", odd)]).await.status, 404, "{odd}");
    }
    assert!(!claire.get("/formulaires").await.says("Reprendre ma demande"), "nothing is begun for her");
}

#[tokio::test]
async fn s23_a_form_begun_twice_is_one_and_stands_apart_from_another_stop_and_from_what_is_declared_online() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let enrolment = hugo.get("/formulaires").await.field("enrolment").unwrap();
    let form = [("enrolment", enrolment.as_str()), ("guarantee", "work_incapacity")];
    let before = portal.number("SELECT COUNT(*) FROM requests").await;
    let mut other = hugo.clone();
    let (one, two) = futures::join!(hugo.post("/api/declare_on_form", &form), other.post("/api/declare_on_form", &form));
    let first = one.claim_number();
    assert_eq!((one.path, two.claim_number()), (step(&first, "justificatifs"), first.clone()));
    let loss = begin(&mut hugo, "job_loss").await.claim_number();
    let online = hugo.post("/api/declare", &[("enrolment", &enrolment)]).await;
    assert!(online.path.ends_with("/arret"), "{}", online.path);
    let online = online.claim_number();
    assert!(first != loss && first != online && loss != online);
    for (guarantee, number) in [("work_incapacity", &first), ("job_loss", &loss)] {
        assert_eq!(begin(&mut hugo, guarantee).await.claim_number(), *number, "it is gone on with");
    }
    assert_eq!(hugo.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number(), online);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests").await, before + 3);
    let list = hugo.get("/dossiers").await;
    assert_eq!(list.numbers("D").len(), 3);
    assert!(list.links().contains(&step(&first, "justificatifs")) && list.links().contains(&step(&online, "arret")));
    hugo.post("/api/delete_draft", &[("number", &first)]).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests").await, before + 2);
    assert_eq!(hugo.get("/dossiers").await.numbers("D").len(), 2, "a form given up goes with its dossier, and no other does");
}

#[tokio::test]
async fn s23_s31_nothing_of_a_form_is_typed_and_it_is_sent_once_its_file_is_there() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let page = begin(&mut hugo, "job_loss").await;
    let number = page.claim_number();
    page.must_say(&["Étape 1 sur 3", "Mon formulaire et mes justificatifs", "Déposez ici le formulaire complété et signé"]);
    let opening = [("number", number.as_str()), ("guarantee", "job_loss"), ("origin", "10/02/2026")];
    assert_eq!(hugo.call("save_opening", &opening).await.status, 404);
    let period = [("number", number.as_str()), ("version", "1"), ("intent", "add"), ("start", "10/02/2026"), ("end", "28/02/2026")];
    assert_eq!(hugo.call("save_periods", &period).await.status, 404);
    for written in ["arret", "periode", "depenses"] {
        assert_eq!(hugo.get(&step(&number, written)).await.status, 404, "{written}");
    }
    let on = [("number", number.as_str()), ("intent", "next")];
    assert_eq!(hugo.post("/api/save_files", &on).await.path, step(&number, "justificatifs"));
    let page = hugo.submit(&number).await;
    assert_eq!(page.path, step(&number, "recapitulatif"));
    page.must_say(&["Il manque le formulaire : revenez à l'étape Justificatifs."]);
    assert!(!page.says("Les périodes sont à compléter"), "they stand in the form");
    let (key, version) = hugo.key_and_version(&number).await;
    let answer = hugo.call("submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
    assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-missing-files"})));

    hugo.upload(&number, &[Sent::new("formulaire.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = hugo.post("/api/save_files", &on).await;
    assert_eq!(page.path, step(&number, "recapitulatif"));
    page.must_say_in_order(&[
        "Récapitulatif de ma demande sur formulaire",
        "Mes périodes",
        "Elles figurent dans votre formulaire.",
        "formulaire.pdf",
        "Valider",
    ]);
    assert!(!page.links().contains(&step(&number, "periode")));
    let (key, version) = hugo.key_and_version(&number).await;
    for _ in 0..3 {
        let page = hugo.post("/api/submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
        assert_eq!(page.path, step(&number, "confirmation"));
        page.must_say(&["Votre formulaire a bien été transmis au Service Assurance Relais Démo.", "PR-26-", "En instruction"]);
    }
    for once in ["audit WHERE action = 'request_sent'", "outbox", "requests WHERE kind = 'pdf'"] {
        assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM {once}")).await, 1, "{once}: however often it is sent");
    }
    let late = hugo.call("save_files", &on).await.status;
    assert!([404, 409].contains(&late), "what was sent never changes: {late}");
}

#[tokio::test]
async fn s23_b17_what_was_handed_in_waits_on_the_desk_without_periods_and_its_member_reads_so() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let number = begin(&mut hugo, "job_loss").await.claim_number();
    let request = send(&mut hugo, &number).await;
    let told = hugo.get(&format!("/dossiers/{number}")).await;
    assert_eq!(told.status, 200);
    told.must_say(&["Perte d'emploi", "En instruction", "Formulaire complété reçu", "ses périodes ne sont pas encore saisies", &request]);
    let claim = hugo.call("claim", &[("number", &number)]).await.json();
    let sent = &claim["claim"]["requests"][0];
    assert_eq!((sent["kind"].as_str(), sent["periods"].as_array().map(Vec::len)), (Some("pdf"), Some(0)));
    assert_eq!(portal.texts(&format!("SELECT waiting_kind FROM claims WHERE number = '{number}'")).await, ["pdf"]);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let queue = handler.get("/gestion?demande=pdf").await;
    assert_eq!(queue.numbers("D"), [number.as_str()], "the filter finds forms alone");
    queue.must_say_in_order(&[&number, "Hugo Delattre", "Formulaire PDF", "En instruction"]);
    assert!(!handler.get("/gestion?demande=initial").await.numbers("D").contains(&number));
    assert!(portal.deliver().await.iter().any(|mail| mail.text.contains(&request)), "the usual acknowledgement");

    let proof = format!("/dossiers/{number}/demandes/{request}/preuve.pdf");
    let page = hugo.get(&proof).await;
    assert_eq!((page.status, page.header("content-type")), (200, "application/pdf"));
    assert!(page.bytes.starts_with(b"%PDF-"));
    assert_eq!(portal.signed_in(CLAIRE).await.get(&proof).await.status, 404);
}

#[tokio::test]
async fn s23_c33_a_form_prolongs_a_dossier_and_what_is_begun_there_is_gone_on_with_whatever_it_is() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let form = [("number", number.as_str())];
    for begun in ["prolong_on_form", "prolong_on_form", "prolong"] {
        let page = claire.post(&format!("/api/{begun}"), &form).await;
        assert_eq!((page.status, page.path), (200, step(&number, "justificatifs")), "{begun}");
    }
    let of = format!("WHERE claim_id = (SELECT id FROM claims WHERE number = '{number}') AND state = 'draft'");
    assert_eq!(portal.texts(&format!("SELECT kind FROM requests {of}")).await, ["pdf"]);
    let page = claire.get("/formulaires").await;
    page.must_say(&["Reprendre ma demande"]);
    assert!(page.fields("number").is_empty() && page.links().contains(&step(&number, "justificatifs")));
    let request = send(&mut claire, &number).await;
    claire.get(&format!("/dossiers/{number}")).await.must_say(&["Formulaire complété reçu", &request, "En instruction"]);

    for begun in ["prolong", "prolong_on_form"] {
        let page = claire.post(&format!("/api/{begun}"), &form).await;
        assert_eq!((page.status, page.path), (200, step(&number, "periode")), "{begun}");
    }
    assert_eq!(portal.texts(&format!("SELECT kind FROM requests {of}")).await, ["prolongation"]);
}

#[tokio::test]
async fn s23_r7_a_dossier_that_is_refused_or_closed_takes_no_form() {
    let portal = TestPortal::start().await;
    for login in [SOPHIE, PAUL] {
        let mut browser = portal.signed_in(login).await;
        let number = browser.only_claim().await;
        assert!(!browser.get("/formulaires").await.html().contains(&number), "{login}");
        let answer = browser.call("prolong_on_form", &[("number", &number)]).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-cannot-prolong"})), "{login}");
        assert_eq!(browser.post("/api/prolong_on_form", &[("number", &number)]).await.path, "/formulaires");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE kind = 'pdf'").await, 0);
}
