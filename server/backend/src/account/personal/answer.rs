//! Requests to correct, on the desk (B-55): read oldest first, answered once. What was before and what is now are kept sealed beside the
//! request and nowhere else; the insurer's own file of the client is not touched (D-15).
use super::{
    correction::{REASON, TEXT},
    entity::correction,
    given,
};
use crate::{
    Backend, BackendError,
    account::{entity::user, full_names},
    audit,
    crypto::sha256_hex,
    office,
};
use domain::{
    access::{Action, StaffRole, role_for},
    account::{
        Staff, name_key,
        personal::{CorrectionState, EditMode, ShownChange, ShownData, read_answer},
    },
    day::Instant,
    form::FieldError,
    id::{CorrectionId, UserId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::BTreeMap;

/// What is sealed with the member's key: what was corrected.
const CHANGES: &str = "correction_changes";
/// So many requests are listed at once; those answered make room for the next.
const LISTED: u64 = 50;

/// A request that waits, as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingCorrection {
    /// Which.
    pub id: CorrectionId,
    /// First and last name of whoever asks.
    pub member: String,
    /// When they asked.
    pub asked_at: Instant,
}

/// A request, as the desk reads it.
#[derive(Clone, Debug)]
pub struct DeskCorrection {
    /// First and last name of whoever asks.
    pub member: String,
    /// Their sign-in name.
    pub login: String,
    /// When they asked.
    pub asked_at: Instant,
    /// What is to be corrected, in their words.
    pub text: String,
    /// What the portal shows of them now.
    pub data: ShownData,
    /// A print of that: an answer names the data it was given of.
    pub seen: String,
    /// How it was answered, once it was.
    pub answer: Option<GivenAnswer>,
}

/// How a request was answered.
#[derive(Clone, Debug)]
pub struct GivenAnswer {
    /// Accepted or refused.
    pub state: CorrectionState,
    /// By whom: first and last name.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Why; may be empty where it was accepted.
    pub reason: String,
    /// What was corrected.
    pub changes: Vec<ShownChange>,
}

/// What the desk answers.
#[derive(Clone, Debug)]
pub enum NewAnswer {
    /// Corrected so; with the print of the data it was given of.
    Accept(Box<ShownData>, String),
    /// Not corrected.
    Refuse,
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answering {
    /// It is given. The same click again gives nothing more.
    Done,
    /// What is wrong with it.
    Wrong(Vec<FieldError>),
    /// Somebody has answered already.
    Late,
    /// The data are no longer those it was given of.
    Changed,
}

impl Backend {
    /// In which role they answer.
    fn corrector(&self, staff: &Staff) -> Result<StaffRole, BackendError> {
        let asked = self.profile().profile_edit.mode == EditMode::Request;
        role_for(staff.roles, Action::CorrectData).filter(|_| asked).ok_or(BackendError::NotFound)
    }

    /// The requests that wait, oldest first; those of closed accounts wait for their member to come back.
    ///
    /// # Errors
    /// `NotFound` for whoever may not answer, and where members change their data themselves; when the database cannot be read.
    pub async fn waiting_corrections(&self, staff: &Staff) -> Result<Vec<WaitingCorrection>, BackendError> {
        self.corrector(staff)?;
        let db = self.inner.store.read();
        let open = user::Entity::find().select_only().column(user::Column::Id).filter(user::Column::Closed.eq(false)).into_query();
        let rows = correction::Entity::find().filter(correction::Column::State.eq(CorrectionState::Open.as_str()));
        let rows = rows.filter(correction::Column::UserId.in_subquery(open)).order_by_asc(correction::Column::CreatedAt);
        let rows = rows.order_by_asc(correction::Column::Id).limit(LISTED).all(db).await?;
        let names = full_names(db, rows.iter().map(|row| row.user_id)).await?;
        let listed = |row: correction::Model| WaitingCorrection {
            id: CorrectionId(row.id),
            member: names.get(&row.user_id).cloned().unwrap_or_default(),
            asked_at: row.created_at,
        };
        Ok(rows.into_iter().map(listed).collect())
    }

    /// Looks at a request, with what it is about: the look is kept before anything is shown, and told to its member (Y-17).
    ///
    /// # Errors
    /// As [`Self::waiting_corrections`]; `NotFound` where there is no such request; when something sealed cannot be opened.
    pub async fn look_at_correction(&self, staff: &Staff, id: CorrectionId) -> Result<DeskCorrection, BackendError> {
        let (role, db) = (self.corrector(staff)?, self.inner.store.read());
        let row = correction::Entity::find_by_id(id.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let member = user::Entity::find_by_id(row.user_id).one(db).await?.ok_or(BackendError::NotFound)?;
        let (now, tx) = (self.now(), self.inner.store.write().await?);
        audit::record(&tx, now, Some(staff.person.id), "correction_looked_at", &member.id.to_string(), role.as_str()).await?;
        office::tell_of_member(&tx, staff, role, UserId(member.id), now).await?;
        tx.commit().await?;
        let key = self.member_key_in(db, UserId(row.user_id)).await?;
        let data = shown(&member);
        Ok(DeskCorrection {
            member: [member.given_name, member.family_name].join(" "),
            login: member.login_name,
            asked_at: row.created_at,
            text: key.opened_text(TEXT, &row.text)?,
            seen: print(&data)?,
            data,
            answer: self.given_answer(db, &row).await?,
        })
    }

    async fn given_answer(&self, db: &impl ConnectionTrait, row: &correction::Model) -> Result<Option<GivenAnswer>, BackendError> {
        let state = CorrectionState::parse(&row.state).ok_or_else(|| BackendError::inconsistent("correction_requests"))?;
        let (Some(at), Some(by)) = (row.answered_at, row.answered_by) else { return Ok(None) };
        let key = self.member_key_in(db, UserId(row.user_id)).await?;
        let opened = |about, sealed: &Option<String>| sealed.as_ref().map(|sealed| key.opened_text(about, sealed)).transpose();
        let changes = opened(CHANGES, &row.changes)?.map(|text| serde_json::from_str(&text)).transpose();
        Ok(Some(GivenAnswer {
            state,
            by: self.person(db, UserId(by)).await?.full_name(),
            at,
            reason: opened(REASON, &row.reason)?.unwrap_or_default(),
            changes: changes.map_err(BackendError::broken)?.unwrap_or_default(),
        }))
    }

    /// Answers a request, once: the data that the portal shows, the answer, the audit and what its member is told stand or fall together.
    ///
    /// # Errors
    /// As [`Self::look_at_correction`]; `NotFound` too when its member has left; when the database cannot be written.
    pub async fn answer_correction(
        &self,
        staff: &Staff,
        id: CorrectionId,
        answer: &NewAnswer,
        typed: &str,
    ) -> Result<Answering, BackendError> {
        self.corrector(staff)?;
        let state = if matches!(answer, NewAnswer::Refuse) { CorrectionState::Refused } else { CorrectionState::Accepted };
        let tx = self.inner.store.write().await?;
        let row = correction::Entity::find_by_id(id.0).one(&tx).await?.ok_or(BackendError::NotFound)?;
        // The member first, as everywhere: of two answers at the same moment the second finds the first.
        let member = self.own_row(&tx, UserId(row.user_id)).await?;
        let row = correction::Entity::find_by_id(id.0).one(&tx).await?.ok_or(BackendError::NotFound)?;
        if row.state != CorrectionState::Open.as_str() {
            let same = row.state == state.as_str() && row.answered_by == Some(staff.person.id.0);
            return Ok(if same { Answering::Done } else { Answering::Late });
        }
        let (reason, kept) = (read_answer(state, typed), shown(&member));
        let read = match answer {
            NewAnswer::Accept(_, seen) if *seen != print(&kept)? => return Ok(Answering::Changed),
            NewAnswer::Accept(data, _) => data.read(&kept, self.profile().phone_plan()).map(Some),
            NewAnswer::Refuse => Ok(None),
        };
        let (read, reason) = match (read, reason) {
            (Ok(read), Ok(reason)) => (read, reason),
            (read, reason) => return Ok(Answering::Wrong(read.err().unwrap_or_default().into_iter().chain(reason.err()).collect())),
        };
        let changes = match read {
            Some((data, changes)) => {
                correct(&tx, member, data).await?;
                Some(changes)
            }
            None => None,
        };
        self.keep_answer(&tx, staff, row, (state, reason), changes).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Answering::Done)
    }

    async fn keep_answer(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        row: correction::Model,
        (state, reason): (CorrectionState, String),
        changes: Option<Vec<ShownChange>>,
    ) -> Result<(), BackendError> {
        let (now, by, member) = (self.now(), staff.person.id, UserId(row.user_id));
        let (object, detail) = (member.to_string(), row.id.to_string());
        let key = self.member_key_in(tx, member).await?;
        let changes = changes.map(|changes| serde_json::to_vec(&changes)).transpose().map_err(BackendError::broken)?;
        let mut row = row.into_active_model();
        row.state = Set(state.as_str().to_owned());
        (row.answered_at, row.answered_by) = (Set(Some(now)), Set(Some(by.0)));
        row.reason = Set(Some(key.sealed(REASON, reason.as_bytes())?));
        row.changes = Set(changes.map(|changes| key.sealed(CHANGES, &changes)).transpose()?);
        correction::Entity::update(row).exec(tx).await?;
        if state == CorrectionState::Accepted {
            audit::record(tx, now, Some(by), "correction_accepted", &object, &detail).await?;
        } else {
            audit::record(tx, now, Some(by), "correction_refused", &object, &detail).await?;
        }
        let once = format!("correction:{detail}");
        self.tell(tx, member, "personal-correction-mail", &BTreeMap::new(), once).await
    }
}

/// What the portal shows of that member.
fn shown(row: &user::Model) -> ShownData {
    let text = |known: &Option<String>| known.clone().unwrap_or_default();
    ShownData {
        given_name: row.given_name.clone(),
        family_name: row.family_name.clone(),
        line1: text(&row.address_line1),
        line2: text(&row.address_line2),
        line3: text(&row.address_line3),
        postcode: text(&row.postcode),
        town: text(&row.town),
        phone: text(&row.phone),
        mobile: text(&row.mobile),
    }
}

fn print(data: &ShownData) -> Result<String, BackendError> {
    Ok(sha256_hex(&serde_json::to_vec(data).map_err(BackendError::broken)?))
}

/// Has the portal show that of the member.
async fn correct(tx: &impl ConnectionTrait, member: user::Model, data: ShownData) -> Result<(), BackendError> {
    let mut row = member.into_active_model();
    row.name_key = Set(Some(name_key(&data.family_name, &data.given_name)));
    (row.given_name, row.family_name) = (Set(data.given_name), Set(data.family_name));
    (row.address_line1, row.address_line2, row.address_line3) = (given(data.line1), given(data.line2), given(data.line3));
    (row.postcode, row.town) = (given(data.postcode), given(data.town));
    (row.phone, row.mobile) = (given(data.phone), given(data.mobile));
    user::Entity::update(row).exec(tx).await?;
    Ok(())
}
