//! « Espace Adhésion »: the documents that an employer's identifier opens to those who are not members yet (S-1, S-57), and the rules
//! of its door, which asks no third party whether a person knocks.
use crate::{
    account::{employer_code, link_works},
    day::{Day, Instant},
    door::{Work, is_person},
    form::FieldError,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long the documents stay open.
pub const VISIT: TimeDelta = TimeDelta::minutes(30);
/// Longest answer that a page gives back, in characters.
const MAX_TYPED: usize = 40;

/// The profile's `[kit]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    /// Employers whose staff may join.
    pub employers: Vec<Employer>,
    /// What they read before joining, in the order shown.
    pub documents: Vec<KitDocument>,
}

/// An employer, as its staff know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// The identifier it hands out: 8 to 20 letters or digits; spaces and hyphens are for reading.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// What a document of the kit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KitKind {
    /// The product in two or three pages, read before joining (DDA, IPID).
    Ipid,
    /// The rights and duties of the contract.
    Notice,
    /// A form to be filled in on paper.
    Form,
}

impl KitKind {
    /// Key of the words that name it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ipid => "kit-ipid",
            Self::Notice => "kit-notice",
            Self::Form => "kit-form",
        }
    }
}

/// A document of the kit: a text of the insurer's, handed out as PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KitDocument {
    /// Name of its file: `notice.pdf`.
    pub file: String,
    /// What it is for.
    pub kind: KitKind,
    /// Its title.
    pub title: String,
    /// The day of this text, as printed on it: its version.
    pub edition: Day,
    /// The text, in Markdown: headings, paragraphs, lists. An item that ends with « : » gets a line to write on, one that begins with
    /// `[ ]` a box to tick.
    pub text: String,
}

impl Kit {
    /// The employer whose identifier was typed.
    pub fn employer(&self, typed: &str) -> Option<&Employer> {
        let code = employer_code(typed).ok()?;
        self.employers.iter().find(|employer| employer_code(&employer.code).as_ref() == Ok(&code))
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let codes: Vec<_> = self.employers.iter().map(|employer| employer_code(&employer.code)).collect();
        let files: Vec<_> = self.documents.iter().map(|document| document.file.as_str()).collect();
        match () {
            () if codes.is_empty() => Some("`kit.employers` is empty: nobody could open the kit"),
            () if codes.iter().any(Result::is_err) => {
                Some("`kit.employers` has a `code` that is not 8 to 20 letters or digits, with one of each at least")
            }
            () if twice(&codes) => Some("`kit.employers` has two employers of the same `code`"),
            () if self.employers.iter().any(|employer| employer.name.trim().is_empty()) => {
                Some("`kit.employers` has an employer without a `name`")
            }
            () if files.is_empty() => Some("`kit.documents` is empty: there is nothing to read"),
            () if !files.iter().all(|file| is_file_name(file)) => {
                Some("`kit.documents` has a `file` that is not lower-case letters, digits and hyphens, then `.pdf`")
            }
            () if twice(&files) => Some("`kit.documents` has two documents of the same `file`"),
            () if self.documents.iter().any(|document| document.title.trim().is_empty() || document.text.trim().is_empty()) => {
                Some("`kit.documents` has a document without a `title` or without a `text`")
            }
            () => None,
        }
    }
}

pub(crate) fn twice<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().any(|(rank, one)| all.iter().skip(rank + 1).any(|other| one == other))
}

pub(crate) fn is_file_name(file: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    file.strip_suffix(".pdf").is_some_and(|name| !name.is_empty() && name.bytes().all(plain))
}

/// The form at the door of the kit, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KitForm {
    /// « Identifiant fourni par l’employeur ».
    pub code: String,
    /// `true` where « Je ne suis pas un robot » is ticked.
    pub robot: String,
    /// A field that no person sees: whoever fills it in is none.
    pub website: String,
    /// The server's own sealed note of when the form was shown.
    pub shown: String,
    /// What the page found by working on that note, where script is on.
    pub proof: String,
}

