//! Links that are mailed: single-use, short-lived, kept as a print only.
use super::{
    entity::{link, user},
    is_staff, token_hash,
};
use crate::{Backend, BackendError, outbox, random};
use chrono::TimeDelta;
use domain::{
    account::{CLOCK_SLACK, link_works},
    day::Instant,
    export::LINK_HOURS,
    id::UserId,
    insurer::Profile,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{LockBehavior, LockType},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// No more links to one person within the life of one: nobody's mailbox is flooded by others.
const MAX_ALIVE: u64 = 3;
/// Longest token looked up.
const MAX_TOKEN: usize = 64;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To choose another password.
    Reset,
    /// To sign in again at once after too many wrong passwords.
    Unlock,
    /// As [`Self::Unlock`], when it was codes of the second step: whoever tried them has the password.
    UnlockCode,
    /// As [`Self::Unlock`], when it was answers of a passkey.
    UnlockPasskey,
    /// To choose another password and come in without the second step, for whoever lost every one (B-53).
    SecondStep,
    /// To open a closed account again.
    Stay,
    /// To download one's data, signed in (G-1).
    Export,
    /// To take an e-mail address into use (M-13).
    Email,
    /// To take a change of address, number, account, password or second step back (Y-10).
    Undo,
    /// To come to the back office: to choose a password, then a second step.
    Invitation,
    /// To open an account that was imported, by choosing its first password (B-52).
    Welcome,
}

impl Purpose {
    /// Stable name, as stored.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Unlock => "unlock",
            Self::UnlockCode => "unlock_code",
            Self::UnlockPasskey => "unlock_passkey",
            Self::SecondStep => "second_step",
            Self::Stay => "stay",
            Self::Export => "export",
            Self::Email => "email",
            Self::Undo => "undo",
            Self::Invitation => "invitation",
            Self::Welcome => "welcome",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::Reset,
            Self::Unlock,
            Self::UnlockCode,
            Self::UnlockPasskey,
            Self::SecondStep,
            Self::Stay,
            Self::Export,
            Self::Email,
            Self::Undo,
            Self::Invitation,
            Self::Welcome,
        ];
        all.into_iter().find(|purpose| purpose.as_str() == text)
    }

    /// How long it works.
    fn lifetime(self, profile: &Profile) -> TimeDelta {
        match self {
            Self::Reset | Self::Unlock | Self::UnlockCode | Self::UnlockPasskey | Self::SecondStep | Self::Email => {
                profile.recovery.lifetime()
            }
            Self::Stay => profile.retention.leave(),
            Self::Undo => profile.login.undo(),
            Self::Export => TimeDelta::hours(i64::from(LINK_HOURS)),
            Self::Invitation => profile.office.invitation(),
            Self::Welcome => TimeDelta::days(i64::from(profile.registration.confirm_days)),
        }
    }

    /// Template of the mail that brings it.
    pub(super) const fn template(self) -> &'static str {
        match self {
            Self::Reset => "recovery-mail",
            Self::Unlock => "unlock-mail",
            Self::UnlockCode => "unlock-code-mail",
            Self::UnlockPasskey => "unlock-passkey-mail",
            Self::SecondStep => "second-lost-mail",
            Self::Stay => "leave-mail",
            Self::Export => "export-mail",
            Self::Email => "personal-email-mail",
            Self::Undo => "personal-notice-mail",
            Self::Invitation => "office-invite-mail",
            Self::Welcome => "invited-mail",
        }
    }

    /// The same for somebody of the back office, who has no member's pages to be sent to.
    const fn office_template(self) -> &'static str {
        match self {
            Self::Unlock | Self::UnlockCode => "office-unlock-mail",
            other => other.template(),
        }
    }
}

impl Backend {
    /// Mails a link to the person; without one, or without an address, the same work is done for nobody.
    pub(super) async fn mail_link(&self, person: Option<&user::Model>, purpose: Purpose) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        self.mail_link_in(&tx, person, purpose).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// As [`Self::mail_link`], in the caller's transaction; whether a mail was written.
    pub(crate) async fn mail_link_in(
        &self,
        tx: &impl ConnectionTrait,
        person: Option<&user::Model>,
        purpose: Purpose,
    ) -> Result<bool, BackendError> {
        let id = person.map(|person| person.id);
        let enough = self.has_enough_links(tx, id, purpose).await?;
        // The same work where no mail leaves: a link of nobody, which does not count next time.
        let token = self.keep_link(tx, id.filter(|_| !enough), purpose, None).await?;
        let Some(to) = person.and_then(|person| person.email.as_deref()).filter(|_| !enough) else { return Ok(false) };
        let once = format!("link:{}", token_hash(&token));
        let profile = self.profile();
        let lasts = [
            ("minutes", profile.recovery.link_minutes),
            ("days", profile.retention.leave_days),
            ("link_hours", LINK_HOURS),
            ("invite_hours", profile.office.invite_hours),
            ("open_days", profile.registration.confirm_days),
        ];
        let lasts = lasts.map(|(name, count)| (name.to_owned(), count.to_string()));
        let params: BTreeMap<String, String> = lasts.into_iter().chain([("token".to_owned(), token)]).collect();
        let template = if person.is_some_and(is_staff) { purpose.office_template() } else { purpose.template() };
        outbox::enqueue_mail(tx, self.now(), to, template, &params, once).await?;
        Ok(true)
    }

