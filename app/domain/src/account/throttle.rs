//! How guessing a password slows down (trust.md 6.2; CNIL 2022-100, case 2).
use crate::day::Instant;
use chrono::TimeDelta;

/// Tries older than this no longer count.
pub const REMEMBERED: TimeDelta = TimeDelta::hours(1);
/// From this many wrong tries on, the next one waits: 1 second, then twice as long each time.
const SLOWED: u32 = 5;
/// From this many on, it waits [`LOCK`].
const LOCKED: u32 = 10;
const LOCK: TimeDelta = TimeDelta::minutes(15);
/// The longest that a try waits before they are so many.
const SLOWEST: TimeDelta = TimeDelta::seconds(1 << (LOCKED - SLOWED - 1));

/// When the next try may be made, after wrong ones at these moments, oldest first; `None` when at once.
pub fn next_try(wrong: &[Instant]) -> Option<Instant> {
    let last = *wrong.last()?;
    let recent = wrong.iter().filter(|at| **at > last - REMEMBERED).count();
    match u32::try_from(recent).unwrap_or(u32::MAX) {
        0..SLOWED => None,
        recent @ SLOWED..LOCKED => Some(last + TimeDelta::seconds(1 << (recent - SLOWED))),
        _ => Some(last + LOCK),
    }
}

/// Whether the try after that many wrong ones of the last hour locks, for the first time or again: the person is told by mail how to
/// unlock. As the next try waits for a quarter of an hour then, these are four mails an hour at most.
pub fn locks(wrong: usize) -> bool {
    u32::try_from(wrong + 1).is_ok_and(|tries| tries >= LOCKED)
}

/// Whether a wait until then is so long that a try has locked, and a mail helps. The last moments of a lock are as short as any other wait.
pub fn is_locked(next: Instant, now: Instant) -> bool {
    next - now > SLOWEST
}

/// Whole minutes to wait until then, at least one.
pub fn minutes_until(next: Instant, now: Instant) -> i64 {
    ((next - now).num_seconds() + 59).div_euclid(60).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Instant, TimeDelta, is_locked, locks, minutes_until, next_try};

    /// Seconds to wait after the last of that many tries, `apart` seconds from each other.
    fn wait(tries: i64, apart: i64) -> Option<i64> {
        let first = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        let wrong: Vec<Instant> = (0..tries).map(|n| first + TimeDelta::seconds(n * apart)).collect();
        next_try(&wrong).map(|next| (next - wrong[wrong.len() - 1]).num_seconds())
    }

    #[test]
    fn the_fifth_wrong_try_slows_the_next_and_the_tenth_locks_for_a_quarter_of_an_hour() {
        let waits: Vec<Option<i64>> = (0..12).map(|tries| wait(tries, 10)).collect();
        let expected = [None, None, None, None, None, Some(1), Some(2), Some(4), Some(8), Some(16), Some(900), Some(900)];
        assert_eq!(waits, expected);
        assert_eq!((0..12).filter(|wrong| locks(*wrong)).collect::<Vec<_>>(), [9, 10, 11], "each lock is told, not only the first");
    }

    #[test]
    fn only_who_is_locked_out_is_told_of_a_mail() {
        let now = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        let locked = |seconds: i64| is_locked(now + TimeDelta::seconds(seconds), now);
        assert!([1, 2, 4, 8, 16].into_iter().all(|slow| !locked(slow)));
        assert!(locked(17) && locked(900));
    }

    #[test]
    fn what_is_left_to_wait_is_told_in_whole_minutes() {
        let now = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        let told: Vec<i64> = [0, 1, 60, 61, 900].iter().map(|seconds| minutes_until(now + TimeDelta::seconds(*seconds), now)).collect();
        assert_eq!(told, [1, 1, 1, 2, 15]);
    }

    #[test]
    fn tries_of_more_than_an_hour_ago_no_longer_count() {
        assert_eq!(wait(10, 15 * 60), None, "four in the last hour");
        assert_eq!(wait(10, 13 * 60), Some(1), "five");
    }
}
