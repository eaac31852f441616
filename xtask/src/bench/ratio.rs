//! Two things measured in turn, round by round, and whether their ratio is what is aimed at.

use std::fmt;

use super::{Series, keep};
use crate::outcome::Outcome;
use crate::place::Place;

/// What a ratio should be.
#[derive(Clone, Copy)]
pub enum Aim {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Aim {
    fn met_by(self, ratio: f64) -> bool {
        match self {
            Self::AtLeast(aim) => ratio >= aim,
            Self::AtMost(aim) => ratio <= aim,
        }
    }
}

impl fmt::Display for Aim {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(aim) => write!(out, ">= {aim}"),
            Self::AtMost(aim) => write!(out, "<= {aim}"),
        }
    }
}

/// What was measured, and what it is compared with: one pair a round.
pub struct Comparison {
    name: &'static str,
    ours: Series,
    base: Series,
    ratios: Series,
    aim: Aim,
}

impl Comparison {
    /// Takes the pairs in any order, what was measured before what it is compared with.
    pub fn new(name: &'static str, pairs: &[(f64, f64)], aim: Aim) -> Self {
        let of = |value: fn(&(f64, f64)) -> f64| Series::new(name, pairs.iter().map(value).collect());
        Self { name, ours: of(|pair| pair.0), base: of(|pair| pair.1), ratios: of(|pair| pair.0 / pair.1), aim }
    }

    /// The ratio of the median round.
    fn ratio(&self) -> f64 {
        self.ratios.percentile(50)
    }

    fn is_met(&self) -> bool {
        self.aim.met_by(self.ratio())
    }

    /// What was measured and what it is compared with, in the median rounds; their ratio, its least and its greatest.
    fn figures(&self) -> [f64; 5] {
        let ratio = |percent| self.ratios.percentile(percent);
        [self.ours.percentile(50), self.base.percentile(50), self.ratio(), ratio(0), ratio(100)]
    }

    fn line(&self) -> String {
        let [ours, base, ratio, min, max] = self.figures();
        let verdict = if self.is_met() { "met" } else { "missed" };
        format!("{:<40}{ours:>9.2}{base:>9.2}{ratio:>9.2}{min:>9.2}{max:>9.2}   {} {verdict}", self.name, self.aim)
    }

    fn json(&self) -> String {
        let [ours, base, ratio, min, max] = self.figures();
        let (name, aim, met) = (self.name, self.aim, self.is_met());
        format!(
            r#"{{"name": "{name}", "measured": {ours:.3}, "against": {base:.3}, "ratio": {ratio:.3}, "min": {min:.3}, "max": {max:.3}, "aim": "{aim}", "met": {met}}}"#
        )
    }
}

/// Prints the comparisons as a table (medians of the rounds) and keeps them in `target/bench/NAME-ratios.json`.
///
/// # Errors
/// When the file cannot be written.
pub fn report(place: &Place, name: &str, comparisons: &[Comparison]) -> Outcome {
    println!("\n{:<40}{:>9}{:>9}{:>9}{:>9}{:>9}   aim", name, "measured", "against", "ratio", "min", "max");
    for one in comparisons {
        println!("{}", one.line());
    }
    keep(place, &format!("{name}-ratios"), &comparisons.iter().map(Comparison::json).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_the_one_of_the_median_round_and_not_of_the_medians() {
        let compared = Comparison::new("x", &[(10.0, 20.0), (9.0, 10.0), (30.0, 30.0)], Aim::AtLeast(0.95));
        assert_eq!(format!("{:.1}", compared.ratio()), "0.9");
        assert!(!compared.is_met());
        assert_eq!(compared.line().split_whitespace().collect::<Vec<_>>().join(" "), "x 10.00 20.00 0.90 0.50 1.00 >= 0.95 missed");
        assert!(compared.json().ends_with(r#""aim": ">= 0.95", "met": false}"#));
    }

    #[test]
    fn an_aim_reached_exactly_is_met_and_one_not_measured_is_not() {
        assert!(Aim::AtLeast(0.95).met_by(0.95) && Aim::AtMost(2.0).met_by(2.0));
        assert!(!Aim::AtLeast(0.95).met_by(0.94) && !Aim::AtMost(2.0).met_by(2.01));
        assert!(!Comparison::new("x", &[], Aim::AtMost(2.0)).is_met());
    }
}
