//! Credits and the contracts that insure them.
pub(crate) mod entity;

use crate::{Backend, BackendError, claim::entity::claim};
use domain::{
    claim::ClaimStatus,
    contract::{Authorised, Credit, Enrolment, next_due},
    id::{EnrolmentId, UserId},
};
use entity::{enrolment, loan};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait};

impl Backend {
    /// The member's credits, in the order of their references (C-4).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn credits(&self, member: UserId) -> Result<Vec<Credit>, BackendError> {
        self.find_credits(member, None).await
    }

    /// One credit of the member's (C-5); `None` when there is none, or not theirs.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn credit(&self, member: UserId, enrolment: EnrolmentId) -> Result<Option<Credit>, BackendError> {
        Ok(self.find_credits(member, Some(enrolment)).await?.into_iter().next())
    }

    /// The member's contracts, in the order of their numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn enrolments(&self, member: UserId) -> Result<Vec<Enrolment>, BackendError> {
        let theirs = enrolment::Entity::find().filter(enrolment::Column::UserId.eq(member.0));
        let query = theirs.order_by_asc(enrolment::Column::ContractNumber).order_by_asc(enrolment::Column::CertificateNumber);
        query.all(self.inner.store.read()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// What the employers behind the member's contracts authorise (S-14), and whether the member has a dossier to follow.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn authorised(&self, member: UserId) -> Result<Authorised, BackendError> {
        let db = self.inner.store.read();
        let theirs = enrolment::Entity::find().filter(enrolment::Column::UserId.eq(member.0));
        let each: Vec<bool> = theirs.select_only().column(enrolment::Column::OnlineClaims).into_tuple().all(db).await?;
        let authorised = Authorised::of(&each, false);
        // Most members may claim online: of those nothing more is asked.
        if authorised.dossiers {
            return Ok(authorised);
        }
        let dossiers = claim::Entity::find().join(JoinType::InnerJoin, claim::Relation::Enrolment.def());
        let theirs = dossiers.filter(enrolment::Column::UserId.eq(member.0));
        let sent = theirs.filter(claim::Column::Status.ne(ClaimStatus::Draft.as_str())).count(db).await?;
        Ok(Authorised::of(&each, sent > 0))
    }

    async fn find_credits(&self, member: UserId, only: Option<EnrolmentId>) -> Result<Vec<Credit>, BackendError> {
        let mut query = loan::Entity::find().find_also_related(enrolment::Entity).filter(enrolment::Column::UserId.eq(member.0));
        if let Some(id) = only {
            query = query.filter(enrolment::Column::Id.eq(id.0));
        }
        let rows = query.order_by_asc(loan::Column::Reference).all(self.inner.store.read()).await?;
        rows.into_iter().map(|(loan, enrolment)| self.to_credit(loan, enrolment)).collect()
    }

    fn to_credit(&self, loan: loan::Model, enrolment: Option<enrolment::Model>) -> Result<Credit, BackendError> {
        use domain::{day::Day, money::Cents};
        let enrolment = enrolment.ok_or_else(|| BackendError::inconsistent("loans"))?.try_into()?;
        let due_day = u32::try_from(loan.due_day).map_err(BackendError::broken)?;
        Ok(Credit {
            enrolment,
            label: loan.label,
            reference: loan.reference,
            instalment: Cents(loan.instalment_cents),
            next_due: next_due(self.today(), due_day),
            outstanding: Cents(loan.outstanding_cents),
            due_day,
            ends_on: Day(loan.ends_on),
        })
    }

    /// The member's enrolment of that id, locked against other writers until the caller's transaction ends.
    pub(crate) async fn lock_enrolment(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        id: EnrolmentId,
    ) -> Result<Enrolment, BackendError> {
        let query = enrolment::Entity::find_by_id(id.0).filter(enrolment::Column::UserId.eq(member.0)).lock_exclusive();
        query.one(tx).await?.ok_or(BackendError::NotFound)?.try_into()
    }
}
