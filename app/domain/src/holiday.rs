//! Public holidays and the two ways of counting working days (domain.md 5.6; art. L.3133-1 of the labour code).
use crate::day::Day;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Where the holidays are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// All of metropolitan France but the three departments of the other zone.
    Metropole,
    /// Bas-Rhin, Haut-Rhin and Moselle: two days more.
    AlsaceMoselle,
}

/// Which days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingDays {
    /// « Jours ouvrés »: Monday to Friday but holidays; what members are told.
    Ouvres,
    /// « Jours ouvrables »: Monday to Saturday but holidays; the clock of complaints.
    Ouvrables,
}

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named by `name`")]
pub enum Holiday {
    NewYear,
    GoodFriday,
    EasterMonday,
    Labour,
    Victory,
    Ascension,
    WhitMonday,
    National,
    Assumption,
    AllSaints,
    Armistice,
    Christmas,
    SaintStephen,
}

impl Holiday {
    /// Every holiday; those of one date before those that follow Easter.
    pub const ALL: [Self; 13] = [
        Self::NewYear,
        Self::Labour,
        Self::Victory,
        Self::National,
        Self::Assumption,
        Self::AllSaints,
        Self::Armistice,
        Self::Christmas,
        Self::SaintStephen,
        Self::GoodFriday,
        Self::EasterMonday,
        Self::Ascension,
        Self::WhitMonday,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewYear => "Jour de l’An",
            Self::GoodFriday => "Vendredi saint",
            Self::EasterMonday => "Lundi de Pâques",
            Self::Labour => "Fête du Travail",
            Self::Victory => "Victoire 1945",
            Self::Ascension => "Ascension",
            Self::WhitMonday => "Lundi de Pentecôte",
            Self::National => "Fête nationale",
            Self::Assumption => "Assomption",
            Self::AllSaints => "Toussaint",
            Self::Armistice => "Armistice 1918",
            Self::Christmas => "Noël",
            Self::SaintStephen => "Saint-Étienne",
        }
    }

    /// Whether it is kept there.
    pub fn is_kept_in(self, zone: Zone) -> bool {
        zone == Zone::AlsaceMoselle || !matches!(self, Self::GoodFriday | Self::SaintStephen)
    }

    fn of_year(self, year: i32) -> Option<Day> {
        let on = |month, day| NaiveDate::from_ymd_opt(year, month, day).map(Day);
        let after_easter = |days| easter(year).map(|sunday| sunday.plus(days));
        match self {
            Self::NewYear => on(1, 1),
            Self::GoodFriday => after_easter(-2),
            Self::EasterMonday => after_easter(1),
            Self::Labour => on(5, 1),
            Self::Victory => on(5, 8),
            Self::Ascension => after_easter(39),
            Self::WhitMonday => after_easter(50),
            Self::National => on(7, 14),
            Self::Assumption => on(8, 15),
            Self::AllSaints => on(11, 1),
            Self::Armistice => on(11, 11),
            Self::Christmas => on(12, 25),
            Self::SaintStephen => on(12, 26),
        }
    }
}

/// Easter Sunday, after Oudin (1940).
fn easter(year: i32) -> Option<Day> {
    let (golden, century) = (year.rem_euclid(19), year.div_euclid(100));
    let moon = (century - century.div_euclid(4) - (8 * century + 13).div_euclid(25) + 19 * golden + 15).rem_euclid(30);
    let moon = moon - moon / 28 * (1 - 29 / (moon + 1) * ((21 - golden) / 11));
    let weekday = (year + year.div_euclid(4) + moon + 2 - century + century.div_euclid(4)).rem_euclid(7);
    NaiveDate::from_ymd_opt(year, 3, 28).map(|day| Day(day).plus(i64::from(moon - weekday)))
}

/// The holidays of a year in order. Two can fall on one day.
pub fn holidays(year: i32, zone: Zone) -> Vec<(Day, Holiday)> {
    let kept = Holiday::ALL.into_iter().filter(|holiday| holiday.is_kept_in(zone));
    let mut days: Vec<_> = kept.filter_map(|holiday| Some((holiday.of_year(year)?, holiday))).collect();
    days.sort_by_key(|(day, _)| *day);
    days
}

/// The holiday of a day, if it is one.
pub fn holiday(day: Day, zone: Zone) -> Option<Holiday> {
    holidays(day.year(), zone).into_iter().find(|(date, _)| *date == day).map(|(_, holiday)| holiday)
}

impl WorkingDays {
    /// Whether a day counts.
    pub fn has(self, day: Day, zone: Zone) -> bool {
        let per_week = match self {
            Self::Ouvres => 5,
            Self::Ouvrables => 6,
        };
        day.0.weekday().number_from_monday() <= per_week && holiday(day, zone).is_none()
    }

    /// The day on which so many have passed since `start`, which does not count; `start` itself when it is none.
    pub fn after(self, start: Day, days: u16, zone: Zone) -> Day {
        (0..days).fold(start, |day, _| self.following(day, zone))
    }

    /// How many have passed since `start`, which does not count, by `end`, which does.
    pub fn between(self, start: Day, end: Day, zone: Zone) -> u16 {
        let passed = (1..=end.since(start)).filter(|n| self.has(start.plus(*n), zone)).count();
        u16::try_from(passed).unwrap_or(u16::MAX)
    }

    fn following(self, day: Day, zone: Zone) -> Day {
        // No week is without one.
        (1..=7).map(|n| day.plus(n)).find(|day| self.has(*day, zone)).unwrap_or(day)
    }
}
