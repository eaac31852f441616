//! Comma-separated lines (RFC 4180), one physical line at a time, so that a fault is told by the line on which its record begins. A file
//! is never held: only the record under way is.

/// Longest record read, in bytes: a quote that never closes stops here, not at the end of the file.
pub const MAX_RECORD: usize = 64 * 1024;

/// One record: the fields of a line, or of several where a field in quotes holds line breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The physical line on which it begins; the header is line 1.
    pub(super) line: u64,
    /// Its fields, without their quotes.
    pub(super) fields: Vec<String>,
}

/// What a physical line made of the record under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It goes on with the next line.
    More,
    /// There was nothing on the line.
    Blank,
    /// It is whole.
    Whole(Record),
    /// A quote opened on that line and did not close.
    Unclosed(u64),
}

/// Where the reader stands in a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Before its first character.
    #[default]
    Start,
    /// In one without quotes.
    Bare,
    /// Between quotes.
    Quoted,
    /// Behind a quote that ends it, or is the first of two.
    Closed,
}

/// Puts physical lines together to records.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    record: Record,
    field: String,
    place: Place,
    bytes: usize,
}

impl Splitter {
    /// Takes the line of that number, with or without its end.
    pub(super) fn push(&mut self, number: u64, line: &str) -> Step {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let begins = self.place != Place::Quoted;
        if begins && line.is_empty() {
            return Step::Blank;
        }
        if begins {
            self.record.line = number;
        }
        self.bytes += line.len();
        line.chars().for_each(|character| self.take(character));
        if self.place != Place::Quoted {
            return Step::Whole(self.whole());
        }
        if self.bytes > MAX_RECORD {
            return Step::Unclosed(self.record.line);
        }
        self.field.push('\n');
        Step::More
    }

    /// The line on which a record begins that the file ends within.
    pub(super) fn open(&self) -> Option<u64> {
        (self.place == Place::Quoted).then_some(self.record.line)
    }

    fn take(&mut self, character: char) {
        self.place = match (self.place, character) {
            (Place::Start, '"') => Place::Quoted,
            (Place::Start | Place::Bare | Place::Closed, ',') => {
                self.record.fields.push(std::mem::take(&mut self.field));
                Place::Start
            }
            (Place::Quoted, '"') => Place::Closed,
            (Place::Quoted, _) | (Place::Closed, '"') => {
                self.field.push(character);
                Place::Quoted
            }
            (Place::Start | Place::Bare | Place::Closed, _) => {
                self.field.push(character);
                Place::Bare
            }
        };
    }

    fn whole(&mut self) -> Record {
        self.record.fields.push(std::mem::take(&mut self.field));
        (self.place, self.bytes) = (Place::Start, 0);
        std::mem::take(&mut self.record)
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_RECORD, Splitter, Step};

    fn split(lines: &[&str]) -> Vec<Step> {
        let mut splitter = Splitter::default();
        lines.iter().zip(1..).map(|(line, number)| splitter.push(number, line)).collect()
    }

    fn fields(line: &str) -> Vec<String> {
        match split(&[line]).remove(0) {
            Step::Whole(record) => record.fields,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn b52_fields_are_parted_by_commas_and_quotes_hold_what_would_part_them() {
        assert_eq!(fields("a,,c\r\n"), ["a", "", "c"]);
        assert_eq!(fields("\"a,b\",\"say \"\"no\"\"\",5\" wide,\n"), ["a,b", "say \"no\"", "5\" wide", ""]);
        assert_eq!(fields("\"\",é"), ["", "é"]);
    }

    #[test]
    fn b52_a_record_bears_the_line_on_which_it_begins() {
        let steps = split(&["a\n", "\n", "\"b\r\n", "c\",d\n", "e\n"]);
        let lines: Vec<u64> =
            steps.iter().filter_map(|step| if let Step::Whole(record) = step { Some(record.line) } else { None }).collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!((&steps[1], &steps[2]), (&Step::Blank, &Step::More));
        assert!(matches!(&steps[3], Step::Whole(record) if record.fields == ["b\nc", "d"]));
    }

    #[test]
    fn b52_a_quote_that_never_closes_is_told_by_its_line_however_long_the_file_is() {
        let mut splitter = Splitter::default();
        assert_eq!(splitter.push(4, "a,\"b\n"), Step::More);
        assert_eq!(splitter.open(), Some(4));
        let long = "x".repeat(1_000);
        let steps: Vec<Step> = (5..5_000).map(|number| splitter.push(number, &long)).take(MAX_RECORD / 1_000 + 1).collect();
        assert_eq!(steps.last(), Some(&Step::Unclosed(4)));
    }
}
