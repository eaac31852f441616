//! The period step as a person fills it in.
use super::{Browser, Page, Sent, fixture};

/// A period as a person types it into the empty form.
pub struct Typed<'a> {
    pub start: &'a str,
    pub end: &'a str,
    pub payer: &'a str,
    pub resumed: &'a str,
    pub resumed_on: &'a str,
    pub gap: &'a str,
}

/// A period paid by the CPAM, work not resumed.
pub fn days<'a>(start: &'a str, end: &'a str) -> Typed<'a> {
    Typed { start, end, payer: "CPAM", resumed: "non", resumed_on: "", gap: "" }
}

/// Nothing typed.
pub fn nothing() -> Typed<'static> {
    Typed { start: "", end: "", payer: "", resumed: "", resumed_on: "", gap: "" }
}

impl Browser {
    /// Presses a button of the period step with that typed, on the version the page shows.
    pub async fn periods(&mut self, number: &str, intent: &str, typed: &Typed<'_>) -> Page {
        let version = self.get(&format!("/dossiers/{number}/demande/periode")).await.field("version").unwrap();
        self.periods_at(number, &version, intent, typed).await
    }

    /// As [`Self::periods`], from a page that showed that version.
    pub async fn periods_at(&mut self, number: &str, version: &str, intent: &str, typed: &Typed<'_>) -> Page {
        let mut form = vec![
            ("number", number),
            ("version", version),
            ("intent", intent),
            ("start", typed.start),
            ("end", typed.end),
            ("payer", typed.payer),
            ("resumed_on", typed.resumed_on),
        ];
        form.extend([("resumed", typed.resumed), ("gap_confirmed", typed.gap)].into_iter().filter(|(_, value)| !value.is_empty()));
        self.post("/api/save_periods", &form).await
    }

    /// The number of the member's one dossier.
    pub async fn only_claim(&mut self) -> String {
        self.get("/dossiers").await.claim_number()
    }

    /// Starts a prolongation of Claire's dossier with one right period and one file; gives its number.
    pub async fn ready_to_send(&mut self) -> String {
        let number = self.only_claim().await;
        self.post("/api/prolong", &[("number", &number)]).await;
        let page = self.periods(&number, "next", &days("10/01/2026", "28/02/2026")).await;
        assert!(page.path.ends_with("/justificatifs"), "{}", page.text());
        self.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
        number
    }

    /// What the recap sends the request by: its key, and the version of it that is shown.
    pub async fn key_and_version(&mut self, number: &str) -> (String, String) {
        let page = self.get(&format!("/dossiers/{number}/demande/recapitulatif")).await;
        (page.field("key").unwrap(), page.field("version").unwrap())
    }

    /// « Valider ».
    pub async fn submit(&mut self, number: &str) -> Page {
        let (key, version) = self.key_and_version(number).await;
        self.post("/api/submit_claim", &[("number", number), ("key", &key), ("version", &version)]).await
    }
}
