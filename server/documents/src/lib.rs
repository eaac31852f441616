//! PDF documents from Typst templates, archivable (PDF/A-2a) and accessible (PDF/UA-1). Pure: same input, same bytes;
//! no clock, no network, no file system. A crate of its own because Typst is slow to compile.

mod deposit;
mod desk;
mod error;
mod glyphs;
mod leaflet;
mod letter;
mod rehearsal;
mod render;
mod report;
mod sheet;
#[cfg(test)]
mod tests;

pub use deposit::{DepositProof, ProofExpense, ProofFile, ProofPeriod, deposit_proof};
pub use error::DocumentError;
pub use leaflet::{Leaflet, LeafletPart, leaflet};
pub use letter::{DecisionLetter, LETTER_TEMPLATE, LetterDays, LetterPart, decision_letter};
pub use rehearsal::check_letter;
pub use report::{DataReport, ReportSection, ReportTable, data_report};
