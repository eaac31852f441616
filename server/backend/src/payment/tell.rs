//! Telling members of their payments (C-32, S-54): that there is something to be read, never how much and never what for.
use crate::{Backend, BackendError, account::entity::user, clock::paris_daytime, office, outbox};
use domain::{account::Channel, id::UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

impl Backend {
    /// Tells a member of a payment, by that mail and that SMS, on the channels they chose or else as everybody is reached; whoever cannot be
    /// is reached by the desk (Y-1). What was told `once` is told no more. Whoever closed their account was told that they are answered by
    /// post or telephone (G-3): the notice leads to a page they no longer open.
    pub(super) async fn tell_of_payment(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        (mail, sms): (&str, &str),
        once: &str,
    ) -> Result<(), BackendError> {
        let now = self.now();
        let open = user::Entity::find_by_id(member.0).filter(user::Column::Closed.eq(false));
        let Some(person) = open.one(tx).await? else { return Ok(()) };
        let ways = self.ways_to(&person);
        if ways.is_empty() {
            return office::open_task(tx, member.0, now).await;
        }
        for (channel, to) in ways {
            let (template, leaves_at) = match channel {
                Channel::Mail => (mail, now),
                Channel::Sms => (sms, paris_daytime(now)),
            };
            let once = format!("{once}:{}", channel.as_str());
            outbox::enqueue_for(tx, (now, leaves_at), member.0, (channel, &to), template, &BTreeMap::new(), once).await?;
        }
        Ok(())
    }
}
