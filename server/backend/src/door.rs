//! Forms that anybody may post, and what their browsers keep meanwhile: notes sealed by the server, for which no row is written.
use crate::{Backend, BackendError};
use domain::{
    day::Instant,
    door::{Work, is_believed, rested_after},
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, net::IpAddr, sync::PoisonError};

/// What the note of when a form was shown is about.
const FORM: &str = "public form";
/// So much of a note is worked on: its random beginning, which no two share, and a little more.
const WORKED_ON: usize = 32;
/// So many answers and networks are remembered before those that no longer matter are forgotten.
const REMEMBERED: usize = 100_000;

/// What is remembered of knocks while this process runs. Each process counts for itself, and one started anew begins from nothing: an answer
/// counts once in each, for the hour in which its form is believed.
#[derive(Debug, Default)]
pub(crate) struct Knocks {
    /// Hashes of the answers that counted, and when they did.
    answered: BTreeMap<[u8; 32], Instant>,
    /// When each network that knocked without an answer has all its knocks again.
    rested: BTreeMap<IpAddr, Instant>,
}

impl Knocks {
    /// Takes a knock of that network: whoever did work comes in at once, anybody else at the pace of those without script.
    fn takes(&mut self, work: Work, network: IpAddr, now: Instant) -> bool {
        matches!(work, Work::Done(hash) if self.counts(hash, now)) || self.waits(network, now)
    }

    /// Whether that answer counts: once. Where too many are remembered, none does, and the other pace holds.
    fn counts(&mut self, hash: [u8; 32], now: Instant) -> bool {
        if self.answered.len() >= REMEMBERED {
            self.answered.retain(|_, at| is_believed(*at, now));
        }
        self.answered.len() < REMEMBERED && self.answered.insert(hash, now).is_none()
    }

    /// Whether that network has waited long enough.
    fn waits(&mut self, network: IpAddr, now: Instant) -> bool {
        if self.rested.len() >= REMEMBERED {
            self.rested.retain(|_, rested| *rested > now);
        }
        let rested = rested_after(self.rested.get(&network).copied(), now);
        rested.is_some_and(|rested| {
            self.rested.insert(network, rested);
            true
        })
    }
}

/// What an answer to that note shows.
pub(crate) fn work(note: &str, answer: &str) -> Work {
    Work::of(answer, hash(note, answer))
}

/// The SHA-256 of what is worked on of the note, then of the answer in four bytes, the highest first; `None` of what is no answer.
fn hash(note: &str, answer: &str) -> Option<[u8; 32]> {
    let (note, answer) = (hex::decode(note).ok()?, answer.parse::<u32>().ok()?);
    Some(Sha256::new().chain_update(note.get(..WORKED_ON)?).chain_update(answer.to_be_bytes()).finalize().into())
}

impl Backend {
    /// A note that a public form is shown now; an earlier one is kept for as long as it counts, so that nobody who is asked again waits
    /// anew.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn form_note(&self, earlier: &str) -> Result<String, BackendError> {
        match self.form_shown(earlier) {
            Some(shown) if is_believed(shown, self.now()) => Ok(earlier.to_owned()),
            _ => self.note(FORM, ""),
        }
    }

    /// When the form of that note was shown; `None` when the note is not ours.
    pub(crate) fn form_shown(&self, note: &str) -> Option<Instant> {
        self.noted(FORM, note).map(|(shown, _)| shown)
    }

    /// Takes a knock with that work from that network; whether it comes slowly enough.
    pub(crate) fn takes_knock(&self, work: Work, network: IpAddr) -> bool {
        self.inner.knocks.lock().unwrap_or_else(PoisonError::into_inner).takes(work, network, self.now())
    }

    /// Notes what happens now, for the browser to keep.
    pub(crate) fn note(&self, about: &str, what: &str) -> Result<String, BackendError> {
        self.sealed_note(about, &format!("{}\n{what}", self.now().timestamp_millis()))
    }

    /// Reads such a note: when it was made, and what it says.
    pub(crate) fn noted(&self, about: &str, sealed: &str) -> Option<(Instant, String)> {
        let text = self.opened_note(about, sealed)?;
        let (at, what) = text.split_once('\n')?;
        Some((Instant::from_timestamp_millis(at.parse().ok()?)?, what.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Instant, IpAddr, Knocks, REMEMBERED, Work, work};
    use chrono::TimeDelta;

    /// A note whose first bytes count upwards.
    fn note() -> String {
        hex::encode((0..69).collect::<Vec<u8>>())
    }

    fn now() -> Instant {
        "2026-03-12T14:48:00Z".parse().unwrap()
    }

    fn network(last: u8) -> IpAddr {
        IpAddr::from([203, 0, 113, last])
    }

    #[test]
    fn x22_the_answer_that_the_module_finds_is_right_for_its_note_and_no_other() {
        // Found by `public/kit.js`, beginning at 0.
        let found = "68362";
        assert!(matches!(work(&note(), found), Work::Done(hash) if hash.starts_with(&[0, 0, 0x13, 0x79])));
        assert_eq!(work(&note(), found), work(&note().to_uppercase(), "+068362"), "however it is written, it is one answer");
        assert_eq!(work(&note(), ""), Work::Missing);
        let long = "6".repeat(100_000);
        for wrong in ["68361", "0", "-1", "68362 ", "68362.0", "4294967296", "six", "\u{0}", &long] {
            assert_eq!(work(&note(), wrong), Work::Wrong, "{wrong:.20}");
        }
        for wrong in ["", "00", "zz", &note()[2..], &note()[..62], &long] {
            assert_eq!(work(wrong, found), Work::Wrong, "{wrong:.20}");
        }
    }

    #[test]
    fn x22_an_answer_counts_once_and_after_that_is_as_good_as_none() {
        let (mut knocks, done) = (Knocks::default(), Work::Done([0; 32]));
        assert_eq!((0..20).filter(|_| knocks.takes(done, network(1), now())).count(), 11, "once, then as many as without");
        assert!(!knocks.takes(Work::Missing, network(1), now()));
        assert!(knocks.takes(Work::Missing, network(2), now()), "another network waits for nobody");
        let others = (1..=50).filter(|other| knocks.takes(Work::Done([*other; 32]), network(1), now())).count();
        assert_eq!(others, 50, "whoever works goes on");
    }

    #[test]
    fn x22_what_is_remembered_is_bounded_and_forgotten_with_the_hour() {
        let mut knocks = Knocks::default();
        let answer = |of: usize| {
            let mut hash = [0; 32];
            hash[24..].copy_from_slice(&(of as u64).to_be_bytes());
            hash
        };
        assert!((0..REMEMBERED).all(|of| knocks.counts(answer(of), now())));
        assert!(!knocks.counts(answer(REMEMBERED), now()), "nothing counts that cannot be remembered");
        assert!(knocks.counts(answer(0), now() + TimeDelta::hours(1)), "its form is believed no longer");
        assert_eq!(knocks.answered.len(), 1);
    }
}
