//! What the fate of payments makes of a dossier (B-12, domain.md 4.3): each of its requests is paid when nothing of its days is left to pay,
//! and the dossier when all of it is; what is owed again is not paid any longer.
use super::owed::{accepted_of, decided_requests};
use crate::{
    Backend, BackendError,
    claim::{
        entity::{claim, period},
        moves,
    },
    decision::{entity::decision, set_request},
};
use domain::{
    claim::{Claim, ClaimStatus, MoveKind, RequestState, status_after, status_when_paid, status_when_unpaid},
    decision::Outcome,
    id::{ClaimId, UserId},
    payment::Unpaid,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

impl Backend {
    /// Has a dossier, which is locked, and its requests stand where their payments are, after what somebody did to one of these.
    pub(super) async fn settle(
        &self,
        tx: &impl ConnectionTrait,
        (row, member): (claim::Model, UserId),
        (kind, by): (MoveKind, UserId),
    ) -> Result<(), BackendError> {
        let broken = || BackendError::inconsistent("payments");
        let claim = self.claim_in(tx, member, &row.number).await?.ok_or_else(broken)?;
        let of_requests = self.settle_requests(tx, member, &claim).await?;
        let standing = ClaimStatus::parse(&row.status).ok_or_else(broken)?;
        let last = last_outcome(tx, claim.summary.id).await?;
        let status = status_when_unpaid(status_when_paid(standing, &of_requests), &of_requests, last);
        // One that was closed is open again as long as something of it is owed again: its member reads what is to come.
        let owed_again = kind != MoveKind::Paid && standing == ClaimStatus::Closed && of_requests.contains(&RequestState::Accepted);
        let status = if owed_again { status_after(standing, &of_requests, last) } else { status };
        let (version, now) = (row.version + 1, self.now());
        let mut row = row.into_active_model();
        row.status = Set(status.as_str().to_owned());
        (row.updated_at, row.version) = (Set(now), Set(version));
        let after = claim::Entity::update(row).exec(tx).await?;
        moves::passed(tx, standing.as_str(), &after, by, now).await?;
        moves::record(tx, &after, kind, by, None, now).await?;
        if kind == MoveKind::Paid {
            self.close_when_over(tx, after.id, by).await?;
        }
        Ok(())
    }

    /// Has each request of the dossier stand where its payments are; gives where. What was paid before anything was decided in the portal
    /// stays paid: nobody kept its payments.
    async fn settle_requests(&self, tx: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Vec<RequestState>, BackendError> {
        let owed = self.owed(tx, member, claim, &[]).await?.lines;
        let unpaid = Unpaid::of(&owed, &self.payments_in(tx, member, claim).await?);
        let decided = decided_requests(tx, claim).await?;
        let mut states = Vec::new();
        for request in &claim.requests {
            let was = request.state;
            let is_settled = was == RequestState::Paid && !decided.contains(&request.number);
            let state = if is_settled { was } else { unpaid.settles(was, &accepted_of(claim, &request.number)) };
            if state != was {
                pass(tx, request.id.0, (was, state)).await?;
            }
            states.push(state);
        }
        Ok(states)
    }
}

/// Has a request go from one state to another, with those of its periods that were in it.
async fn pass(tx: &impl ConnectionTrait, request: Uuid, (from, to): (RequestState, RequestState)) -> Result<(), BackendError> {
    set_request(tx, request, to).await?;
    let passed = period::Entity::update_many().col_expr(period::Column::State, Expr::value(to.as_str()));
    passed.filter(period::Column::RequestId.eq(request)).filter(period::Column::State.eq(from.as_str())).exec(tx).await?;
    Ok(())
}

/// What was decided last in the dossier; it was accepted where that was not here.
async fn last_outcome(tx: &impl ConnectionTrait, claim: ClaimId) -> Result<Outcome, BackendError> {
    let made = decision::Entity::find().filter(decision::Column::ClaimId.eq(claim.0));
    let last = made.order_by_desc(decision::Column::At).order_by_desc(decision::Column::Id).one(tx).await?;
    last.map_or(Ok(Outcome::Accepted), |made| Outcome::parse(&made.outcome).ok_or_else(|| BackendError::inconsistent("decisions")))
}
