//! What the desk types to ask for documents, and what the member types instead of handing one in.
use super::{Answer, Card, ComplementRules};
use crate::{
    day::Day,
    form::{FieldError, given_back, keep, one_line, several_lines},
};
use serde::{Deserialize, Serialize};

/// Longest name of a document that the desk types, in characters.
pub const MAX_TITLE: usize = 120;
/// Longest reason or note, in characters.
pub const MAX_NOTE: usize = 500;

/// What the desk asks for, as typed (B-6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskForm {
    /// Names of cards.
    #[serde(default)]
    pub cards: Vec<String>,
    /// A document that no card describes.
    #[serde(default)]
    pub other: String,
    /// Last day to answer; the insurer's usual time when left out.
    #[serde(default)]
    pub due: String,
}

/// What the desk asks for, right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The documents, in the order of the catalogue, the one typed last.
    pub cards: Vec<Card>,
    /// Last day to answer.
    pub due: Day,
}

impl AskForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(&self, rules: &ComplementRules, today: Day) -> Result<Ask, Vec<FieldError>> {
        let mut errors = Vec::new();
        let cards = keep(&mut errors, self.read_cards(rules));
        let due = keep(&mut errors, read_due(&self.due, rules, today));
        match (cards, due) {
            (Some(cards), Some(due)) => Ok(Ask { cards, due }),
            _ => Err(errors),
        }
    }

    /// What was typed, for the page to give back: cards that exist, texts of bearable length.
    #[must_use]
    pub fn given_back(&self, rules: &ComplementRules) -> Self {
        let cards = rules.cards.iter().map(|card| &card.code).filter(|code| self.cards.contains(code)).cloned().collect();
        Self { cards, other: given_back(&self.other, MAX_TITLE), due: given_back(&self.due, MAX_TITLE) }
    }

    fn read_cards(&self, rules: &ComplementRules) -> Result<Vec<Card>, FieldError> {
        let other = one_line(&self.other).ok_or_else(|| FieldError::new("other", "complement-ask-unreadable"))?;
        if other.chars().count() > MAX_TITLE {
            return Err(FieldError::new("other", "complement-ask-long").with("count", MAX_TITLE.to_string()));
        }
        let typed = (!other.is_empty()).then(|| Card::named(other));
        let cards: Vec<Card> = rules.cards.iter().filter(|card| self.cards.contains(&card.code)).cloned().chain(typed).collect();
        let unknown = self.cards.iter().any(|code| rules.card(code).is_none());
        if cards.is_empty() || unknown { Err(FieldError::new("cards", "complement-ask-nothing")) } else { Ok(cards) }
    }
}

/// The last day to answer: after today, within the longest time.
fn read_due(typed: &str, rules: &ComplementRules, today: Day) -> Result<Day, FieldError> {
    if typed.trim().is_empty() {
        return Ok(today.plus(i64::from(rules.due_days)));
    }
    let (first, last) = (today.plus(1), today.plus(i64::from(rules.longest_days)));
    match Day::parse(typed) {
        None => Err(FieldError::new("due", "complement-ask-bad-due")),
        Some(day) if first <= day && day <= last => Ok(day),
        Some(_) => Err(FieldError::new("due", "complement-ask-due-range").with("first", first.to_string()).with("last", last.to_string())),
    }
}

/// Why the desk refuses a document, for the member to read (B-8).
///
/// # Errors
/// When it is empty or too long.
pub fn read_reason(typed: &str) -> Result<String, FieldError> {
    let text = several_lines(typed);
    match text.chars().count() {
        0 => Err(FieldError::new("reason", "complement-missing-reason")),
        1..=MAX_NOTE => Ok(text),
        _ => Err(FieldError::new("reason", "complement-long-note").with("count", MAX_NOTE.to_string())),
    }
}

/// « Je n’arrive pas à l’obtenir », as typed (Y-7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerForm {
    /// Name of an answer.
    #[serde(default)]
    pub answer: String,
    /// What they say besides.
    #[serde(default)]
    pub note: String,
}

