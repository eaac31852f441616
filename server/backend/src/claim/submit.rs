//! « Valider » (C-27): rule, rows, number, audit entry and mail commit together, once per key.
use super::{
    DraftForm, Pen,
    entity::{claim, period, request},
    moves,
    since::waits_since,
};
use crate::{Backend, BackendError, attachment, audit, complement, outbox, random};
use domain::{
    account::{Channel, Person},
    attachment::{Attachment, UploadRules},
    care::{self, Expense},
    claim::{Claim, Draft, MoveKind, NumberKind, StepError, after_sending, missing_before_sending},
    day::Instant,
    id::{IdempotencyKey, UserId},
    period::{Period, parse},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What the member gets for a request that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Number of the request.
    pub request: String,
}

/// What a request declares, all of it right: periods of a stop, or expenses.
#[derive(Default)]
struct Declared {
    periods: Vec<Period>,
    expenses: Vec<Expense>,
}

/// Everything that was sent, in a form whose print proves it.
#[derive(Serialize)]
struct Snapshot<'a> {
    claim: &'a str,
    request: &'a str,
    sent_at: Instant,
    periods: &'a [Period],
    expenses: &'a [Expense],
    files: Vec<(&'a str, u64, &'a str)>,
}

impl Backend {
    /// Sends the request being written under that key, in the version of it that its member read. The same key again, however often and from
    /// wherever, is the same request, whatever the version.
    ///
    /// # Errors
    /// `NotFound` for somebody else's dossier, `Rule` when something is missing or what was typed is no longer what they read.
    pub async fn submit_claim(&self, member: UserId, number: &str, read: (IdempotencyKey, i32)) -> Result<Receipt, BackendError> {
        self.submit((member, number), read, (Pen::Member, member)).await
    }

    /// As [`Self::submit_claim`], of what `by` wrote with that pen. What came otherwise than by the portal waits since the day on which it
    /// came.
    pub(super) async fn submit(
        &self,
        (member, number): (UserId, &str),
        (key, version): (IdempotencyKey, i32),
        (pen, by): (Pen, UserId),
    ) -> Result<Receipt, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let locked = self.lock_claim(&tx, member, number).await?;
        if let Some(receipt) = sent_before(&tx, &locked.row, key).await? {
            return Ok(receipt);
        }
        let claim = self.claim_under(&tx, member, number, pen).await?.ok_or(BackendError::NotFound)?;
        let draft = claim.draft.as_ref().ok_or(StepError::AlreadySent)?;
        // The key lasts as long as the draft; each save raises the version.
        if draft.key != key || draft.version != version {
            return Err(StepError::Stale.into());
        }
        let arrival = self.arrival_in(&tx, draft.id).await?;
        let upload = arrival.map(|arrival| arrival.way.asks(&self.profile().upload));
        let declared = self.checked(&claim, draft, upload.as_ref().unwrap_or(&self.profile().upload))?;
        let since = waits_since(arrival.map(|arrival| arrival.received_on), now);
        let request = self.next_number(&tx, NumberKind::Request, now).await?;
        let files: Vec<&Attachment> = draft.files.iter().filter(|f| f.is_received()).collect();
        let snapshot = Snapshot {
            claim: number,
            request: &request,
            sent_at: now,
            periods: &declared.periods,
            expenses: &declared.expenses,
            files: files.iter().map(|f| (f.name.as_str(), f.bytes, f.sha256.as_str())).collect(),
        };
        let print = hex::encode(Sha256::digest(serde_json::to_vec(&snapshot).map_err(BackendError::broken)?));
        write_periods(&tx, &claim, draft, &declared.periods, now).await?;
        self.write_request(&tx, draft, declared, (&request, &print), now).await?;
        attachment::delete_refused(&tx, draft.id.0).await?;
        attachment::forget_names(&tx, &[draft.id.0]).await?;
        let mut row = locked.row.clone().into_active_model();
        let awaited = complement::is_open(&tx, locked.row.id).await?;
        row.status = Set(after_sending(awaited).as_str().to_owned());
        row.updated_at = Set(now);
        let (since, kind) = place(&locked.row, (since, draft.kind.as_str().to_owned()));
        (row.waiting_since, row.waiting_kind) = (Set(Some(since)), Set(Some(kind)));
        row.news_at = Set(Some(now));
        row.version = Set(locked.row.version + 1);
        let sent = claim::Entity::update(row).exec(&tx).await?;
        moves::passed(&tx, &locked.row.status, &sent, by, now).await?;
        if pen == Pen::Member {
            moves::record(&tx, &sent, MoveKind::Sent, by, None, now).await?;
            audit::record(&tx, now, Some(by), "request_sent", &request, &print).await?;
        } else {
            moves::record(&tx, &sent, MoveKind::Entered, by, None, now).await?;
            audit::record(&tx, now, Some(by), "request_entered", &request, &print).await?;
        }
        // Whoever closed their account reads nothing here (G-3): what the desk enters for them is answered by post.
        if self.left_on(&tx, member).await?.is_none() {
            let person = self.person(&tx, member).await?;
            confirm_by_mail(&tx, &person, &request, now).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(Receipt { request })
    }

