//! What insures a person and what it insures: enrolments and credits.
use crate::{day::Day, id::EnrolmentId, money::Cents};
use serde::{Deserialize, Serialize};

/// What a contract covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guarantee {
    /// « Incapacité temporaire de travail ».
    WorkIncapacity,
    /// « Perte d'emploi » (C-17).
    JobLoss,
    /// « Soins de santé » (D-18).
    HealthCare,
}

impl Guarantee {
    /// Every guarantee, in the order shown.
    pub const ALL: [Self; 3] = [Self::WorkIncapacity, Self::JobLoss, Self::HealthCare];

    /// Stable name, as stored and posted.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorkIncapacity => "work_incapacity",
            Self::JobLoss => "job_loss",
            Self::HealthCare => "health_care",
        }
    }

    /// The guarantee of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.as_str() == text)
    }
}

/// A person's place in one contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Which.
    pub id: EnrolmentId,
    /// Contract number, as printed.
    pub contract_number: String,
    /// Certificate number of a group contract, as printed (D-2).
    pub certificate_number: Option<String>,
    /// First day of cover.
    pub effect_from: Day,
    /// Days without benefit at the start of a stop.
    pub waiting_period_days: u32,
    /// Longest time a stop is paid, in days.
    pub max_days: u32,
    /// Part of the instalment that is insured, in basis points (10 000 = 100 %).
    pub quotity_bp: u32,
    /// What is covered.
    pub guarantees: Vec<Guarantee>,
    /// Whether the employer, where there is one, authorises claims online (S-14, S-20).
    pub online_claims: bool,
}

impl Enrolment {
    /// The stops it covers.
    pub fn stops(&self) -> Vec<Guarantee> {
        self.guarantees.iter().copied().filter(|one| *one != Guarantee::HealthCare).collect()
    }

    /// Whether it covers any stop: functions vary with the contract (D-1, X-26).
    pub fn covers_stops(&self) -> bool {
        !self.stops().is_empty()
    }

    /// Whether a stop it covers can be declared online: that varies with what the employer authorises, too (S-14).
    pub fn is_declared_online(&self) -> bool {
        self.online_claims && self.covers_stops()
    }

    /// Whether it covers care, whose expenses may be claimed (D-18), and the employer authorises that online (S-14).
    pub fn covers_care(&self) -> bool {
        self.online_claims && self.guarantees.contains(&Guarantee::HealthCare)
    }

    /// What it is called in one line: the contract's number and, of a group contract, the certificate's.
    pub fn name(&self) -> String {
        match &self.certificate_number {
            Some(certificate) => format!("{} / {certificate}", self.contract_number),
            None => self.contract_number.clone(),
        }
    }
}

/// What the employers behind a member's contracts authorise (S-14, B-50).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorised {
    /// Whether claims may be made online (S-20).
    pub online_claims: bool,
    /// Whether there are dossiers to be followed: what the insurer did of one that was sent, by whomever (B-16), is read, and what it asks
    /// for answered, whatever an employer says.
    pub dossiers: bool,
}

impl Default for Authorised {
    /// Everything: there may be no employer, or nobody who is known.
    fn default() -> Self {
        Self { online_claims: true, dossiers: true }
    }
}

impl Authorised {
    /// What one finds whose contracts each say so: a function is there as soon as one of them has it. `sent` is whether a dossier of theirs
    /// was sent.
    pub fn of(online_claims: &[bool], sent: bool) -> Self {
        let online_claims = online_claims.is_empty() || online_claims.contains(&true);
        Self { online_claims, dossiers: online_claims || sent }
    }
}

/// What of a member's contracts a session shows, where the insurer has them choose (D-11, X-6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All of them: there is nothing to choose.
    All,
    /// The one that was chosen among several.
    Chosen(Box<Enrolment>),
    /// None yet: one of several is to be chosen first.
    Unchosen,
}

impl Shown {
    /// What a session shows of these contracts. A choice that is not among them, or no longer, counts for nothing.
    pub fn of(theirs: Vec<Enrolment>, chosen: Option<EnrolmentId>) -> Self {
        if theirs.len() < 2 {
            return Self::All;
        }
        let one = theirs.into_iter().find(|one| Some(one.id) == chosen);
        one.map_or(Self::Unchosen, |one| Self::Chosen(Box::new(one)))
    }

