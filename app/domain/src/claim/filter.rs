//! What is asked of the desk's queue (B-1): which dossiers, from which place on. It stands in the address of the page, which therefore says
//! nothing of any member and nothing of an illness; of a colleague it says an identifier.
use super::{ClaimStatus, QueuePlace, RequestKind};
use crate::{
    account::OfficeRules,
    day::Day,
    form::{FieldError, one_line},
    id::UserId,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names of what an address may ask of the queue.
pub const QUEUE_QUERY: [&str; 7] = ["statut", "demande", "affectation", "nouveau", "age", "apres", "avant"];

/// Filters that one person keeps at most.
pub const MAX_FILTERS: u64 = 12;
/// Longest name of one, in characters.
pub const MAX_FILTER_NAME: usize = 40;

/// How long a dossier has waited, against the pace that the insurer sets itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueAge {
    /// There is time.
    OnTime,
    /// Soon late.
    Soon,
    /// Late.
    Late,
}

impl QueueAge {
    /// Every age, the longest wait first.
    pub const ALL: [Self; 3] = [Self::Late, Self::Soon, Self::OnTime];

    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnTime => "ok",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }

    /// The age of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|age| age.as_str() == text)
    }
}

impl OfficeRules {
    /// How long a dossier has waited that was received so many days ago.
    pub fn age(&self, days: i64) -> QueueAge {
        if days > i64::from(self.late_after_days) {
            QueueAge::Late
        } else if days > i64::from(self.soon_after_days) {
            QueueAge::Soon
        } else {
            QueueAge::OnTime
        }
    }

    /// The days on which dossiers of that age were received: the first one, and the one after the last.
    pub fn days_of(&self, age: QueueAge, today: Day) -> (Option<Day>, Option<Day>) {
        let late = today.plus(-i64::from(self.late_after_days));
        let soon = today.plus(-i64::from(self.soon_after_days));
        match age {
            QueueAge::Late => (None, Some(late)),
            QueueAge::Soon => (Some(late), Some(soon)),
            QueueAge::OnTime => (Some(soon), None),
        }
    }
}

/// Whose dossiers are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those of whoever asks.
    Mine,
    /// Those that nobody has taken.
    Nobodys,
    /// Those of that person of the desk.
    Of(UserId),
}

impl Whose {
    /// Those that name nobody.
    pub const UNNAMED: [Self; 2] = [Self::Mine, Self::Nobodys];

    /// The one that an address asks for so.
    pub fn parse(text: &str) -> Option<Self> {
        let unnamed = Self::UNNAMED.into_iter().find(|whose| whose.to_string() == text);
        unnamed.or_else(|| text.parse().ok().map(Self::Of))
    }
}

impl fmt::Display for Whose {
    /// As an address asks for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mine => f.write_str("moi"),
            Self::Nobodys => f.write_str("personne"),
            Self::Of(person) => person.fmt(f),
        }
    }
}

/// What the documents of the dossiers asked for are waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueFiles {
    /// One came that nobody has seen.
    New,
    /// The last day to send what was asked for is over (B-7).
    Overdue,
}

impl QueueFiles {
    /// Both.
    pub const ALL: [Self; 2] = [Self::New, Self::Overdue];

    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "1",
            Self::Overdue => "retard",
        }
    }

    /// The one of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|files| files.as_str() == text)
    }
}

/// Which dossiers of the queue: those that are all of what is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// Where they stand, of what may wait.
    pub status: Option<ClaimStatus>,
    /// What waits longest of them.
    pub kind: Option<RequestKind>,
    /// Whose they are.
    pub whose: Option<Whose>,
    /// What their documents are waiting for.
    pub files: Option<QueueFiles>,
    /// How long they have waited.
    pub age: Option<QueueAge>,
}

impl fmt::Display for QueueFilter {
    /// As an address asks for it; nothing where nothing is set.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("statut", self.status.map(|status| status.as_str().to_owned())),
            ("demande", self.kind.map(|kind| kind.as_str().to_owned())),
            ("affectation", self.whose.map(|whose| whose.to_string())),
            ("nouveau", self.files.map(|files| files.as_str().to_owned())),
            ("age", self.age.map(|age| age.as_str().to_owned())),
        ];
        let set: Vec<String> = parts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?))).collect();
        f.write_str(&set.join("&"))
    }
}

/// Where a page of the queue begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueueStart {
    /// It begins after that place.
    After(QueuePlace),
    /// It ends before that place.
    Before(QueuePlace),
}

/// A page of the queue, as asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueAsk {
    /// Which dossiers.
    pub filter: QueueFilter,
    /// From where; the first page without.
    pub from: Option<QueueStart>,
}

