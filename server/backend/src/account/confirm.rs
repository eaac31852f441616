//! Confirming a registration (A-9, D-4 … D-9): the link proves the address, the first to confirm takes the contract.
use super::{
    NewPerson,
    entity::{imported, registration, user},
    hint::NewHint,
    throttle::one_at_a_time,
    token_hash,
};
use crate::{Backend, BackendError, audit, contract::entity::enrolment, random};
use domain::{
    account::{HintForm, IdentifierFault, PasswordForm, Person, Role, link_works, normalised_login, user_code},
    day::Day,
    form::FieldError,
    id::UserId,
    insurer::LoginIdentifier,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// A registration that waits to be confirmed, as far as its page must know.
#[derive(Debug, PartialEq, Eq)]
pub struct Waiting {
    /// First name.
    pub given_name: String,
    /// Whether a user code and a password are still to be chosen (D-4, D-5).
    pub chooses: bool,
}

/// What is chosen behind the link, where it is.
#[derive(Clone, Default)]
pub struct Choice {
    /// User code.
    pub code: String,
    /// Password, twice.
    pub password: PasswordForm,
    /// Hint of the password, where the insurer has such things (D-6, D-7).
    pub hint: HintForm,
}

/// The same, judged and hashed.
struct Chosen {
    login: String,
    password_hash: String,
    hint: Option<NewHint>,
}

/// What became of a confirmation.
#[derive(Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The account is open under that sign-in name.
    Open(String),
    /// Something of what was chosen is wrong; the link still works.
    Wrong(Vec<FieldError>),
    /// The link ended or was used, or somebody has the contract already.
    Dead,
}

