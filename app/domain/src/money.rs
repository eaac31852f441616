//! Money: whole cents, never floating point.
use crate::form::grouped;
use serde::{Deserialize, Serialize};
use std::{fmt, iter, ops::RangeInclusive};

/// An amount in cents, of euros unless something else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// What is paid with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Currency {
    /// In France.
    #[default]
    Euro,
    /// In Canada.
    Dollar,
}

impl Currency {
    /// Its sign.
    pub const fn sign(self) -> char {
        match self {
            Self::Euro => '€',
            Self::Dollar => '$',
        }
    }
}

impl fmt::Display for Cents {
    /// In euros, as [`Cents::worded`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.worded(Currency::Euro))
    }
}

impl Cents {
    /// Reads « 1 234,56 € », « 45.50 $ » or « 45 », as people write amounts that are no debt; `None` when it is none, or over ten million.
    pub fn parse(typed: &str) -> Option<Self> {
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.trim_matches(['€', '$']);
        let (whole, cents) = text.split_once([',', '.']).unwrap_or((text, "00"));
        let digits = |text: &str, lengths: RangeInclusive<usize>| lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let shaped = digits(whole, 1..=7) && digits(cents, 2..=2);
        shaped.then(|| format!("{whole}{cents}").parse().ok().map(Self)).flatten()
    }

    /// « 1 234,56 € » with narrow no-break spaces between thousands and a no-break space before the sign.
    pub fn worded(self, currency: Currency) -> String {
        let (sign, cents) = (if self.0 < 0 { "−" } else { "" }, self.0.unsigned_abs());
        format!("{sign}{},{:02}\u{a0}{}", grouped(cents / 100), cents % 100, currency.sign())
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
    /// All of it.
    pub const ALL: Self = Self(Self::WHOLE);
    /// Half of it.
    pub const HALF: Self = Self(Self::WHOLE / 2);

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
    use super::{Cents, Currency, Share, half_up};

    #[test]
    fn an_amount_reads_as_in_french_print() {
        assert_eq!(Cents(123_456).to_string(), "1\u{202f}234,56\u{a0}€");
        assert_eq!(Cents(5).to_string(), "0,05\u{a0}€");
        assert_eq!(Cents(-100_000_000).to_string(), "−1\u{202f}000\u{202f}000,00\u{a0}€");
        assert_eq!(Cents(4_550).worded(Currency::Dollar), "45,50\u{a0}$");
    }

    #[test]
    fn b11_d18_an_amount_is_read_as_people_write_it() {
        let right = [(" 1\u{202f}234,56\u{a0}€ ", 123_456), ("7.05", 705), ("45,50 $", 4_550), ("$45.50", 4_550), ("45", 4_500), ("0", 0)];
        for (typed, cents) in right {
            assert_eq!(Cents::parse(typed), Some(Cents(cents)), "{typed}");
        }
        for bad in ["1,5", "-3", "1e3", "12345678", "1,234,56", "", "€", "<b>", "4$50", "4€50", "+3", "٣"] {
            assert_eq!(Cents::parse(bad), None, "{bad}");
        }
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