    /// Whether no more links for the same may leave for now. Those made « later », before the clock was set back, work no more.
    pub(super) async fn has_enough_links(
        &self,
        tx: &impl ConnectionTrait,
        of: Option<Uuid>,
        purpose: Purpose,
    ) -> Result<bool, BackendError> {
        let alive = link::Entity::find().filter(link::Column::UserId.eq(of)).filter(link::Column::Purpose.eq(purpose.as_str()));
        let (now, made) = (self.now(), link::Column::CreatedAt);
        let alive = alive.filter(link::Column::EndsAt.gt(now)).filter(made.lte(now + CLOCK_SLACK));
        Ok(alive.count(tx).await? >= MAX_ALIVE)
    }

    /// Keeps a link for that, and forgets those that ended; gives its token. `about` is what using it needs, sealed.
    pub(super) async fn keep_link(
        &self,
        tx: &impl ConnectionTrait,
        of: Option<Uuid>,
        purpose: Purpose,
        about: Option<String>,
    ) -> Result<String, BackendError> {
        let (now, token) = (self.now(), random::token()?);
        forget_ended(tx, now).await?;
        let row = link::ActiveModel {
            token_hash: Set(token_hash(&token)),
            user_id: Set(of),
            purpose: Set(purpose.as_str().to_owned()),
            created_at: Set(now),
            ends_at: Set(now + purpose.lifetime(self.profile())),
            about: Set(about),
        };
        link::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(token)
    }

    /// What the link of that token is for, and whose it is; `None` when it ended, was used, or never was. Looking does not use it:
    /// mail scanners look.
    pub(crate) async fn find_link(&self, token: &str) -> Result<Option<(Purpose, user::Model)>, BackendError> {
        if token.len() > MAX_TOKEN {
            return Ok(None);
        }
        let db = self.inner.store.read();
        let row = link::Entity::find_by_id(token_hash(token)).one(db).await?;
        let Some(row) = row.filter(|row| link_works(row.created_at, row.ends_at, self.now())) else { return Ok(None) };
        let (Some(purpose), Some(id)) = (Purpose::parse(&row.purpose), row.user_id) else { return Ok(None) };
        let person = user::Entity::find_by_id(id).one(db).await?;
        Ok(person.filter(|person| purpose == Purpose::Undo || person.closed == (purpose == Purpose::Stay)).map(|person| (purpose, person)))
    }

    /// What the link of that token is for, and whose it is, for the page that it opens.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn link(&self, token: &str) -> Result<Option<(Purpose, UserId)>, BackendError> {
        let Some((purpose, row)) = self.find_link(token).await? else { return Ok(None) };
        let dead = purpose == Purpose::Email && self.asked_address(self.inner.store.read(), token, &row).await?.is_none();
        Ok((!dead).then_some((purpose, UserId(row.id))))
    }

    /// Uses the link up, in the caller's transaction, and with it all others for the same; whether it was still there.
    pub(crate) async fn use_link(tx: &impl ConnectionTrait, token: &str, purpose: Purpose, of: Uuid) -> Result<bool, BackendError> {
        // The person first, as everywhere: whoever uses another of their links at the same moment waits here, and for no link that is held.
        user::Entity::find_by_id(of).lock_exclusive().one(tx).await?;
        // Locked, so that of two uses at the same moment one finds it gone.
        let row = link::Entity::find_by_id(token_hash(token)).filter(link::Column::Purpose.eq(purpose.as_str())).lock_exclusive();
        if row.one(tx).await?.is_none() {
            return Ok(false);
        }
        let all = link::Entity::delete_many().filter(link::Column::UserId.eq(of));
        all.filter(link::Column::Purpose.eq(purpose.as_str())).exec(tx).await?;
        Ok(true)
    }
}

/// Forgets the links that ended; gives how many went. Whoever keeps a link for a person holds that person's row, and everywhere else the
/// person comes before their links: to wait here for links that somebody else holds could be to wait for somebody who waits for the
/// person. So those are left to the next time.
pub(crate) async fn forget_ended(tx: &impl ConnectionTrait, now: Instant) -> Result<u64, BackendError> {
    let ended = link::Entity::find().select_only().column(link::Column::TokenHash).filter(link::Column::EndsAt.lte(now));
    let free = ended.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).into_query();
    Ok(link::Entity::delete_many().filter(link::Column::TokenHash.in_subquery(free)).exec(tx).await?.rows_affected)
}
