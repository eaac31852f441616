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
}

impl Guarantee {
    /// Every guarantee, in the order shown.
    pub const ALL: [Self; 2] = [Self::WorkIncapacity, Self::JobLoss];

    /// Stable name, as stored and posted.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorkIncapacity => "work_incapacity",
            Self::JobLoss => "job_loss",
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
    /// Day of the month on which the instalment is due, 1 to 28.
    pub due_day: u32,
    /// Last due date.
    pub ends_on: Day,
}

/// The next due date on or after `today` for instalments due on `due_day` of each month (1 to 28).
pub fn next_due(today: Day, due_day: u32) -> Day {
    (0..62).map(|n| today.plus(n)).find(|day| day.day_of_month() == due_day.clamp(1, 28)).unwrap_or(today)
}
