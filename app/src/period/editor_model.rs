//! How the period editor judges a line, on the server and in the browser: the same rules, the same words.
use domain::{
    form::fill,
    period::{Field, Finding, PeriodForm, PeriodRules, Situation, gap_to_confirm, review_row},
};
use std::collections::BTreeMap;

/// What a line is judged against, and the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorModel {
    /// Lines added so far.
    pub rows: Vec<PeriodForm>,
    /// Place in `rows` of the line under correction.
    pub correcting: Option<usize>,
    /// What was sent before.
    pub situation: Situation,
    /// Limits.
    pub rules: PeriodRules,
    /// Social bodies offered.
    pub payers: Vec<String>,
    /// Words by name, and sentence templates by key.
    pub words: BTreeMap<String, String>,
}

impl EditorModel {
    /// The word of that name.
    pub fn word(&self, name: &str) -> String {
        self.words.get(name).cloned().unwrap_or_default()
    }

    /// All lines with this one in its place, and that place.
    fn with(&self, entry: &PeriodForm) -> (Vec<PeriodForm>, usize) {
        let mut rows = self.rows.clone();
        let place = self.correcting.filter(|place| *place < rows.len()).unwrap_or(rows.len());
        if let Some(row) = rows.get_mut(place) {
            *row = entry.clone();
        } else {
            rows.push(entry.clone());
        }
        (rows, place)
    }

    /// What is wrong with the line: field and sentence. The same rules as the server's, the same words.
    pub fn problems(&self, entry: &PeriodForm) -> Vec<(Field, String)> {
        let (rows, place) = self.with(entry);
        let verdict = review_row(&self.rules, &self.payers, &self.situation, &rows, place);
        verdict.errors.iter().filter(|f| f.row > 0).map(|f| (f.field, self.sentence(f))).collect()
    }

    /// The uncovered days before the line that are to be confirmed, worded and as posted (P-5).
    pub fn gap(&self, entry: &PeriodForm) -> Option<(String, String)> {
        let (rows, place) = self.with(entry);
        let gap = gap_to_confirm(&self.situation, &rows, place)?;
        let text = fill(&self.word("gap-confirm"), &[("gap".to_owned(), gap.to_string())]);
        Some((text, domain::period::gap_value(gap)))
    }

    fn sentence(&self, finding: &Finding) -> String {
        fill(&self.word(finding.sentence_key()), &finding.args)
    }
}
