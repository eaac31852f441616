//! How a request came that its member did not write in the portal (B-16): the desk enters it for them.
use crate::{
    attachment::UploadRules,
    day::{Day, Instant},
    form::FieldError,
    id::{ClaimId, EnrolmentId},
};
use serde::{Deserialize, Serialize};

/// What came longer ago than this many days is a date mistyped.
const OLDEST_DAYS: i64 = 366;

/// By which way it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By post; a form that was printed and completed, too.
    Post,
    /// The member told it on the telephone.
    Phone,
    /// By fax.
    Fax,
}

impl Way {
    /// Every way, in the order offered.
    pub const ALL: [Self; 3] = [Self::Post, Self::Phone, Self::Fax];

    /// Stable name, as stored and posted.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Phone => "phone",
            Self::Fax => "fax",
        }
    }

    /// The way of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == text)
    }

    /// What files are asked for: as of the member, but that nobody hands one over the telephone.
    pub fn asks(self, rules: &UploadRules) -> UploadRules {
        let min_files = if self == Self::Phone { 0 } else { rules.min_files };
        UploadRules { min_files, ..rules.clone() }
    }
}

/// How and when a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// By which way.
    pub way: Way,
    /// On which day: from then on its member waits.
    pub received_on: Day,
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalForm {
    /// Name of a way.
    #[serde(default)]
    pub way: String,
    /// The day, as typed.
    #[serde(default)]
    pub received: String,
}

impl ArrivalForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that is wrong: nothing has come that is still to come.
    pub fn parse(&self, today: Day) -> Result<Arrival, Vec<FieldError>> {
        let way = Way::parse(&self.way).ok_or_else(|| FieldError::new("voie", "entry-missing-way"));
        let received_on = match Day::parse(&self.received) {
            None => Err(FieldError::new("recu", "entry-bad-received")),
            Some(day) if day > today => Err(FieldError::new("recu", "entry-received-in-future").with("today", today.to_string())),
            Some(day) if today.since(day) > OLDEST_DAYS => Err(FieldError::new("recu", "entry-received-long-ago")),
            Some(day) => Ok(day),
        };
        match (way, received_on) {
            (Ok(way), Ok(received_on)) => Ok(Arrival { way, received_on }),
            (way, received_on) => Err(way.err().into_iter().chain(received_on.err()).collect()),
        }
    }
}

/// A request that the desk entered, as it is told to its member and on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Number of the request.
    pub request: String,
    /// How and when it came.
    pub arrival: Arrival,
    /// When it was entered.
    pub at: Instant,
}

/// A first declaration of a stop that is begun and was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Under which contract.
    pub enrolment: EnrolmentId,
    /// The dossier in which the desk enters it for the member; none where the member writes it, which is theirs alone.
    pub entered: Option<ClaimId>,
}

#[cfg(test)]
mod tests {
    use super::{ArrivalForm, Way};
    use crate::{attachment::UploadRules, day::Day};

    fn codes(way: &str, received: &str) -> Vec<String> {
        let form = ArrivalForm { way: way.to_owned(), received: received.to_owned() };
        let today = Day::parse("12/03/2026").unwrap();
        form.parse(today).map_or_else(|errors| errors.into_iter().map(|error| error.code).collect(), |_| Vec::new())
    }

    #[test]
    fn b16_what_came_came_by_a_way_and_on_a_day_that_was() {
        assert!(codes("post", "12/03/2026").is_empty() && codes("fax", "02/03/2026").is_empty());
        assert_eq!(codes("", ""), ["entry-missing-way", "entry-bad-received"]);
        assert_eq!(codes("pigeon", "13/03/2026"), ["entry-missing-way", "entry-received-in-future"]);
        assert_eq!(codes("phone", "12/03/2025"), [""; 0]);
        assert_eq!(codes("phone", "10/03/2025"), ["entry-received-long-ago"]);
    }

    #[test]
    fn b16_no_file_is_asked_for_of_what_was_told_on_the_telephone() {
        let rules = UploadRules::default();
        assert_eq!(Way::Phone.asks(&rules).min_files, 0);
        assert_eq!(Way::Post.asks(&rules), rules);
        assert!(Way::ALL.iter().all(|way| Way::parse(way.as_str()) == Some(*way)));
    }
}
