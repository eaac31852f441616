//! Leaving (A-11, G-2 … G-4, R-26): what goes at once, what goes after the days in which one may come back, what stays, why and until
//! when.
use crate::day::{Day, Instant};
use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};

/// The profile's `[retention]` table (G-4): how long things are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Days in which a closed account may be opened again; it is erased after them.
    pub leave_days: u32,
    /// Years for which a decided dossier and its documents are kept after what was last done in it (prescription, then archive).
    pub claim_years: u32,
    /// Years for which the acceptance of terms is kept after a member left (S-8).
    pub acceptance_years: u32,
    /// Years for which accounts keep payments, also those of dossiers that are gone.
    pub payment_years: u32,
    /// Months after which a request being written that nobody touches is deleted.
    pub draft_months: u32,
    /// Months after which what was given for a document that is asked for, and never sent, is deleted.
    pub deposit_months: u32,
    /// Days for which the row of a message that left, or never will, is kept.
    pub outbox_days: u32,
    /// Months for which the audit keeps who signed in.
    pub security_months: u32,
    /// Months for which a message to the desk is kept: as long as what it is about can be disputed.
    pub message_months: u32,
    /// Months for which a request to be called back is kept.
    pub callback_months: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            leave_days: 8,
            claim_years: 5,
            acceptance_years: 5,
            payment_years: 10,
            draft_months: 12,
            deposit_months: 12,
            outbox_days: 90,
            security_months: 12,
            message_months: 24,
            callback_months: 6,
        }
    }
}

impl Retention {
    /// How long a closed account may be opened again.
    pub fn leave(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.leave_days))
    }

    /// The moment before which something that is kept for so many months was last needed.
    pub fn months_before(now: Instant, months: u32) -> Instant {
        now.checked_sub_months(Months::new(months)).unwrap_or(now)
    }

    /// The same for so many years; for more than the calendar has, a moment before anything was.
    pub fn years_before(now: Instant, years: u32) -> Instant {
        now.checked_sub_months(Months::new(years.saturating_mul(12))).unwrap_or_default()
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        match () {
            () if !(1..=30).contains(&self.leave_days) => Some("`retention.leave_days` must be from 1 to 30"),
            () if self.claim_years < 2 => Some("`retention.claim_years` is under 2, the prescription of insurance claims"),
            () if self.payment_years < 10 => Some("`retention.payment_years` is under 10, for which accounts keep what was paid"),
            () if [self.draft_months, self.deposit_months, self.outbox_days, self.message_months, self.callback_months].contains(&0)
                || self.security_months < 6 =>
            {
                Some("`retention` deletes what is still needed: months and days are at least 1, `security_months` at least 6")
            }
            () => None,
        }
    }
}

/// What some members have, and leaving erases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goes {
    /// The second step of signing in, with its recovery codes.
    SecondStep,
    /// Passkeys.
    Passkeys,
    /// A hint of the password, with the question before it.
    Hint,
    /// A request being written.
    Draft,
    /// Messages to the desk.
    Messages,
    /// Where they chose to hear of payments.
    Notices,
    /// What they asked to have corrected.
    Corrections,
}

/// What leaving means for one member, told before they decide (G-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Last day on which they may come back.
    pub until: Day,
    /// Whether they have an address, to which the link goes by which they do; else they call.
    pub by_mail: bool,
    /// What goes besides the sign-in and the addresses, where there is any.
    pub goes: Vec<Goes>,
    /// Whether a dossier is under way: it goes on by mail and telephone (G-3).
    pub under_way: bool,
    /// Until when sent requests are kept at the latest, when there are any; those under way longer.
    pub claims_until: Option<Day>,
    /// Until when accounts keep payments at the latest, when there are any.
    pub payments_until: Option<Day>,
    /// Until when the acceptance of terms is kept, when there is one.
    pub acceptance_until: Option<Day>,
    /// Months for which the journal keeps who signed in; the rest of it has no end.
    pub sign_in_months: u32,
}

#[cfg(test)]
mod tests {
    use super::{Instant, Retention};

    #[test]
    fn g4_the_defaults_are_those_of_the_table_and_less_than_needed_is_refused() {
        let default = Retention::default();
        assert_eq!((default.leave_days, default.claim_years, default.draft_months, default.outbox_days), (8, 5, 12, 90));
        assert_eq!((default.message_months, default.callback_months, default.deposit_months), (24, 6, 12));
        assert_eq!((default.acceptance_years, default.payment_years), (5, 10));
        assert_eq!(default.problem(), None);
        let wrong = [
            Retention { leave_days: 0, ..Retention::default() },
            Retention { leave_days: 31, ..Retention::default() },
            Retention { claim_years: 1, ..Retention::default() },
            Retention { payment_years: 9, ..Retention::default() },
            Retention { draft_months: 0, ..Retention::default() },
            Retention { deposit_months: 0, ..Retention::default() },
            Retention { message_months: 0, ..Retention::default() },
            Retention { security_months: 5, ..Retention::default() },
        ];
        assert!(wrong.iter().all(|retention| retention.problem().is_some()));
    }

    #[test]
    fn months_and_years_are_those_of_the_calendar() {
        let now = "2026-03-31T10:00:00Z".parse::<Instant>().unwrap();
        assert_eq!(Retention::months_before(now, 1).to_string(), "2026-02-28 10:00:00 UTC");
        assert_eq!(Retention::years_before(now, 5).to_string(), "2021-03-31 10:00:00 UTC");
        assert_eq!(Retention::years_before(now, u32::MAX).to_string(), "1970-01-01 00:00:00 UTC", "nothing is as old as that");
    }
}
