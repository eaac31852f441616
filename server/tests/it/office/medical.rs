//! The medical envelope (B-4, Y-8): who reads a medical paper, what everybody else learns of it, what is kept of it, and what its member is told.
use crate::{
    complement::{Asked, good, id_of, somebody, status, version},
    support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal, files_under},
};
use chrono::TimeDelta;
use domain::{access::StaffRole, claim::QueuePlace};

/// Says of itself what nobody else is to know.
const NAME: &str = "irm-lombaire.pdf";
const WHY: &str = "Signature du rhumatologue absente";

/// Claire's dossier, with a medical paper sent to complete it.
struct Papers {
    claire: Browser,
    asked: Asked,
    id: String,
    item: String,
    file: String,
}

async fn sent(portal: &TestPortal) -> Papers {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let asked = Asked::of(portal, &number, &["certificat_medical"]).await;
    let done = asked.deposit(&mut claire, 0, &[Sent::new(NAME, &good())]).await;
    done.must_say(&[NAME]);
    asked.send(&mut claire, true).await;
    let item = asked.items(&mut claire).await.remove(0);
    let file = asked.read(&mut claire).await["items"][0]["file"]["id"].as_str().unwrap().to_owned();
    let id = id_of(portal, &number).await.to_string();
    Papers { claire, asked, id, item, file }
}

impl Papers {
    /// Every page, download and picture of the office that has to do with the dossier or with its paper; those of the medical service first.
    fn paths(&self) -> Vec<String> {
        let Self { id, item, file, .. } = self;
        let medical = ["", &format!("/documents/{item}"), &format!("/pieces/{file}"), &format!("/fichiers/{file}")]
            .map(|path| format!("/gestion/medical/{id}{path}"));
        let desk = ["", "/documents", "/conflit", "/paiements"].map(|path| format!("/gestion/dossiers/{id}{path}"));
        let closed = [format!("documents/{item}"), format!("pieces/{file}"), format!("fichiers/{file}"), format!("pieces/{file}/page/1")]
            .map(|path| format!("/gestion/dossiers/{id}/{path}"));
        let picture = format!("/gestion/medical/{id}/pieces/{file}/page/1");
        let of_all = ["/gestion/medical", "/gestion", "/gestion/paiements", "/gestion/virements"].map(str::to_owned);
        medical.into_iter().chain([picture]).chain(desk).chain(closed).chain(of_all).collect()
    }

    /// Every function that reads, searches, judges or examines such things.
    fn calls(&self) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        let (id, item, file) = (("id", self.id.clone()), ("item", self.item.clone()), ("file", self.file.clone()));
        let judged = vec![id.clone(), item, ("version", "1".to_owned()), ("verdict", "accept".to_owned())];
        vec![
            ("office_medical_queue", Vec::new()),
            ("office_medical_claim", vec![id.clone()]),
            ("office_medical_piece", vec![id.clone(), file.clone()]),
            ("office_judge_medical", judged.clone()),
            ("office_judge_item", judged),
            ("office_claim", vec![id.clone()]),
            ("office_piece", vec![id.clone(), file.clone()]),
            ("office_examine_file", vec![id.clone(), file, ("found", "accepted".to_owned())]),
            ("office_conflict", vec![id.clone()]),
            ("office_queue", Vec::new()),
            ("office_search", vec![("sought", NAME.to_owned())]),
            ("office_payments", vec![id]),
            ("office_approvals", Vec::new()),
            ("office_exports", Vec::new()),
        ]
    }

    /// How « Accepter » and « Refuser » are posted by whoever has just read the dossier.
    async fn judge(&self, portal: &TestPortal, doctor: &mut Browser, typed: &[(&str, &str)]) -> Page {
        let version = version(portal, &self.asked.claim).await.to_string();
        let form = [typed, &[("id", self.id.as_str()), ("version", version.as_str()), ("item", self.item.as_str())]].concat();
        doctor.post("/api/office_judge_medical", &form).await
    }
}

