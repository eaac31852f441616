//! A file to import, read one physical line after the other: what is kept of it are its keys and its faults.
use super::{
    Code, Fault, Kind, MAX_RECORD, Row,
    cells::Cells,
    record::{Record, Splitter, Step},
    rows,
};
use crate::day::Day;
use serde::Serialize;
use std::collections::HashSet;

/// A mark that some programs put before UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// Longest name of an unknown column that is told.
const MAX_COLUMN: usize = 40;

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Lines that are right.
    pub accepted_rows: u64,
    /// Those of them that made something new.
    pub created: u64,
    /// Those that changed something.
    pub changed: u64,
    /// Those that say what is known already.
    pub unchanged: u64,
    /// Those about people who closed their account, which stays as it is.
    pub left_alone: u64,
    /// What is wrong, in the order of the file.
    pub errors: Vec<Fault>,
    /// What is worth a look.
    pub warnings: Vec<Fault>,
}

/// A line that is right by itself; whether what it refers to is there, the rows say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it begins.
    pub number: u64,
    /// What it holds.
    pub row: Row,
}

/// What a line made that was right by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something new.
    Created,
    /// A change.
    Changed,
    /// Nothing: all of it is known.
    Unchanged,
    /// Nothing: it is about somebody who closed their account.
    LeftAlone,
    /// It is wrong in that column after all.
    Refused(&'static str, Code),
}

/// A file being read.
#[derive(Debug)]
pub struct Sheet<'a> {
    kind: Kind,
    insurer: &'a str,
    today: Day,
    splitter: Splitter,
    next: u64,
    header: Option<Header>,
    /// Nothing more is read: the whole file is refused, or a quote never closes.
    over: bool,
    rows: u64,
    keys: HashSet<String>,
    people: HashSet<String>,
    report: Report,
}

#[derive(Debug)]
struct Header {
    places: Vec<(&'static str, usize)>,
    width: usize,
}

impl<'a> Sheet<'a> {
    /// A file of that kind, of that insurer, on that day in Paris.
    pub fn new(kind: Kind, insurer: &'a str, today: Day) -> Self {
        Self {
            kind,
            insurer,
            today,
            splitter: Splitter::default(),
            next: 1,
            header: None,
            over: false,
            rows: 0,
            keys: HashSet::new(),
            people: HashSet::new(),
            report: Report::default(),
        }
    }

    /// Looks at the next physical line, with its end, before anything of the file is taken: a file that is no UTF-8, or without its
    /// columns, is refused as a whole. Whether it goes on.
    pub fn survey(&mut self, bytes: &[u8]) -> bool {
        let number = self.number();
        let fault = match str::from_utf8(bytes) {
            _ if bytes.len() > MAX_RECORD => Some(Code::LineTooLong),
            Err(_) => Some(Code::EncodingNotUtf8),
            Ok(line) if self.header.is_none() => {
                self.push(number, line);
                None
            }
            Ok(_) => None,
        };
        if let Some(code) = fault {
            self.refuse(vec![Fault::at(number, None, code)]);
        }
        !self.over
    }

    /// Takes the next physical line of a file that was surveyed; gives what is right by itself.
    pub fn line(&mut self, bytes: &[u8]) -> Option<Line> {
        let number = self.number();
        let Ok(line) = str::from_utf8(bytes) else {
            self.refuse(vec![Fault::at(number, None, Code::EncodingNotUtf8)]);
            return None;
        };
        if self.over { None } else { self.push(number, line) }
    }

    fn number(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }

    fn push(&mut self, number: u64, line: &str) -> Option<Line> {
        let line = if number == 1 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line };
        match self.splitter.push(number, line) {
            Step::More | Step::Blank => None,
            Step::Unclosed(opened) => {
                self.unclosed(opened);
                None
            }
            Step::Whole(record) if self.header.is_none() => {
                self.begin(&record);
                None
            }
            Step::Whole(record) => self.read(&record),
        }
    }

    fn unclosed(&mut self, opened: u64) {
        self.report.errors.push(Fault::at(opened, None, Code::UnclosedQuote));
        self.over = true;
    }

    fn refuse(&mut self, faults: Vec<Fault>) {
        self.report.errors = faults;
        self.over = true;
    }

