//! The periods a member declares: the days a social body has paid (C-13 … C-20), and the rules P-1 … P-18 they live under.
//! [`check`] is the rule book itself, [`review`] adds what the wizard asks; both are pure and the same on server and in WASM.
mod check;
mod form;
mod model;
mod review;
mod sentence;
mod strip;
mod verdict;

pub use check::{Row, check};
pub use form::{PeriodForm, PreviousStop, gap_value, period_name, suggested_resume};
pub use model::{FutureRule, KnownPeriod, KnownState, PayLevel, Period, PeriodRules, Situation, StopKind};
pub use review::{gap_to_confirm, parse, review, review_row};
pub use sentence::{Code, Field, Sentence};
pub use strip::{DayCell, DayState, Line, Month, Strip, strip};
pub use verdict::{Finding, Verdict};
