//! Where the time comes from: the machine, or a start handed in for demonstrations and tests.
use chrono::{NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use domain::{
    day::{Day, Instant},
    reach::by_day,
};
use std::sync::{Arc, Mutex};

/// A source of time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    Real,
    /// The machine's, shifted: started at another time, then ticking.
    Shifted(TimeDelta),
    /// Stands still until it is moved; for tests.
    Held(Arc<Mutex<Instant>>),
}

impl Clock {
    /// A clock that shows `start` now and ticks from there.
    pub fn starting_at(start: Instant) -> Self {
        Self::Shifted(start - machine_now())
    }

    /// A clock that stands still at `start`.
    pub fn held_at(start: Instant) -> Self {
        Self::Held(Arc::new(Mutex::new(start)))
    }

    /// The machine's own time, for comparing with what the file system says.
    pub fn machine(&self) -> Instant {
        machine_now()
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        match self {
            Self::Real => machine_now(),
            Self::Shifted(by) => machine_now() + *by,
            Self::Held(at) => *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
fn machine_now() -> Instant {
    Utc::now()
}

/// The civil day in Paris at that instant (P-17).
pub fn paris_day(at: Instant) -> Day {
    Day(at.with_timezone(&chrono_tz::Europe::Paris).date_naive())
}

/// When that day begins in Paris, where clocks change later at night.
pub fn paris_midnight(day: Day) -> Instant {
    of_paris(day.0.and_time(NaiveTime::MIN))
}

/// As soon as anybody may be told by SMS of what can wait: at that moment by day in Paris, in the morning after it at night.
pub fn paris_daytime(at: Instant) -> Instant {
    let local = at.with_timezone(&chrono_tz::Europe::Paris).naive_local();
    let leaves = by_day(local);
    if leaves == local { at } else { of_paris(leaves) }
}

fn of_paris(local: NaiveDateTime) -> Instant {
    let zoned = chrono_tz::Europe::Paris.from_local_datetime(&local).earliest();
    zoned.map_or_else(|| local.and_utc(), |zoned| zoned.with_timezone(&Utc))
}

/// What is done once a day is done from then on, after midnight in Paris: nobody is written to at night.
pub const MORNING: TimeDelta = TimeDelta::hours(9);

/// « 12 mars 2026 à 15 h 48 », in Paris.
pub fn paris_text(at: Instant) -> String {
    let local = at.with_timezone(&chrono_tz::Europe::Paris);
    format!("{} à\u{a0}{}", Day(local.date_naive()), local.format("%-H\u{a0}h\u{a0}%M"))
}

#[cfg(test)]
mod tests {
    use super::{paris_day, paris_daytime, paris_midnight, paris_text};

    #[test]
    fn p17_the_day_is_the_one_in_paris_on_both_sides_of_the_clock_change() {
        for (utc, day) in [
            ("2025-12-31T22:59:59Z", "2025-12-31"),
            ("2025-12-31T23:30:00Z", "2026-01-01"),
            ("2026-03-28T22:59:59Z", "2026-03-28"),
            ("2026-03-28T23:00:00Z", "2026-03-29"),
            ("2026-06-30T21:59:59Z", "2026-06-30"),
            ("2026-06-30T22:00:00Z", "2026-07-01"),
            ("2026-10-25T22:30:00Z", "2026-10-25"),
            ("2026-10-25T23:00:00Z", "2026-10-26"),
        ] {
            assert_eq!(paris_day(utc.parse().unwrap()).iso(), day, "{utc}");
        }
    }

    #[test]
    fn p17_a_day_begins_at_midnight_in_paris_in_winter_and_in_summer() {
        for (day, utc) in
            [("2026-01-01", "2025-12-31T23:00:00Z"), ("2026-03-29", "2026-03-28T23:00:00Z"), ("2026-07-01", "2026-06-30T22:00:00Z")]
        {
            assert_eq!(paris_midnight(day.to_owned().try_into().unwrap()), utc.parse::<domain::day::Instant>().unwrap(), "{day}");
        }
    }

    #[test]
    fn y1_what_can_wait_is_told_by_day_in_paris_in_winter_in_summer_and_where_clocks_change() {
        for (written, leaves) in [
            ("2026-03-12T06:59:59Z", "2026-03-12T07:00:00Z"),
            ("2026-03-12T07:00:00Z", "2026-03-12T07:00:00Z"),
            ("2026-03-12T18:59:59Z", "2026-03-12T18:59:59Z"),
            ("2026-03-12T19:00:00Z", "2026-03-13T07:00:00Z"),
            ("2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z"),
            ("2026-07-01T17:59:59Z", "2026-07-01T17:59:59Z"),
            ("2026-07-01T18:00:00Z", "2026-07-02T06:00:00Z"),
            ("2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z"),
        ] {
            let told = paris_daytime(written.parse().unwrap());
            assert_eq!(told, leaves.parse::<domain::day::Instant>().unwrap(), "{written}");
        }
    }

    #[test]
    fn an_instant_is_worded_in_paris_time() {
        let text = paris_text("2026-03-12T14:48:00Z".parse().unwrap());
        assert_eq!(text.replace('\u{a0}', " "), "12 mars 2026 à 15 h 48");
    }
}
