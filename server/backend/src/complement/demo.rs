//! What was asked of an invented member: one document missing, one refused, one accepted; and a medical paper that was sent.
use super::{
    REASON,
    ask::NewComplement,
    entity::{complement, item},
    judge::keep_refusal,
};
use crate::{Backend, BackendError, attachment::Specimen, clock::paris_day};
use chrono::TimeDelta;
use domain::{
    complement::{Card, ComplementState},
    day::Instant,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The documents: card, verdict, and name of the file handed in.
const DOCUMENTS: [(&str, &str, &str); 3] =
    [("decompte_ij", "waiting", ""), ("rib", "refused", "rib.pdf"), ("avis_arret", "accepted", "avis-arret.pdf")];
/// Why the second was refused.
const CUT: &str = "Le nom du titulaire est coupé. Cadrez la page entière.";

impl Backend {
    pub(crate) async fn demo_complement(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        (claim, request): (Uuid, Uuid),
        specimen: &Specimen,
        at: Instant,
    ) -> Result<(), BackendError> {
        let rules = &self.profile().complement;
        let cards: Vec<Card> = DOCUMENTS.iter().filter_map(|(code, ..)| rules.card(code)).cloned().collect();
        let due = paris_day(at).plus(i64::from(rules.due_days));
        let key = self.member_key_in(tx, member).await?;
        let (id, _) = self.write_complement(tx, &NewComplement { claim, request, due, cards: &cards, key: None }, &key, at).await?;
        let sent = at + TimeDelta::days(1);
        let rows = item::Entity::find().filter(item::Column::ComplementId.eq(id)).order_by_asc(item::Column::Place).all(tx).await?;
        for (row, (_, verdict, name)) in rows.into_iter().zip(DOCUMENTS) {
            if name.is_empty() {
                continue;
            }
            let file = self.demo_file(tx, (request, Some(row.id)), specimen, name, sent).await?;
            let asked = row.clone();
            let mut row = row.into_active_model();
            row.verdict = Set(verdict.to_owned());
            row.file_id = Set(Some(file));
            if verdict == "refused" {
                let sealed = key.sealed(REASON, CUT.as_bytes())?;
                let given = item::Model { file_id: Some(file), sent_at: Some(sent), ..asked };
                keep_refusal(tx, &given, (None, sealed.clone()), sent).await?;
                row.reason = Set(Some(sealed));
            } else {
                row.sent_at = Set(Some(sent));
            }
            item::Entity::update(row).exec(tx).await?;
        }
        answered(tx, id, ComplementState::Open, sent).await
    }

    /// A medical paper that the member was asked for and sent the day after: it waits for whoever judges such papers.
    pub(crate) async fn demo_medical(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        (claim, request): (Uuid, Uuid),
        specimen: &Specimen,
        at: Instant,
    ) -> Result<(), BackendError> {
        let rules = &self.profile().complement;
        let cards: Vec<Card> = rules.cards.iter().filter(|card| card.medical).take(1).cloned().collect();
        let due = paris_day(at).plus(i64::from(rules.due_days));
        let key = self.member_key_in(tx, member).await?;
        let (id, _) = self.write_complement(tx, &NewComplement { claim, request, due, cards: &cards, key: None }, &key, at).await?;
        let sent = at + TimeDelta::days(1);
        for row in item::Entity::find().filter(item::Column::ComplementId.eq(id)).all(tx).await? {
            let file = self.demo_file(tx, (request, Some(row.id)), specimen, "certificat.pdf", sent).await?;
            let mut row = row.into_active_model();
            (row.verdict, row.file_id, row.sent_at) = (Set("deposited".to_owned()), Set(Some(file)), Set(Some(sent)));
            item::Entity::update(row).exec(tx).await?;
        }
        answered(tx, id, ComplementState::Sent, sent).await
    }
}

/// Notes that something was answered, and where that leaves what was asked for.
async fn answered(tx: &impl ConnectionTrait, id: Uuid, state: ComplementState, at: Instant) -> Result<(), BackendError> {
    let row = complement::Entity::find_by_id(id).one(tx).await?.ok_or(BackendError::NotFound)?;
    let mut row = row.into_active_model();
    row.state = Set(state.as_str().to_owned());
    row.sent_at = Set(Some(at));
    complement::Entity::update(row).exec(tx).await?;
    Ok(())
}
