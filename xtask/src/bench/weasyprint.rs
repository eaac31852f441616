//! WeasyPrint, where it is installed: the same words as a proof of deposit has, as HTML, in a process that stays warm while it is measured;
//! and as the proof is, what it makes is tagged for screen readers (PDF/UA-1).

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// Renders a page over and over.
const SCRIPT: &str = include_str!("weasyprint.py");
/// The page, without the rows of its tables.
const PAGE: &str = include_str!("weasyprint.html");
/// Periods and files of the proof that is measured.
const ROWS: [u32; 2] = [12, 20];
/// Documents of one run that are measured; as many as the script makes before come first.
const DOCUMENTS: u32 = 10;

/// The program's own Python, and the page in a file.
pub struct WeasyPrint {
    python: String,
    page: PathBuf,
}

impl WeasyPrint {
    /// Looks for it on the PATH.
    ///
    /// # Errors
    /// When it is there and cannot be read, or the page cannot be written.
    pub fn find(place: &Place) -> Outcome<Option<Self>> {
        let Some(program) = place.which("weasyprint") else { return Ok(None) };
        let script = fs::read_to_string(&program).map_err(Stop::because(format!("{} cannot be read", program.display())))?;
        let python = interpreter(&script).ok_or_else(|| Stop::new(format!("{} names no Python in its first line", program.display())))?;
        let folder = place.root.join("target/bench");
        let page = folder.join("weasyprint.html");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&page, html()))
            .map_err(Stop::because(format!("{} cannot be written", page.display())))?;
        Ok(Some(Self { python: python.to_owned(), page }))
    }

    /// How long it takes for each document, warm, in milliseconds.
    ///
    /// # Errors
    /// When it fails.
    pub fn times(&self, place: &Place) -> Outcome<Vec<f64>> {
        Ok(self.said(place, DOCUMENTS)?.lines().filter_map(|line| line.parse().ok()).collect())
    }

    /// How many pages its document has.
    ///
    /// # Errors
    /// When it fails.
    pub fn pages(&self, place: &Place) -> Outcome<usize> {
        let said = self.said(place, 0)?;
        let pages = said.lines().find_map(|line| line.strip_prefix("pages ")?.parse().ok());
        pages.ok_or_else(|| Stop::new("WeasyPrint's script did not tell its pages"))
    }

    /// What the script prints when it makes so many documents.
    fn said(&self, place: &Place, documents: u32) -> Outcome<String> {
        let mut command = place.command(&self.python);
        command.args(["-c", SCRIPT]).arg(&self.page).arg(documents.to_string());
        let output = command.output().map_err(Stop::because(format!("`{}` cannot be started", self.python)))?;
        if !output.status.success() {
            return Err(Stop::new(format!("WeasyPrint failed: {}", String::from_utf8_lossy(&output.stderr))));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The program that a script names in its first line.
fn interpreter(script: &str) -> Option<&str> {
    script.lines().next()?.strip_prefix("#!")?.split_whitespace().last()
}

/// The page with its rows.
fn html() -> String {
    let [mut periods, mut files] = [String::new(), String::new()];
    for n in 1..=ROWS[0] {
        let _ = write!(periods, "<tr><td>Du {n} au {} janvier 2026</td><td>7 jours</td><td>CPAM</td><td>Non</td></tr>", n + 6);
    }
    for n in 1..=ROWS[1] {
        let print = "0123456789abcdef0123456789abcdef<br>fedcba9876543210fedcba9876543210";
        let _ = write!(files, "<tr><td>decompte-{n}.pdf</td><td>1,3 ko</td><td class=\"print\">{print}</td></tr>");
    }
    PAGE.replace("{periods}", &periods).replace("{files}", &files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p10_the_python_of_a_script_is_the_last_word_of_its_first_line() {
        assert_eq!(interpreter("#!/usr/bin/python3\nimport sys"), Some("/usr/bin/python3"));
        assert_eq!(interpreter("#!/usr/bin/env python3\n"), Some("python3"));
        assert_eq!(interpreter("MZ"), None);
    }

    #[test]
    fn p10_the_page_has_as_many_rows_as_the_proof() {
        let page = html();
        assert_eq!(page.matches("<tr><td>").count(), 32);
        assert!(!page.contains("{periods}") && !page.contains("{files}"));
    }
}
