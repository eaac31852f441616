//! Request cards in plain French (Y-6), and the profile's `[complement]` table.
use crate::attachment::{FileType, UploadRules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A document that may be asked for. All of it is read by the member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Stable name; an insurer's card of the same name replaces the shipped one. Empty for a document that the desk typed.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// What it is, in a sentence.
    pub what: String,
    /// Why it is needed.
    pub why: String,
    /// What a good one shows.
    pub example: String,
    /// What the drawing of a good one shows, for whoever does not see it; left out, there is none. The drawing is a shipped file named
    /// after the code.
    #[serde(default)]
    pub picture: String,
    /// Where to get it.
    pub source: String,
    /// Kinds of file taken; left out, all that the insurer takes.
    #[serde(default)]
    pub formats: Vec<FileType>,
    /// Whether only the insurer's medical service reads it (Y-8).
    #[serde(default)]
    pub medical: bool,
}

impl Card {
    /// A document that no card describes, as the desk names it (B-6).
    pub fn named(title: String) -> Self {
        Self { title, ..Self::default() }
    }

    /// What is taken for it, of all that the insurer takes.
    pub fn upload_rules(&self, upload: &UploadRules) -> UploadRules {
        let narrowed: Vec<FileType> = upload.types.iter().copied().filter(|kind| self.formats.contains(kind)).collect();
        UploadRules { types: if narrowed.is_empty() { upload.types.clone() } else { narrowed }, ..upload.clone() }
    }

    fn is_whole(&self) -> bool {
        let named = !self.code.is_empty() && self.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        named && [&self.title, &self.what, &self.why, &self.example, &self.source].iter().all(|text| !text.trim().is_empty())
    }
}

/// The profile's `[complement]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ComplementRules {
    /// Days given to answer when the desk names no date (M-16).
    pub due_days: u32,
    /// Days given at most.
    pub longest_days: u32,
    /// A reminder leaves so many days before the date, for each of these (B-7).
    pub remind_days: Vec<u32>,
    /// Days for which a link works by which somebody else hands a document in (Y-7).
    pub link_days: u32,
    /// Where the nearest France services counter is found; empty hides the link (M-12).
    pub counters_url: String,
    /// Cards of the insurer's own; the shipped ones are added when the profile is read.
    pub cards: Vec<Card>,
}

impl Default for ComplementRules {
    /// Three weeks, three months at most; reminders a week and two days before.
    fn default() -> Self {
        Self {
            due_days: 21,
            longest_days: 90,
            remind_days: vec![7, 2],
            link_days: 14,
            counters_url: "https://www.france-services.gouv.fr/".to_owned(),
            cards: Vec::new(),
        }
    }
}

impl ComplementRules {
    /// Adds the shipped cards, but those that the insurer replaces.
    pub fn add_shipped(&mut self, shipped: Vec<Card>) {
        let mut own = std::mem::take(&mut self.cards);
        for card in shipped {
            let at = own.iter().position(|one| one.code == card.code);
            self.cards.push(at.map_or(card, |at| own.remove(at)));
        }
        self.cards.append(&mut own);
    }

    /// The card of that name.
    pub fn card(&self, code: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.code == code)
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let codes: BTreeSet<&str> = self.cards.iter().map(|card| card.code.as_str()).collect();
        match () {
            () if self.due_days == 0 || self.due_days > self.longest_days => {
                Some("`complement.due_days` must be from 1 to `complement.longest_days`")
            }
            () if self.longest_days > 365 => Some("`complement.longest_days` is over 365: nobody waits a year for a document"),
            () if self.remind_days.iter().any(|days| *days == 0 || *days > self.longest_days) => {
                Some("`complement.remind_days` must be from 1 to `complement.longest_days`")
            }
            () if !(1..=60).contains(&self.link_days) => Some("`complement.link_days` must be from 1 to 60"),
            () if !(self.counters_url.is_empty() || self.counters_url.starts_with("https://")) => {
                Some("`complement.counters_url` must begin with https://")
            }
            () if !self.cards.iter().all(Card::is_whole) => Some(
                "`complement.cards` has a card without one of its texts, or whose code is not lower-case letters, digits and underscores",
            ),
            () if codes.len() < self.cards.len() => Some("`complement.cards` has a code twice"),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Card, ComplementRules};
    use crate::attachment::{FileType, UploadRules};

    fn card(code: &str, title: &str) -> Card {
        let text = |what: &str| what.to_owned();
        Card {
            code: text(code),
            title: text(title),
            what: text("a"),
            why: text("b"),
            example: text("c"),
            source: text("d"),
            ..Card::default()
        }
    }

    #[test]
    fn y6_an_insurers_card_replaces_the_shipped_one_in_its_place() {
        let mut rules = ComplementRules { cards: vec![card("rib", "Notre RIB"), card("autre", "Autre")], ..ComplementRules::default() };
        rules.add_shipped(vec![card("avis", "Avis"), card("rib", "RIB"), card("bulletin", "Bulletin")]);
        let titles: Vec<&str> = rules.cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(titles, ["Avis", "Notre RIB", "Bulletin", "Autre"]);
        assert_eq!(rules.problem(), None);
    }

    #[test]
    fn y6_a_card_that_lacks_a_text_and_a_table_that_contradicts_itself_are_named() {
        let of = |cards: Vec<Card>| ComplementRules { cards, ..ComplementRules::default() };
        let wrong = [
            of(vec![Card { why: " ".to_owned(), ..card("rib", "RIB") }]),
            of(vec![card("R I B", "RIB")]),
            of(vec![card("rib", "RIB"), card("rib", "RIB")]),
            ComplementRules { due_days: 0, ..ComplementRules::default() },
            ComplementRules { due_days: 91, ..ComplementRules::default() },
            ComplementRules { longest_days: 400, ..ComplementRules::default() },
            ComplementRules { remind_days: vec![0], ..ComplementRules::default() },
            ComplementRules { link_days: 0, ..ComplementRules::default() },
            ComplementRules { link_days: 61, ..ComplementRules::default() },
            ComplementRules { counters_url: "javascript:x".to_owned(), ..ComplementRules::default() },
        ];
        for rules in wrong {
            assert!(rules.problem().is_some_and(|text| text.contains("`complement.")), "{rules:?}");
        }
    }

    #[test]
    fn y6_a_card_takes_no_kind_of_file_that_the_insurer_does_not() {
        let upload = UploadRules::default();
        assert_eq!(card("rib", "RIB").upload_rules(&upload).types, upload.types);
        let pdf = Card { formats: vec![FileType::Pdf], ..card("rib", "RIB") };
        assert_eq!(pdf.upload_rules(&upload).types, [FileType::Pdf]);
        let pictures = UploadRules { types: vec![FileType::Jpg], ..upload };
        assert_eq!(pdf.upload_rules(&pictures).types, [FileType::Jpg], "a card never closes the door altogether");
    }
}