    /// Whether that contract, and what hangs on it, is shown.
    pub fn has(&self, enrolment: EnrolmentId) -> bool {
        match self {
            Self::All => true,
            Self::Chosen(one) => one.id == enrolment,
            Self::Unchosen => false,
        }
    }
}

/// A credit and the contract that insures it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The insuring contract.
    pub enrolment: Enrolment,
    /// Name of the product.
    pub label: String,
    /// Reference, as printed.
    pub reference: String,
    /// Monthly instalment.
    pub instalment: Cents,
    /// Next due date.
    pub next_due: Day,
    /// What is left to pay.
    pub outstanding: Cents,
    /// Day of the month on which the instalment is due, 1 to 31; the last one of a month that is shorter.
    pub due_day: u32,
    /// Last due date.
    pub ends_on: Day,
}

/// The next due date on or after `today` for instalments due on `due_day` of each month, or on the last day of a month that is shorter.
pub fn next_due(today: Day, due_day: u32) -> Day {
    let is_due = |day: &Day| day.day_of_month() == due_day || (day.day_of_month() < due_day && day.plus(1).day_of_month() == 1);
    (0..62).map(|n| today.plus(n)).find(is_due).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::{Authorised, Day, Enrolment, EnrolmentId, Guarantee, Shown, next_due};
    use uuid::Uuid;

    fn contract(number: u128) -> Enrolment {
        Enrolment {
            id: EnrolmentId(Uuid::from_u128(number)),
            contract_number: number.to_string(),
            certificate_number: Some("0071402".to_owned()),
            effect_from: Day::parse("2024-01-01").unwrap(),
            waiting_period_days: 30,
            max_days: 1095,
            quotity_bp: 10_000,
            guarantees: Vec::new(),
            online_claims: true,
        }
    }

    #[test]
    fn d11_one_of_several_is_chosen_and_there_is_nothing_to_choose_among_none_or_one() {
        let (first, second) = (contract(104_233), contract(104_871));
        assert_eq!(Shown::of(Vec::new(), Some(first.id)), Shown::All);
        assert_eq!(Shown::of(vec![first.clone()], None), Shown::All);
        let both = || vec![first.clone(), second.clone()];
        assert_eq!(Shown::of(both(), None), Shown::Unchosen);
        assert_eq!(Shown::of(both(), Some(contract(1).id)), Shown::Unchosen, "not theirs");
        let shown = Shown::of(both(), Some(second.id));
        assert!(shown.has(second.id) && !shown.has(first.id));
        assert!(Shown::All.has(first.id) && !Shown::Unchosen.has(first.id));
        assert_eq!(second.name(), "104871 / 0071402");
    }

    #[test]
    fn s14_b16_an_employer_takes_claims_online_away_and_another_gives_them_back() {
        let all = Authorised::default();
        assert!(all.online_claims && all.dossiers);
        assert_eq!([Authorised::of(&[], false), Authorised::of(&[false, true], false)], [all, all]);
        let nothing = Authorised { online_claims: false, dossiers: false };
        assert_eq!([Authorised::of(&[false], false), Authorised::of(&[false, false], false)], [nothing, nothing]);
        let followed = Authorised { dossiers: true, ..nothing };
        assert_eq!(Authorised::of(&[false], true), followed, "what was sent is followed all the same (B-16)");
        let insured = Enrolment { guarantees: vec![Guarantee::WorkIncapacity], ..contract(1) };
        assert!(insured.is_declared_online());
        assert!(!Enrolment { online_claims: false, ..insured }.is_declared_online());
    }

    #[test]
    fn c4_an_instalment_due_on_the_last_days_of_a_month_is_due_in_every_month() {
        let due = |today: &str, due_day| next_due(Day::parse(today).unwrap(), due_day).iso();
        assert_eq!([due("2026-03-12", 5), due("2026-03-05", 5)], ["2026-04-05", "2026-03-05"]);
        assert_eq!([due("2026-02-12", 31), due("2026-03-01", 31), due("2026-04-12", 30)], ["2026-02-28", "2026-03-31", "2026-04-30"]);
        assert_eq!(due("2026-12-31", 30), "2027-01-30");
    }
}
