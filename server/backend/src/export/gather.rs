//! What the portal knows of one member, read from its rows by their owner.
use super::{
    Words,
    data::{Account, Asked, Connected, Contact, Contract, Credit, Data, Done, FORMAT, Identity, Mail, Passkey, Terms, Written},
    dossier::{dossier, guarantee},
};
use crate::{
    Backend, BackendError,
    account::{Correction, OwnPasskey, entity::user},
    audit,
    message::SentMessage,
    outbox, terms,
};
use domain::{
    account::Person,
    attachment::Examination,
    claim::Claim,
    complement::Complement,
    contract::Enrolment,
    day::Day,
    decision::Decided,
    id::AttachmentId,
    payment::{IncomeLoss, OtherPay, Payment},
};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::HashMap;

/// A claim with what its member is told of it: what was decided, what was paid, what others pay, what income was lost, and when the
/// cover ended.
pub(super) struct Told {
    pub(super) claim: Claim,
    pub(super) decisions: Vec<Decided>,
    pub(super) payments: Vec<Payment>,
    pub(super) others: Vec<OtherPay>,
    pub(super) losses: Vec<IncomeLoss>,
    pub(super) cover_ended: Option<Day>,
}

/// Names under which files stand in the archive: handed-in ones by their id, proofs of deposit by the number of their request, letters by
/// that and their place among those about it; and what the desk found of those handed in.
#[derive(Default)]
pub(super) struct Bound {
    pub(super) files: HashMap<AttachmentId, String>,
    pub(super) proofs: HashMap<String, String>,
    pub(super) letters: HashMap<(String, usize), String>,
    pub(super) examined: HashMap<AttachmentId, Examination>,
}

impl Backend {
    /// The member's claims, newest first, whole.
    pub(super) async fn whole_claims(&self, member: &Person) -> Result<Vec<Told>, BackendError> {
        let mut all = Vec::new();
        for summary in self.claims(member.id).await? {
            let Some(claim) = self.claim(member.id, &summary.number).await? else { continue };
            let (decisions, payments) = (self.decisions(member.id, &claim).await?, self.payments(member.id, &claim).await?);
            let (others, losses) = (self.paid_by_others(member.id, &claim).await?, self.income_lost(member.id, &claim).await?);
            let cover_ended = self.cover_ended(member.id, &claim).await?;
            all.push(Told { claim, decisions, payments, others, losses, cover_ended });
        }
        Ok(all)
    }