impl Backend {
    /// What waits behind the link of that token. Looking does not use it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn waiting(&self, token: &str) -> Result<Option<Waiting>, BackendError> {
        let found = self.find_waiting(token).await?;
        Ok(found.map(|(row, _)| Waiting { given_name: row.given_name, chooses: row.password_hash.is_none() }))
    }

    async fn find_waiting(&self, token: &str) -> Result<Option<(registration::Model, imported::Model)>, BackendError> {
        let db = self.inner.store.read();
        let row = registration::Entity::find().filter(registration::Column::TokenHash.eq(token_hash(token))).one(db).await?;
        let Some(row) = row.filter(|row| link_works(row.created_at, row.ends_at, self.now())) else { return Ok(None) };
        let Some(contract) = row.imported_id else { return Ok(None) };
        let free = imported::Entity::find_by_id(contract).filter(imported::Column::TakenBy.is_null()).one(db).await?;
        Ok(free.map(|contract| (row, contract)))
    }

    /// Opens the account that waits behind the link.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn confirm_registration(&self, token: &str, choice: Choice) -> Result<Confirmed, BackendError> {
        let Some((row, contract)) = self.find_waiting(token).await? else { return Ok(Confirmed::Dead) };
        let chosen = match row.password_hash.clone() {
            Some(password_hash) => Chosen { login: row.email.clone(), password_hash, hint: None },
            None => match self.chosen(&row, choice).await? {
                Ok(chosen) => chosen,
                Err(problems) => return Ok(Confirmed::Wrong(problems)),
            },
        };
        self.open_account(row, contract, chosen).await
    }

    /// What was chosen, ready to be kept, or what is wrong with it.
    async fn chosen(&self, row: &registration::Model, choice: Choice) -> Result<Result<Chosen, Vec<FieldError>>, BackendError> {
        debug_assert_eq!(self.profile().login.identifier, LoginIdentifier::UserCode);
        let code = user_code(&choice.code).map_err(|fault| code_error(&choice.code, fault));
        let person = Person {
            id: UserId(Uuid::nil()),
            role: Role::Member,
            login_name: code.clone().unwrap_or_default(),
            given_name: row.given_name.clone(),
            family_name: row.family_name.clone(),
            email: Some(row.email.clone()),
            mobile: None,
        };
        let (backend, typed) = (self.clone(), choice.password.clone());
        let judge = move || backend.profile().password.errors_of_new(&typed, &backend.judge(&person, &typed.new));
        let judged = tokio::task::spawn_blocking(judge).await.map_err(BackendError::broken)?;
        match (code, self.profile().recovery.read_hint(&choice.hint, &choice.password.new)) {
            (Ok(login), Ok(hint)) if judged.is_empty() => {
                let hint = match hint {
                    Some(hint) => Some(self.hashed_hint(hint).await?),
                    None => None,
                };
                Ok(Ok(Chosen { login, password_hash: self.hashed(choice.password.new).await?, hint }))
            }
            (code, hint) => {
                let of_hint = hint.map_or_else(|problems| problems, |hint| typed_again(hint.is_some()));
                Ok(Err(code.err().into_iter().chain(judged).chain(of_hint).collect()))
            }
        }
    }

    async fn open_account(&self, row: registration::Model, contract: imported::Model, chosen: Chosen) -> Result<Confirmed, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        // The link counts once, and a contract has one account: whoever comes second finds it used.
        let used = registration::Entity::delete_by_id(row.id).filter(registration::Column::TokenHash.eq(&row.token_hash)).exec(&tx).await?;
        if used.rows_affected != 1 {
            return Ok(Confirmed::Dead);
        }
        let name = normalised_login(&chosen.login);
        // Of two for one name at the same moment, under whatever links, the second finds it taken.
        one_at_a_time(&tx, &format!("account:{name}")).await?;
        if user::Entity::find().filter(user::Column::LoginName.eq(&name)).count(&tx).await? > 0 {
            let wrong = [FieldError::new("code", "register-code-taken")].into_iter().chain(typed_again(chosen.hint.is_some()));
            return Ok(if row.password_hash.is_none() { Confirmed::Wrong(wrong.collect()) } else { Confirmed::Dead });
        }
        let person = NewPerson {
            login_name: name.clone(),
            password_hash: chosen.password_hash,
            given_name: row.given_name,
            family_name: row.family_name,
            email: Some(row.email),
            mobile: None,
            phone: row.phone,
            birth_date: Some(Day(row.birth_date)),
        };
        let member = self.create_member(&tx, person).await?;
        if let Some(hint) = chosen.hint {
            self.keep_hint(&tx, member, hint).await?;
        }
        let take = imported::Entity::update_many().col_expr(imported::Column::TakenBy, Expr::value(member.0));
        let free = take.filter(imported::Column::Id.eq(contract.id)).filter(imported::Column::TakenBy.is_null()).exec(&tx).await?;
        if free.rows_affected != 1 {
            return Ok(Confirmed::Dead);
        }
        enrol(&tx, member, contract, random::id(now)?).await?;
        audit::record(&tx, now, Some(member), "account_opened", &member.to_string(), "").await?;
        tx.commit().await?;
        Ok(Confirmed::Open(name))
    }
}

/// A hint comes back no more than a password does: whoever wrote one is asked for it once more.
fn typed_again(has_hint: bool) -> Vec<FieldError> {
    if has_hint { vec![FieldError::new("hint", "hint-again")] } else { Vec::new() }
}

fn code_error(typed: &str, fault: IdentifierFault) -> FieldError {
    let key = match fault {
        _ if typed.trim().is_empty() => "register-missing-code",
        IdentifierFault::BadCharacter => "register-bad-code",
        _ => "register-code-length",
    };
    FieldError::new("code", key)
}

/// The imported contract becomes the member's.
pub(super) async fn enrol(tx: &impl ConnectionTrait, member: UserId, contract: imported::Model, id: Uuid) -> Result<(), BackendError> {
    let row = enrolment::ActiveModel {
        id: Set(id),
        user_id: Set(member.0),
        contract_number: Set(contract.contract_number),
        certificate_number: Set(contract.certificate_number),
        effect_from: Set(contract.effect_from),
        waiting_period_days: Set(contract.waiting_period_days),
        max_days: Set(contract.max_days),
        quotity_bp: Set(contract.quotity_bp),
        guarantees: Set(contract.guarantees),
        ..enrolment::ActiveModel::default()
    };
    enrolment::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
