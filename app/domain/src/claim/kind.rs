//! Of what kind a request is (domain.md 1): what its member declares themselves, or what a completed form says (S-23, B-17).
use crate::period::StopKind;
use serde::{Deserialize, Serialize};

/// How a request was made, and whether it opens a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// First declaration of a stop.
    Initial,
    /// What follows it.
    Prolongation,
    /// A completed form: its periods stand in its files, and the desk keys them (B-17).
    Pdf,
}

impl RequestKind {
    /// Every kind, in the order of all figures by kind.
    pub const ALL: [Self; 3] = [Self::Initial, Self::Prolongation, Self::Pdf];

    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Prolongation => "prolongation",
            Self::Pdf => "pdf",
        }
    }

    /// The kind of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// What its periods are checked as; those of a form open the stop of a dossier that knows no other day.
    pub const fn stop(self, knows_days: bool) -> StopKind {
        match self {
            Self::Initial => StopKind::Initial,
            Self::Pdf if !knows_days => StopKind::Initial,
            Self::Prolongation | Self::Pdf => StopKind::Prolongation,
        }
    }
}

impl From<StopKind> for RequestKind {
    fn from(kind: StopKind) -> Self {
        match kind {
            StopKind::Initial => Self::Initial,
            StopKind::Prolongation => Self::Prolongation,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RequestKind;
    use crate::period::StopKind;

    #[test]
    fn b17_the_days_of_a_form_open_a_stop_where_none_is_known_and_prolong_it_else() {
        assert_eq!(RequestKind::Pdf.stop(false), StopKind::Initial);
        assert_eq!(RequestKind::Pdf.stop(true), StopKind::Prolongation);
        for kind in [StopKind::Initial, StopKind::Prolongation] {
            assert_eq!([false, true].map(|known| RequestKind::from(kind).stop(known)), [kind; 2]);
        }
    }

    #[test]
    fn b17_a_kind_reads_back_from_its_stored_name_and_nothing_else_is_one() {
        assert!(RequestKind::ALL.into_iter().all(|kind| RequestKind::parse(kind.as_str()) == Some(kind)));
        assert_eq!(RequestKind::parse("form"), None);
    }
}
