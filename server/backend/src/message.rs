//! « Nous contacter » (S-56): what members write to the desk, sealed with their key. None of it stands in a log, a mail or the audit.
use crate::{Backend, BackendError, audit, clock::paris_day, random};
use domain::{
    account::Person,
    claim::NumberKind,
    day::Instant,
    form::FieldError,
    id::UserId,
    message::{MAX_A_DAY, Message, MessageState, SAME},
};
use entity::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub number: String,
        pub subject: String,
        pub state: String,
        pub text: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A message, as its sender sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMessage {
    /// Its reference, `ME-26-000001-7`.
    pub number: String,
    /// When it was sent.
    pub sent_at: Instant,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// How far it is.
    pub state: MessageState,
}

/// What became of sending a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It is kept under that number.
    Kept(String),
    /// What is wrong with it.
    Wrong(Vec<FieldError>),
    /// So many of today's wait for an answer that no other is taken.
    Enough,
}

impl Backend {
    /// The member's messages, newest first.
    ///
    /// # Errors
    /// When the database cannot be read or a text not be opened.
    pub async fn messages(&self, member: UserId) -> Result<Vec<SentMessage>, BackendError> {
        self.messages_in(self.inner.store.read(), member).await
    }

    async fn messages_in(&self, db: &impl ConnectionTrait, member: UserId) -> Result<Vec<SentMessage>, BackendError> {
        let rows = Entity::find().filter(Column::UserId.eq(member.0));
        let rows = rows.order_by_desc(Column::CreatedAt).order_by_desc(Column::Number).all(db).await?;
        let key = self.member_key_in(db, member).await?;
        let shown = |row: Model| -> Result<SentMessage, BackendError> {
            let state = MessageState::parse(&row.state).ok_or_else(|| BackendError::inconsistent("messages"))?;
            let text = key.opened_text("message", &row.text)?;
            Ok(SentMessage { number: row.number, sent_at: row.created_at, subject: row.subject, text, state })
        };
        rows.into_iter().map(shown).collect()
    }

    /// Whether so many of a member's messages of today wait for an answer that no other is taken.
    pub fn wrote_enough(&self, sent: &[SentMessage]) -> bool {
        let waits = |one: &&SentMessage| one.state == MessageState::Received && paris_day(one.sent_at) == self.today();
        sent.iter().filter(waits).count() >= MAX_A_DAY
    }

    /// Keeps a message for the desk. The same one sent again at once is one.
    ///
    /// # Errors
    /// `NotFound` where members do not write; when the database cannot be read or written.
    pub async fn send_message(&self, member: &Person, subject: &str, text: &str) -> Result<Sending, BackendError> {
        let rules = self.profile().messages.as_ref().ok_or(BackendError::NotFound)?;
        let message = match rules.read(subject, text) {
            Ok(message) => message,
            Err(problems) => return Ok(Sending::Wrong(problems)),
        };
        let tx = self.inner.store.write().await?;
        self.own_row(&tx, member.id).await?;
        let sent = self.messages_in(&tx, member.id).await?;
        let now = self.now();
        let same = |one: &&SentMessage| one.subject == message.subject && one.text == message.text && now - one.sent_at < SAME;
        if let Some(one) = sent.iter().find(same) {
            return Ok(Sending::Kept(one.number.clone()));
        }
        if self.wrote_enough(&sent) {
            return Ok(Sending::Enough);
        }
        let number = self.keep_message(&tx, member.id, message, now).await?;
        tx.commit().await?;
        Ok(Sending::Kept(number))
    }

    async fn keep_message(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        message: Message,
        now: Instant,
    ) -> Result<String, BackendError> {
        let number = self.next_number(tx, NumberKind::Message, now).await?;
        let row = ActiveModel {
            id: Set(random::id(now)?),
            user_id: Set(member.0),
            number: Set(number.clone()),
            subject: Set(message.subject),
            state: Set(MessageState::Received.as_str().to_owned()),
            text: Set(self.member_key_in(tx, member).await?.sealed("message", message.text.as_bytes())?),
            created_at: Set(now),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
        audit::record(tx, now, Some(member), "message_sent", &number, "").await?;
        Ok(number)
    }
}

/// Forgets the messages sent until then; gives how many went (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    Ok(Entity::delete_many().filter(Column::CreatedAt.lte(before)).exec(tx).await?.rows_affected)
}

/// Forgets the member's messages, in the caller's transaction.
pub(crate) async fn forget(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    Entity::delete_many().filter(Column::UserId.eq(member)).exec(tx).await?;
    Ok(())
}