    /// Everything, but the contents of files.
    pub(super) async fn export_data(
        &self,
        member: &Person,
        (claims, asked): (&[Told], &[Complement]),
        bound: &Bound,
        words: Words<'_>,
    ) -> Result<Data, BackendError> {
        let db = self.inner.store.read();
        let row = user::Entity::find_by_id(member.id.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let to_passkey = |one: OwnPasskey| Passkey { name: one.name, added_at: one.added_at, last_used_at: one.last_used_at };
        let (mails, devices) = (self.export_mails(&row, words).await?, self.devices(member, "").await?);
        let accepted = terms::accepted(db, member.id).await?;
        let (identity, contact) = who(row);
        Ok(Data {
            format: FORMAT,
            made_at: self.now(),
            brand: self.profile().brand.clone(),
            identity,
            contact,
            accounts: self.ibans(member.id).await?.into_iter().map(|(iban, usable_from)| Account { iban, usable_from }).collect(),
            corrections: self.corrections(member.id).await?.into_iter().map(|one| to_asked(one, words)).collect(),
            messages: self.export_messages(member, words).await?,
            contracts: self.export_contracts(member, words).await?,
            claims: claims.iter().map(|told| dossier(told, asked, (bound, self.profile().currency()), words)).collect(),
            terms: accepted.into_iter().map(|one| Terms { version: one.version, at: one.at, text_sha256: one.text_sha256 }).collect(),
            devices: devices.into_iter().map(|one| Connected { agent: one.agent, since: one.since, last_seen: one.last_seen }).collect(),
            passkeys: self.passkeys(member.id).await?.into_iter().map(to_passkey).collect(),
            journal: self.export_journal(member, claims, words).await?,
            mails,
        })
    }

    async fn export_messages(&self, member: &Person, words: Words<'_>) -> Result<Vec<Written>, BackendError> {
        let to_written = |one: SentMessage| Written {
            reference: one.number,
            at: one.sent_at,
            subject: one.subject,
            text: one.text,
            state: words(one.state.key(), &[]),
        };
        Ok(self.messages(member.id).await?.into_iter().map(to_written).collect())
    }

    async fn export_contracts(&self, member: &Person, words: Words<'_>) -> Result<Vec<Contract>, BackendError> {
        let credits = self.credits(member.id).await?;
        let to_contract = |enrolment: Enrolment| Contract {
            credits: credits.iter().filter(|credit| credit.enrolment.id == enrolment.id).map(to_credit).collect(),
            number: enrolment.contract_number,
            certificate: enrolment.certificate_number,
            effect_from: enrolment.effect_from,
            waiting_days: enrolment.waiting_period_days,
            max_days: enrolment.max_days,
            quotity_bp: enrolment.quotity_bp,
            guarantees: enrolment.guarantees.into_iter().map(|one| guarantee(one, words)).collect(),
        };
        Ok(self.enrolments(member.id).await?.into_iter().map(to_contract).collect())
    }

    /// Sign-ins, and what else the audit notes of the member and of what is theirs; nobody else is named.
    async fn export_journal(&self, member: &Person, claims: &[Told], words: Words<'_>) -> Result<Vec<Done>, BackendError> {
        let requests = claims.iter().flat_map(|told| told.claim.requests.iter().map(|request| request.number.clone()));
        let theirs: Vec<String> = claims.iter().map(|told| told.claim.summary.number.clone()).chain(requests).collect();
        let entries = audit::about(self.inner.store.read(), member.id, &theirs).await?;
        let to_done = |entry: audit::Entry| Done {
            at: entry.at,
            what: words(&format!("export-action-{}", entry.action), &[]),
            action: entry.action,
            by: words(if entry.own { "export-by-you" } else { "export-by-us" }, &[]),
            object: Some(entry.object).filter(|object| theirs.contains(object)),
        };
        Ok(entries.into_iter().map(to_done).collect())
    }

    /// Mails that left for the member's address since it is theirs; none where others share it, for they may be meant for them.
    async fn export_mails(&self, row: &user::Model, words: Words<'_>) -> Result<Vec<Mail>, BackendError> {
        let Some(address) = &row.email else { return Ok(Vec::new()) };
        let db = self.inner.store.read();
        let same = Func::lower(Expr::col(user::Column::Email)).eq(address.to_lowercase());
        if user::Entity::find().filter(same).filter(user::Column::Id.ne(row.id)).count(db).await? > 0 {
            return Ok(Vec::new());
        }
        let sent = outbox::sent_to(db, address, row.email_verified_at.unwrap_or(row.created_at)).await?;
        let to_mail =
            |(subject, at): (Option<String>, _)| Mail { at, subject: subject.unwrap_or_else(|| words("export-mail-unknown", &[])) };
        Ok(sent.into_iter().map(to_mail).collect())
    }
}

fn to_asked(one: Correction, words: Words<'_>) -> Asked {
    Asked { at: one.asked_at, text: one.text, state: words(one.state.key(), &[]), reason: one.reason }
}

/// Who they are and how to reach them. Every column is named: one that comes is told here, or left out here, on purpose.
fn who(row: user::Model) -> (Identity, Contact) {
    let user::Model {
        id: _,
        login_name: login,
        password_hash: _,
        role: _,
        given_name,
        family_name,
        email,
        mobile,
        closed: _,
        created_at: opened_at,
        last_login_at: last_sign_in,
        birth_date,
        phone,
        email_verified_at: verified_at,
        closed_at: _,
        erase_at: _,
        civility,
        address_line1,
        address_line2,
        address_line3,
        postcode,
        town,
        no_phone: _,
        notices,
        pending_email,
        name_key: _,
        // The insurer's key is the name they sign in with.
        external_id: _,
        import_prints: _,
    } = row;
    let address = [address_line1, address_line2, address_line3, postcode, town].into_iter().flatten().collect();
    let identity = Identity { civility, login, given_name, family_name, birth_date: birth_date.map(Day), opened_at, last_sign_in };
    (identity, Contact { email, verified_at, mobile, phone, pending_email, address, notices })
}

fn to_credit(credit: &domain::contract::Credit) -> Credit {
    Credit {
        label: credit.label.clone(),
        reference: credit.reference.clone(),
        instalment: credit.instalment.into(),
        due_day: credit.due_day,
        outstanding: credit.outstanding.into(),
        ends_on: credit.ends_on,
    }
}