#[tokio::test]
async fn b4_y8_no_role_but_the_medical_one_learns_more_of_a_paper_than_that_it_came() {
    let portal = TestPortal::start().await;
    let papers = sent(&portal).await;
    let (mut visitor, mut hugo) = (portal.browser(), portal.signed_in(HUGO).await);
    let mut people = vec![(None, &mut visitor), (None, &mut hugo)];
    let mut staff = Vec::new();
    for role in StaffRole::ALL {
        staff.push((role, portal.at_the_office(role).await));
    }
    people.extend(staff.iter_mut().map(|(role, browser)| (Some(*role), browser)));
    let secret = |bytes: &[u8]| bytes.starts_with(b"%PDF") || bytes.starts_with(b"\xff\xd8");
    for (who, browser) in people {
        let reads = who == Some(StaffRole::Medical);
        for path in papers.paths() {
            let page = browser.get_once(&path).await;
            let medical = path.starts_with("/gestion/medical");
            assert_eq!(page.status == 200, (reads && medical) || opens(who, &path), "{who:?} {path}: {}", page.status);
            assert!(reads || !(secret(&page.bytes) || page.html().contains("irm-lombaire")), "{who:?} reads it at {path}");
        }
        for (function, form) in papers.calls() {
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = browser.call(function, &form).await;
            assert!(reads || !page.html().contains("irm-lombaire"), "{who:?} reads it by {function}");
            let medical = ["office_medical_queue", "office_medical_claim", "office_medical_piece", "office_judge_medical"];
            if medical.contains(&function) {
                assert_eq!(page.status == 200, reads, "{who:?} {function}: {}", page.status);
            }
        }
    }
    assert_eq!(status(&portal, &papers.asked.claim).await, "in_review", "and nobody judged it");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'document_accepted'").await, 0);
}

/// What other roles open of these pages: none of them says anything of the paper.
fn opens(who: Option<StaffRole>, path: &str) -> bool {
    let desk = !["/pieces/", "/fichiers/", "/documents/", "/conflit"].iter().any(|closed| path.contains(closed));
    match who {
        Some(StaffRole::Handler) => desk && (path == "/gestion" || path.starts_with("/gestion/dossiers/")),
        Some(StaffRole::Supervisor) => path == "/gestion/paiements",
        Some(StaffRole::Accountant) => path == "/gestion/virements",
        _ => false,
    }
}

