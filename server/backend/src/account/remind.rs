//! Behind the mailed link to choose another password: the hint, after the question that may guard it. It opens nothing
//! and the other password can be chosen all the same.
use super::{
    Purpose,
    entity::{hint, user},
    hint::{MOTHER, TEXT, forgive},
    password,
    throttle::Try,
    token_hash,
};
use crate::{Backend, BackendError, audit, outbox, random};
use domain::{
    account::{Reminder, WRONG_ANSWERS, first_name, minutes_until},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::BTreeMap;

/// What becomes of asking for the hint.
pub enum Recalled {
    /// It may be shown: by this, which opens with the same link only, [`Backend::reminder`] shows it.
    Right(String),
    /// The answer is wrong, or comes too soon; the link still works.
    Wrong(Vec<FieldError>),
    /// That was one wrong answer too many: the link ended.
    Ended,
    /// There is no hint behind that link.
    Dead,
}

/// What the page of that link shows the hint by is sealed as: another link does not open it.
fn shown_by(token: &str) -> String {
    format!("shown:{}", token_hash(token))
}

impl Backend {
    /// What the page of that link reminds of. `shown` is what a right answer gave.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reminder(&self, token: &str, shown: Option<&str>) -> Result<Reminder, BackendError> {
        let Some((person, row)) = self.hint_behind(token).await? else { return Ok(Reminder::Nothing) };
        let key = self.member_key(UserId(person.id)).await?;
        let text = shown.and_then(|shown| key.opened(&shown_by(token), shown).ok());
        Ok(text.map_or(Reminder::Offered { asks: row.sealed_mother.is_some() }, |text| {
            Reminder::Shown(String::from_utf8_lossy(&text).into_owned())
        }))
    }

    /// Whose the link is and their hint, while it is offered.
    async fn hint_behind(&self, token: &str) -> Result<Option<(user::Model, hint::Model)>, BackendError> {
        let person = match self.find_link(token).await? {
            Some((Purpose::Reset, person)) if self.profile().recovery.hint => person,
            _ => return Ok(None),
        };
        let open = hint::Entity::find_by_id(person.id).filter(hint::Column::WrongAnswers.lt(WRONG_ANSWERS));
        Ok(open.one(self.inner.store.read()).await?.map(|row| (person, row)))
    }

    /// Asks for the hint behind that link, with the mother's first name where it is asked for.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn recall(&self, token: &str, answer: &str) -> Result<Recalled, BackendError> {
        let Some((person, row)) = self.hint_behind(token).await? else { return Ok(Recalled::Dead) };
        let Some(mother) = &row.sealed_mother else { return self.show(token, &person, &row).await };
        let wrong = |fault: FieldError| Ok(Recalled::Wrong(vec![fault]));
        let name = match first_name("answer", answer) {
            Ok(name) => name,
            Err(fault) => return wrong(fault),
        };
        let locks = match self.count_try(&person.login_name).await? {
            Try::Counted { locks } => locks,
            Try::TooSoon(next) => {
                let minutes = minutes_until(next, self.now()).to_string();
                return wrong(FieldError::new("answer", "password-wait").with("minutes", minutes));
            }
        };
        let Some(count) = self.count_answer(&person).await? else { return Ok(Recalled::Dead) };
        if self.is_answer(&person, mother, name).await? {
            return self.show(token, &person, &row).await;
        }
        if locks {
            self.mail_link(Some(&person), Purpose::Unlock).await?;
        }
        match WRONG_ANSWERS - count {
            left @ 1.. => wrong(FieldError::new("answer", "recall-wrong").with("left", left.to_string())),
            _ => self.end_link(token, &person).await,
        }
    }

    /// Counts an answer as wrong before it is looked at, so that many at once do not slip through. Gives how many there are; `None`
    /// when there were too many already.
    async fn count_answer(&self, person: &user::Model) -> Result<Option<i32>, BackendError> {
        let tx = self.inner.store.write().await?;
        let row = hint::Entity::find_by_id(person.id).lock_exclusive().one(&tx).await?;
        let Some(row) = row.filter(|row| row.wrong_answers < WRONG_ANSWERS) else { return Ok(None) };
        let count = row.wrong_answers + 1;
        let mut row = row.into_active_model();
        row.wrong_answers = Set(count);
        hint::Entity::update(row).exec(&tx).await?;
        tx.commit().await?;
        Ok(Some(count))
    }

    async fn is_answer(&self, person: &user::Model, mother: &str, name: String) -> Result<bool, BackendError> {
        let hash = self.member_key(UserId(person.id)).await?.opened(MOTHER, mother)?;
        let hash = String::from_utf8_lossy(&hash).into_owned();
        self.inner.hashing.run(move || password::is_right(&name, Some(&hash))).await
    }

    /// Lets the page of that link show the hint.
    async fn show(&self, token: &str, person: &user::Model, row: &hint::Model) -> Result<Recalled, BackendError> {
        let (now, id) = (self.now(), UserId(person.id));
        let tx = self.inner.store.write().await?;
        let key = self.member_key_in(&tx, id).await?;
        let shown = key.sealed(&shown_by(token), &key.opened(TEXT, &row.sealed_text)?)?;
        forgive(&tx, id).await?;
        Self::forget_tries_in(&tx, &person.login_name).await?;
        audit::record(&tx, now, Some(id), "hint_shown", &person.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Recalled::Right(shown))
    }

    /// Ends the link after too many wrong answers, and tells the member by mail.
    async fn end_link(&self, token: &str, person: &user::Model) -> Result<Recalled, BackendError> {
        let (now, id) = (self.now(), person.id);
        let tx = self.inner.store.write().await?;
        if Self::use_link(&tx, token, Purpose::Reset, id).await? {
            audit::record(&tx, now, Some(UserId(id)), "hint_closed", &id.to_string(), "").await?;
            if let Some(to) = &person.email {
                outbox::enqueue_mail(&tx, now, to, "recall-mail", &BTreeMap::new(), format!("recall:{}", random::id(now)?)).await?;
            }
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(Recalled::Ended)
    }
}
