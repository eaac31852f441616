//! « Complément dossier »: what the desk asks for, and what the member gives for it (M-1 … M-16, B-6 … B-8, Y-6, Y-7).
mod answer;
mod desk;
mod judge;
mod link;
mod purge;
mod remind;

use crate::support::{Browser, CLAIRE, Page, Sent, TestPortal, fixture};
use domain::{
    access::StaffRole,
    account::Staff,
    complement::AskForm,
    id::{ClaimId, IdempotencyKey},
};

/// « complément demandé »: one document missing, one refused, one accepted.
const MARC: &str = "41603372";

/// Somebody of the office, as if they held that role and no other.
pub async fn somebody(portal: &TestPortal, role: StaffRole) -> Staff {
    let person = portal.backend.handlers().await.unwrap().remove(0);
    Staff { person, roles: [role].into_iter().collect(), second_step: true }
}

/// Somebody of the desk.
async fn desk(portal: &TestPortal) -> Staff {
    somebody(portal, StaffRole::Handler).await
}

/// The dossier of that number, as the desk names it.
pub async fn id_of(portal: &TestPortal, number: &str) -> ClaimId {
    let id = if portal.on_sqlite() { "LOWER(HEX(id))" } else { "CAST(id AS TEXT)" };
    portal.texts(&format!("SELECT {id} FROM claims WHERE number = '{number}'")).await.remove(0).parse().unwrap()
}

/// What was asked for to complete a dossier.
pub struct Asked {
    pub claim: String,
    pub number: String,
}

impl Asked {
    /// Asks for these documents, with the usual time to answer.
    pub async fn of(portal: &TestPortal, claim: &str, cards: &[&str]) -> Self {
        match ask(portal, claim, cards).await {
            backend::complement::Asked::Under(number) => Self { claim: claim.to_owned(), number },
            other => panic!("{other:?}"),
        }
    }

    /// Its page.
    pub fn path(&self) -> String {
        format!("/dossiers/{}/complements/{}", self.claim, self.number)
    }

    /// As the member's own data.
    pub async fn read(&self, browser: &mut Browser) -> serde_json::Value {
        browser.call("complement", &[("number", &self.claim), ("complement", &self.number)]).await.json()["complement"].clone()
    }

    /// Its documents, in order.
    pub async fn items(&self, browser: &mut Browser) -> Vec<String> {
        let read = self.read(browser).await;
        read["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }

    /// « Déposer », for the document of that place.
    pub async fn deposit(&self, browser: &mut Browser, place: usize, files: &[Sent<'_>]) -> Page {
        let item = self.items(browser).await.remove(place);
        browser.upload_to(&format!("{}/{item}/envoi", self.path()), files).await
    }

    /// « Envoyer », as the page of now would.
    pub async fn send(&self, browser: &mut Browser, certified: bool) -> Page {
        let key = browser.get(&self.path()).await.field("key").unwrap_or_default();
        let mut form = vec![("number", self.claim.as_str()), ("complement", self.number.as_str()), ("key", key.as_str())];
        form.extend(certified.then_some(("certified", "true")));
        browser.post("/api/send_complement", &form).await
    }

    /// « Je n’arrive pas à l’obtenir », for the document of that place.
    pub async fn answer(&self, browser: &mut Browser, place: usize, answer: &str, note: &str) -> Page {
        let item = self.items(browser).await.remove(place);
        let form = [
            ("number", self.claim.as_str()),
            ("complement", self.number.as_str()),
            ("item", item.as_str()),
            ("answer", answer),
            ("note", note),
        ];
        browser.post("/api/answer_item", &form).await
    }
}

/// The version of that dossier, as a page of the desk would show it now.
pub async fn version(portal: &TestPortal, claim: &str) -> i32 {
    let version = portal.number(&format!("SELECT CAST(version AS BIGINT) FROM claims WHERE number = '{claim}'")).await;
    i32::try_from(version).unwrap()
}

/// A key of its own, as each page of asking has one.
fn key(portal: &TestPortal) -> IdempotencyKey {
    IdempotencyKey(backend::random::id(portal.backend.now()).unwrap())
}

/// As the desk asks, from the dossier as it is now.
async fn ask(portal: &TestPortal, claim: &str, cards: &[&str]) -> backend::complement::Asked {
    let form = AskForm { cards: cards.iter().map(|code| (*code).to_owned()).collect(), ..AskForm::default() };
    let ask = form.parse(&portal.backend.profile().complement, portal.backend.today()).unwrap();
    let (desk, id) = (desk(portal).await, id_of(portal, claim).await);
    portal.backend.ask_complement(&desk, id, version(portal, claim).await, key(portal), &ask).await.unwrap()
}

/// Claire with a dossier under review.
async fn under_review(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    (browser, number)
}

/// Claire, asked for a statement and for her account.
pub async fn asked(portal: &TestPortal) -> (Browser, Asked) {
    let (browser, number) = under_review(portal).await;
    (browser, Asked::of(portal, &number, &["rib", "decompte_ij"]).await)
}

/// A file that is taken.
pub fn good() -> Vec<u8> {
    fixture("a04-plain.pdf")
}

pub async fn status(portal: &TestPortal, claim: &str) -> String {
    portal.texts(&format!("SELECT status FROM claims WHERE number = '{claim}'")).await.remove(0)
}