impl QueueAsk {
    /// Reads the query of an address. What is not understood is not asked for: anybody may type there.
    pub fn read(query: &str) -> Self {
        let pairs = || query.split('&').filter_map(|pair| pair.split_once('='));
        let value = |wanted: &str| pairs().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let place = |name: &str| value(name).and_then(|text| text.parse::<QueuePlace>().ok());
        let filter = QueueFilter {
            status: value("statut").and_then(ClaimStatus::parse).filter(|status| status.is_undecided()),
            kind: value("demande").and_then(RequestKind::parse),
            whose: value("affectation").and_then(Whose::parse),
            files: value("nouveau").and_then(QueueFiles::parse),
            age: value("age").and_then(QueueAge::parse),
        };
        Self { filter, from: place("apres").map(QueueStart::After).or_else(|| place("avant").map(QueueStart::Before)) }
    }
}

/// A kept filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFilter {
    /// What its owner calls it.
    pub name: String,
    /// Which dossiers it asks for.
    pub filter: QueueFilter,
}

/// Reads the name under which a filter is kept.
///
/// # Errors
/// When it is none, or too long.
pub fn filter_name(typed: &str) -> Result<String, FieldError> {
    let name = one_line(typed).filter(|name| !name.is_empty() && name.chars().count() <= MAX_FILTER_NAME);
    name.ok_or_else(|| FieldError::new("nom-du-filtre", "office-filters-name").with("count", MAX_FILTER_NAME.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{MAX_FILTER_NAME, QueueAge, QueueAsk, QueueFiles, QueueFilter, QueueStart, Whose, filter_name};
    use crate::{
        account::OfficeRules,
        claim::{ClaimStatus, RequestKind},
        day::Day,
    };

    #[test]
    fn b1_a_filter_reads_back_from_its_address_and_nothing_else_is_asked_for() {
        let filter = QueueFilter {
            status: Some(ClaimStatus::ComplementRequested),
            kind: Some(RequestKind::Initial),
            whose: Some(Whose::Nobodys),
            files: Some(QueueFiles::Overdue),
            age: Some(QueueAge::Late),
        };
        assert_eq!(filter.to_string(), "statut=complement_requested&demande=initial&affectation=personne&nouveau=retard&age=late");
        assert_eq!(QueueAsk::read(&filter.to_string()), QueueAsk { filter, from: None });
        assert_eq!(QueueFilter::default().to_string(), "");
        let somebody = "00000000-0000-0000-0000-000000000007";
        let theirs = QueueFilter { whose: somebody.parse().ok().map(Whose::Of), ..QueueFilter::default() };
        assert_eq!(theirs.to_string(), format!("affectation={somebody}"));
        assert_eq!(QueueAsk::read(&theirs.to_string()), QueueAsk { filter: theirs, from: None });
        for odd in ["", "statut=draft", "statut=paid&demande=x", "nouveau=0&affectation=MOI", "&&=&age", "apres=1.x&avant=", "'; DROP"] {
            assert_eq!(QueueAsk::read(odd), QueueAsk::default(), "{odd}");
        }
        let place = "1772808480123456789.00000000-0000-0000-0000-000000000007";
        assert_eq!(QueueAsk::read(&format!("avant={place}")).from, place.parse().ok().map(QueueStart::Before));
        assert_eq!(QueueAsk::read(&format!("apres={place}")).from, place.parse().ok().map(QueueStart::After));
    }

    #[test]
    fn b1_a_filter_is_kept_under_a_name_that_one_can_read() {
        assert_eq!(filter_name("  Mes   retards "), Ok("Mes retards".to_owned()));
        for bad in ["", " ", "Mes\u{200b}retards", &"x".repeat(MAX_FILTER_NAME + 1)] {
            assert_eq!(filter_name(bad).unwrap_err().code, "office-filters-name", "{bad}");
        }
    }

    #[test]
    fn b1_each_day_has_one_age_and_the_days_of_an_age_are_those() {
        let rules = OfficeRules { soon_after_days: 6, late_after_days: 10, ..OfficeRules::default() };
        let today = Day::parse("2026-03-12").unwrap();
        for days in 0..40 {
            let (age, received) = (rules.age(days), today.plus(-days));
            for asked in QueueAge::ALL {
                let (first, after) = rules.days_of(asked, today);
                let within = first.is_none_or(|first| first <= received) && after.is_none_or(|after| received < after);
                assert_eq!(within, asked == age, "{days} {asked:?}");
            }
        }
        assert_eq!([6, 7, 10, 11].map(|days| rules.age(days).as_str()), ["ok", "soon", "soon", "late"]);
    }
}
