//! What the bank says of the payments of a file: one line each, `RG-26-000052-8;paid` or `RG-26-000052-8;rejected;AC04`.
use super::PaymentState;
use crate::claim::{NumberKind, is_number};

/// What became of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Its number.
    pub number: String,
    /// [`PaymentState::Paid`] or [`PaymentState::Rejected`].
    pub state: PaymentState,
    /// The bank's code of a rejection, such as `AC04`; may be empty.
    pub code: String,
}

/// Longest code of a rejection.
const MAX_CODE: usize = 8;

/// Reads a return file; empty lines count for nothing.
///
/// # Errors
/// The numbers of the lines that cannot be read, from 1: then nothing of the file counts.
pub fn read_return(text: &str) -> Result<Vec<Returned>, Vec<usize>> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read: Vec<(usize, Option<Returned>)> = lines.map(|(place, line)| (place + 1, read_line(line))).collect();
    let wrong: Vec<usize> = read.iter().filter(|(_, returned)| returned.is_none()).map(|(place, _)| *place).collect();
    if wrong.is_empty() { Ok(read.into_iter().filter_map(|(_, returned)| returned).collect()) } else { Err(wrong) }
}

fn read_line(line: &str) -> Option<Returned> {
    let parts: Vec<&str> = line.split(';').map(str::trim).collect();
    let (number, state, code) = match parts.as_slice() {
        [number, state] => (*number, *state, ""),
        [number, state, code] => (*number, *state, *code),
        _ => return None,
    };
    let state = PaymentState::parse(state).filter(|state| matches!(state, PaymentState::Paid | PaymentState::Rejected))?;
    let plain = code.len() <= MAX_CODE && code.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_number(NumberKind::Payment, number) && plain).then(|| Returned { number: number.to_owned(), state, code: code.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{PaymentState, read_return};
    use crate::claim::{NumberKind, make_number};

    #[test]
    fn b12_a_return_file_is_read_whole_or_its_wrong_lines_are_named() {
        let [one, other] = [1, 2].map(|sequence| make_number(NumberKind::Payment, 2026, sequence));
        let read = read_return(&format!("\u{feff}{one};paid\r\n\r\n{other} ; rejected ; AC04\n")).unwrap();
        assert_eq!(read.iter().map(|one| one.state).collect::<Vec<_>>(), [PaymentState::Paid, PaymentState::Rejected]);
        assert_eq!(read[1].code, "AC04");
        let bad = format!("{one};paid\n{one};approved\nRG-26-000001-0;paid\n{one}\n{one};rejected;A C\n{one};paid;x;y\n{other};paid");
        assert_eq!(read_return(&bad), Err(vec![2, 3, 4, 5, 6]));
        assert_eq!(read_return(""), Ok(Vec::new()));
    }
}
