//! The account number a member is paid on (M-14).
use crate::{
    account::{IdentifierFault, iban},
    form::FieldError,
};

/// Reads an account number, in its electronic form.
///
/// # Errors
/// When nothing was typed, when it is too short or too long, of a country that euro payments do not reach, or when its check digits do
/// not fit.
pub fn read_iban(typed: &str) -> Result<String, FieldError> {
    let code = |fault| match fault {
        _ if typed.trim().is_empty() => "personal-missing-iban",
        IdentifierFault::BadLength => "personal-iban-length",
        IdentifierFault::UnknownCountry => "personal-iban-country",
        _ => "personal-bad-iban",
    };
    iban(typed).map_err(|fault| FieldError::new("iban", code(fault)))
}

/// An account number as shown: « FR76 •••• •••• 1234 ».
pub fn masked(iban: &str) -> String {
    let (head, tail) = (iban.get(..4).unwrap_or_default(), account_end(iban));
    format!("{head}\u{a0}••••\u{a0}••••\u{a0}{tail}")
}

/// The last four characters of an account number, by which its member knows it again.
pub fn account_end(iban: &str) -> &str {
    iban.len().checked_sub(4).and_then(|at| iban.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{masked, read_iban};

    #[test]
    fn m14_an_account_number_is_shown_by_its_ends_only() {
        assert_eq!(masked("FR1420041010050500013M02606").replace('\u{a0}', " "), "FR14 •••• •••• 2606");
        assert_eq!(masked("").replace('\u{a0}', " "), " •••• •••• ");
    }

    #[test]
    fn m14_a_wrong_account_number_says_what_is_wrong() {
        let code = |typed: &str| read_iban(typed).unwrap_err().code;
        assert_eq!(read_iban(" fr14 2004 1010 0505 0001 3M02 606 ").as_deref(), Ok("FR1420041010050500013M02606"));
        assert_eq!(code(" "), "personal-missing-iban");
        assert_eq!(code("FR1420041010050500013M0260"), "personal-iban-length");
        assert_eq!(code("US64SVBKUS6S3300958879"), "personal-iban-country");
        for bad in ["FR1520041010050500013M02606", "2004101005", "<script>", &"9".repeat(50_000)] {
            assert_eq!(code(bad), "personal-bad-iban", "{}", &bad[..8]);
        }
    }
}