#[tokio::test]
async fn b4_y8_the_desk_reads_which_paper_came_when_and_what_became_of_it_and_nothing_of_what_it_holds() {
    let portal = TestPortal::start().await;
    let mut papers = sent(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = format!("/gestion/dossiers/{}", papers.id);
    let came = handler.get(&page).await;
    came.must_say(&["Certificat médical", "Pièce médicale reçue le 12 mars 2026 à 15 h 48", "Reçu"]);
    assert!(!came.html().contains("/gestion/medical"), "there is no way in for the desk");
    let item = handler.call("office_claim", &[("id", &papers.id)]).await.json()["asked"][0]["items"][0].clone();
    let file = &item["file"];
    assert_eq!((file["name"].as_str(), file["bytes"].as_u64(), file["sha256"].as_str()), (Some(""), Some(0), Some("")));
    assert!(file["kind"].is_null() && file["pages"].is_null() && file["thumbnail"] == false);

    let mut doctor = portal.at_the_office(StaffRole::Medical).await;
    let refusing = doctor.get(&format!("/gestion/medical/{}/documents/{}", papers.id, papers.item)).await;
    refusing.must_say(&["Les gestionnaires lisent le motif choisi dans la liste."]);
    let came = "Pièce médicale reçue le 12 mars 2026 à 15 h 48";
    for (flaw, at, why) in [
        ("missing_page", "15 h 53", "pièce incomplète."),
        ("unreadable", "15 h 58", "pièce illisible."),
        ("other", "16 h 03", "autre motif, à voir avec le médecin-conseil."),
    ] {
        portal.advance(TimeDelta::minutes(5));
        let back = papers.judge(&portal, &mut doctor, &[("verdict", "refuse"), ("flaw", flaw), ("reason", WHY)]).await;
        assert_eq!(back.path, format!("/gestion/medical/{}", papers.id));
        back.must_say(&["Le document est refusé.", WHY]);
        papers.claire.get(&papers.asked.path()).await.must_say(&[WHY, "Certificat médical"]);
        let told = handler.get(&page).await;
        told.must_say(&["Certificat médical", "Refusé", "Pièce médicale reçue le 12 mars 2026"]);
        told.must_say(&[&format!("Refusée par le service médical le 12 mars 2026 à {at} : {why}")]);
        assert_eq!(told.text().matches("Refusée par le service médical").count(), 1);
        assert_eq!(told.says(came), flaw == "missing_page", "when the paper came that was refused");
        assert!(!told.html().contains("rhumatologue"), "the words are between the doctor and the member");
        assert!(!handler.call("office_claim", &[("id", &papers.id)]).await.html().contains("rhumatologue"));
        papers.asked.deposit(&mut papers.claire, 0, &[Sent::new(NAME, &good())]).await.must_say(&[NAME]);
        papers.asked.send(&mut papers.claire, true).await;
        let again = handler.get(&page).await;
        assert!(again.says("Reçu") && !again.says("Refusée par le service médical"), "something else stands for it: {}", again.text());
    }
    papers.judge(&portal, &mut doctor, &[("verdict", "accept")]).await.must_say(&["Le document est accepté."]);
    let yes = handler.get(&page).await;
    yes.must_say(&["Certificat médical", "Pièce médicale reçue le 12 mars 2026 à 16 h 03", "Accepté"]);
    assert!(!yes.says("Refusée par") && !yes.html().contains("irm-lombaire"));
    let mails = portal.deliver().await;
    assert!(
        mails.iter().all(|mail| !mail.text.contains("rhumatologue") && !mail.text.contains("irm-") && !mail.subject.contains("édical"))
    );
}

#[tokio::test]
async fn b4_b8_a_paper_that_was_refused_and_replaced_stays_in_sight_of_its_member_and_of_the_medical_service_only() {
    let portal = TestPortal::start().await;
    let mut papers = sent(&portal).await;
    let (mut handler, mut doctor) = (portal.at_the_office(StaffRole::Handler).await, portal.at_the_office(StaffRole::Medical).await);
    papers.judge(&portal, &mut doctor, &[("verdict", "refuse"), ("flaw", "other"), ("reason", WHY)]).await.must_say(&["refusé"]);
    papers.asked.deposit(&mut papers.claire, 0, &[Sent::new("signee.pdf", &good())]).await.must_say(&["signee.pdf"]);
    let (medical, told) = (format!("/gestion/medical/{}", papers.id), [NAME, "Refusé le 12 mars 2026", WHY, "signee.pdf"]);
    let early = doctor.get(&medical).await;
    early.must_say_in_order(&told[..3]);
    assert!(!early.says("signee.pdf"), "what is not sent is its member's alone");
    papers.asked.send(&mut papers.claire, true).await.must_say_in_order(&told);
    papers.claire.get(&format!("/dossiers/{}", papers.asked.claim)).await.must_say_in_order(&told);
    doctor.get(&medical).await.must_say_in_order(&told);
    doctor.get(&format!("{medical}/pieces/{}", papers.file)).await.must_say(&[NAME, "Document refusé", WHY]);
    assert_eq!(doctor.get(&format!("{medical}/pieces/{}/page/1", papers.file)).await.status, 200);
    assert_eq!(doctor.get(&format!("{medical}/fichiers/{}", papers.file)).await.bytes, good());

    let page = format!("/gestion/dossiers/{}", papers.id);
    for read in [handler.get(&page).await, handler.call("office_claim", &[("id", &papers.id)]).await] {
        assert_eq!(read.status, 200);
        for secret in ["irm-lombaire", "rhumatologue", "signee.pdf", "Refusé le"] {
            assert!(!read.html().contains(secret), "{secret}");
        }
    }
    for closed in ["pieces/", "fichiers/"].map(|of| format!("{page}/{of}{}", papers.file)) {
        assert_eq!(handler.get(&closed).await.status, 404, "{closed}");
    }
    assert_eq!(handler.get(&format!("{page}/pieces/{}/page/1", papers.file)).await.status, 404);
}

#[tokio::test]
async fn b4_the_medical_service_has_a_queue_oldest_first_and_a_page_with_what_a_doctor_needs() {
    let portal = TestPortal::start().await;
    let papers = sent(&portal).await;
    let number = &papers.asked.claim;
    let mut doctor = portal.at_the_office(StaffRole::Medical).await;
    let queue = doctor.get("/gestion/medical").await;
    queue.must_say_in_order(&["Plis médicaux", "Reçu le", "Marc Oudin", number, "Claire Moreau"]);
    assert!(!queue.html().contains("<script"));
    let staff = somebody(&portal, StaffRole::Medical).await;
    let all = portal.backend.medical_queue(&staff, None).await.unwrap().lines;
    assert_eq!(all.len(), 2);
    for (at, line) in all.iter().enumerate() {
        let place = QueuePlace { at: line.since, id: line.id };
        assert_eq!(portal.backend.medical_queue(&staff, Some(place)).await.unwrap().lines, all[at + 1..], "{at}");
        doctor.get(&format!("/gestion/medical?apres={place}")).await.must_say(&["Début de la file"]);
    }
    for role in StaffRole::ALL.into_iter().filter(|role| *role != StaffRole::Medical) {
        let other = somebody(&portal, role).await;
        assert!(portal.backend.medical_queue(&other, None).await.is_err(), "{role:?}");
        assert!(portal.backend.look_at_medical(&other, all[1].id).await.is_err(), "{role:?}");
        assert!(portal.backend.open_medical(&other, all[1].id, papers.file.parse().unwrap()).await.is_err(), "{role:?}");
    }

    let page = doctor.get(&format!("/gestion/medical/{}", papers.id)).await;
    page.must_say(&["Claire Moreau", number, "Date de naissance", "1982", "Du 10 janvier au 28 février 2026", NAME, "Accepter", "Refuser"]);
    for unneeded in ["decompte", "IBAN", "Notes internes", "Justificatifs"] {
        assert!(!page.says(unneeded), "a doctor needs no {unneeded}");
    }
    let piece = doctor.get(&format!("/gestion/medical/{}/pieces/{}", papers.id, papers.file)).await;
    piece.must_say(&[NAME, "Certificat médical", "Page 1 sur", "Ce qui est déclaré"]);
    doctor.get(&format!("/gestion/medical/{}/documents/{}", papers.id, papers.item)).await.must_warn(900);
    assert_eq!(doctor.get(&format!("/gestion/medical/{}/pieces/{}?page=99", papers.id, papers.file)).await.status, 404);
    for foreign in [all[0].id.to_string(), "x".to_owned(), "00000000-0000-0000-0000-000000000000".to_owned()] {
        assert_eq!(doctor.get(&format!("/gestion/medical/{foreign}/fichiers/{}", papers.file)).await.status, 404, "{foreign}");
    }

    for _ in 0..2 {
        papers.judge(&portal, &mut doctor, &[("verdict", "accept")]).await.must_say(&["Le document est accepté.", "Accepté"]);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'document_accepted'").await, 1, "two clicks are one");
    let left = doctor.get("/gestion/medical").await;
    assert!(left.says("Marc Oudin") && !left.says("Claire Moreau"), "what is judged waits no longer");
    let late =
        [("id", papers.id.as_str()), ("version", "1"), ("item", papers.item.as_str()), ("verdict", "refuse"), ("flaw", "unreadable")];
    doctor.post("/api/office_judge_medical", &late).await.must_say(&["Rien n'a été enregistré"]);
}

#[tokio::test]
async fn y8_each_opening_is_in_the_audit_and_told_to_the_member_without_naming_anything() {
    let portal = TestPortal::start().await;
    let mut papers = sent(&portal).await;
    let claim = format!("/dossiers/{}", papers.asked.claim);
    let told = "Le service médical a ouvert une pièce médicale de votre dossier";
    let mut doctor = portal.at_the_office(StaffRole::Medical).await;
    doctor.get(&format!("/gestion/medical/{}", papers.id)).await;
    let looked = papers.claire.get(&claim).await;
    assert!(looked.says("Votre dossier a été consulté par le service médical") && !looked.says(told), "nothing was opened yet");
    let file = doctor.get(&format!("/gestion/medical/{}/fichiers/{}", papers.id, papers.file)).await;
    assert_eq!((file.status, file.bytes), (200, good()));
    let picture = doctor.get(&format!("/gestion/medical/{}/pieces/{}/page/1", papers.id, papers.file)).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/jpeg"));
    assert!(picture.header("cache-control").contains("no-store"));
    let opened = format!("SELECT COUNT(*) FROM audit WHERE action = 'medical_opened' AND object = '{}'", papers.asked.claim);
    assert_eq!(portal.number(&opened).await, 2, "every opening");
    let page = papers.claire.get(&claim).await;
    assert_eq!(page.text().matches(told).count(), 1, "once that day");
    let named = |page: &Page| page.text().matches(NAME).count();
    assert!(!page.says("Castaing") && named(&page) == named(&looked), "neither who nor what, beside the member's own list");
    let all = portal.texts("SELECT action || ' ' || object || ' ' || detail FROM audit").await.join(" ");
    assert!(!all.contains("irm-"), "the audit names nothing either");
    portal.advance(TimeDelta::minutes(9 * 60));
    let mut next_day = portal.at_the_office(StaffRole::Medical).await;
    next_day.get(&format!("/gestion/medical/{}/fichiers/{}", papers.id, papers.file)).await;
    let page = portal.signed_in(CLAIRE).await.get(&claim).await;
    assert_eq!(page.text().matches(told).count(), 2, "and again the next day");
}

#[tokio::test]
async fn b4_y8_whoever_is_both_finds_the_way_from_the_desk_and_reads_the_paper_on_the_medical_page_only() {
    let portal = TestPortal::start().await;
    let papers = sent(&portal).await;
    let email = portal.staff(StaffRole::Medical).login;
    let both = [StaffRole::Handler, StaffRole::Medical].into_iter().collect();
    assert!(portal.backend.set_staff_roles(&email, both).await.unwrap());
    let mut doctor = portal.at_the_office(StaffRole::Medical).await;
    let desk = doctor.get(&format!("/gestion/dossiers/{}", papers.id)).await;
    assert!(!desk.html().contains("irm-lombaire") && desk.links().contains(&format!("/gestion/medical/{}", papers.id)));
    assert_eq!(doctor.get(&format!("/gestion/dossiers/{}/fichiers/{}", papers.id, papers.file)).await.status, 404);
    doctor.get(&format!("/gestion/medical/{}", papers.id)).await.must_say(&[NAME, "Accepter"]);
    // A look at the dossier and an opening of its paper are two things to be told, whoever did both that day.
    doctor.get(&format!("/gestion/medical/{}/fichiers/{}", papers.id, papers.file)).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM looks WHERE about <> ''").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM looks WHERE about = ''").await, 1);
}

