//! Forms that are printed, completed and handed in (S-23). What they declare stands in their files: the desk keys it (B-17).
use super::{Claim, RequestKind, RequestState, SentRequest};
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

/// Of these requests of a dossier, oldest first, the completed form that says of which stop it is: where one opened it, the first that was
/// not refused (B-17).
pub fn opening_form(requests: &[SentRequest]) -> Option<&SentRequest> {
    let opened_on_form = requests.first().is_some_and(|first| first.kind == RequestKind::Pdf);
    requests.iter().find(|one| one.kind == RequestKind::Pdf && one.state != RequestState::Refused).filter(|_| opened_on_form)
}

impl Claim {
    /// Whether the first day of its stop is not known before the form that opens it is keyed: until then its waiting period is not, either.
    pub fn waits_for_its_stop(&self) -> bool {
        self.summary.origin.is_none() && opening_form(&self.requests).is_some_and(SentRequest::is_to_key)
    }

    /// The first of its declared days, where that comes before the stop: one of the two is wrong.
    pub fn declared_before_stop(&self) -> Option<Day> {
        let first = self.known.iter().filter(|known| known.is_live()).map(|known| known.range.start()).min();
        first.zip(self.summary.origin).and_then(|(first, origin)| (first < origin).then_some(first))
    }
}

#[cfg(test)]
mod tests {
    use super::{BlankForm, opening_form};
    use crate::{
        claim::{RequestKind, RequestState, SentRequest},
        day::Day,
        id::RequestId,
    };
    use uuid::Uuid;

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
    fn sent(number: &str, kind: RequestKind, state: RequestState) -> SentRequest {
        SentRequest {
            id: RequestId(Uuid::nil()),
            number: number.to_owned(),
            kind,
            state,
            in_part: false,
            sent_at: "2026-03-02T09:00:00Z".parse().unwrap(),
            periods: Vec::new(),
            expenses: Vec::new(),
            files: Vec::new(),
            snapshot_sha256: String::new(),
        }
    }

    #[test]
    fn b17_a_dossier_opened_on_a_form_is_of_the_stop_that_its_first_form_says_which_was_not_refused() {
        use RequestKind::{Initial, Pdf, Prolongation};
        use RequestState::{Accepted, Refused, Sent};
        let opens = |all: &[(RequestKind, RequestState)]| {
            let all: Vec<_> = all.iter().zip(["1", "2", "3"]).map(|((kind, state), number)| sent(number, *kind, *state)).collect();
            opening_form(&all).map(|form| form.number.clone()).unwrap_or_default()
        };
        assert_eq!(opens(&[(Pdf, Sent), (Pdf, Sent)]), "1");
        assert_eq!(opens(&[(Pdf, Accepted), (Prolongation, Sent), (Pdf, Sent)]), "1");
        assert_eq!(opens(&[(Pdf, Refused), (Prolongation, Sent), (Pdf, Sent)]), "3", "what was refused says nothing");
        assert_eq!(opens(&[(Pdf, Refused), (Prolongation, Sent)]), "");
        assert_eq!(opens(&[(Initial, Refused), (Pdf, Sent)]), "", "it was opened online");
        assert_eq!(opens(&[]), "");
    }
}
