//! « Je souhaite être rappelé »: whom the desk is to call back, without an account. Name and number are sealed; nothing of it
//! stands in a log, a mail or the audit.
use crate::{Backend, BackendError, audit, random};
use domain::{
    callback::{Callback, CallbackForm, REQUESTED, SAME, Wish},
    claim::NumberKind,
    day::{Day, Instant},
    form::FieldError,
};
use entity::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "callbacks")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: String,
        pub caller: String,
        pub motive: String,
        pub day: Date,
        pub slot: String,
        pub state: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the seal of a caller is about.
const CALLER: &str = "callback";

/// Who is to be called, as sealed.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Caller {
    name: String,
    phone: String,
}

/// What became of asking for a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// It is kept under that number.
    Kept(String, Wish),
    /// What is wrong with it, or that nobody seems to have typed it.
    Wrong(Vec<FieldError>),
}

impl Backend {
    /// The days on which the desk may call from today on, by those rules.
    pub fn callback_days(&self, rules: &Callback) -> Vec<Day> {
        rules.days_from(self.today(), self.profile().holidays())
    }

    /// Keeps a request to be called back. The same one sent again at once is one.
    ///
    /// # Errors
    /// `NotFound` where nobody is called back; when the database cannot be read or written.
    pub async fn ask_callback(&self, form: &CallbackForm) -> Result<Asking, BackendError> {
        let rules = self.profile().callback.as_ref().ok_or(BackendError::NotFound)?;
        let (now, days) = (self.now(), self.callback_days(rules));
        let wish = match rules.read(form, (&days, self.profile().phone_plan()), self.form_shown(&form.shown), now) {
            Ok(wish) => wish,
            Err(problems) => return Ok(Asking::Wrong(problems)),
        };
        let tx = self.inner.store.write().await?;
        // The counter is locked from here on: of one request sent twice at once, the second finds the first.
        let number = self.next_number(&tx, NumberKind::Callback, now).await?;
        if let Some(known) = self.known_callback(&tx, &wish, now).await? {
            return Ok(Asking::Kept(known, wish));
        }
        Entity::insert(self.callback_row(&wish, &number, now)?).exec_without_returning(&tx).await?;
        audit::record(&tx, now, None, "callback_asked", &number, "").await?;
        tx.commit().await?;
        Ok(Asking::Kept(number, wish))
    }

    fn callback_row(&self, wish: &Wish, number: &str, now: Instant) -> Result<ActiveModel, BackendError> {
        let caller = serde_json::to_string(&caller(wish)).map_err(BackendError::broken)?;
        Ok(ActiveModel {
            id: Set(random::id(now)?),
            number: Set(number.to_owned()),
            caller: Set(self.sealed_note(CALLER, &caller)?),
            motive: Set(wish.motive.clone()),
            day: Set(wish.day.0),
            slot: Set(wish.slot.clone()),
            state: Set(REQUESTED.to_owned()),
            created_at: Set(now),
        })
    }

    /// Number of the same request, when it was sent a moment ago.
    async fn known_callback(&self, tx: &impl ConnectionTrait, wish: &Wish, now: Instant) -> Result<Option<String>, BackendError> {
        let lately = Entity::find().filter(Column::CreatedAt.gt(now - SAME)).filter(Column::Motive.eq(wish.motive.as_str()));
        let lately = lately.filter(Column::Day.eq(wish.day.0)).filter(Column::Slot.eq(wish.slot.as_str())).all(tx).await?;
        let theirs = |row: &Model| {
            let text = self.opened_note(CALLER, &row.caller);
            text.and_then(|text| serde_json::from_str::<Caller>(&text).ok()).is_some_and(|known| known == caller(wish))
        };
        Ok(lately.into_iter().find(theirs).map(|row| row.number))
    }
}

fn caller(wish: &Wish) -> Caller {
    Caller { name: wish.name.clone(), phone: wish.phone.clone() }
}

/// Forgets the requests made until then; gives how many went (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    Ok(Entity::delete_many().filter(Column::CreatedAt.lte(before)).exec(tx).await?.rows_affected)
}
