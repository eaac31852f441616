//! How much work reading a PDF may make. An honest file has each of its bytes read a few times; in a hostile one thousands of objects
//! cover each other, and reading it takes hours. The reader cannot be stopped from outside, so it charges what it does, and gives up.
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    time::{Duration, Instant},
};

thread_local! {
    /// What is left for the reading under way: a PDF is read on one thread.
    static LEFT: Cell<Option<Budget>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
struct Budget {
    bytes: usize,
    until: Instant,
}

/// Runs `read`, which may charge so many bytes in so much time; `None` when it gave up.
pub(super) fn within<T>(bytes: usize, patience: Duration, read: impl FnOnce() -> T) -> Option<T> {
    LEFT.set(Some(Budget { bytes, until: now() + patience }));
    let done = catch_unwind(AssertUnwindSafe(read)).ok();
    LEFT.set(None);
    done
}

/// Takes so many bytes off what is left for the reading under way; gives it up when there are not so many, or time is over.
pub(super) fn charge(bytes: usize) {
    let Some(budget) = LEFT.get() else { return };
    match budget.bytes.checked_sub(bytes) {
        Some(left) if now() < budget.until => LEFT.set(Some(Budget { bytes: left, ..budget })),
        _ => resume_unwind(Box::new("too much work")),
    }
}

#[expect(clippy::disallowed_methods, reason = "measures how long a file is read, whatever the time of day")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::{Duration, charge, within};

    #[test]
    fn work_over_the_budget_is_given_up_and_the_next_begins_anew() {
        let minute = Duration::from_mins(1);
        let work = || (0..3).for_each(|_| charge(10));
        assert_eq!((within(30, minute, work), within(29, minute, work), within(30, minute, work)), (Some(()), None, Some(())));
        assert_eq!(within(30, Duration::ZERO, work), None, "no time");
        work();
    }
}
