//! A day at the desk (Y-20): a hundred dossiers, each taken up and worked on by what its pages show, and no act costs more than two presses.
//!
//! A press is a link followed or a button pressed. What is chosen or typed is the handler's own answer and counts for nothing; where the
//! next press is, the page before must show.
use crate::{
    dossier::uuid,
    support::{Browser, Page, TestPortal, attribute},
};
use domain::{
    access::StaffRole,
    claim::{NumberKind, make_number},
};

/// Dossiers of that day.
const DOSSIERS: u32 = 100;
/// What an act may cost.
const PRESSES: u32 = 2;

/// Somebody at the desk, what is on their screen, and how often they pressed since their last act was done.
struct Handler {
    browser: Browser,
    page: Page,
    presses: u32,
    acts: u32,
}

impl Handler {
    async fn start(portal: &TestPortal) -> Self {
        let mut browser = portal.at_the_office(StaffRole::Handler).await;
        let page = browser.get("/gestion").await;
        Self { browser, page, presses: 0, acts: 0 }
    }

    /// Follows the first link of the page for which that holds.
    async fn follow(&mut self, what: &str, of: impl Fn(&str) -> bool) {
        let link = self.page.links().into_iter().find(|link| of(link));
        let link = link.unwrap_or_else(|| panic!("{} has no link for {what}:\n{}", self.page.path, self.page.text()));
        self.page = self.browser.get(&link).await;
        self.presses += 1;
    }

    /// Presses the button of the page's form with that address and that part, which posts its own fields and what was chosen or typed.
    async fn press(&mut self, action: &str, part: &str, typed: &[(&str, &str)]) {
        let form = form_of(&self.page, action, part);
        let own: Vec<(String, String)> = form.elements("input").iter().filter_map(|input| posted(input)).collect();
        let own =
            own.iter().map(|(name, value)| (name.as_str(), value.as_str())).filter(|(name, _)| typed.iter().all(|(of, _)| of != name));
        let all: Vec<(&str, &str)> = own.chain(typed.iter().copied()).collect();
        self.page = self.browser.post(action, &all).await;
        self.presses += 1;
    }

    /// The act is done, and this is what the page says.
    fn done(&mut self, act: &str, says: &[&str]) {
        self.page.must_say(says);
        assert!((1..=PRESSES).contains(&self.presses), "{act} takes {} presses", self.presses);
        self.presses = 0;
        self.acts += 1;
    }
}

/// The form of the page with that address and that part, as a page of its own.
fn form_of(page: &Page, action: &str, part: &str) -> Page {
    let html = page.html();
    let forms = html.split("<form").skip(1).map(|rest| format!("<form{}", rest.split("</form>").next().unwrap_or_default()));
    let mut forms = forms.filter(|form| form.contains(part) && form.contains("type=\"submit\""));
    let form = forms.find(|form| attribute(form.split_inclusive('>').next().unwrap_or_default(), "action").as_deref() == Some(action));
    let form = form.unwrap_or_else(|| panic!("{} has no form {action} with {part}:\n{}", page.path, page.text()));
    Page { status: page.status, path: page.path.clone(), headers: page.headers.clone(), bytes: form.into_bytes() }
}

/// What a field posts that nobody touches.
fn posted(input: &str) -> Option<(String, String)> {
    let choice = attribute(input, "type").is_some_and(|kind| ["radio", "checkbox"].contains(&kind.as_str()));
    if choice && attribute(input, "checked").is_none() {
        return None;
    }
    Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))
}

/// Writes a hundred dossiers that wait, before all others, each of one request with a period and a file, under the contracts and with the
/// files of members who sent some.
async fn busy(portal: &TestPortal) {
    let members = "SELECT DISTINCT c.number FROM claims c JOIN requests r ON r.claim_id = c.id JOIN attachments a ON a.request_id = r.id \
         WHERE r.sent_at IS NOT NULL AND a.item_id IS NULL AND a.envelope IS NULL AND a.acknowledged_at IS NOT NULL ORDER BY c.number";
    let members = portal.texts(members).await;
    assert!(members.len() > 4, "{members:?}");
    for (n, of) in (0..DOSSIERS).zip(members.iter().cycle()) {
        let [claim, request, period, file] = [1u128, 2, 3, 4].map(|table| uuid(portal, (table << 64) + u128::from(n)));
        let (number, sent) = (make_number(NumberKind::Claim, 2025, 900_000 + n), make_number(NumberKind::Request, 2025, 900_000 + n));
        let at = format!("'2026-01-15T{:02}:{:02}:00+00:00'", 8 + n / 60, n % 60);
        let enrolment = format!("(SELECT enrolment_id FROM claims WHERE number = '{of}')");
        let file_of = |column: &str| {
            format!(
                "(SELECT a.{column} FROM attachments a JOIN requests r ON r.id = a.request_id JOIN claims c ON c.id = r.claim_id WHERE \
                 c.number = '{of}' AND a.item_id IS NULL AND a.envelope IS NULL AND a.acknowledged_at IS NOT NULL ORDER BY a.id LIMIT 1)"
            )
        };
        let [kind, bytes, sha256, scan, key, wrapped] = ["kind", "bytes", "sha256", "scan", "file_key", "wrapped_key"].map(file_of);
        for row in [
            format!(
                "claims (id, enrolment_id, number, guarantee, status, origin, created_at, updated_at, version, waiting_since, waiting_kind) \
                 VALUES ({claim}, {enrolment}, '{number}', 'work_incapacity', 'in_review', '2025-10-01', {at}, {at}, 1, {at}, 'initial')"
            ),
            format!(
                "requests (id, claim_id, kind, state, number, version, form, idempotency_key, created_at, saved_at, sent_at) \
                 VALUES ({request}, {claim}, 'initial', 'sent', '{sent}', 1, '{{}}', {request}, {at}, {at}, {at})"
            ),
            format!(
                "periods (id, request_id, claim_id, starts_on, ends_on, payer, gap_confirmed, state) \
                 VALUES ({period}, {request}, {claim}, '2025-10-01', '2025-12-31', 'CPAM', FALSE, 'sent')"
            ),
            format!(
                "attachments (id, request_id, name, kind, bytes, sha256, pages, scan, file_key, wrapped_key, created_at, acknowledged_at) \
                 VALUES ({file}, {request}, 'decompte.pdf', {kind}, {bytes}, {sha256}, 1, {scan}, {key}, {wrapped}, {at}, {at})"
            ),
        ] {
            portal.run(&format!("INSERT INTO {row}")).await;
        }
    }
}

