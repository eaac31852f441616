//! Forms that are printed, completed and handed in (S-23). What they declare stands in their files: the desk keys it (B-17).
use crate::{
    day::Day,
    kit::{is_file_name, twice},
};
use serde::{Deserialize, Serialize};

/// A blank form: a text of the insurer's, given out as PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlankForm {
    /// Name of its file: `demande-indemnisation.pdf`.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The day of this text, as printed on it: its version.
    pub edition: Day,
    /// The text, in Markdown, as that of a document of the kit: lines to write on, boxes to tick.
    pub text: String,
}

impl BlankForm {
    /// What contradicts itself among these, if anything.
    pub fn problem(forms: &[Self]) -> Option<&'static str> {
        let files: Vec<_> = forms.iter().map(|form| form.file.as_str()).collect();
        match () {
            () if files.is_empty() => Some("`modules` has pdf_forms, and `forms` is empty: there would be no form"),
            () if !files.iter().all(|file| is_file_name(file)) => {
                Some("`forms` has a `file` that is not lower-case letters, digits and hyphens, then `.pdf`")
            }
            () if twice(&files) => Some("`forms` has two forms of the same `file`"),
            () if forms.iter().any(|form| form.title.trim().is_empty() || form.text.trim().is_empty()) => {
                Some("`forms` has a form without a `title` or without a `text`")
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::BlankForm;
    use crate::day::Day;

    fn form(file: &str) -> BlankForm {
        let edition = Day::parse("2026-01-01").unwrap();
        BlankForm { file: file.to_owned(), title: "Demande".to_owned(), edition, text: "- Nom :".to_owned() }
    }

    #[test]
    fn s23_forms_that_contradict_themselves_are_named_by_their_setting() {
        let problem = |files: &[&str]| BlankForm::problem(&files.iter().map(|file| form(file)).collect::<Vec<_>>()).unwrap_or_default();
        assert_eq!(problem(&["demande.pdf", "demande-2.pdf"]), "");
        for files in [&[][..], &["demande"], &["Demande.pdf"], &["../demande.pdf"], &["demande.pdf", "demande.pdf"]] {
            assert!(problem(files).contains("`forms`"), "{files:?}");
        }
        for empty in [BlankForm { title: " ".to_owned(), ..form("a.pdf") }, BlankForm { text: String::new(), ..form("a.pdf") }] {
            assert!(BlankForm::problem(&[empty]).is_some_and(|problem| problem.contains("without")));
        }
    }
}
