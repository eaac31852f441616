//! Nobody is left in silence (Y-1): a mail that was given up is followed by an SMS to whoever it was for, an SMS by a task of the desk.
//! Each step is taken once: one SMS a person and day, however many mails did not arrive; one task until somebody has seen to it. Of a code
//! nobody hears afterwards: whoever waited for it has asked for another, or for none.
use super::{
    Reason, code_ends, enqueue_for,
    entity::{Column, Entity, Model},
};
use crate::{
    BackendError,
    account::entity::user,
    clock::{paris_day, paris_daytime},
    office,
};
use domain::{
    account::{Channel, Role, reach},
    day::Instant,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::collections::BTreeMap;

/// Takes the next step for whoever a message was for that was given up, in the transaction that gave it up.
pub(super) async fn reach_instead(tx: &impl ConnectionTrait, given_up: &Model, now: Instant) -> Result<(), BackendError> {
    let by_mail = given_up.channel == Channel::Mail.as_str();
    let whose = match given_up.user_id {
        Some(id) => user::Column::Id.eq(id),
        None if by_mail => user::Column::Email.eq(&given_up.recipient),
        None => return Ok(()),
    };
    let members = Condition::all().add(whose).add(user::Column::Role.eq(Role::Member.as_str())).add(user::Column::Closed.eq(false));
    // A server that took nothing from us says nothing about whoever it was for.
    let bad = by_mail && [Reason::Address, Reason::Refused].iter().any(|kind| given_up.reason.as_deref() == Some(kind.as_str()));
    for person in user::Entity::find().filter(members).all(tx).await? {
        // Nor does an address that is theirs no more say anything about the one that is.
        if bad && person.email.as_ref() == Some(&given_up.recipient) {
            ask_for_address(tx, &person).await?;
        }
        if code_ends(given_up).is_some() {
            continue;
        }
        if by_mail {
            reach_by_sms(tx, &person, now).await?;
        } else {
            office::open_task(tx, person.id, now).await?;
        }
    }
    Ok(())
}

/// Tells a member by SMS that something waits for them, once a day and not at night; has the desk reach whoever takes no SMS, or did not get today's.
pub(crate) async fn reach_by_sms(tx: &impl ConnectionTrait, person: &user::Model, now: Instant) -> Result<(), BackendError> {
    let Some((channel, to)) = reach(None, person.mobile.as_deref()) else { return office::open_task(tx, person.id, now).await };
    let leaves_at = paris_daytime(now);
    let once = format!("instead:{}:{}", person.id, paris_day(leaves_at).iso());
    match Entity::find().filter(Column::DedupKey.eq(&once)).one(tx).await? {
        None => enqueue_for(tx, (now, leaves_at), person.id, (channel, &to), "missed-sms", &BTreeMap::new(), once).await,
        Some(sms) if sms.state == "failed" => office::open_task(tx, person.id, now).await,
        Some(_) => Ok(()),
    }
}

/// The member is asked at their next visit to give another address or to verify this one (M-13, B-61).
async fn ask_for_address(tx: &impl ConnectionTrait, person: &user::Model) -> Result<(), BackendError> {
    let doubted = user::Entity::update_many().col_expr(user::Column::EmailVerifiedAt, Expr::value(Option::<Instant>::None));
    doubted.filter(user::Column::Id.eq(person.id)).exec(tx).await?;
    Ok(())
}
