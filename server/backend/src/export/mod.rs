//! « Télécharger mes données » (G-1; articles 15 and 20 GDPR): a ZIP for people and for machines, behind a mailed link that works once,
//! or, for a member without an address, behind a fresh proof.
mod archive;
mod claim_data;
mod data;
mod dossier;
mod gather;
mod report;
mod settled;
mod settled_data;

pub use archive::Archive;

use crate::{
    Backend, BackendError,
    account::{Purpose, entity::user},
    audit,
    claim::ProofWords,
};
use archive::Binder;
use documents::data_report;
use domain::{
    account::{Person, Role, normalised_login},
    attachment::Attachment,
    claim::{Claim, SentRequest},
    complement::{Complement, Item},
    decision::{Decided, letter_name},
    export::Names,
};
use gather::{Bound, Told};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Finds the words of a key, with the values they name.
pub type Words<'a> = &'a (dyn Fn(&str, &[(&str, &str)]) -> String + Send + Sync);

impl Backend {
    /// Mails the member a link to their archive. Whether a mail leaves: it does not while several links still work.
    ///
    /// # Errors
    /// `NotFound` when the member has no address; when the database cannot be read or written.
    pub async fn ask_export(&self, member: &Person) -> Result<bool, BackendError> {
        let tx = self.inner.store.write().await?;
        let row = user::Entity::find_by_id(member.id.0).one(&tx).await?;
        let row = row.filter(|row| row.email.is_some()).ok_or(BackendError::NotFound)?;
        let mailed = self.mail_link_in(&tx, Some(&row), Purpose::Export).await?;
        audit::record(&tx, self.now(), Some(member.id), "export_asked", &member.id.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(mailed)
    }

    /// The archive of the member who follows the link of that token, which is used up by it; `None` when the link ended, was used,
    /// never was, or is somebody else's.
    ///
    /// # Errors
    /// When rows or files cannot be read, or there is no room; the link still works then.
    pub async fn export_by_link(&self, member: &Person, token: &str, words: Words<'_>) -> Result<Option<Archive>, BackendError> {
        let _turn = self.inner.binding.acquire().await.map_err(BackendError::broken)?;
        let found = self.find_link(token).await?;
        if !found.is_some_and(|(purpose, person)| purpose == Purpose::Export && person.id == member.id.0) {
            return Ok(None);
        }
        // First the archive, whole; then the link is used: it is lost on nothing that fails.
        let archive = Box::pin(self.bind_export(member, words)).await?;
        let tx = self.inner.store.write().await?;
        if !Self::use_link(&tx, token, Purpose::Export, member.id.0).await? {
            return Ok(None);
        }
        audit::record(&tx, self.now(), Some(member.id), "export_downloaded", &member.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Some(archive))
    }

    /// The archive of a member without an address, who gave a fresh proof.
    ///
    /// # Errors
    /// `NotFound` for a member to whom a link can be mailed; when rows or files cannot be read, or there is no room.
    pub async fn export_at_once(&self, member: &Person, words: Words<'_>) -> Result<Archive, BackendError> {
        if member.email.is_some() {
            return Err(BackendError::NotFound);
        }
        let _turn = self.inner.binding.acquire().await.map_err(BackendError::broken)?;
        let archive = Box::pin(self.bind_export(member, words)).await?;
        let tx = self.inner.store.write().await?;
        audit::record(&tx, self.now(), Some(member.id), "export_downloaded", &member.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(archive)
    }

    /// The archive of the member of that sign-in name, for an operator who answers a lawful request (B-63); `None` when there is none. That
    /// it was handed out is in the audit, and in the member's next archive.
    ///
    /// # Errors
    /// When rows or files cannot be read, or there is no room.
    pub async fn export_for(&self, login: &str, words: Words<'_>) -> Result<Option<Archive>, BackendError> {
        let named = user::Entity::find().filter(user::Column::LoginName.eq(normalised_login(login)));
        let named = named.filter(user::Column::Role.eq(Role::Member.as_str()));
        let Some(row) = named.one(self.inner.store.read()).await? else { return Ok(None) };
        let member = Person::try_from(row)?;
        let _turn = self.inner.binding.acquire().await.map_err(BackendError::broken)?;
        let archive = Box::pin(self.bind_export(&member, words)).await?;
        let tx = self.inner.store.write().await?;
        audit::record(&tx, self.now(), None, "export_handed_out", &member.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Some(archive))
    }

    /// Files first, one at a time in memory, then what is said of them: a file that is gone is said to be.
    async fn bind_export(&self, member: &Person, words: Words<'_>) -> Result<Archive, BackendError> {
        let (claims, asked) = (self.whole_claims(member).await?, self.complements(member.id).await?);
        let (mut names, mut bound) = (Names::default(), Bound::default());
        let mut binder = Binder::begin(&self.inner.spool, self.now())?;
        let keys = self.own_file_keys(member.id).await?;
        for (number, file) in received(&claims, &asked) {
            let Some(bytes) = self.kept_contents(&keys, file.id).await? else { continue };
            let name = names.take(number, &file.name);
            bound.files.insert(file.id, name.clone());
            binder = self.on_a_core(move || binder.with(&name, &bytes)).await?;
        }
        for Told { claim, .. } in &claims {
            bound.examined.extend(self.examined(member.id, claim).await?.into_iter().map(|one| (one.file, one.found)));
        }
        let proof_words = ProofWords::of(|key| words(key, &[]));
        for (claim, request) in sent(&claims) {
            let bytes = self.deposit_proof(member, &claim.summary.number, &request.number, &proof_words).await?;
            let name = names.take(&claim.summary.number, &format!("preuve-{}.pdf", request.number));
            bound.proofs.insert(request.number.clone(), name.clone());
            binder = self.on_a_core(move || binder.with(&name, &bytes)).await?;
        }
        binder = self.bind_letters(member, &claims, (&mut names, &mut bound), binder, words).await?;
        let data = self.export_data(member, (&claims, &asked), &bound, words).await?;
        let json = serde_json::to_vec_pretty(&data).map_err(BackendError::broken)?;
        let pages = report::report(&data, member, self.profile(), words);
        let finished = move || {
            let pdf = data_report(&pages).map_err(BackendError::broken)?;
            binder.with("donnees.json", &json)?.with("mes-donnees.pdf", &pdf)?.finish()
        };
        self.on_a_core(finished).await
    }

    /// The archive with the letters about the member's requests (B-9), those of decisions that stand no longer too.
    async fn bind_letters(
        &self,
        member: &Person,
        claims: &[Told],
        (names, bound): (&mut Names, &mut Bound),
        mut binder: Binder,
        words: Words<'_>,
    ) -> Result<Binder, BackendError> {
        for Told { claim, decisions, .. } in claims {
            for Decided { request, place, .. } in decisions {
                let Some(bytes) = self.letter(member, claim, (request, *place), words).await? else { continue };
                let name = names.take(&claim.summary.number, &letter_name(request, *place));
                bound.letters.insert((request.clone(), *place), name.clone());
                binder = self.on_a_core(move || binder.with(&name, &bytes)).await?;
            }
        }
        Ok(binder)
    }

    /// Does the work on a thread of its own; as many work at once as there are cores.
    async fn on_a_core<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, BackendError> + Send + 'static,
    ) -> Result<T, BackendError> {
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        tokio::task::spawn_blocking(work).await.map_err(BackendError::broken)?
    }
}

/// The files that were received, with the numbers of their claims; refused ones were never kept.
fn received<'a>(claims: &'a [Told], asked: &'a [Complement]) -> Vec<(&'a str, &'a Attachment)> {
    let mut all = Vec::new();
    for Told { claim, .. } in claims {
        let sent = claim.requests.iter().flat_map(|request| &request.files);
        let files = sent.chain(claim.draft.iter().flat_map(|draft| &draft.files));
        all.extend(files.filter(|file| file.is_received()).map(|file| (claim.summary.number.as_str(), file)));
    }
    for complement in asked {
        let files = complement.items.iter().flat_map(Item::files);
        all.extend(files.map(|file| (complement.claim.as_str(), file)));
    }
    all
}

/// The requests that were sent, with their claims.
fn sent(claims: &[Told]) -> Vec<(&Claim, &SentRequest)> {
    claims.iter().flat_map(|told| told.claim.requests.iter().map(move |request| (&told.claim, request))).collect()
}