impl KitForm {
    /// The same, as far as a page gives it back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let cut = |text: &str, most: usize| text.chars().filter(|c| !c.is_control()).take(most).collect();
        Self { code: cut(&self.code, MAX_TYPED), robot: self.ticked().to_string(), shown: cut(&self.shown, 256), ..Self::default() }
    }

    /// Whether « Je ne suis pas un robot » is ticked.
    pub fn ticked(&self) -> bool {
        self.robot == "true"
    }

    /// What stands between this form, shown at that moment and posted with that work, and a look at its identifier: nothing, when a
    /// person seems to post it.
    pub fn problems(&self, shown: Option<Instant>, work: Work, now: Instant) -> Vec<FieldError> {
        let missing = self.code.trim().is_empty().then(|| FieldError::new("code", "kit-missing-code"));
        let robot = match (self.ticked(), is_person(&self.website, shown, now) && work != Work::Wrong) {
            (false, _) => Some(FieldError::new("robot", "kit-missing-robot")),
            // What is to be typed again is told first.
            (true, false) if missing.is_none() => Some(FieldError::new("robot", "kit-again")),
            (true, _) => None,
        };
        missing.into_iter().chain(robot).collect()
    }
}

/// Whether a visit that began then goes on.
pub fn is_open(begun: Instant, now: Instant) -> bool {
    link_works(begun, begun + VISIT, now)
}

#[cfg(test)]
mod tests {
    use super::{Day, Employer, Instant, Kit, KitDocument, KitForm, KitKind, TimeDelta, VISIT, Work, is_open};

    const CODE: &str = "PORTALIZE-7K4M";

    fn employer(code: &str) -> Employer {
        Employer { code: code.to_owned(), name: "Ville de Port-Alizé".to_owned() }
    }

    fn document(file: &str) -> KitDocument {
        let edition = Day::parse("2026-01-01").unwrap();
        KitDocument { file: file.to_owned(), kind: KitKind::Notice, title: "Notice".to_owned(), edition, text: "Article 1".to_owned() }
    }

    fn kit(codes: &[&str], files: &[&str]) -> Kit {
        Kit { employers: codes.iter().map(|code| employer(code)).collect(), documents: files.iter().map(|file| document(file)).collect() }
    }

    #[test]
    fn s57_an_identifier_is_found_as_people_copy_it_from_paper() {
        let kit = kit(&[CODE, "AUBRELLE-3XQ9"], &["notice.pdf"]);
        for typed in [CODE, " portalize 7k4m ", "Portalize\u{2011}7K4M", "PORTALIZE\u{2013}7K4M", "port alize7k4m"] {
            assert_eq!(kit.employer(typed), kit.employers.first(), "{typed}");
        }
        for typed in ["", "PORTALIZE", "PORTALIZE-7K4N", "PORTALIZE_7K4M", "PORTALIZÉ-7K4M", &"A1".repeat(10_000)] {
            assert_eq!(kit.employer(typed), None, "{typed:.20}");
        }
    }

    #[test]
    fn s57_a_kit_that_contradicts_itself_is_named_by_its_setting() {
        let problem = |codes: &[&str], files: &[&str]| kit(codes, files).problem().unwrap_or_default();
        assert_eq!(problem(&[CODE], &["notice.pdf", "bulletin.pdf"]), "");
        let wrong: [&[&str]; 7] =
            [&[], &[""], &["SHORT1"], &["LETTERSONLY"], &["20260001"], &["PORT_ALIZE-7K4M"], &[CODE, "portalize7k4m"]];
        for codes in wrong {
            assert!(problem(codes, &["notice.pdf"]).starts_with("`kit.employers`"), "{codes:?}");
        }
        let wrong: [&[&str]; 6] = [&[], &["notice"], &[".pdf"], &["Notice.pdf"], &["../notice.pdf"], &["notice.pdf", "notice.pdf"]];
        for files in wrong {
            assert!(problem(&[CODE], files).starts_with("`kit.documents`"), "{files:?}");
        }
        let nameless = Kit { employers: vec![Employer { name: " ".to_owned(), ..employer(CODE) }], ..kit(&[], &["notice.pdf"]) };
        assert!(nameless.problem().is_some_and(|problem| problem.contains("`name`")));
        let empty = Kit { documents: vec![KitDocument { text: "\n".to_owned(), ..document("notice.pdf") }], ..kit(&[CODE], &[]) };
        assert!(empty.problem().is_some_and(|problem| problem.contains("`text`")));
    }

