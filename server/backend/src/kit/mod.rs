//! « Espace Adhésion » (S-57): the documents that an employer's identifier opens for half an hour, and its door. Neither needs a
//! row: the note of when the form was shown and the pass are sealed by the server and kept by the browser.
mod text;

use crate::{Backend, BackendError, audit};
use bytes::Bytes;
use chrono::NaiveTime;
use documents::{DocumentError, Leaflet, leaflet};
use domain::{
    day::Instant,
    form::FieldError,
    kit::{Employer, Kit, KitDocument, KitForm, is_believed, is_open},
};
use std::collections::BTreeMap;

/// What became of a knock at the door.
#[derive(Debug)]
pub enum Knock {
    /// Let in: the pass goes into the cookie.
    Pass(String),
    /// Something is missing, nobody seems to have typed it, or no employer has that identifier.
    Wrong(Vec<FieldError>),
}

/// What a sealed note is of.
#[derive(Clone, Copy)]
enum Note {
    /// When the form was shown.
    Form,
    /// Who was let in, when.
    Pass,
}

impl Note {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "kit form",
            Self::Pass => "kit pass",
        }
    }
}

impl Backend {
    /// A note that the form is shown now; an earlier one is kept for as long as it counts, so that nobody who is asked again waits anew.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn kit_form_note(&self, earlier: &str) -> Result<String, BackendError> {
        match self.noted(Note::Form, earlier) {
            Some((shown, _)) if is_believed(shown, self.now()) => Ok(earlier.to_owned()),
            _ => self.note(Note::Form, ""),
        }
    }

    /// Lets whoever names an employer in (S-57). Which identifiers there are is learnt by knocking only, and knocking is slowed down.
    ///
    /// # Errors
    /// `NotFound` where there is no kit; when the database cannot be written.
    pub async fn open_kit(&self, form: &KitForm) -> Result<Knock, BackendError> {
        let (now, kit) = (self.now(), self.kit()?);
        let shown = self.noted(Note::Form, &form.shown).map(|(shown, _)| shown);
        let problems = form.problems(shown, now);
        if !problems.is_empty() {
            return Ok(Knock::Wrong(problems));
        }
        let Some(employer) = kit.employer(&form.code) else {
            return Ok(Knock::Wrong(vec![FieldError::new("code", "kit-unknown")]));
        };
        let tx = self.inner.store.write().await?;
        audit::record(&tx, now, None, "kit_opened", &employer.code, &editions(kit)).await?;
        tx.commit().await?;
        self.note(Note::Pass, &employer.code).map(Knock::Pass)
    }

    /// The employer in whose name that pass was given; `None` when it ended, was forged, or the employer left the profile.
    pub fn newcomer(&self, pass: &str) -> Option<&Employer> {
        let (begun, code) = self.noted(Note::Pass, pass)?;
        self.kit().ok()?.employer(&code).filter(|_| is_open(begun, self.now()))
    }

    /// The document of that file name as PDF; `None` when there is none. All are made at the first call, then kept: they never change
    /// while this process runs.
    ///
    /// # Errors
    /// When a document cannot be made.
    pub async fn kit_document(&self, file: &str) -> Result<Option<Bytes>, BackendError> {
        Ok(self.inner.kit.get_or_try_init(|| self.set_kit()).await?.get(file).cloned())
    }

    async fn set_kit(&self) -> Result<BTreeMap<String, Bytes>, BackendError> {
        let documents = self.profile().kit.iter().flat_map(|kit| &kit.documents);
        let leaflets: Vec<(String, Leaflet)> = documents.map(|document| (document.file.clone(), self.to_leaflet(document))).collect();
        let set = move || -> Result<BTreeMap<String, Bytes>, DocumentError> {
            leaflets.into_iter().map(|(file, text)| leaflet(&text).map(|pdf| (file, Bytes::from(pdf)))).collect()
        };
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        tokio::task::spawn_blocking(set).await.map_err(BackendError::broken)?.map_err(BackendError::broken)
    }

    fn to_leaflet(&self, document: &KitDocument) -> Leaflet {
        Leaflet {
            brand: self.profile().brand.clone(),
            service_name: self.profile().service_name.clone(),
            title: document.title.clone(),
            edition: format!("Édition du {}", document.edition),
            parts: text::parts(&document.text),
            issued_on: document.edition.0.and_time(NaiveTime::MIN).and_utc(),
        }
    }

    fn kit(&self) -> Result<&Kit, BackendError> {
        self.profile().kit.as_ref().ok_or(BackendError::NotFound)
    }

    /// Notes what happens now, for the browser to keep.
    fn note(&self, of: Note, what: &str) -> Result<String, BackendError> {
        self.inner.master_key.sealed(of.as_str(), format!("{}\n{what}", self.now().timestamp_millis()).as_bytes())
    }

    /// Reads such a note: when it was made, and what it says.
    fn noted(&self, of: Note, sealed: &str) -> Option<(Instant, String)> {
        let opened = self.inner.master_key.opened(of.as_str(), sealed).ok()?;
        let text = std::str::from_utf8(&opened).ok()?;
        let (at, what) = text.split_once('\n')?;
        Some((Instant::from_timestamp_millis(at.parse().ok()?)?, what.to_owned()))
    }
}

/// The documents handed out, each with its version, for the audit trail.
fn editions(kit: &Kit) -> String {
    kit.documents.iter().map(|document| format!("{} {}", document.file, document.edition.iso())).collect::<Vec<_>>().join(", ")
}
