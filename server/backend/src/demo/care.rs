//! Members who claim care expenses, where the insurer takes such claims (D-18): one whose claim is under review, one who is still writing.
use super::people::{Person, credit};
use domain::{care::ExpenseForm, day::Day};

/// A claim to be written.
pub(super) struct Care {
    /// Whose it is.
    login: &'static str,
    /// How many days ago it was sent; `None` while it is being written.
    pub(super) sent: Option<i64>,
    lines: &'static [Line],
}

/// An expense: how many days ago, the place of its kind in the insurer's list, for whom, paid, reimbursed elsewhere.
type Line = (i64, usize, &'static str, &'static str, &'static str);

impl Care {
    /// Its lines as typed, of that list of kinds.
    pub(super) fn lines(&self, kinds: &[String], today: Day) -> Vec<ExpenseForm> {
        let kind = |place: usize| kinds.get(place % kinds.len().max(1)).cloned().unwrap_or_default();
        let line = |(ago, place, whom, paid, reimbursed): &Line| ExpenseForm {
            day: today.plus(-ago).typed(),
            kind: kind(*place),
            whom: (*whom).to_owned(),
            paid: (*paid).to_owned(),
            reimbursed: (*reimbursed).to_owned(),
        };
        self.lines.iter().map(line).collect()
    }
}

/// The claim of that person, where they have one.
pub(super) fn of(person: &Person) -> Option<&'static Care> {
    CLAIMS.iter().find(|care| care.login == person.login)
}

pub(super) const PEOPLE: &[Person] = &[
    Person {
        login: "42230714",
        given: "Josée",
        family: "Pelletier",
        kind: "réclamation de soins en instruction",
        credits: &[credit("Prêt personnel", "3182 0066 40", (0, 0), 5, &[])],
    },
    Person {
        login: "42256081",
        given: "Mylène",
        family: "Fortin",
        kind: "réclamation de soins en brouillon",
        credits: &[credit("Prêt personnel", "3182 0071 93", (0, 0), 5, &[])],
    },
];

const CLAIMS: &[Care] = &[
    Care {
        login: "42230714",
        sent: Some(4),
        lines: &[(23, 0, "Moi-même", "186,00", ""), (19, 3, "Mon fils Noé", "95,00", "40,00"), (12, 2, "Moi-même", "42,35", "")],
    },
    Care { login: "42256081", sent: None, lines: &[(9, 1, "Ma fille Rose", "310,00", "")] },
];
