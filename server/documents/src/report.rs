//! What the portal knows of a member, to be read by people: sections of facts and tables, in words that are handed in (G-1).

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::Template;
use crate::error::DocumentError;
use crate::render::{LOOK, Label, render};

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(LOOK, include_str!("../templates/data-report.typ")));

/// All a data report says, already worded in French; strings are printed as they are, never read as markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataReport {
    /// Name of the insurer's portal, at the top of the page.
    pub brand: String,
    /// Service at the bottom of each page.
    pub service_name: String,
    /// Title of the page and of the file. Not empty.
    pub title: String,
    /// Whose data it is; with `brand` and `issued_on` it identifies the file.
    pub member: String,
    /// What it says, in the order of the pages. The first one is of level 1, and no level is skipped.
    pub sections: Vec<ReportSection>,
    /// When it was made: the date in the file's metadata, not printed.
    pub issued_on: DateTime<Utc>,
}

/// One section with its heading: its texts, then its facts, then its tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportSection {
    /// Level of its heading, from 1 to 3.
    pub level: u8,
    /// Its heading.
    pub title: String,
    /// Paragraphs.
    pub texts: Vec<String>,
    /// Names and their values.
    pub facts: Vec<(String, String)>,
    /// Tables.
    pub tables: Vec<ReportTable>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportTable {
    /// Names of its columns, at least one.
    pub head: Vec<String>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// The data report as a PDF/A-2a and PDF/UA-1 file. The same report always gives the same bytes.
///
/// It computes for some tens of milliseconds and does not yield: on an async runtime, call it from a blocking thread.
///
/// # Errors
/// [`DocumentError::Standards`] when the title is empty, a level is skipped, or the year of `issued_on` is outside 0 to 9999. The
/// other kinds mean that a table has no column or the template is at fault.
pub fn data_report(report: &DataReport) -> Result<Vec<u8>, DocumentError> {
    let identity = format!("data-report/{}/{}/{}", report.brand, report.member, report.issued_on);
    render(&TEMPLATE, report, Label { identity, issued_on: report.issued_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{squeezed, words_of};
    use chrono::TimeZone;

    fn strings(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    fn report() -> DataReport {
        let facts = vec![("Adresse mail".to_owned(), "membre@courrier.example".to_owned()), ("Mobile".to_owned(), String::new())];
        let table = ReportTable { head: strings(&["Nom", "Taille"]), rows: vec![strings(&["décompte.pdf", "1,2\u{a0}Mo"])] };
        let section = |level: u8, title: &str| ReportSection { level, title: title.to_owned(), ..ReportSection::default() };
        DataReport {
            brand: "Relais Emprunteur".to_owned(),
            service_name: "Service Assurance Relais Emprunteur".to_owned(),
            title: "Mes données".to_owned(),
            member: "Claire Moreau".to_owned(),
            sections: vec![
                ReportSection { texts: strings(&["Ce document dit tout."]), ..section(1, "Lisez-moi") },
                ReportSection { facts, ..section(1, "Coordonnées") },
                section(1, "Dossiers"),
                section(2, "Dossier D26-000001-7"),
                ReportSection { tables: vec![table], ..section(3, "Demande PR-26-000001-4") },
            ],
            issued_on: Utc.with_ymd_and_hms(2026, 3, 12, 14, 48, 0).unwrap(),
        }
    }

    #[test]
    fn g1_the_report_says_every_text_fact_and_cell() {
        let pdf = data_report(&report()).unwrap();
        assert_eq!(pdf, data_report(&report()).unwrap(), "the same report gives the same bytes");
        let words = words_of(&pdf);
        for expected in ["Mes données", "Ce document dit tout.", "membre@courrier.example", "PR-26-000001-4", "décompte.pdf", "1,2 Mo"] {
            assert!(words.contains(&squeezed(expected)), "{expected} in {words}");
        }
    }

    #[test]
    fn g1_what_a_member_wrote_is_never_markup_and_a_long_journal_is_printed_whole() {
        let mut hostile = report();
        let name = "#eval(\"1+1\") *gras* $x^2$ @ref <tag> \\ `code` = titre // [].pdf";
        let rows = (0..500).map(|n| vec![format!("ligne{n}"), name.to_owned()]).collect();
        hostile.sections[0] = ReportSection {
            level: 1,
            title: "#panic()".to_owned(),
            texts: strings(&["= faux titre"]),
            facts: vec![("*x*".to_owned(), name.to_owned())],
            tables: vec![ReportTable { head: strings(&["_a_", "b"]), rows }],
        };
        let words = words_of(&data_report(&hostile).unwrap());
        for expected in ["#panic()", "= faux titre", "*x*", name, "_a_", "ligne0", "ligne499"] {
            assert!(words.contains(&squeezed(expected)), "{expected}");
        }
    }
}
