//! Looking at a member's dossier, or at one of its files: each look is in the audit; the member is told once a day and person, by the
//! role of whoever looked.
use super::told::{Seen, tell_member};
use crate::{Backend, BackendError, audit, claim::entity::claim, contract::entity::enrolment, random};
use domain::{
    access::{Action, StaffRole, role_for},
    account::{Person, Staff},
    attachment::{Attachment, View},
    claim::Claim,
    complement::Complement,
    day::{Day, Instant},
    id::{AttachmentId, ClaimId, IdempotencyKey, UserId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// A dossier as the desk sees it: what was sent, never what its member is still writing.
#[derive(Clone, Debug)]
pub struct DeskClaim {
    /// Whose it is.
    pub member: Person,
    /// The dossier, its periods, requests and files.
    pub claim: Claim,
    /// Raised by each change: whoever acts on it says which one they read, and an act on an older one is refused (B-2).
    pub version: i32,
    /// Whoever of the desk has it.
    pub holder: Option<UserId>,
    /// When the last of its documents came that nobody had seen before this look.
    pub news_at: Option<Instant>,
    /// What was asked for to complete it, newest first; of medical papers only that they came (B-4).
    pub asked: Vec<Complement>,
    /// The day on which its member closed their account, where they did: they are written to or called, and read nothing here (G-3).
    pub left_on: Option<Day>,
    /// For what is asked for next: the same key again is the same asking.
    pub key: IdempotencyKey,
}

impl DeskClaim {
    /// The file of that id, as far as it was received with what was sent.
    pub fn received(&self, file: AttachmentId) -> Option<&Attachment> {
        self.claim.requests.iter().flat_map(|request| &request.files).find(|sent| sent.id == file && sent.is_received())
    }

    /// As [`Self::received`], or with what completed it, but for medical papers: those the medical service opens on a page of its own.
    pub fn opened(&self, file: AttachmentId) -> Option<&Attachment> {
        let mut given = self.asked.iter().flat_map(|one| &one.items).filter(|item| !item.card.medical);
        self.received(file).or_else(|| given.find_map(|item| item.files().find(|given| given.id == file)))
    }
}

impl Backend {
    /// Looks at a dossier for somebody of the desk; the look is kept before anything is shown. `None` when there is no such dossier, or
    /// nothing of it was ever sent.
    ///
    /// # Errors
    /// `NotFound` for whoever holds no role that may look; when the database cannot be read or written.
    pub async fn look_at_claim(&self, staff: &Staff, id: ClaimId) -> Result<Option<DeskClaim>, BackendError> {
        let role = role_for(staff.roles, Action::LookAtClaims).ok_or(BackendError::NotFound)?;
        let Some(found) = self.sent_claim(self.inner.store.read(), id).await? else { return Ok(None) };
        let tx = self.inner.store.write().await?;
        keep_look(&tx, staff, role, &found, self.now()).await?;
        tx.commit().await?;
        Ok(Some(found))
    }

    /// As [`Self::look_at_claim`], at one of its files, with what is in it.
    ///
    /// # Errors
    /// As [`Self::look_at_claim`]; when the file cannot be read.
    pub async fn look_at_file(
        &self,
        staff: &Staff,
        id: ClaimId,
        file: AttachmentId,
    ) -> Result<Option<(Attachment, Vec<u8>)>, BackendError> {
        let role = role_for(staff.roles, Action::LookAtClaims).ok_or(BackendError::NotFound)?;
        let Some(found) = self.sent_claim(self.inner.store.read(), id).await? else { return Ok(None) };
        if found.opened(file).is_none() {
            return Ok(None);
        }
        let (now, of) = (self.now(), &found.claim.summary);
        let keys = self.file_keys(self.inner.store.read(), found.member.id, None).await?;
        let contents = self.opened_file(file, &keys).await?;
        let tx = self.inner.store.write().await?;
        audit::record(&tx, now, Some(staff.person.id), "file_looked_at", &of.number, &file.to_string()).await?;
        tell_member(&tx, staff, (of.id, role), Seen::Dossier, now).await?;
        tx.commit().await?;
        Ok(contents)
    }

    /// As [`Self::look_at_file`], at one of its pages: a picture of it, a JPEG. `None` too where it cannot be drawn.
    ///
    /// # Errors
    /// As [`Self::look_at_file`]; when nothing can be drawn at all.
    pub async fn look_at_page(&self, staff: &Staff, id: ClaimId, file: AttachmentId, view: View) -> Result<Option<Vec<u8>>, BackendError> {
        let Some((file, contents)) = self.look_at_file(staff, id, file).await? else { return Ok(None) };
        self.picture(&file, &contents, view).await
    }

    /// Whether that page of a file on the desk can be drawn, so that its page can say so where it cannot.
    ///
    /// # Errors
    /// When the file cannot be read, or nothing can be drawn at all.
    pub async fn can_draw(&self, of: &DeskClaim, file: &Attachment, view: View) -> Result<bool, BackendError> {
        let keys = self.file_keys(self.inner.store.read(), of.member.id, None).await?;
        let Some((file, contents)) = self.opened_file(file.id, &keys).await? else { return Ok(false) };
        Ok(self.picture(&file, &contents, view).await?.is_some())
    }

    pub(super) async fn picture(&self, file: &Attachment, contents: &[u8], view: View) -> Result<Option<Vec<u8>>, BackendError> {
        match file.kind {
            Some(kind) => self.draw_page(contents, kind, view).await,
            None => Ok(None),
        }
    }

    /// The dossier of that id with its member, as far as it was sent and is for the desk.
    pub(crate) async fn sent_claim(&self, db: &impl ConnectionTrait, id: ClaimId) -> Result<Option<DeskClaim>, BackendError> {
        let found = claim::Entity::find_by_id(id.0).find_also_related(enrolment::Entity).one(db).await?;
        let Some((row, Some(enrolment))) = found else { return Ok(None) };
        let member = UserId(enrolment.user_id);
        let Some(mut claim) = self.claim_in(db, member, &row.number).await? else { return Ok(None) };
        if claim.requests.is_empty() {
            return Ok(None);
        }
        (claim.draft, claim.summary.has_draft) = (None, false);
        let asked = self.complements_of(db, member, &row.number, None).await?.into_iter().map(Complement::for_desk).collect();
        let (version, holder, news_at) = (row.version, row.holder_id.map(UserId), row.news_at);
        let (left_on, key) = (self.left_on(db, member).await?, IdempotencyKey(random::id(self.now())?));
        Ok(Some(DeskClaim { member: self.person(db, member).await?, claim, version, holder, news_at, asked, left_on, key }))
    }
}

/// Keeps that somebody of the desk looks at that dossier in that role.
pub(super) async fn keep_look(
    tx: &impl ConnectionTrait,
    staff: &Staff,
    role: StaffRole,
    found: &DeskClaim,
    now: Instant,
) -> Result<(), BackendError> {
    let of = &found.claim.summary;
    audit::record(tx, now, Some(staff.person.id), "claim_looked_at", &of.number, role.as_str()).await?;
    tell_member(tx, staff, (of.id, role), Seen::Dossier, now).await?;
    see_news(tx, staff, found, now).await
}

/// What was new has been seen: by whoever has the dossier, or by anybody of the desk where nobody has. What came since this look began is
/// new still.
async fn see_news(tx: &impl ConnectionTrait, staff: &Staff, found: &DeskClaim, now: Instant) -> Result<(), BackendError> {
    let (Some(news_at), true) = (found.news_at, found.holder.is_none_or(|holder| holder == staff.person.id)) else { return Ok(()) };
    let seen = claim::Entity::update_many().col_expr(claim::Column::NewsAt, Expr::value(Option::<Instant>::None));
    let seen = seen.col_expr(claim::Column::UpdatedAt, Expr::value(now));
    seen.filter(claim::Column::Id.eq(found.claim.summary.id.0)).filter(claim::Column::NewsAt.eq(news_at)).exec(tx).await?;
    Ok(())
}