    /// What is told of the form posted so many seconds after it was shown.
    fn told(change: fn(&mut KitForm), after: Option<i64>) -> Vec<String> {
        told_of(change, after, Work::Missing)
    }

    fn told_of(change: fn(&mut KitForm), after: Option<i64>, work: Work) -> Vec<String> {
        let now = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        let mut form = KitForm { code: CODE.to_owned(), robot: "true".to_owned(), ..KitForm::default() };
        change(&mut form);
        form.problems(after.map(|seconds| now - TimeDelta::seconds(seconds)), work, now).into_iter().map(|error| error.code).collect()
    }

    #[test]
    fn x22_work_may_be_missing_and_must_not_be_wrong_nor_does_it_stand_for_anything_else() {
        let done = Work::Done([0; 32]);
        assert!(told_of(|_| {}, Some(9), done).is_empty());
        assert_eq!(told_of(|_| {}, Some(9), Work::Wrong), ["kit-again"], "as for any program");
        assert_eq!(told_of(|_| {}, Some(1), done), ["kit-again"]);
        assert_eq!(told_of(|form| form.website = "x".to_owned(), Some(9), done), ["kit-again"]);
        assert_eq!(told_of(|form| form.robot = String::new(), Some(9), Work::Wrong), ["kit-missing-robot"]);
    }

    #[test]
    fn x22_a_form_is_looked_at_from_two_seconds_after_it_was_shown_and_for_an_hour() {
        let at = |seconds| told(|_| {}, Some(seconds));
        assert!([2, 60, 3599].into_iter().all(|seconds| at(seconds).is_empty()));
        for seconds in [-60, 0, 1, 3600, 86_400] {
            assert_eq!(at(seconds), ["kit-again"], "{seconds}");
        }
        assert_eq!(told(|_| {}, None), ["kit-again"], "a note of nobody's");
    }

    #[test]
    fn x22_whoever_fills_in_the_hidden_field_is_asked_again() {
        assert_eq!(told(|form| form.website = "https://example.org".to_owned(), Some(9)), ["kit-again"]);
    }

    #[test]
    fn s1_what_is_missing_is_told_all_at_once() {
        assert_eq!(told(|form| *form = KitForm::default(), None), ["kit-missing-code", "kit-missing-robot"]);
        assert_eq!(told(|form| form.code = " ".to_owned(), Some(0)), ["kit-missing-code"]);
        assert_eq!(told(|form| form.robot = "on".to_owned(), Some(9)), ["kit-missing-robot"]);
    }

    #[test]
    fn what_a_page_gives_back_is_short_and_never_the_hidden_field_or_an_answer() {
        let long = "x\u{0}".repeat(20_000);
        let [code, robot, website, shown, proof] = std::array::from_fn(|_| long.clone());
        let form = KitForm { code, robot, website, shown, proof }.shortened();
        assert_eq!((form.code.len(), form.shown.len(), form.ticked()), (40, 256, false));
        assert_eq!((form.website.as_str(), form.proof.as_str()), ("", ""));
    }

    #[test]
    fn s57_a_visit_lasts_half_an_hour() {
        let begun = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        assert!(is_open(begun, begun + VISIT - TimeDelta::seconds(1)));
        assert!(!is_open(begun, begun + VISIT));
    }
}
