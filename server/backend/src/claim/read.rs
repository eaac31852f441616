//! Reading claims, always by their owner.
use super::{
    DraftForm, Pen,
    entity::{claim, period, request},
    is_form, parse_kind,
};
use crate::{
    Backend, BackendError, attachment,
    clock::paris_day,
    complement::awaited,
    contract::entity::{enrolment, loan},
    decision::{decided_days, entity::days},
};
use domain::{
    attachment::Attachment,
    claim::{Begun, Claim, ClaimStatus, ClaimSummary, Draft, RequestState, SentRequest, opening_form, told_status},
    contract::Guarantee,
    day::{Day, DayRange, Instant},
    decision::DecidedDays,
    id::{ClaimId, EnrolmentId, IdempotencyKey, RequestId, UserId},
    period::{KnownPeriod, KnownState, Period},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use std::collections::HashMap;
use uuid::Uuid;

/// A claim with the rows it is made of.
pub(super) struct Rows {
    claim: claim::Model,
    pub(super) enrolment: enrolment::Model,
    product: String,
    requests: Vec<request::Model>,
    pub(super) periods: Vec<period::Model>,
    decided: Vec<days::Model>,
    /// Since when documents are awaited to complete it, and until when, where any are.
    pub(super) awaited: Option<(Instant, Day)>,
}

impl Rows {
    /// Whether it was never sent.
    fn is_draft(&self) -> bool {
        self.claim.status == ClaimStatus::Draft.as_str()
    }

    /// Whether a request is being written with that pen.
    fn is_written(&self, pen: Pen) -> bool {
        self.requests.iter().any(|request| pen.writes(request))
    }

    /// Whether it is there for that pen: what was never sent is its writer's alone (B-16).
    fn is_there(&self, pen: Pen) -> bool {
        !self.is_draft() || self.is_written(pen)
    }

    /// Whether its member finds it online: what they have not sent, only where it can be (S-14).
    pub(super) fn is_there_online(&self) -> bool {
        self.is_there(Pen::Member) && (self.enrolment.online_claims || !self.is_draft())
    }
}

impl Backend {
    /// The member's claims, newest first, as they are told (C-10, R-7).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn claims(&self, member: UserId) -> Result<Vec<ClaimSummary>, BackendError> {
        let all = self.claim_rows(self.inner.store.read(), member, None).await?;
        all.iter().filter(|rows| rows.is_there(Pen::Member)).map(told_summary).collect()
    }

    /// The member's declarations of a stop that are begun and were not sent, by them or by the desk for them, newest first.
    pub(super) async fn begun(&self, db: &impl ConnectionTrait, member: UserId) -> Result<Vec<Begun>, BackendError> {
        let all = self.claim_rows(db, member, None).await?;
        let stops = all.iter().filter(|rows| rows.is_draft() && rows.claim.guarantee != Guarantee::HealthCare.as_str());
        let told = |rows: &Rows| Begun {
            enrolment: EnrolmentId(rows.claim.enrolment_id),
            entered: rows.is_written(Pen::Desk).then_some(ClaimId(rows.claim.id)),
        };
        Ok(stops.map(told).collect())
    }

    /// The member's claims, newest first, as the desk is told.
    pub(crate) async fn claims_for_desk(&self, member: UserId) -> Result<Vec<ClaimSummary>, BackendError> {
        let all = self.claim_rows(self.inner.store.read(), member, None).await?;
        all.iter().map(summary).collect()
    }

    /// The member's claim of that number, as they are told; `None` when there is none, or not theirs.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn claim(&self, member: UserId, number: &str) -> Result<Option<Claim>, BackendError> {
        let found = self.claim_with_rows(self.inner.store.read(), member, number, Pen::Member).await?;
        Ok(found.map(|(claim, rows)| Claim { summary: told(&rows, claim.summary), ..claim }))
    }

    /// Which of the member's claims has that number, where [`Self::claim`] finds one; nothing else of it is read.
    pub(crate) async fn claim_id(&self, member: UserId, number: &str) -> Result<ClaimId, BackendError> {
        let of_enrolment = claim::Entity::find().join(JoinType::InnerJoin, claim::Relation::Enrolment.def());
        let theirs = of_enrolment.filter(enrolment::Column::UserId.eq(member.0)).filter(claim::Column::Number.eq(number));
        let there = theirs.filter(is_there()).select_only().column(claim::Column::Id);
        let id: Option<Uuid> = there.into_tuple().one(self.inner.store.read()).await?;
        id.map(ClaimId).ok_or(BackendError::NotFound)
    }

    /// As [`Self::claim`], in the caller's transaction and as the desk is told.
    pub(crate) async fn claim_in(&self, db: &impl ConnectionTrait, member: UserId, number: &str) -> Result<Option<Claim>, BackendError> {
        self.claim_under(db, member, number, Pen::Member).await
    }

    /// As [`Self::claim_in`], its draft being what is written with that pen.
    pub(crate) async fn claim_under(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        number: &str,
        pen: Pen,
    ) -> Result<Option<Claim>, BackendError> {
        Ok(self.claim_with_rows(db, member, number, pen).await?.map(|(claim, _)| claim))
    }

    async fn claim_with_rows(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        number: &str,
        pen: Pen,
    ) -> Result<Option<(Claim, Rows)>, BackendError> {
        let mut all = self.claim_rows(db, member, Some(number)).await?;
        let Some(place) = all.iter().position(|r| r.claim.number == number) else { return Ok(None) };
        let rows = all.remove(place);
        if !rows.is_there(pen) {
            return Ok(None);
        }
        let ids: Vec<Uuid> = rows.requests.iter().map(|r| r.id).collect();
        let mut files = attachment::of_requests(db, &ids).await?;
        let written = rows.requests.iter().find(|r| pen.writes(r));
        let draft = written.map(|r| to_draft(r, files.get(&r.id).cloned().unwrap_or_default())).transpose()?;
        // What is keyed is judged beside the others, not beside what was keyed before it.
        let mut known = known_periods(&rows)?;
        known.retain(|one| written.is_none_or(|r| r.number.as_ref() != Some(&one.request)));
        let sent = rows.requests.iter().filter(|r| r.sent_at.is_some());
        let mut requests: Vec<SentRequest> = sent.map(|r| to_sent(r, &rows, &mut files)).collect::<Result<_, _>>()?;
        // Of two that were sent at the same moment, the one that was numbered first.
        requests.sort_by(|one, other| (one.sent_at, &one.number).cmp(&(other.sent_at, &other.number)));
        let mut summary = summary(&rows)?;
        if let (Pen::Keying(form), Some(draft)) = (pen, &draft)
            && opening_form(&requests).is_some_and(|opening| opening.id == form)
        {
            self.judge_as_keyed(&mut summary, draft, &rows.enrolment)?;
        }
        let elsewhere = all.iter().filter(|r| r.claim.guarantee == summary.guarantee.as_str());
        let elsewhere: Vec<Vec<KnownPeriod>> = elsewhere.map(known_periods).collect::<Result<_, _>>()?;
        let claim = Claim {
            summary,
            contract_effect: Day(rows.enrolment.effect_from),
            contract_number: rows.enrolment.contract_number.clone(),
            requests,
            draft,
            known,
            elsewhere: elsewhere.into_iter().flatten().filter(KnownPeriod::is_live).collect(),
        };
        Ok(Some((claim, rows)))
    }

    /// The rows of the member's claims: all of them, or those that share an enrolment with the one of that number.
    pub(super) async fn claim_rows(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        number: Option<&str>,
    ) -> Result<Vec<Rows>, BackendError> {
        let mut query = claim::Entity::find().find_also_related(enrolment::Entity).filter(enrolment::Column::UserId.eq(member.0));
        if let Some(number) = number {
            let Some(one) = claim::Entity::find().filter(claim::Column::Number.eq(number)).one(db).await? else { return Ok(Vec::new()) };
            query = query.filter(claim::Column::EnrolmentId.eq(one.enrolment_id));
        }
        let claims = query.order_by_desc(claim::Column::CreatedAt).all(db).await?;
        let ids: Vec<Uuid> = claims.iter().map(|(c, _)| c.id).collect();
        let enrolments: Vec<Uuid> = claims.iter().map(|(c, _)| c.enrolment_id).collect();
        let requests = request::Entity::find()
            .filter(request::Column::ClaimId.is_in(ids.clone()))
            .order_by_asc(request::Column::CreatedAt)
            .all(db)
            .await?;
        let periods = period::Entity::find()
            .filter(period::Column::ClaimId.is_in(ids.clone()))
            .order_by_asc(period::Column::StartsOn)
            .all(db)
            .await?;
        let decided = decided_days(db, &ids).await?;
        let awaited = awaited(db, &ids).await?;
        let loans = loan::Entity::find().filter(loan::Column::EnrolmentId.is_in(enrolments)).all(db).await?;
        let product: HashMap<Uuid, String> = loans.into_iter().map(|l| (l.enrolment_id, l.label)).collect();
        claims
            .into_iter()
            .map(|(claim, enrolment)| {
                Ok(Rows {
                    enrolment: enrolment.ok_or_else(|| BackendError::inconsistent("claims"))?,
                    product: product.get(&claim.enrolment_id).cloned().unwrap_or_default(),
                    requests: requests.iter().filter(|r| r.claim_id == claim.id).cloned().collect(),
                    periods: periods.iter().filter(|p| p.claim_id == claim.id).cloned().collect(),
                    decided: decided.iter().filter(|d| d.claim_id == claim.id).cloned().collect(),
                    awaited: awaited.get(&claim.id).copied(),
                    claim,
                })
            })
            .collect()
    }
}

