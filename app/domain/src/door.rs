//! Forms that anybody may post: whether a person does is told without asking a third party, by a field that only programs fill in,
//! by the time since the form was shown and, where script is on, by work that a page does by itself.
use crate::{account::link_works, day::Instant};
use chrono::TimeDelta;

/// Nobody reads and types faster.
const FASTEST: TimeDelta = TimeDelta::seconds(2);
/// A form shown longer ago says nothing of who posts it.
const OLDEST: TimeDelta = TimeDelta::hours(1);
/// Knocks that a network has at once without work done for them.
const UNWORKED: i32 = 10;
/// After those, one each so long.
const EVERY: TimeDelta = TimeDelta::seconds(10);

/// What a posted form shows of the work that its page does where script is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// None: there is no script.
    Missing,
    /// Done, with that hash.
    Done([u8; 32]),
    /// An answer that is none.
    Wrong,
}

impl Work {
    /// What the answer posted shows, whose SHA-256 with the form's note is that; `None` where they have none. Enough begins with 16 zero
    /// bits: 65,536 tries on average.
    pub fn of(answer: &str, hash: Option<[u8; 32]>) -> Self {
        match hash {
            _ if answer.is_empty() => Self::Missing,
            Some(hash) if hash.starts_with(&[0, 0]) => Self::Done(hash),
            _ => Self::Wrong,
        }
    }
}

/// When a network that knocks now without work has all its knocks again, having them at `rested` before; `None` when it knocks too fast:
/// ten times at once, then every ten seconds.
pub fn rested_after(rested: Option<Instant>, now: Instant) -> Option<Instant> {
    // What lies further ahead was noted before the clock was set back.
    let rested = rested.filter(|rested| (now..=now + EVERY * UNWORKED).contains(rested)).unwrap_or(now) + EVERY;
    (rested <= now + EVERY * UNWORKED).then_some(rested)
}

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
    use super::{Instant, TimeDelta, Work, is_person, rested_after};

    #[test]
    fn x22_work_is_done_when_the_hash_begins_with_sixteen_zero_bits_and_missing_where_nothing_is_posted() {
        let mut hash = [0xff; 32];
        assert_eq!(Work::of("7", Some(hash)), Work::Wrong);
        hash[0] = 0;
        hash[1] = 1;
        assert_eq!(Work::of("7", Some(hash)), Work::Wrong, "fifteen");
        hash[1] = 0;
        assert_eq!(Work::of("7", Some(hash)), Work::Done(hash));
        assert_eq!(Work::of("", Some(hash)), Work::Missing);
        assert_eq!((Work::of("", None), Work::of("seven", None)), (Work::Missing, Work::Wrong));
    }

    #[test]
    fn x22_without_work_a_network_knocks_ten_times_at_once_then_every_ten_seconds() {
        let (mut now, mut rested): (Instant, Option<Instant>) = ("2026-03-12T14:48:00Z".parse().unwrap(), None);
        let mut knocks = |after: i64| {
            now += TimeDelta::seconds(after);
            let next = rested_after(rested, now);
            rested = next.or(rested);
            next.is_some()
        };
        assert_eq!((0..20).filter(|_| knocks(0)).count(), 10);
        assert!(!knocks(9) && knocks(1) && !knocks(1), "one each ten seconds");
        assert_eq!((0..100).filter(|_| knocks(1)).count(), 10);
        assert!(knocks(101));
        assert_eq!((0..20).filter(|_| knocks(0)).count(), 9, "rested");
        assert!(knocks(-3_600), "a clock set back locks nobody out");
    }

    #[test]
    fn x22_a_person_takes_two_seconds_at_least_an_hour_at_most_and_leaves_what_they_do_not_see_empty() {
        let now: Instant = "2026-03-12T14:48:00Z".parse().unwrap();
        let after = |seconds: i64| is_person("", Some(now - TimeDelta::seconds(seconds)), now);
        assert!(after(2) && after(3_599));
        assert!(!after(1) && !after(3_700) && !is_person("", None, now));
        assert!(!is_person("https://example.org", Some(now - TimeDelta::seconds(9)), now));
    }
}
