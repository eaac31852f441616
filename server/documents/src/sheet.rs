//! A table whose rows are measured before it is set: Typst sets every cell of a row of unknown height twice, once to measure it.

use serde::Serialize;

use crate::glyphs::width;

/// Size of the letters in a table, in points, as `look.typ` has it.
const SIZE: f64 = 9.0;
/// What a column is wider than its words at least, in points: the insets of `look.typ`.
const INSETS: f64 = 10.0;

/// The rows of a table, as `known` in `look.typ` reads them.
#[derive(Serialize)]
pub(crate) struct Sheet {
    /// Widths of the columns in points; a page has room for 470.5.
    columns: Vec<f64>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    cells: Vec<String>,
    /// Lines that its words surely do with; `None` where a word is wider than its column.
    lines: Option<u32>,
}

impl Sheet {
    /// The table of those rows, with a cell for each column.
    pub(crate) fn new<const N: usize>(columns: [f64; N], rows: impl Iterator<Item = [String; N]>) -> Self {
        let rows = rows.map(|cells| Row { lines: lines_of(&cells, &columns), cells: cells.into() }).collect();
        Self { columns: columns.into(), rows }
    }
}

/// Lines of the cell that has the most.
fn lines_of(cells: &[String], columns: &[f64]) -> Option<u32> {
    cells.iter().zip(columns).try_fold(1, |most, (words, column)| Some(most.max(lines(words, *column - INSETS)?)))
}

/// Lines of words that are broken at their spaces only: where Typst finds other places, it needs no more than these.
fn lines(words: &str, room: f64) -> Option<u32> {
    let (space, mut count, mut used) = (width(" ") * SIZE, 1, 0.0);
    for word in words.split(' ') {
        let wide = width(word) * SIZE;
        if wide > room {
            return None;
        }
        if used + wide > room {
            (count, used) = (count + 1, 0.0);
        }
        used += wide + space;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Template;
    use crate::error::DocumentError;
    use crate::render::{LOOK, Label, render};
    use chrono::DateTime;
    use proptest::prelude::*;
    use serde_json::json;

    /// Sets each table with the heights that are told, and with none: the first is as high, or higher by what is allowed.
    const BOTH: &str = "#for told in data.sheets {
        let names = told.columns.map(_ => [N])
        let free = sheet(told.columns.map(width => width * 1pt), names, told.rows.map(row => row.cells.map(say)).flatten())
        context {
            let height(table) = measure(block(width: 470.5pt, table)).height
            let more = height(known(names, told)) - height(free)
            assert(more > -0.05pt and more < data.allowed * 1pt, message: repr(more) + repr(told.rows))
        }
    }";
    const PRINT: &str = "9f86d081884c7d659a2feaa0c55ad015 a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn sheet(name: &str, other: &str) -> Sheet {
        Sheet::new([245.5, 171.5], std::iter::once([name.to_owned(), other.to_owned()]))
    }

    fn both(sheets: &[Sheet], allowed: f64) -> Result<Vec<u8>, DocumentError> {
        let data = json!({"brand": "R", "service_name": "S", "title": "T", "sheets": sheets, "allowed": allowed});
        render(&Template::new(LOOK, BOTH), &data, Label { identity: "test".to_owned(), issued_on: DateTime::UNIX_EPOCH })
    }

    #[test]
    fn p10_a_row_is_as_high_as_if_it_had_been_measured() {
        let wide = ["W".repeat(24), "W".repeat(24), "W".repeat(24)].join(" ");
        let wider = "W".repeat(60);
        let rows =
            [("décompte-1.pdf", "1,3\u{a0}ko"), ("IMG_20260312.jpg", PRINT), (&wide, "中 文 □"), ("", ""), (&wider, "x"), ("x", &wider)];
        let sheets = rows.map(|(name, other)| sheet(name, other));
        assert_eq!(sheets.each_ref().map(|one| one.rows[0].lines), [Some(1), Some(2), Some(3), Some(1), None, None]);
        both(&sheets, 0.05).unwrap();
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn p10_whatever_a_file_is_called_its_row_has_room_for_its_name(
            names in proptest::collection::vec("([aWfi1é]{1,9}|[ _.\\-/—Œ中\u{a0}\u{202f}]|[A-Za-z0-9]{20,26}){1,9}", 60),
        ) {
            let sheets: Vec<Sheet> = names.iter().map(|name| sheet(name, "x")).collect();
            both(&sheets, 1000.0).unwrap();
        }
    }
}