/// As [`Rows::is_there`] says of the member's pen: it was sent, or they are writing it.
fn is_there() -> Condition {
    let of = Expr::col((request::Entity, request::Column::ClaimId)).equals((claim::Entity, claim::Column::Id));
    let being = request::Column::State.eq(Pen::Member.state());
    let written = Query::select().column(request::Column::Id).from(request::Entity).and_where(of).and_where(being).to_owned();
    Condition::any().add(claim::Column::Status.ne(ClaimStatus::Draft.as_str())).add(Expr::exists(written))
}

fn summary(rows: &Rows) -> Result<ClaimSummary, BackendError> {
    let broken = || BackendError::inconsistent("claims");
    let claim = &rows.claim;
    let live = known_periods(rows)?.into_iter().filter(KnownPeriod::is_live);
    Ok(ClaimSummary {
        id: ClaimId(claim.id),
        number: claim.number.clone(),
        enrolment: EnrolmentId(claim.enrolment_id),
        product: rows.product.clone(),
        guarantee: Guarantee::parse(&claim.guarantee).ok_or_else(broken)?,
        status: ClaimStatus::parse(&claim.status).ok_or_else(broken)?,
        origin: claim.origin.map(Day),
        covered_to: live.map(|k| k.range.end()).max(),
        has_draft: rows.is_written(Pen::Member),
        on_form: rows.requests.iter().any(|request| Pen::Member.writes(request) && is_form(request)),
    })
}

