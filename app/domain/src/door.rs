//! Forms that anybody may post: whether a person does is told without asking a third party, by a field that only programs fill in
//! and by the time since the form was shown.
use crate::{account::link_works, day::Instant};
use chrono::TimeDelta;

/// Nobody reads and types faster.
const FASTEST: TimeDelta = TimeDelta::seconds(2);
/// A form shown longer ago says nothing of who posts it.
const OLDEST: TimeDelta = TimeDelta::hours(1);

/// Whether a form shown then still says something of who posts it.
pub fn is_believed(shown: Instant, now: Instant) -> bool {
    link_works(shown, shown + OLDEST, now)
}

/// Whether a person seems to post a form shown at that moment, whose hidden field came back so.
pub fn is_person(hidden: &str, shown: Option<Instant>, now: Instant) -> bool {
    hidden.is_empty() && shown.is_some_and(|shown| is_believed(shown, now) && now - shown >= FASTEST)
}

#[cfg(test)]
mod tests {
    use super::{Instant, TimeDelta, is_person};

    #[test]
    fn x22_a_person_takes_two_seconds_at_least_an_hour_at_most_and_leaves_what_they_do_not_see_empty() {
        let now: Instant = "2026-03-12T14:48:00Z".parse().unwrap();
        let after = |seconds: i64| is_person("", Some(now - TimeDelta::seconds(seconds)), now);
        assert!(after(2) && after(3_599));
        assert!(!after(1) && !after(3_700) && !is_person("", None, now));
        assert!(!is_person("https://example.org", Some(now - TimeDelta::seconds(9)), now));
    }
}
