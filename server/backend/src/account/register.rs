//! « Créer mon espace » (A-1 … A-10, D-2): whoever names a contract of their own gets a link to confirm. What is told, and the work
//! done, are the same whatever the insurer knows; the mailbox hears the rest, of an account only where it is that account's own.
use super::{
    entity::{imported, registration, user},
    throttle::one_at_a_time,
    token_hash,
};
use crate::{Backend, BackendError, outbox, random};
use chrono::TimeDelta;
use domain::{
    account::{
        Applicant, CLOCK_SLACK, NamedContract, PasswordForm, Person, RegistrationForm, RegistrationMode, Role, normalised_login, same_name,
    },
    form::FieldError,
    id::UserId,
    insurer::LoginIdentifier,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;

/// No more mails to one address in an hour, whoever asks for them.
const MAX_MAILS: u64 = 3;
const HOUR: TimeDelta = TimeDelta::hours(1);

/// What became of a registration.
#[derive(Debug)]
pub enum Registered {
    /// Something is missing or malformed.
    Wrong(Vec<FieldError>),
    /// It was heard; a mail says the rest. The id is for sending the mail again.
    Heard(Uuid),
}

/// What the mailbox is told.
enum Answer {
    /// Confirm, to open the account under that contract.
    Confirm(imported::Model),
    /// Theirs is an account already.
    Already,
    /// The insurer knows no such contract; or it is that of an account whose own mailbox is another one: whose, and which. Only there is it
    /// told.
    Unknown(Option<(Uuid, String)>),
}

impl Backend {
    /// Hears a registration. `typed` is the password, where it is asked for at once.
    ///
    /// # Errors
    /// `NotFound` where nobody may open an account; when the database cannot be read or written.
    pub async fn register(&self, form: &RegistrationForm, typed: PasswordForm) -> Result<Registered, BackendError> {
        let profile = self.profile();
        if profile.registration.mode != RegistrationMode::Open {
            return Err(BackendError::NotFound);
        }
        let read = profile.registration.read(form, profile.phone_plan(), self.today());
        let with_password = profile.login.identifier == LoginIdentifier::Email;
        let judged = if with_password { self.judge_new(form, typed.clone()).await? } else { Vec::new() };
        let applicant = match read {
            Ok(applicant) if judged.is_empty() => applicant,
            read => return Ok(Registered::Wrong(read.err().unwrap_or_default().into_iter().chain(judged).collect())),
        };
        let password_hash = if with_password { Some(self.hashed(typed.new).await?) } else { None };
        self.keep_registration(applicant, password_hash).await.map(Registered::Heard)
    }

    async fn judge_new(&self, form: &RegistrationForm, typed: PasswordForm) -> Result<Vec<FieldError>, BackendError> {
        let backend = self.clone();
        let (given_name, family_name, email) = (form.given_name.clone(), form.family_name.clone(), form.email.trim().to_lowercase());
        let person = Person {
            id: UserId(Uuid::nil()),
            role: Role::Member,
            login_name: email.clone(),
            given_name,
            family_name,
            email: Some(email),
            mobile: None,
        };
        let judge = move || backend.profile().password.errors_of_new(&typed, &backend.judge(&person, &typed.new));
        self.inner.hashing.run(judge).await
    }

    async fn keep_registration(&self, applicant: Applicant, password_hash: Option<String>) -> Result<Uuid, BackendError> {
        let (now, token) = (self.now(), random::token()?);
        let id = random::id(now)?;
        let tx = self.inner.store.write().await?;
        registration::Entity::delete_many().filter(registration::Column::EndsAt.lte(now)).exec(&tx).await?;
        // What is counted next is true until this ends: of many at once, no more mails leave than one after the other.
        one_at_a_time(&tx, &format!("registration:{}", applicant.email)).await?;
        let same = registration::Entity::find().filter(registration::Column::Email.eq(&applicant.email));
        // Not those made « later », before the clock was set back: their links work no more.
        let (hour, made) = (now - HOUR, registration::Column::CreatedAt);
        let lately = same.filter(made.gt(hour)).filter(made.lte(now + CLOCK_SLACK)).count(&tx).await?;
        let answer = self.answer_to(&tx, &applicant).await?;
        let imported_id = if let Answer::Confirm(contract) = &answer { Some(contract.id) } else { None };
        let row = registration::ActiveModel {
            id: Set(id),
            token_hash: Set(token_hash(&token)),
            imported_id: Set(imported_id),
            given_name: Set(applicant.given_name),
            family_name: Set(applicant.family_name),
            birth_date: Set(applicant.named.birth_date.0),
            email: Set(applicant.email.clone()),
            phone: Set(applicant.phone.map(|phone| phone.e164)),
            password_hash: Set(password_hash),
            mails: Set(1),
            created_at: Set(now),
            ends_at: Set(now + TimeDelta::days(i64::from(self.profile().registration.confirm_days))),
        };
        registration::Entity::insert(row).exec_without_returning(&tx).await?;
        if lately < MAX_MAILS {
            self.mail_answer(&tx, &applicant.email, &answer, token).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(id)
    }

    async fn answer_to(&self, tx: &impl ConnectionTrait, applicant: &Applicant) -> Result<Answer, BackendError> {
        let known = user::Entity::find().filter(user::Column::LoginName.eq(normalised_login(&applicant.email))).count(tx).await? > 0;
        let theirs = self.insured(tx, &applicant.named, (applicant.given_name.as_str(), applicant.family_name.as_str())).await?;
        Ok(match theirs {
            _ if known => Answer::Already,
            Some(row) => match row.taken_by {
                Some(holder) => self.answer_to_other(tx, holder, &applicant.email).await?,
                None => Answer::Confirm(row),
            },
            None => Answer::Unknown(None),
        })
    }

    /// What that address hears of a contract that person has an account for.
    async fn answer_to_other(&self, tx: &impl ConnectionTrait, holder: Uuid, typed: &str) -> Result<Answer, BackendError> {
        let holder = user::Entity::find_by_id(holder).one(tx).await?;
        let own = holder.and_then(|row| Some((row.id, row.email?)));
        Ok(match own {
            Some((_, address)) if address.eq_ignore_ascii_case(typed) => Answer::Already,
            other => Answer::Unknown(other),
        })
    }

    /// The contract that the insurer knows under those numbers, for whoever was born on that day and, where names count, is called so.
    pub(super) async fn insured(
        &self,
        tx: &impl ConnectionTrait,
        named: &NamedContract,
        (given_name, family_name): (&str, &str),
    ) -> Result<Option<imported::Model>, BackendError> {
        let of_number = imported::Entity::find().filter(imported::Column::ContractNumber.eq(&named.contract));
        let rows = of_number.filter(imported::Column::BirthDate.eq(named.birth_date.0)).all(tx).await?;
        let by_name = self.profile().registration.match_names;
        Ok(rows.into_iter().find(|row| {
            let same = same_name(&row.given_name, given_name) && same_name(&row.family_name, family_name);
            row.certificate_number == named.certificate && (same || !by_name)
        }))
    }

    async fn mail_answer(&self, tx: &impl ConnectionTrait, to: &str, answer: &Answer, token: String) -> Result<(), BackendError> {
        let template = match answer {
            Answer::Confirm(_) => "confirm-mail",
            Answer::Already => "already-mail",
            Answer::Unknown(holder) => {
                self.tell_holder(tx, holder.as_ref()).await?;
                "unmatched-mail"
            }
        };
        let once = format!("registration:{}", token_hash(&token));
        let days = self.profile().registration.confirm_days.to_string();
        let params = BTreeMap::from([("token".to_owned(), token), ("days".to_owned(), days)]);
        outbox::enqueue_mail(tx, self.now(), to, template, &params, once).await
    }

    /// Tells whoever has the account, in the caller's transaction, that another one was asked for: once an hour, from however many addresses.
    async fn tell_holder(&self, tx: &impl ConnectionTrait, holder: Option<&(Uuid, String)>) -> Result<(), BackendError> {
        let Some((id, address)) = holder else { return Ok(()) };
        let now = self.now();
        let once = format!("already:{id}:{}", now.timestamp() / HOUR.num_seconds());
        outbox::enqueue_mail_once(tx, (now, now), address, "already-mail", &BTreeMap::new(), once).await
    }

    /// Sends the mail of a registration again, with a new link; what is told is the same whether there is one or not.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn resend_confirmation(&self, id: Uuid) -> Result<(), BackendError> {
        let (now, token) = (self.now(), random::token()?);
        let tx = self.inner.store.write().await?;
        let row = registration::Entity::find_by_id(id).filter(registration::Column::EndsAt.gt(now)).one(&tx).await?;
        let Some(row) = row.filter(|row| u64::try_from(row.mails).is_ok_and(|mails| mails < MAX_MAILS)) else { return Ok(()) };
        let contract = match row.imported_id {
            Some(contract) => imported::Entity::find_by_id(contract).filter(imported::Column::TakenBy.is_null()).one(&tx).await?,
            None => None,
        };
        let Some(contract) = contract else { return Ok(()) };
        let (email, mails) = (row.email.clone(), row.mails);
        let mut change = row.into_active_model();
        change.token_hash = Set(token_hash(&token));
        change.mails = Set(mails + 1);
        registration::Entity::update(change).exec(&tx).await?;
        self.mail_answer(&tx, &email, &Answer::Confirm(contract), token).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }
}