/// What lists show of it, as its member is told.
pub(super) fn told_summary(rows: &Rows) -> Result<ClaimSummary, BackendError> {
    Ok(told(rows, summary(rows)?))
}

/// As its member is told.
fn told(rows: &Rows, summary: ClaimSummary) -> ClaimSummary {
    let came = |(since, _): (Instant, Day)| rows.requests.iter().any(|r| r.state == RequestState::Sent.as_str() && r.sent_at > Some(since));
    ClaimSummary { status: told_status(summary.status, rows.awaited.is_some_and(came)), ..summary }
}

/// The periods of a claim that were sent, with the number and day of their request; where only some days of one were accepted, it is told
/// in parts (B-10).
fn known_periods(rows: &Rows) -> Result<Vec<KnownPeriod>, BackendError> {
    let mut all = Vec::new();
    for row in &rows.periods {
        let request = rows.requests.iter().find(|r| r.id == row.request_id).ok_or_else(|| BackendError::inconsistent("periods"))?;
        let state = match row.state.as_str() {
            "accepted" => KnownState::Accepted,
            "paid" => KnownState::Paid,
            "refused" => KnownState::Refused,
            _ => KnownState::Sent,
        };
        let (request, sent_on) = (request.number.clone().unwrap_or_default(), request.sent_at.map(paris_day));
        let parts = parts(rows, row, state)?;
        all.extend(parts.into_iter().map(|(range, state)| KnownPeriod { range, state, request: request.clone(), sent_on }));
    }
    Ok(all)
}

/// A period as it was decided, day by day; whole where it was not.
fn parts(rows: &Rows, row: &period::Model, state: KnownState) -> Result<Vec<(DayRange, KnownState)>, BackendError> {
    let decided = rows.decided.iter().filter(|part| part.period_id == row.id).map(DecidedDays::try_from);
    let decided: Vec<DecidedDays> = decided.collect::<Result<_, _>>()?;
    if decided.is_empty() {
        return Ok(vec![(row.range()?, state)]);
    }
    Ok(decided.into_iter().map(|part| (part.range, if part.accepted { state } else { KnownState::Refused })).collect())
}

fn to_draft(row: &request::Model, files: Vec<Attachment>) -> Result<Draft, BackendError> {
    let form = DraftForm::of(row)?;
    Ok(Draft {
        id: RequestId(row.id),
        kind: parse_kind(&row.kind)?,
        version: row.version,
        opening: form.opening,
        previous: form.previous,
        lines: form.lines,
        care: form.care,
        files,
        saved_at: row.saved_at,
        key: IdempotencyKey(row.idempotency_key),
    })
}

fn to_sent(row: &request::Model, rows: &Rows, files: &mut HashMap<Uuid, Vec<Attachment>>) -> Result<SentRequest, BackendError> {
    let broken = || BackendError::inconsistent("requests");
    let periods = || rows.periods.iter().filter(|p| p.request_id == row.id);
    let state = RequestState::parse(&row.state).ok_or_else(broken)?;
    let refused = |p: &period::Model| {
        p.state == RequestState::Refused.as_str() || rows.decided.iter().any(|part| part.period_id == p.id && !part.accepted)
    };
    Ok(SentRequest {
        id: RequestId(row.id),
        number: row.number.clone().ok_or_else(broken)?,
        kind: parse_kind(&row.kind)?,
        state,
        in_part: matches!(state, RequestState::Accepted | RequestState::Paid) && periods().any(refused),
        sent_at: row.sent_at.ok_or_else(broken)?,
        periods: periods().cloned().map(Period::try_from).collect::<Result<_, _>>()?,
        expenses: DraftForm::of(row)?.expenses,
        files: files.remove(&row.id).unwrap_or_default(),
        snapshot_sha256: row.snapshot_sha256.clone().unwrap_or_default(),
    })
}
