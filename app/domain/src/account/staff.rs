//! People of the back office: invited, never registered; a second step is asked of each of them (ASVS 5.0.0, 6.3.3).
use super::Person;
use crate::{access::StaffRoles, form::one_line};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Longest name, in characters.
const MAX_NAME: usize = 100;

/// Somebody signed in at the back office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub person: Person,
    /// What they are there for.
    pub roles: StaffRoles,
    /// Whether their second step is on: before that, nothing opens but its own page.
    pub second_step: bool,
}

/// The profile's `[office]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficeRules {
    /// A session there ends after this time without a request, in minutes.
    pub idle_minutes: u32,
    /// It ends after this time in any case, in hours.
    pub absolute_hours: u32,
    /// How long the link of an invitation works, in hours.
    pub invite_hours: u32,
    /// A dossier that waits for more days than these is soon late (B-1).
    pub soon_after_days: u32,
    /// ... and for more days than these is late.
    pub late_after_days: u32,
}

impl Default for OfficeRules {
    fn default() -> Self {
        Self { idle_minutes: 15, absolute_hours: 10, invite_hours: 72, soon_after_days: 6, late_after_days: 10 }
    }
}

impl OfficeRules {
    /// How long the link of an invitation works.
    pub fn invitation(&self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.invite_hours))
    }

    /// What contradicts itself, naming the setting.
    pub fn problem(&self) -> Option<&'static str> {
        let checks = [
            (!(5..=60).contains(&self.idle_minutes), "`office.idle_minutes` must be from 5 to 60: other people's files are on the screen"),
            (!(1..=24).contains(&self.absolute_hours), "`office.absolute_hours` must be from 1 to 24"),
            (!(1..=168).contains(&self.invite_hours), "`office.invite_hours` must be from 1 to 168"),
            (self.late_after_days > 366, "`office.late_after_days` is over 366: nothing would ever be late"),
            (self.soon_after_days >= self.late_after_days, "`office.soon_after_days` must be less than `office.late_after_days`"),
        ];
        checks.into_iter().find(|(wrong, _)| *wrong).map(|(_, text)| text)
    }
}

/// First and last name, as an operator writes them in one: the first word is the first name. `None` when it is no such name.
pub fn staff_name(typed: &str) -> Option<(String, String)> {
    let line = one_line(typed).filter(|line| line.chars().count() <= MAX_NAME)?;
    line.split_once(' ').map(|(given, family)| (given.to_owned(), family.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{OfficeRules, staff_name};

    #[test]
    fn a_name_has_two_words_at_least_and_nothing_hidden() {
        let name = |given: &str, family: &str| Some((given.to_owned(), family.to_owned()));
        assert_eq!(staff_name("  Anne-Sophie   de La Tour "), name("Anne-Sophie", "de La Tour"));
        for bad in ["", "Anne", "Anne\u{200b} Keller", &format!("Anne {}", "x".repeat(100))] {
            assert_eq!(staff_name(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_session_at_the_office_that_never_ends_is_refused_by_the_name_of_the_setting() {
        assert_eq!(OfficeRules::default().problem(), None);
        for (rules, names) in [
            (OfficeRules { idle_minutes: 120, ..OfficeRules::default() }, "`office.idle_minutes`"),
            (OfficeRules { absolute_hours: 0, ..OfficeRules::default() }, "`office.absolute_hours`"),
            (OfficeRules { invite_hours: 1000, ..OfficeRules::default() }, "`office.invite_hours`"),
            (OfficeRules { late_after_days: 1000, ..OfficeRules::default() }, "`office.late_after_days`"),
            (OfficeRules { soon_after_days: 10, ..OfficeRules::default() }, "`office.soon_after_days`"),
        ] {
            assert!(rules.problem().is_some_and(|text| text.contains(names)), "{names}");
        }
    }
}