    fn checked(&self, claim: &Claim, draft: &Draft, upload: &UploadRules) -> Result<Declared, BackendError> {
        let declared = match () {
            () if claim.summary.is_care() => self.expenses_of(draft)?,
            () if draft.on_form() => Some(Declared::default()),
            () => self.periods_of(claim, draft).map(|periods| Declared { periods, ..Declared::default() }),
        };
        let missing = missing_before_sending(&claim.summary, draft, declared.is_some(), upload);
        match (missing.into_iter().next(), declared) {
            (None, Some(declared)) => Ok(declared),
            (missing, _) => Err(missing.unwrap_or(StepError::Periods).into()),
        }
    }

    /// The periods of the request, when they are right.
    pub(super) fn periods_of(&self, claim: &Claim, draft: &Draft) -> Option<Vec<Period>> {
        let profile = self.profile();
        let situation = claim.situation(self.today(), Some(draft));
        parse(&profile.periods, &profile.claims.payers, &situation, &draft.lines.all()).ok()
    }

    /// The expenses of the claim, when they are right.
    fn expenses_of(&self, draft: &Draft) -> Result<Option<Declared>, BackendError> {
        let verdict = care::review(self.care_rules()?, self.profile().currency(), self.today(), &draft.care.all());
        Ok(verdict.is_ok().then(|| Declared { expenses: verdict.expenses, ..Declared::default() }))
    }

    async fn write_request(
        &self,
        tx: &impl ConnectionTrait,
        draft: &Draft,
        declared: Declared,
        (number, print): (&str, &str),
        now: Instant,
    ) -> Result<(), BackendError> {
        let row = request::Entity::find_by_id(draft.id.0).one(tx).await?.ok_or(BackendError::NotFound)?;
        let mut row = row.into_active_model();
        row.state = Set("sent".to_owned());
        row.number = Set(Some(number.to_owned()));
        row.sent_at = Set(Some(now));
        row.snapshot_sha256 = Set(Some(print.to_owned()));
        if !declared.expenses.is_empty() {
            row.form = Set(DraftForm { expenses: declared.expenses, ..DraftForm::default() }.json()?);
        }
        request::Entity::update(row).exec(tx).await?;
        Ok(())
    }
}

/// The dossier's place in the queue once that is sent: what waits already keeps its own, unless this came before it (B-16).
fn place(row: &claim::Model, sent: (Instant, String)) -> (Instant, String) {
    let waits = row.waiting_since.zip(row.waiting_kind.clone());
    waits.filter(|(since, _)| *since <= sent.0).unwrap_or(sent)
}

/// The receipt of a request of this claim that was sent with that key.
async fn sent_before(tx: &impl ConnectionTrait, claim: &claim::Model, key: IdempotencyKey) -> Result<Option<Receipt>, BackendError> {
    let query = request::Entity::find().filter(request::Column::ClaimId.eq(claim.id)).filter(request::Column::IdempotencyKey.eq(key.0));
    let row = query.one(tx).await?;
    Ok(row.and_then(|row| row.number).map(|request| Receipt { request }))
}

pub(super) async fn write_periods(
    tx: &impl ConnectionTrait,
    claim: &Claim,
    draft: &Draft,
    periods: &[Period],
    now: Instant,
) -> Result<(), BackendError> {
    let rows: Vec<period::ActiveModel> = periods
        .iter()
        .map(|p| {
            Ok(period::ActiveModel {
                id: Set(random::id(now)?),
                request_id: Set(draft.id.0),
                claim_id: Set(claim.summary.id.0),
                starts_on: Set(p.range.start().0),
                ends_on: Set(p.range.end().0),
                payer: Set(p.payer.clone()),
                pay_level: Set(p.pay_level.map(|l| l.as_str().to_owned())),
                resumed_on: Set(p.resumed_on.map(|d| d.0)),
                gap_confirmed: Set(p.gap_confirmed),
                state: Set("sent".to_owned()),
            })
        })
        .collect::<Result<_, BackendError>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    period::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

async fn confirm_by_mail(tx: &impl ConnectionTrait, person: &Person, request: &str, now: Instant) -> Result<(), BackendError> {
    let Some(to) = &person.email else { return Ok(()) };
    let params = BTreeMap::from([("number".to_owned(), request.to_owned())]);
    let once = format!("claim-sent:{request}");
    outbox::enqueue_for(tx, (now, now), person.id.0, (Channel::Mail, to), "claim-mail", &params, once).await
}