/// Everything that is kept: rows as text, and files as they lie on the disk. On SQLite the rows lie there too.
async fn dump(portal: &TestPortal) -> Vec<u8> {
    let mut all: Vec<u8> = Vec::new();
    for file in files_under(portal.folder()) {
        all.extend(std::fs::read(file).unwrap());
    }
    if !portal.on_sqlite() {
        for table in portal.texts("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'").await {
            all.extend(portal.texts(&format!("SELECT CAST(kept AS TEXT) FROM {table} AS kept")).await.concat().into_bytes());
        }
    }
    all
}

fn holds(all: &[u8], plain: &[u8]) -> bool {
    all.windows(plain.len()).any(|window| window == plain)
}

#[tokio::test]
async fn y8_a_dump_of_rows_and_files_holds_nothing_of_a_medical_paper() {
    let portal = TestPortal::start().await;
    let mut papers = sent(&portal).await;
    let mut doctor = portal.at_the_office(StaffRole::Medical).await;
    let opened = doctor.get(&format!("/gestion/medical/{}/fichiers/{}", papers.id, papers.file)).await.bytes;
    papers.judge(&portal, &mut doctor, &[("verdict", "refuse"), ("flaw", "other"), ("reason", WHY)]).await.must_say(&["refusé"]);
    // One that is turned away: its member reads its name, and nobody else.
    let turned = papers.asked.deposit(&mut papers.claire, 0, &[Sent::new("irm-ancienne.exe", b"MZ")]).await;
    turned.must_say(&["irm-ancienne.exe"]);
    let all = dump(&portal).await;
    assert!(holds(&all, b"Moreau") && holds(&all, b"medical_opened"), "it is the right text that was searched");
    let middle = opened.len() / 2;
    for plain in [NAME.as_bytes(), b"irm-ancienne", b"rhumatologue", &opened[..48], &opened[middle..middle + 48]] {
        assert!(!holds(&all, plain), "{}", String::from_utf8_lossy(plain));
    }
    papers.claire.get(&papers.asked.path()).await.must_say(&["irm-ancienne.exe"]);
}