impl AnswerForm {
    /// Reads the form: the answer, and what is said besides.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(&self) -> Result<(Answer, Option<String>), Vec<FieldError>> {
        let mut errors = Vec::new();
        let note = several_lines(&self.note);
        let answer = Answer::parse(&self.answer).ok_or_else(|| FieldError::new("answer", "complement-missing-answer"));
        let answer = keep(&mut errors, answer);
        if note.chars().count() > MAX_NOTE {
            errors.push(FieldError::new("note", "complement-long-note").with("count", MAX_NOTE.to_string()));
        }
        match answer {
            Some(answer) if errors.is_empty() => Ok((answer, Some(note).filter(|note| !note.is_empty()))),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AnswerForm, AskForm, MAX_NOTE, read_reason};
    use crate::{
        complement::{Answer, Card, ComplementRules},
        day::Day,
    };

    fn rules() -> ComplementRules {
        let card = |code: &str| Card { code: code.to_owned(), title: code.to_uppercase(), ..Card::default() };
        ComplementRules { cards: vec![card("avis"), card("rib")], ..ComplementRules::default() }
    }

    fn asked(cards: &[&str], other: &str, due: &str) -> Result<(Vec<String>, String), Vec<String>> {
        let cards = cards.iter().map(|code| (*code).to_owned()).collect();
        let form = AskForm { cards, other: other.to_owned(), due: due.to_owned() };
        let ask = form.parse(&rules(), Day::parse("2026-03-12").unwrap());
        ask.map(|ask| (ask.cards.into_iter().map(|card| card.title).collect(), ask.due.iso()))
            .map_err(|errors| errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect())
    }

    #[test]
    fn b6_the_desk_asks_for_documents_of_the_list_or_types_one_and_says_until_when() {
        let titles = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(asked(&["rib", "avis"], "", ""), Ok((titles(&["AVIS", "RIB"]), "2026-04-02".to_owned())));
        assert_eq!(asked(&[], "  Bulletin   de mars ", "02/04/2026"), Ok((titles(&["Bulletin de mars"]), "2026-04-02".to_owned())));
        assert_eq!(asked(&[], " ", ""), Err(vec!["cards complement-ask-nothing".to_owned()]));
        assert_eq!(asked(&["rib", "x"], "", ""), Err(vec!["cards complement-ask-nothing".to_owned()]));
        assert_eq!(asked(&[], &"a".repeat(121), ""), Err(vec!["other complement-ask-long".to_owned()]));
        let long = AskForm { cards: vec!["x".to_owned(), "rib".to_owned()], other: "a".repeat(50_000), due: "1".repeat(50_000) };
        let back = long.given_back(&rules());
        assert_eq!((back.cards, back.other.len(), back.due.len()), (titles(&["rib"]), 120, 120));
    }

    #[test]
    fn b6_the_last_day_is_after_today_and_within_three_months() {
        for (typed, code) in [
            ("31/02/2026", Some("due complement-ask-bad-due")),
            ("12/03/2026", Some("due complement-ask-due-range")),
            ("13/03/2026", None),
            ("10/06/2026", None),
            ("11/06/2026", Some("due complement-ask-due-range")),
        ] {
            assert_eq!(asked(&["rib"], "", typed).err(), code.map(|code| vec![code.to_owned()]), "{typed}");
        }
    }

    #[test]
    fn y7_an_answer_is_one_of_three_with_a_note_of_bearable_length() {
        let read = |answer: &str, note: &str| AnswerForm { answer: answer.to_owned(), note: note.to_owned() }.parse();
        assert_eq!(read("already_sent", " \r\n"), Ok((Answer::AlreadySent, None)));
        assert_eq!(read("someone_else", "Ma\r\nDRH"), Ok((Answer::SomeoneElse, Some("Ma\nDRH".to_owned()))));
        let codes = |answer: &str, note: &str| read(answer, note).unwrap_err().into_iter().map(|e| e.code).collect::<Vec<_>>();
        assert_eq!(codes("", &"é".repeat(MAX_NOTE + 1)), ["complement-missing-answer", "complement-long-note"]);
        assert_eq!(codes("maybe", ""), ["complement-missing-answer"]);
    }

    #[test]
    fn b8_a_document_is_refused_with_a_reason() {
        assert_eq!(read_reason(" Le nom est coupé.\r\n"), Ok("Le nom est coupé.".to_owned()));
        assert_eq!(read_reason(" ").unwrap_err().code, "complement-missing-reason");
        assert_eq!(read_reason(&"a".repeat(50_000)).unwrap_err().code, "complement-long-note");
    }
}