    fn begin(&mut self, record: &Record) {
        let names: Vec<&str> = record.fields.iter().map(|name| name.trim()).collect();
        if names.len() == 1 && names.iter().any(|name| name.contains(';')) {
            return self.refuse(vec![Fault::at(record.line, None, Code::SeparatorSemicolon)]);
        }
        let needed = self.kind.columns();
        let columns = [needed, self.kind.optional_columns()].concat();
        let mut faults = Vec::new();
        for (code, columns, wrong) in [(Code::DuplicateColumn, columns.as_slice(), 2..usize::MAX), (Code::MissingColumn, needed, 0..1)] {
            let found = columns.iter().filter(|column| wrong.contains(&count(&names, column)));
            faults.extend(found.map(|column| Fault::at(record.line, Some(column), code)));
        }
        if !faults.is_empty() {
            return self.refuse(faults);
        }
        for name in names.iter().filter(|name| !columns.contains(name)) {
            self.report.warnings.push(Fault::at(record.line, told(name), Code::UnknownColumn));
        }
        let place = |column: &&'static str| names.iter().position(|name| name == column).map(|place| (*column, place));
        self.header = Some(Header { places: columns.iter().filter_map(place).collect(), width: names.len() });
    }

    fn read(&mut self, record: &Record) -> Option<Line> {
        self.rows += 1;
        let header = self.header.as_ref()?;
        let count = record.fields.len();
        if count != header.width {
            let code = if count > header.width { Code::TooManyFields } else { Code::TooFewFields };
            self.report.errors.push(Fault::at(record.line, None, code));
            return None;
        }
        let mut cells = Cells { places: &header.places, record, today: self.today, faults: Vec::new(), warnings: Vec::new() };
        let row = match self.kind {
            Kind::Employers => Some(Row::Employer(rows::employer(&mut cells, self.insurer))),
            Kind::Members => rows::member(&mut cells).map(|row| Row::Member(Box::new(row))),
            Kind::Contracts => rows::contract(&mut cells, self.insurer).map(Row::Contract),
            Kind::Enrolments => rows::enrolment(&mut cells).map(Row::Enrolment),
            Kind::Loans => rows::loan(&mut cells).map(Row::Loan),
        };
        let Cells { faults, warnings, .. } = cells;
        self.report.warnings.extend(warnings);
        let right = faults.is_empty();
        self.report.errors.extend(faults);
        self.once(record.line, row.filter(|_| right)?)
    }

    /// The line, unless its key was there before.
    fn once(&mut self, number: u64, row: Row) -> Option<Line> {
        let key = row.key().to_lowercase();
        if !self.keys.insert(key) {
            self.report.errors.push(Fault::at(number, Some("external_id"), Code::DuplicateKey));
            return None;
        }
        if row.person().is_some_and(|person| !self.people.insert(person)) {
            self.report.warnings.push(Fault::at(number, Some("external_id"), Code::PossibleDuplicatePerson));
        }
        self.report.accepted_rows += 1;
        Some(Line { number, row })
    }

    /// Counts what a line that was given made.
    pub fn count(&mut self, number: u64, outcome: Outcome) {
        let report = &mut self.report;
        match outcome {
            Outcome::Created => report.created += 1,
            Outcome::Changed => report.changed += 1,
            Outcome::Unchanged => report.unchanged += 1,
            Outcome::LeftAlone => report.left_alone += 1,
            Outcome::Refused(column, code) => {
                report.accepted_rows = report.accepted_rows.saturating_sub(1);
                report.errors.push(Fault::at(number, Some(column), code));
            }
        }
    }

    /// The file has ended.
    pub fn finish(mut self) -> Report {
        if let Some(opened) = self.splitter.open().filter(|_| !self.over) {
            self.unclosed(opened);
        }
        if self.header.is_none() && !self.over {
            self.report.errors.push(Fault::of_file(Code::EmptyFile));
        } else if self.rows == 0 && self.report.errors.is_empty() {
            self.report.warnings.push(Fault::of_file(Code::NoRows));
        }
        self.report.errors.sort_by_key(|fault| fault.line);
        self.report
    }
}

/// How often a header names that column.
fn count(names: &[&str], column: &str) -> usize {
    names.iter().filter(|name| **name == column).count()
}

/// The name of an unknown column, where it looks like one: a file without its header begins with somebody's data.
fn told(name: &str) -> Option<&str> {
    let shaped = name.len() <= MAX_COLUMN && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    Some(name).filter(|name| shaped && !name.is_empty())
}