/// What is done with a dossier that was taken up, one thing or another.
async fn work_on(handler: &mut Handler, n: u32) {
    let examine = "/api/office_examine_file";
    let (draft, decide) = ("/api/office_draft_decision", "/api/office_decide");
    match n % 20 {
        1 | 2 | 11 | 12 => {
            handler.follow("asking", |link| link.ends_with("/documents")).await;
            handler.press("/api/office_ask_documents", "", &[("cards[]", "rib")]).await;
            handler.done("asking for a document", &["La demande est envoyée à l'assuré."]);
        }
        3 => {
            handler.follow("its file", |link| link.contains("/pieces/")).await;
            handler.press(examine, "value=\"accepted\"", &[("found", "accepted")]).await;
            handler.done("accepting a file", &["Votre réponse est enregistrée", "Accepté"]);
        }
        13 => {
            handler.follow("its file", |link| link.contains("/pieces/")).await;
            handler.press(examine, "value=\"refused\"", &[("found", "refused"), ("reason", "unreadable")]).await;
            handler.done("refusing a file", &["Refusé : document illisible"]);
        }
        5..=7 | 15..=17 => {
            handler.press(draft, "", &[]).await;
            handler.press(decide, "", &[]).await;
            handler.done("accepting a request", &["La décision est enregistrée", "Acceptée"]);
        }
        8 | 18 => {
            handler.follow("deciding", |link| link.ends_with("/decision")).await;
            handler.done("reading a request", &["Votre décision"]);
            handler.press(draft, "", &[("verdict", "refuse"), ("motive", "Justificatif manquant ou illisible")]).await;
            handler.press(decide, "", &[]).await;
            handler.done("refusing a request", &["La décision est enregistrée", "Refusée"]);
        }
        _ => {
            handler.press("/api/office_note", "", &[("note", "Rappelé ce matin.")]).await;
            handler.done("noting", &["Rappelé ce matin."]);
        }
    }
}

#[tokio::test]
async fn y20_on_a_day_of_a_hundred_dossiers_every_act_takes_two_presses_at_most() {
    let portal = TestPortal::start().await;
    busy(&portal).await;
    let mut handler = Handler::start(&portal).await;
    for n in 0..DOSSIERS {
        if n % 10 == 9 {
            handler.follow("nobody's", |link| link == "/gestion?affectation=personne").await;
            handler.follow("the oldest", |link| link.starts_with("/gestion/dossiers/")).await;
            handler.done("opening", &["Personne n'a pris ce dossier en charge."]);
            handler.press("/api/office_take", "", &[]).await;
            handler.done("taking", &["Ce dossier est à vous."]);
        } else {
            handler.press("/api/office_next", "", &[]).await;
            handler.done("the next one", &["Ce dossier est à vous.", "À examiner"]);
        }
        work_on(&mut handler, n).await;
        if n + 1 == DOSSIERS {
            handler.press("/api/office_release", "", &[]).await;
            handler.done("giving back", &["Personne n'a pris ce dossier en charge."]);
        }
        handler.follow("the queue", |link| link == "/gestion").await;
        handler.done("going back", &["À traiter"]);
    }
    // Taking up and going back, what was done, ten more openings, ten more readings and one given back.
    assert_eq!(handler.acts, 3 * DOSSIERS + 21);
    for (done, times) in [
        ("claims WHERE number LIKE 'D25-9%' AND version > 1", 100),
        ("decisions", 40),
        ("audit WHERE action = 'complement_asked'", 20),
        ("audit WHERE action = 'file_examined'", 10),
        ("claim_notes", 30),
    ] {
        assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM {done}")).await, times, "{done}");
    }
}
