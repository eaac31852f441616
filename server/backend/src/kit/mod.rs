//! « Espace Adhésion » (S-57): the documents that an employer's identifier opens for half an hour, and its door. Neither needs a
//! row: the note of when the form was shown and the pass are sealed by the server and kept by the browser.
mod text;

use crate::{Backend, BackendError, audit, door::work};
use bytes::Bytes;
use chrono::NaiveTime;
use documents::{DocumentError, Leaflet, leaflet};
use domain::{
    day::Day,
    form::FieldError,
    kit::{Employer, Kit, KitDocument, KitForm, is_open},
};
use std::{collections::BTreeMap, net::IpAddr};

/// What became of a knock at the door.
#[derive(Debug)]
pub enum Knock {
    /// Let in: the pass goes into the cookie.
    Pass(String),
    /// Something is missing, nobody seems to have typed it, or no employer has that identifier.
    Wrong(Vec<FieldError>),
    /// The network it comes from knocks too fast for one that shows no work.
    TooFast,
}

/// What the seal of a pass is about.
const PASS: &str = "kit pass";

impl Backend {
    /// Lets whoever names an employer in (S-57), from that network. Which identifiers there are is learnt by knocking only, and knocking is
    /// slowed down, the more so without the work that a page does where script is on.
    ///
    /// # Errors
    /// `NotFound` where there is no kit; when the database cannot be written.
    pub async fn open_kit(&self, form: &KitForm, network: IpAddr) -> Result<Knock, BackendError> {
        let (now, kit, work) = (self.now(), self.kit()?, work(&form.shown, &form.proof));
        let problems = form.problems(self.form_shown(&form.shown), work, now);
        if !problems.is_empty() {
            return Ok(Knock::Wrong(problems));
        }
        if !self.takes_knock(work, network) {
            return Ok(Knock::TooFast);
        }
        let Some(employer) = kit.employer(&form.code) else {
            return Ok(Knock::Wrong(vec![FieldError::new("code", "kit-unknown")]));
        };
        let tx = self.inner.store.write().await?;
        audit::record(&tx, now, None, "kit_opened", &employer.code, &editions(kit)).await?;
        tx.commit().await?;
        self.note(PASS, &employer.code).map(Knock::Pass)
    }

    /// The employer in whose name that pass was given; `None` when it ended, was forged, or the employer left the profile.
    pub fn newcomer(&self, pass: &str) -> Option<&Employer> {
        let (begun, code) = self.noted(PASS, pass)?;
        self.kit().ok()?.employer(&code).filter(|_| is_open(begun, self.now()))
    }

    /// The document of that file name as PDF; `None` when there is none. All are made at the first call, then kept: they never change
    /// while this process runs.
    ///
    /// # Errors
    /// When a document cannot be made.
    pub async fn kit_document(&self, file: &str) -> Result<Option<Bytes>, BackendError> {
        let documents = || self.profile().kit.iter().flat_map(|kit| &kit.documents);
        let leaflet = |one: &KitDocument| (one.file.clone(), self.to_leaflet((&one.title, one.edition, &one.text)));
        let made = self.inner.kit.get_or_try_init(|| self.set_leaflets(documents().map(leaflet).collect()));
        Ok(made.await?.get(file).cloned())
    }

    /// Sets these as PDF, by file name.
    pub(crate) async fn set_leaflets(&self, leaflets: Vec<(String, Leaflet)>) -> Result<BTreeMap<String, Bytes>, BackendError> {
        let set = move || -> Result<BTreeMap<String, Bytes>, DocumentError> {
            leaflets.into_iter().map(|(file, text)| leaflet(&text).map(|pdf| (file, Bytes::from(pdf)))).collect()
        };
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        tokio::task::spawn_blocking(set).await.map_err(BackendError::broken)?.map_err(BackendError::broken)
    }

    /// A text of the insurer's under that title, in that edition.
    pub(crate) fn to_leaflet(&self, (title, edition, text): (&str, Day, &str)) -> Leaflet {
        Leaflet {
            brand: self.profile().brand.clone(),
            service_name: self.profile().service_name.clone(),
            title: title.to_owned(),
            edition: format!("Édition du {edition}"),
            parts: text::parts(text),
            issued_on: edition.0.and_time(NaiveTime::MIN).and_utc(),
        }
    }

    fn kit(&self) -> Result<&Kit, BackendError> {
        self.profile().kit.as_ref().ok_or(BackendError::NotFound)
    }
}

/// The documents handed out, each with its version, for the audit trail.
fn editions(kit: &Kit) -> String {
    kit.documents.iter().map(|document| format!("{} {}", document.file, document.edition.iso())).collect::<Vec<_>>().join(", ")
}
