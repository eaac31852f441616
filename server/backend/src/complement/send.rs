//! « Envoyer » (M-10): the answer goes to the desk once per key, the dossier back to review, an acknowledgement to the member (M-16).
use super::{
    again_mails,
    close::forget_tries,
    entity::{complement, item},
    move_claim,
};
use crate::{Backend, BackendError, attachment, audit, outbox};
use domain::{
    account::Channel,
    claim::{MoveKind, after_complement},
    complement::{Complement, ComplementState, SendFault},
    day::Instant,
    id::{IdempotencyKey, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What became of « Envoyer ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It is sent, now or before.
    Sent,
    /// Something stands between the member and it.
    Not(SendFault),
    /// What is asked for has changed since the page was read.
    Changed,
}

impl Backend {
    /// Sends what the member gave. The same key again, however often and from wherever, is the same answer.
    ///
    /// # Errors
    /// `NotFound` when nothing of the kind was asked of the member.
    pub async fn send_complement(
        &self,
        member: UserId,
        (claim, number): (&str, &str),
        key: IdempotencyKey,
        certified: bool,
    ) -> Result<Sending, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let (locked, row) = self.lock_complement(&tx, member, (claim, number)).await?;
        if row.sent_key == Some(key.0) {
            return Ok(Sending::Sent);
        }
        let asked = self.complement_in(&tx, member, (claim, number)).await?.ok_or(BackendError::NotFound)?;
        if asked.state != ComplementState::Open || asked.key != key {
            return Ok(Sending::Changed);
        }
        if let Err(fault) = asked.check_sending(certified) {
            return Ok(Sending::Not(fault));
        }
        write_sent(&tx, &asked, row, now).await?;
        outbox::forget_waiting(&tx, again_mails(number), now).await?;
        let next = after_complement(locked.status);
        move_claim(&tx, locked.row, next, (MoveKind::Completed, member), now).await?;
        audit::record(&tx, now, Some(member), "complement_sent", claim, &print(&asked)).await?;
        self.acknowledge(&tx, member, (number, key)).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Sending::Sent)
    }

    /// Acknowledges by mail what was sent of that number, once per key, whoever handed the last of it in. Whoever has no address reads it on
    /// the page.
    pub(super) async fn acknowledge(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        (number, key): (&str, IdempotencyKey),
    ) -> Result<(), BackendError> {
        let Some(to) = self.person(tx, member).await?.email else { return Ok(()) };
        let (now, once) = (self.now(), format!("complement-sent:{key}"));
        let params = BTreeMap::from([("number".to_owned(), number.to_owned())]);
        outbox::enqueue_for(tx, (now, now), member.0, (Channel::Mail, &to), "complement-receipt-mail", &params, once).await
    }
}

async fn write_sent(tx: &impl ConnectionTrait, asked: &Complement, row: complement::Model, now: Instant) -> Result<(), BackendError> {
    let given: Vec<uuid::Uuid> = asked.items.iter().filter(|item| item.is_open() && item.is_answered()).map(|item| item.id.0).collect();
    attachment::delete_turned_away(tx, &given).await?;
    forget_tries(tx, row.id).await?;
    let note = item::Entity::update_many().col_expr(item::Column::SentAt, Expr::value(now));
    note.filter(item::Column::Id.is_in(given)).exec(tx).await?;
    let sent_key = row.idempotency_key;
    let mut row = row.into_active_model();
    row.state = Set(ComplementState::Sent.as_str().to_owned());
    row.sent_at = Set(Some(now));
    row.sent_key = Set(Some(sent_key));
    complement::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// SHA-256 of the prints of all files sent: the audit proves what was sent without naming it.
fn print(asked: &Complement) -> String {
    let prints = asked.items.iter().filter_map(|item| item.file.as_ref()).map(|file| file.sha256.as_str());
    hex::encode(Sha256::digest(prints.collect::<Vec<_>>().join("\n").as_bytes()))
}
