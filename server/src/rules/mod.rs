//! `relais rules periods|passwords|identifiers|benefits FILE`: an insurer tries the portal's rules on its own cases. One JSON object
//! a line; a difference from what a case expects is told on its line.
mod benefits;
mod identifiers;
mod passwords;
mod periods;

pub use benefits::benefits;
pub use identifiers::identifiers;
pub use passwords::passwords;
pub use periods::periods;

use serde::{Serialize, de::DeserializeOwned};
use std::io;

fn read<T: DeserializeOwned>(file: &str, what: &str) -> io::Result<T> {
    serde_json::from_str(file).map_err(|error| invalid(format!("This is not a file of {what} cases: {error}.")))
}

fn invalid(sentence: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, sentence)
}

/// Writes one object a line.
fn write<T: Serialize>(lines: &[T], out: &mut dyn io::Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{}", serde_json::to_string(line)?))
}

#[cfg(test)]
mod tests {
    use std::io;

    /// Whether all was as expected, and what was written.
    pub(super) fn ran(rules: impl FnOnce(&mut dyn io::Write) -> io::Result<bool>) -> (bool, String) {
        let mut out = Vec::new();
        let as_expected = rules(&mut out).unwrap();
        (as_expected, String::from_utf8(out).unwrap())
    }
}
