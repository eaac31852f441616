//! Money: whole euro cents, never floating point.
use crate::form::grouped;
use serde::{Deserialize, Serialize};
use std::{fmt, iter};

/// An amount in euro cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl fmt::Display for Cents {
    /// « 1 234,56 € » with narrow no-break spaces between thousands and a no-break space before the sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, cents) = (if self.0 < 0 { "−" } else { "" }, self.0.unsigned_abs());
        write!(f, "{sign}{},{:02}\u{a0}€", grouped(cents / 100), cents % 100)
    }
}

impl iter::Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

/// A part of a whole, in basis points: 10 000 are all of it, and there are no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Share(u32);

impl TryFrom<u32> for Share {
    type Error = &'static str;
    fn try_from(basis_points: u32) -> Result<Self, &'static str> {
        (basis_points <= Self::WHOLE).then_some(Self(basis_points)).ok_or("a part is 10000 basis points at most")
    }
}

impl From<Share> for u32 {
    fn from(share: Share) -> Self {
        share.0
    }
}

impl Share {
    /// Basis points of a whole.
    pub const WHOLE: u32 = 10_000;

    /// Its basis points.
    pub fn basis_points(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Share {
    /// « 50 % », « 33,33 % », with a no-break space before the sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}\u{a0}%"),
            tenths if tenths.is_multiple_of(10) => write!(f, "{whole},{}\u{a0}%", tenths / 10),
            _ => write!(f, "{whole},{rest:02}\u{a0}%"),
        }
    }
}

/// The quotient in cents, rounded half up; `divisor` is above 0. What no amount can hold is the largest there is.
pub(crate) fn half_up(dividend: i128, divisor: i128) -> Cents {
    Cents(i64::try_from((2 * dividend + divisor).div_euclid(2 * divisor)).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Cents, Share, half_up};

    #[test]
    fn an_amount_reads_as_in_french_print() {
        assert_eq!(Cents(123_456).to_string(), "1\u{202f}234,56\u{a0}€");
        assert_eq!(Cents(5).to_string(), "0,05\u{a0}€");
        assert_eq!(Cents(-100_000_000).to_string(), "−1\u{202f}000\u{202f}000,00\u{a0}€");
    }

    #[test]
    fn a_part_reads_as_in_french_print_and_is_never_over_the_whole() {
        let read = |basis_points: u32| Share::try_from(basis_points).map(|share| share.to_string().replace('\u{a0}', " "));
        assert_eq!([5000, 3333, 750, 5, 0, 10_000].map(|bp| read(bp).unwrap()), ["50 %", "33,33 %", "7,5 %", "0,05 %", "0 %", "100 %"]);
        assert!(read(10_001).is_err());
    }

    #[test]
    fn half_a_cent_goes_up() {
        assert_eq!([(5, 10), (4, 10), (14, 10), (15, 10), (0, 3)].map(|(n, d)| half_up(n, d).0), [1, 0, 1, 2, 0]);
    }
}
