//! Enrolments and credits. In the portal a credit has an enrolment of its own, on which its dossiers hang: where a file has one insure
//! several, each has a row with the same key.
use super::contract::Terms;
use crate::{
    Backend, BackendError,
    account::entity::user,
    contract::entity::{contract, employer, enrolment, loan},
    random,
};
use domain::import::{Code, EnrolmentRow, LoanRow, Outcome};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// All of a credit is insured until its line says how much.
const WHOLE: i32 = 10_000;

impl Backend {
    /// Keeps a member's place in a contract. Neither of the two changes later: dossiers hang on it.
    pub(super) async fn import_enrolment(&self, tx: &impl ConnectionTrait, row: EnrolmentRow) -> Result<Outcome, BackendError> {
        let Some(member) = user::Entity::find().filter(user::Column::ExternalId.eq(&row.member)).one(tx).await? else {
            return Ok(Outcome::Refused("member_external_id", Code::UnknownReference));
        };
        let Some(contract) = contract::Entity::find().filter(contract::Column::ExternalId.eq(&row.contract)).one(tx).await? else {
            return Ok(Outcome::Refused("contract_external_id", Code::UnknownReference));
        };
        if member.closed {
            return Ok(Outcome::LeftAlone);
        }
        let known = of_key(tx, &row.external_id).await?;
        if known.iter().any(|known| known.user_id != member.id) {
            return Ok(Outcome::Refused("member_external_id", Code::ReferenceChanged));
        }
        if known.iter().any(|known| known.contract_id != Some(contract.id)) {
            return Ok(Outcome::Refused("contract_external_id", Code::ReferenceChanged));
        }
        let kept = self.enrolment_of(tx, member.id, &contract, row).await?;
        if known.is_empty() {
            enrolment::Entity::insert(kept.into_active_model()).exec_without_returning(tx).await?;
            return Ok(Outcome::Created);
        }
        let mut outcome = Outcome::Unchanged;
        for known in known {
            let kept = enrolment::Model { id: known.id, quotity_bp: known.quotity_bp, ..kept.clone() };
            if kept != known {
                enrolment::Entity::update(kept.into_active_model().reset_all()).exec(tx).await?;
                outcome = Outcome::Changed;
            }
        }
        Ok(outcome)
    }

    /// The row of such a line.
    async fn enrolment_of(
        &self,
        tx: &impl ConnectionTrait,
        member: Uuid,
        contract: &contract::Model,
        row: EnrolmentRow,
    ) -> Result<enrolment::Model, BackendError> {
        let employer = match contract.employer_id {
            Some(id) => employer::Entity::find_by_id(id).one(tx).await?,
            None => None,
        };
        let authorised = employer.is_none_or(|employer| employer.online_claims);
        let terms = Terms::of(contract);
        Ok(enrolment::Model {
            id: random::id(self.now())?,
            user_id: member,
            contract_number: contract.number.clone(),
            certificate_number: row.certificate_number,
            effect_from: row.valid_from.0,
            waiting_period_days: terms.waiting_period_days,
            max_days: terms.max_days,
            quotity_bp: WHOLE,
            guarantees: terms.guarantees,
            external_id: Some(row.external_id),
            contract_id: Some(contract.id),
            adhesion_number: row.adhesion_number,
            valid_to: row.valid_to.map(|day| day.0),
            reference_pay_cents: row.reference_pay_cents,
            own_online_claims: row.online_claims,
            online_claims: row.online_claims.unwrap_or(authorised),
        })
    }

    /// Keeps a credit, under an enrolment that insures no other. Those of whoever closed their account are left alone.
    pub(super) async fn import_loan(&self, tx: &impl ConnectionTrait, row: LoanRow) -> Result<Outcome, BackendError> {
        let under = of_key(tx, &row.enrolment).await?;
        let Some(first) = under.first() else { return Ok(Outcome::Refused("enrolment_external_id", Code::UnknownReference)) };
        let member = user::Entity::find_by_id(first.user_id).one(tx).await?;
        if member.is_some_and(|member| member.closed) {
            return Ok(Outcome::LeftAlone);
        }
        let known = loan::Entity::find().filter(loan::Column::ExternalId.eq(&row.external_id)).one(tx).await?;
        let insured = match &known {
            Some(known) => match under.iter().find(|one| one.id == known.enrolment_id) {
                Some(insured) => insured.clone(),
                None => return Ok(Outcome::Refused("enrolment_external_id", Code::ReferenceChanged)),
            },
            None => match free(tx, &under).await? {
                Some(free) => free,
                None => self.another(tx, first).await?,
            },
        };
        let insures_more = insured.quotity_bp != row.quotity_bp;
        let kept = loan::Model {
            id: known.as_ref().map_or_else(|| random::id(self.now()), |known| Ok(known.id))?,
            enrolment_id: insured.id,
            label: row.label,
            reference: row.reference,
            instalment_cents: row.instalment_cents,
            due_day: row.due_day,
            outstanding_cents: row.outstanding_cents,
            ends_on: row.end_date.0,
            external_id: Some(row.external_id),
        };
        if insures_more {
            let insured = enrolment::Model { quotity_bp: row.quotity_bp, ..insured };
            enrolment::Entity::update(insured.into_active_model().reset_all()).exec(tx).await?;
        }
        let Some(known) = known else {
            loan::Entity::insert(kept.into_active_model()).exec_without_returning(tx).await?;
            return Ok(Outcome::Created);
        };
        if known == kept {
            return Ok(if insures_more { Outcome::Changed } else { Outcome::Unchanged });
        }
        loan::Entity::update(kept.into_active_model().reset_all()).exec(tx).await?;
        Ok(Outcome::Changed)
    }

    /// The same enrolment once more, for another credit.
    async fn another(&self, tx: &impl ConnectionTrait, like: &enrolment::Model) -> Result<enrolment::Model, BackendError> {
        let row = enrolment::Model { id: random::id(self.now())?, quotity_bp: WHOLE, ..like.clone() };
        enrolment::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await?;
        Ok(row)
    }
}

/// The rows of that enrolment, the first one first, locked until the caller's transaction ends.
async fn of_key(tx: &impl ConnectionTrait, key: &str) -> Result<Vec<enrolment::Model>, BackendError> {
    let rows = enrolment::Entity::find().filter(enrolment::Column::ExternalId.eq(key)).order_by_asc(enrolment::Column::Id);
    Ok(rows.lock_exclusive().all(tx).await?)
}

/// The first of them that insures no credit.
async fn free(tx: &impl ConnectionTrait, under: &[enrolment::Model]) -> Result<Option<enrolment::Model>, BackendError> {
    for one in under {
        if loan::Entity::find().filter(loan::Column::EnrolmentId.eq(one.id)).count(tx).await? == 0 {
            return Ok(Some(one.clone()));
        }
    }
    Ok(None)
}
