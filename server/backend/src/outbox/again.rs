//! What was given up leaves after all (B-61): once the way out is mended, whoever runs the portal puts back what nobody took. A dead letter
//! has no link: it is given another one, which works as long as the one before would have.
use super::{
    CODE, Reason,
    entity::{Column, Entity, Model},
};
use crate::{
    Backend, BackendError,
    account::{
        entity::{link, registration},
        token_hash,
    },
    audit,
    clock::{paris_daytime, paris_midnight},
    random,
};
use domain::{
    account::Channel,
    day::{Day, Instant},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::collections::BTreeMap;

/// How the keys of messages begin that bring a link; the print of its token follows.
const LINK: &str = "link";
/// The same, of a link to confirm a registration.
const REGISTRATION: &str = "registration";

/// The same, of what is of no use later: a code, or a reminder of a day that may be over, whose member was reached otherwise (Y-1).
const ENDED: [&str; 3] = [CODE, "complement-reminder:", "prolongation:"];

/// What became of messages that were to be put back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PutBack {
    /// So many wait again.
    pub waiting: u64,
    /// So many stay given up: the link or the code that they brought works no more.
    pub ended: u64,
}

impl Backend {
    /// Puts back what was written since that day and given up as [`Reason::Unreachable`].
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn put_back(&self, since: Day) -> Result<PutBack, BackendError> {
        let dead = Entity::find().filter(Column::State.eq("failed")).filter(Column::Reason.eq(Reason::Unreachable.as_str()));
        let dead = dead.filter(Column::CreatedAt.gte(paris_midnight(since))).order_by_asc(Column::CreatedAt);
        let mut done = PutBack::default();
        for letter in dead.all(self.inner.store.read()).await? {
            let counted = if self.put_one_back(letter).await? { &mut done.waiting } else { &mut done.ended };
            *counted += 1;
        }
        self.wake_outbox();
        Ok(done)
    }

    /// Puts that one back, unless what it brought has ended; whether it waits now. SMS leave by day: what waited so long can wait for the
    /// morning.
    async fn put_one_back(&self, dead: Model) -> Result<bool, BackendError> {
        let now = self.now();
        let leaves_at = if dead.channel == Channel::Sms.as_str() { paris_daytime(now) } else { now };
        let tx = self.inner.store.write().await?;
        let Some((key, params)) = whole_again(&tx, &dead, now).await? else { return Ok(false) };
        let back = Entity::update_many().col_expr(Column::State, Expr::value("queued")).col_expr(Column::Attempts, Expr::value(0));
        let back = back.col_expr(Column::NextAt, Expr::value(leaves_at)).col_expr(Column::Reason, Expr::value(Option::<String>::None));
        let back = back.col_expr(Column::DedupKey, Expr::value(key)).col_expr(Column::Params, Expr::value(params));
        let back = back.filter(Column::Id.eq(dead.id)).filter(Column::State.eq("failed")).exec(&tx).await?;
        if back.rows_affected == 0 {
            return Ok(false);
        }
        audit::record(&tx, now, None, "message_put_back", &dead.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Key and values of a dead letter as it may leave; `None` when it brought a code, or a link that ended or was used, or reminded
/// of something.
async fn whole_again(tx: &impl ConnectionTrait, dead: &Model, now: Instant) -> Result<Option<(String, String)>, BackendError> {
    let (kind, print) = match dead.dedup_key.split_once(':') {
        _ if ENDED.iter().any(|kind| dead.dedup_key.starts_with(kind)) => return Ok(None),
        Some((kind @ (LINK | REGISTRATION), print)) => (kind, print),
        _ => return Ok(Some((dead.dedup_key.clone(), dead.params.clone()))),
    };
    let Some(token) = renewed(tx, (kind, print), now).await? else { return Ok(None) };
    let mut params: BTreeMap<String, String> = serde_json::from_str(&dead.params).map_err(BackendError::broken)?;
    let key = format!("{kind}:{}", token_hash(&token));
    params.insert("token".to_owned(), token);
    Ok(Some((key, serde_json::to_string(&params).map_err(BackendError::broken)?)))
}

/// Gives the link of that print another token, where it still works: of the one before nothing else is known.
async fn renewed(tx: &impl ConnectionTrait, (kind, print): (&str, &str), now: Instant) -> Result<Option<String>, BackendError> {
    let token = random::token()?;
    let other = Expr::value(token_hash(&token));
    let renewed = if kind == LINK {
        let same = link::Entity::update_many().col_expr(link::Column::TokenHash, other).filter(link::Column::TokenHash.eq(print));
        same.filter(link::Column::EndsAt.gt(now)).exec(tx).await?
    } else {
        let same = registration::Entity::update_many().col_expr(registration::Column::TokenHash, other);
        same.filter(registration::Column::TokenHash.eq(print)).filter(registration::Column::EndsAt.gt(now)).exec(tx).await?
    };
    Ok((renewed.rows_affected == 1).then_some(token))
}
