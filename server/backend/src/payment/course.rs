//! The course of payments: their steps with what is kept beside these, and the counter-entries that take them back. It is read at once,
//! however many payments there are.
use super::{
    REASON,
    entity::{payment, step},
    other::{OTHERS, with_others},
    payee::{PAYEE, kept_payee},
};
use crate::{Backend, BackendError, crypto::Key};
use domain::{
    id::{PaymentId, UserId},
    money::Cents,
    payment::{Payment, PaymentLine, PaymentState},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// The course of the payments that were asked for.
#[derive(Default)]
pub(super) struct Courses {
    /// What takes them back, and what they take back.
    opposites: Vec<payment::Model>,
    /// The rows of their steps and of those of their opposites, by payment.
    steps: HashMap<Uuid, Vec<step::Model>>,
    /// The keys of their members.
    keys: HashMap<UserId, Key>,
}

/// What counter-entries have to do with a payment.
struct Reversal {
    /// Number of the one that it takes back itself.
    of: Option<String>,
    /// Whether one took it back.
    is_done: bool,
    /// Whether that, or its taking another back, waits for a second person.
    waits: bool,
}

impl Backend {
    /// The course of those payments, each with whose it is.
    pub(super) async fn courses(&self, db: &impl ConnectionTrait, of: &[(UserId, &payment::Model)]) -> Result<Courses, BackendError> {
        if of.is_empty() {
            return Ok(Courses::default());
        }
        let ids: Vec<Uuid> = of.iter().map(|(_, row)| row.id).collect();
        let taken_back: Vec<Uuid> = of.iter().filter_map(|(_, row)| row.reversal_of).collect();
        let opposite = Condition::any().add(payment::Column::ReversalOf.is_in(ids.iter().copied()));
        let opposite = opposite.add(payment::Column::Id.is_in(taken_back));
        let opposites = payment::Entity::find().filter(opposite).all(db).await?;
        let all = ids.into_iter().chain(opposites.iter().map(|row| row.id));
        let rows = step::Entity::find().filter(step::Column::PaymentId.is_in(all)).all(db).await?;
        let mut steps: HashMap<Uuid, Vec<step::Model>> = HashMap::new();
        for row in rows {
            steps.entry(row.payment_id).or_default().push(row);
        }
        let members: Vec<UserId> = of.iter().map(|(member, _)| *member).collect();
        Ok(Courses { opposites, steps, keys: self.member_keys_in(db, &members).await? })
    }

    /// The payment of that row, of that member's.
    pub(super) async fn to_payment(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        row: &payment::Model,
    ) -> Result<Payment, BackendError> {
        self.courses(db, &[(member, row)]).await?.payment(member, row)
    }
}

impl Courses {
    /// The payment of that row, of that member's.
    pub(super) fn payment(&self, member: UserId, row: &payment::Model) -> Result<Payment, BackendError> {
        let broken = || BackendError::inconsistent("payments");
        let key = || self.keys.get(&member).ok_or(BackendError::NotFound);
        let states = self.states(row.id)?;
        let (state, last) = states.iter().max_by_key(|(state, _)| *state).ok_or_else(broken)?;
        let reason = match &row.reason {
            Some(sealed) => key()?.opened_text(REASON, sealed)?,
            None => String::new(),
        };
        let lines: Vec<PaymentLine> = serde_json::from_str(&row.lines).map_err(BackendError::broken)?;
        let lines = match self.row(row.id, OTHERS) {
            Some(kept) => with_others(lines, key()?, kept)?,
            None => lines,
        };
        let reversal = self.reversal(row);
        Ok(Payment {
            id: PaymentId(row.id),
            number: row.number.clone(),
            total: Cents(row.total_cents),
            lines,
            reason,
            state: *state,
            at: last.at,
            left_at: self.row(row.id, PaymentState::Exported.as_str()).map(|step| step.at),
            payee: self.row(row.id, PAYEE).map(|kept| kept_payee(key()?, kept)).transpose()?,
            reverses: reversal.of,
            is_reversed: reversal.is_done,
            reversal_waits: reversal.waits,
        })
    }

    /// Who took the last step of a payment that has not left: approved it, or else prepared it.
    pub(super) fn last_hand(&self, row: &payment::Model) -> UserId {
        let approved = self.row(row.id, PaymentState::Approved.as_str());
        UserId(approved.map_or(row.user_id, |step| step.user_id))
    }

    fn reversal(&self, row: &payment::Model) -> Reversal {
        let counter = self.opposites.iter().find(|one| one.reversal_of == Some(row.id));
        let of = self.opposites.iter().find(|one| row.reversal_of == Some(one.id));
        let both = of.map(|of| (of.id, row.id)).or_else(|| counter.map(|counter| (row.id, counter.id)));
        let waits =
            both.is_some_and(|(paid, counter)| self.is_at(paid, PaymentState::Paid) && !self.is_at(counter, PaymentState::Approved));
        Reversal { of: of.map(|of| of.number.clone()), is_done: counter.is_some() && !waits, waits }
    }

    /// The states that a payment came to, each with its step.
    fn states(&self, payment: Uuid) -> Result<Vec<(PaymentState, &step::Model)>, BackendError> {
        let broken = || BackendError::inconsistent("payments");
        let steps = self.rows(payment).iter().filter(|row| ![PAYEE, OTHERS].contains(&row.state.as_str()));
        steps.map(|step| PaymentState::parse(&step.state).map(|state| (state, step)).ok_or_else(broken)).collect()
    }

    /// Whether a payment came to that state.
    fn is_at(&self, payment: Uuid, state: PaymentState) -> bool {
        self.row(payment, state.as_str()).is_some()
    }

    /// A payment's row of that name: a step, or what is kept beside these.
    fn row(&self, payment: Uuid, name: &str) -> Option<&step::Model> {
        self.rows(payment).iter().find(|row| row.state == name)
    }

    fn rows(&self, payment: Uuid) -> &[step::Model] {
        self.steps.get(&payment).map(Vec::as_slice).unwrap_or_default()
    }
}
