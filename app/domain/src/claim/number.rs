//! Numbers people read on the phone: `D26-004187-3` is a dossier, `PR-26-000718-4` a request, `CO-26-000012-4` what completes one,
//! `ME-26-000052-8` a message, `RA-26-000052-8` a callback, `RG-26-000052-8` a payment, `VI-26-000052-8` a file of payments. They
//! say nothing of the illness; the last figure catches a mistyped one.

/// What a number names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// A dossier.
    Claim,
    /// One sending of it.
    Request,
    /// A message to the desk (S-56).
    Message,
    /// A request to be called back.
    Callback,
    /// What the desk asks for to complete a dossier (M-15).
    Complement,
    /// A payment, or the counter-entry of one (B-12, B-13).
    Payment,
    /// A file of payments for the bank.
    PaymentFile,
}

impl NumberKind {
    /// Stable name, also of its counter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Request => "request",
            Self::Message => "message",
            Self::Callback => "callback",
            Self::Complement => "complement",
            Self::Payment => "payment",
            Self::PaymentFile => "payment_file",
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            Self::Claim => "D",
            Self::Request => "PR-",
            Self::Message => "ME-",
            Self::Callback => "RA-",
            Self::Complement => "CO-",
            Self::Payment => "RG-",
            Self::PaymentFile => "VI-",
        }
    }
}

/// The number of the `sequence`-th thing of that kind in `year`.
pub fn make_number(kind: NumberKind, year: i32, sequence: u32) -> String {
    let digits = format!("{:02}{sequence:06}", year.rem_euclid(100));
    let (year, sequence) = digits.split_at(2);
    format!("{}{year}-{sequence}-{}", kind.prefix(), luhn(&digits))
}

/// Whether the text is a well-formed number of that kind with a right check figure.
pub fn is_number(kind: NumberKind, text: &str) -> bool {
    let Some(rest) = text.strip_prefix(kind.prefix()) else { return false };
    let parts: Vec<&str> = rest.split('-').collect();
    let [year, sequence, check] = parts.as_slice() else { return false };
    let digits = format!("{year}{sequence}");
    year.len() == 2 && sequence.len() >= 6 && digits.bytes().all(|b| b.is_ascii_digit()) && luhn(&digits).to_string() == *check
}

/// Check figure after ISO/IEC 7812 (Luhn): catches every single wrong figure.
fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let figure = u32::from(b - b'0') * if i % 2 == 0 { 2 } else { 1 };
            figure / 10 + figure % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::{NumberKind, is_number, make_number};

    #[test]
    fn a_number_holds_year_sequence_and_a_check_figure() {
        let number = make_number(NumberKind::Claim, 2026, 4187);
        assert!(number.starts_with("D26-004187-"), "{number}");
        assert!(is_number(NumberKind::Claim, &number));
        assert!(!is_number(NumberKind::Request, &number));
        assert!(is_number(NumberKind::Request, &make_number(NumberKind::Request, 2026, 718)));
        assert!(is_number(NumberKind::Message, &make_number(NumberKind::Message, 2026, 52)));
        assert!(is_number(NumberKind::Callback, &make_number(NumberKind::Callback, 2026, 52)));
        assert!(is_number(NumberKind::Complement, &make_number(NumberKind::Complement, 2026, 12)));
    }

    #[test]
    fn one_wrong_figure_is_caught() {
        let number = make_number(NumberKind::Claim, 2026, 4187);
        for (i, c) in number.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let other = char::from_digit((c.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
            let mut wrong = number.clone();
            wrong.replace_range(i..=i, &other.to_string());
            assert!(!is_number(NumberKind::Claim, &wrong), "{wrong}");
        }
        for bad in ["", "D", "D26", "D26-1", "D26-ABCDEF-1", "../etc", "D26-004187-", "D26-004187-3-4"] {
            assert!(!is_number(NumberKind::Claim, bad), "{bad}");
        }
    }
}
