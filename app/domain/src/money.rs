//! Money: whole euro cents, never floating point.
use crate::form::grouped;
use serde::{Deserialize, Serialize};
use std::fmt;

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

#[cfg(test)]
mod tests {
    use super::Cents;

    #[test]
    fn an_amount_reads_as_in_french_print() {
        assert_eq!(Cents(123_456).to_string(), "1\u{202f}234,56\u{a0}€");
        assert_eq!(Cents(5).to_string(), "0,05\u{a0}€");
        assert_eq!(Cents(-100_000_000).to_string(), "−1\u{202f}000\u{202f}000,00\u{a0}€");
    }
}
