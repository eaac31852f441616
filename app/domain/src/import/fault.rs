//! What is wrong with a file to import: line, column and code, never the value, which is somebody's (B-52).
use serde::Serialize;

/// What is wrong, or worth a look. The names are stable: an operator's tools read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Nothing is in the file.
    EmptyFile,
    /// Only a header is.
    NoRows,
    /// Bytes that are no UTF-8.
    EncodingNotUtf8,
    /// Fields parted by semicolons.
    SeparatorSemicolon,
    /// A line longer than any record.
    LineTooLong,
    /// A column that must be there is not.
    MissingColumn,
    /// A column is there twice.
    DuplicateColumn,
    /// A column that nothing reads.
    UnknownColumn,
    /// More fields than columns.
    TooManyFields,
    /// Fewer fields than columns.
    TooFewFields,
    /// A quote that opens and never closes.
    UnclosedQuote,
    /// A character that nobody sees.
    BadCharacter,
    /// Nothing where something must be.
    MissingValue,
    /// Longer than what is kept.
    TooLong,
    /// None of the values there are.
    BadValue,
    /// No day, or not written `aaaa-mm-jj`.
    BadDate,
    /// A day to come, of what has happened.
    DateInFuture,
    /// A day too long ago or too far ahead.
    DateOutOfRange,
    /// The last day is before the first.
    EndBeforeStart,
    /// Neither `true` nor `false`.
    BadBoolean,
    /// No e-mail address.
    BadEmail,
    /// No telephone number, or no mobile one.
    BadPhone,
    /// No account number, or its check digits do not fit.
    BadIban,
    /// No postcode.
    BadPostcode,
    /// No whole number of cents.
    BadAmount,
    /// No whole number.
    BadNumber,
    /// A number that cannot be.
    OutOfRange,
    /// The key of an earlier line, or of somebody who is none of the import's.
    DuplicateKey,
    /// Nothing of that key was imported.
    UnknownReference,
    /// What was imported belongs to something else, and stays there.
    ReferenceChanged,
    /// Of another insurer.
    WrongTenant,
    /// A text that a spreadsheet would calculate: it is kept as a text.
    LooksLikeFormula,
    /// Somebody of that name and birth date has another key.
    PossibleDuplicatePerson,
}

impl Code {
    /// What it means and what to do, for the operator.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::EmptyFile => "the file is empty",
            Self::NoRows => "there is a header and nothing below it: nothing to do",
            Self::EncodingNotUtf8 => "this is not UTF-8: export the file again as UTF-8",
            Self::SeparatorSemicolon => {
                "fields are parted by semicolons: export the file again as UTF-8 with commas (« CSV UTF-8 (délimité par des virgules) »)"
            }
            Self::LineTooLong => "the line is longer than any record: is this the right file?",
            Self::MissingColumn => "the column is missing",
            Self::DuplicateColumn => "the column is there twice",
            Self::UnknownColumn => "the column is unknown: it is not read",
            Self::TooManyFields => "there are more fields than columns",
            Self::TooFewFields => "there are fewer fields than columns",
            Self::UnclosedQuote => "a quote opens here and never closes: what follows cannot be read",
            Self::BadCharacter => "there is a character that nobody sees",
            Self::MissingValue => "a value is missing",
            Self::TooLong => "the value is too long",
            Self::BadValue => "the value is none of those there are",
            Self::BadDate => "this is no day; write 2026-06-30",
            Self::DateInFuture => "the day is still to come",
            Self::DateOutOfRange => "the day is too long ago or too far ahead",
            Self::EndBeforeStart => "the last day is before the first",
            Self::BadBoolean => "write true or false",
            Self::BadEmail => "this is no e-mail address",
            Self::BadPhone => "this is no telephone number of the French plan, or no mobile one where one is needed",
            Self::BadIban => "this is no account number, or its check digits do not fit",
            Self::BadPostcode => "this is no postcode; write five figures",
            Self::BadAmount => "this is no amount; write whole cents in figures",
            Self::BadNumber => "this is no whole number in figures",
            Self::OutOfRange => "the number cannot be",
            Self::DuplicateKey => "the key is that of an earlier line, or of somebody who was not imported",
            Self::UnknownReference => "nothing of that key was imported",
            Self::ReferenceChanged => "what was imported belongs to something else: it stays there",
            Self::WrongTenant => "this is another insurer's",
            Self::LooksLikeFormula => "a spreadsheet would take this for a formula: it is kept as a text",
            Self::PossibleDuplicatePerson => "somebody of that name and birth date has another key",
        }
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The line on which the record begins, the header being 1; none when the whole file is meant.
    pub line: Option<u64>,
    /// The column; none when the whole line is meant.
    pub column: Option<String>,
    /// What is wrong.
    pub code: Code,
}

impl Fault {
    /// A fault of a line.
    pub fn at(line: u64, column: Option<&str>, code: Code) -> Self {
        Self { line: Some(line), column: column.map(str::to_owned), code }
    }

    /// A fault of the file.
    pub fn of_file(code: Code) -> Self {
        Self { line: None, column: None, code }
    }
}
