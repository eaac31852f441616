//! Employers and contracts. What they say reaches the enrolments under them: there it counts.
use crate::{
    Backend, BackendError,
    contract::entity::{contract, employer, enrolment},
    random,
};
use domain::{
    contract::Guarantee,
    import::{Code, ContractRow, EmployerRow, Outcome, Product},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

/// Longest time a stop is paid where a contract names none, in days.
const MAX_DAYS: i32 = 1_095;

impl Backend {
    /// Keeps an employer, and what it authorises where its agents' contracts are (S-14, B-50).
    pub(super) async fn import_employer(&self, tx: &impl ConnectionTrait, row: EmployerRow) -> Result<Outcome, BackendError> {
        let known = employer::Entity::find().filter(employer::Column::ExternalId.eq(&row.external_id)).lock_exclusive().one(tx).await?;
        let id = known.as_ref().map_or_else(|| random::id(self.now()), |known| Ok(known.id))?;
        let kept = employer::Model {
            id,
            external_id: row.external_id,
            name: row.name,
            adhesion_identifier: row.adhesion_identifier,
            online_claims: row.online_claims,
            supporting_docs: row.supporting_docs,
            documents: row.documents,
        };
        let Some(known) = known else {
            employer::Entity::insert(kept.into_active_model()).exec_without_returning(tx).await?;
            return Ok(Outcome::Created);
        };
        if known == kept {
            return Ok(Outcome::Unchanged);
        }
        authorise(tx, kept.id, kept.online_claims).await?;
        employer::Entity::update(kept.into_active_model().reset_all()).exec(tx).await?;
        Ok(Outcome::Changed)
    }

    /// Keeps a contract, and its terms where they count.
    pub(super) async fn import_contract(&self, tx: &impl ConnectionTrait, row: ContractRow) -> Result<Outcome, BackendError> {
        let employer = match &row.employer {
            None => None,
            Some(key) => match employer::Entity::find().filter(employer::Column::ExternalId.eq(key)).one(tx).await? {
                None => return Ok(Outcome::Refused("employer_external_id", Code::UnknownReference)),
                found => found,
            },
        };
        let known = contract::Entity::find().filter(contract::Column::ExternalId.eq(&row.external_id)).lock_exclusive().one(tx).await?;
        let [says_plein, says_demi] = row.says_kept;
        let before = known.as_ref().map(|known| (known.kept_plein_bp, known.kept_demi_bp, known.covers_loss)).unwrap_or_default();
        let kept = contract::Model {
            id: known.as_ref().map_or_else(|| random::id(self.now()), |known| Ok(known.id))?,
            external_id: row.external_id,
            number: row.number,
            product: row.product.as_str().to_owned(),
            label: row.label,
            employer_id: employer.as_ref().map(|employer| employer.id),
            effect_from: row.effect_from.0,
            effect_to: row.effect_to.map(|day| day.0),
            franchise_days: row.franchise_days,
            benefit_rate_bp: row.benefit_rate_bp,
            max_days: row.max_days,
            waiting_days: row.waiting_days,
            kept_plein_bp: if says_plein { row.kept_plein_bp } else { before.0 },
            kept_demi_bp: if says_demi { row.kept_demi_bp } else { before.1 },
            covers_loss: if row.says_loss { row.covers_loss } else { before.2 },
        };
        let Some(known) = known else {
            contract::Entity::insert(kept.into_active_model()).exec_without_returning(tx).await?;
            return Ok(Outcome::Created);
        };
        if known == kept {
            return Ok(Outcome::Unchanged);
        }
        reach(tx, &kept, employer.is_none_or(|employer| employer.online_claims)).await?;
        contract::Entity::update(kept.into_active_model().reset_all()).exec(tx).await?;
        Ok(Outcome::Changed)
    }
}

/// What of a contract counts where a member has a place in it.
pub(super) struct Terms {
    pub(super) waiting_period_days: i32,
    pub(super) max_days: i32,
    /// Names of the guarantees, parted by a space.
    pub(super) guarantees: String,
}

impl Terms {
    pub(super) fn of(contract: &contract::Model) -> Self {
        let covered = Product::parse(&contract.product).map_or(&[][..], Product::guarantees);
        Self {
            waiting_period_days: contract.franchise_days.unwrap_or_default(),
            max_days: contract.max_days.unwrap_or(MAX_DAYS),
            guarantees: covered.iter().copied().map(Guarantee::as_str).collect::<Vec<_>>().join(" "),
        }
    }
}

/// The contract's terms, on the enrolments under it.
async fn reach(tx: &impl ConnectionTrait, contract: &contract::Model, online_claims: bool) -> Result<(), BackendError> {
    let terms = Terms::of(contract);
    let under = || enrolment::Entity::update_many().filter(enrolment::Column::ContractId.eq(contract.id));
    let change = under()
        .col_expr(enrolment::Column::ContractNumber, Expr::value(contract.number.as_str()))
        .col_expr(enrolment::Column::WaitingPeriodDays, Expr::value(terms.waiting_period_days))
        .col_expr(enrolment::Column::MaxDays, Expr::value(terms.max_days))
        .col_expr(enrolment::Column::Guarantees, Expr::value(terms.guarantees));
    change.exec(tx).await?;
    let online = under().col_expr(enrolment::Column::OnlineClaims, Expr::value(online_claims));
    online.filter(enrolment::Column::OwnOnlineClaims.is_null()).exec(tx).await?;
    Ok(())
}

/// What an employer authorises, on the enrolments under its contracts, but those of which it is said apart.
async fn authorise(tx: &impl ConnectionTrait, employer: Uuid, online_claims: bool) -> Result<(), BackendError> {
    let theirs = contract::Entity::find().select_only().column(contract::Column::Id).filter(contract::Column::EmployerId.eq(employer));
    let change = enrolment::Entity::update_many().col_expr(enrolment::Column::OnlineClaims, Expr::value(online_claims));
    let under = change.filter(enrolment::Column::ContractId.in_subquery(theirs.into_query()));
    under.filter(enrolment::Column::OwnOnlineClaims.is_null()).exec(tx).await?;
    Ok(())
}
