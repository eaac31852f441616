//! Handing in a completed form (S-23): a request whose periods stand in its files, sent by the same steps as every other.
use super::{DraftForm, Pen};
use crate::{Backend, BackendError};
use bytes::Bytes;
use domain::{
    claim::{BlankForm, OpeningForm, RequestKind},
    contract::Guarantee,
    id::{EnrolmentId, UserId},
    insurer::Module,
};

impl Backend {
    /// The forms that members may complete; none where the insurer takes none.
    pub fn blank_forms(&self) -> &[BlankForm] {
        if self.profile().has(Module::PdfForms) { &self.profile().forms } else { &[] }
    }

    /// The blank form of that file name as PDF; `None` when there is none. All are made at the first call, then kept.
    ///
    /// # Errors
    /// When one cannot be made.
    pub async fn blank_form(&self, file: &str) -> Result<Option<Bytes>, BackendError> {
        let leaflets =
            || self.blank_forms().iter().map(|form| (form.file.clone(), self.to_leaflet((&form.title, form.edition, &form.text))));
        let made = self.inner.forms.get_or_try_init(|| self.set_leaflets(leaflets().collect()));
        Ok(made.await?.get(file).cloned())
    }

    /// Opens a dossier of that stop, which a completed form declares under a contract of the member's, or resumes the one under way; gives
    /// its number.
    ///
    /// # Errors
    /// `NotFound` where the insurer takes no forms, for a contract that is not theirs, and for what it does not cover or no employer
    /// authorises (S-14).
    pub async fn declare_on_form(&self, member: UserId, enrolment: EnrolmentId, guarantee: Guarantee) -> Result<String, BackendError> {
        self.takes_forms()?;
        let tx = self.inner.store.write().await?;
        let contract = self.lock_enrolment(&tx, member, enrolment).await?;
        if !contract.online_claims || !contract.stops().contains(&guarantee) {
            return Err(BackendError::NotFound);
        }
        let opening = OpeningForm { guarantee: guarantee.as_str().to_owned(), origin: String::new() };
        let form = DraftForm { opening, ..DraftForm::default() };
        let opened = self.open_claim(&tx, (enrolment, Pen::Member), (guarantee, RequestKind::Pdf), form).await?;
        self.note_opened(&tx, member, &opened).await?;
        tx.commit().await?;
        Ok(opened.number)
    }

    /// Starts a further request of a dossier that a completed form makes, or resumes the request under way; gives of what kind that is.
    ///
    /// # Errors
    /// As [`Self::prolong`]; `NotFound` where the insurer takes no forms.
    pub async fn prolong_on_form(&self, member: UserId, number: &str) -> Result<RequestKind, BackendError> {
        self.takes_forms()?;
        self.open_further(member, number, RequestKind::Pdf).await
    }

    fn takes_forms(&self) -> Result<(), BackendError> {
        if self.profile().has(Module::PdfForms) { Ok(()) } else { Err(BackendError::NotFound) }
    }
}