#[tokio::test]
async fn y8_a_medical_paper_kept_before_there_was_an_envelope_is_read_as_it_was_sealed() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let asked = Asked::of(&portal, &number, &["rib", "certificat_medical"]).await;
    for place in [0, 1] {
        asked.deposit(&mut claire, place, &[Sent::new(NAME, &good())]).await;
    }
    asked.send(&mut claire, true).await;
    // The other file, in an ordinary envelope, is made that of the medical document.
    let of = format!("complement_id = (SELECT id FROM complements WHERE number = '{}')", asked.number);
    let rib = format!("(SELECT file_id FROM complement_items WHERE {of} AND place = 0)");
    let medical = format!("(SELECT id FROM complement_items WHERE {of} AND place = 1)");
    portal.run(&format!("UPDATE attachments SET item_id = {medical} WHERE id = {rib}")).await;
    portal.run(&format!("UPDATE complement_items SET file_id = {rib} WHERE {of} AND place = 1")).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'irm-lombaire.pdf' AND envelope IS NULL").await, 1);

    let file = asked.read(&mut claire).await["items"][1]["file"]["id"].as_str().unwrap().to_owned();
    let id = id_of(&portal, &number).await;
    let (mut handler, mut doctor) = (portal.at_the_office(StaffRole::Handler).await, portal.at_the_office(StaffRole::Medical).await);
    doctor.get(&format!("/gestion/medical/{id}")).await.must_say(&[NAME]);
    assert_eq!(doctor.get(&format!("/gestion/medical/{id}/fichiers/{file}")).await.bytes, good());
    assert_eq!(handler.get(&format!("/gestion/dossiers/{id}/fichiers/{file}")).await.status, 404);
    assert!(!handler.get(&format!("/gestion/dossiers/{id}")).await.html().contains("irm-lombaire"));
    assert_eq!(claire.get(&format!("/dossiers/{number}/fichiers/{file}")).await.bytes, good(), "its member reads it as ever");
}
