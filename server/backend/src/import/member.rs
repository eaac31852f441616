//! Members. The insurer says who they are and when they were born; address, numbers, e-mail address and where they hear of payments are
//! the import's until members change them, each apart, and a name that the desk corrected stays until the insurer's own is another one.
//! What was imported last is kept as prints only.
use crate::{
    Backend, BackendError,
    account::{NewPerson, entity::user},
    crypto::sha256_hex,
};
use domain::{
    account::{
        name_key, normalised_login,
        personal::{Notices, PersonalRules},
    },
    id::UserId,
    import::{Code, MemberRow, Outcome},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};

/// Prints of what members may change themselves, as it stood after the last import, and of the name that its line had.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Prints {
    name: String,
    email: String,
    phones: String,
    address: String,
    notices: String,
}

impl Prints {
    fn of(row: &user::Model) -> Self {
        let print = |parts: &[&Option<String>]| {
            let parts: Vec<&str> = parts.iter().map(|part| part.as_deref().unwrap_or_default()).collect();
            sha256_hex(parts.join("\n").as_bytes())
        };
        let none = row.no_phone.then(|| "none".to_owned());
        Self {
            name: name_print(&row.family_name, &row.given_name),
            email: print(&[&row.email, &row.pending_email]),
            phones: print(&[&row.phone, &none, &row.mobile]),
            address: print(&[&row.address_line1, &row.address_line2, &row.address_line3, &row.postcode, &row.town]),
            notices: print(&[&row.notices]),
        }
    }

    /// Those that were kept with the row.
    fn kept(row: &user::Model) -> Self {
        row.import_prints.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

impl Backend {
    /// Keeps a member, who signs in with the key once they were invited. Whoever closed their account is left alone.
    pub(super) async fn import_member(&self, tx: &impl ConnectionTrait, row: MemberRow) -> Result<Outcome, BackendError> {
        let known = user::Entity::find().filter(user::Column::ExternalId.eq(&row.external_id)).lock_exclusive().one(tx).await?;
        let (person, prints) = match known {
            Some(known) if known.closed => return Ok(Outcome::LeftAlone),
            Some(known) => {
                let prints = Prints::kept(&known);
                (known, prints)
            }
            None => match self.new_member(tx, &row).await? {
                Some(new) => {
                    let prints = Prints::of(&new);
                    (new, prints)
                }
                None => return Ok(Outcome::Refused("external_id", Code::DuplicateKey)),
            },
        };
        let created = person.import_prints.is_none();
        let rules = &self.profile().profile_edit;
        let iban = row.iban.clone().filter(|_| rules.iban);
        let kept = merged(person.clone(), &prints, row, rules)?;
        let (id, moved) = (person.id, kept.email != person.email);
        let mut changed = kept != person;
        if changed {
            user::Entity::update(kept.into_active_model().reset_all()).exec(tx).await?;
        }
        if moved && !created {
            self.forget_links_of_old_address(tx, UserId(id)).await?;
        }
        if let Some(iban) = iban {
            changed |= self.import_iban(tx, UserId(id), &iban).await?;
        }
        Ok(match (created, changed) {
            (true, _) => Outcome::Created,
            (false, true) => Outcome::Changed,
            (false, false) => Outcome::Unchanged,
        })
    }

    /// A new member without a password, unless somebody signs in with that name.
    async fn new_member(&self, tx: &impl ConnectionTrait, row: &MemberRow) -> Result<Option<user::Model>, BackendError> {
        let taken = user::Entity::find().filter(user::Column::LoginName.eq(normalised_login(&row.external_id)));
        if taken.count(tx).await? > 0 {
            return Ok(None);
        }
        let person = NewPerson {
            login_name: row.external_id.clone(),
            password_hash: String::new(),
            given_name: row.given_name.clone(),
            family_name: row.family_name.clone(),
            email: None,
            mobile: None,
            phone: None,
            birth_date: Some(row.birth_date),
        };
        let id = self.create_member(tx, person).await?;
        let new = user::Entity::find_by_id(id.0).one(tx).await?.ok_or_else(|| BackendError::inconsistent("users"))?;
        Ok(Some(user::Model { external_id: Some(row.external_id.clone()), ..new }))
    }
}

/// The member as the line has them, but for what they changed since the last one, where the print of what was imported stays, and for a
/// name that is no other than in the last one: theirs may have been corrected (D-15, B-55).
fn merged(mut person: user::Model, kept: &Prints, row: MemberRow, rules: &PersonalRules) -> Result<user::Model, BackendError> {
    let now = Prints::of(&person);
    let name = name_print(&row.family_name, &row.given_name);
    if name != kept.name {
        person.name_key = Some(name_key(&row.family_name, &row.given_name));
        (person.given_name, person.family_name) = (row.given_name, row.family_name);
    }
    person.birth_date = Some(row.birth_date.0);
    person.civility = row.civility.map(|civility| civility.as_str().to_owned());
    if now.email == kept.email && person.email != row.email {
        (person.email, person.email_verified_at) = (row.email, None);
    }
    if now.phones == kept.phones {
        (person.phone, person.mobile) = (row.phones.phone, row.phones.mobile);
        person.no_phone = rules.no_phone_box && row.phones.no_phone;
    }
    if now.address == kept.address {
        let [line1, line2, line3] = row.address.lines.map(given);
        (person.address_line1, person.address_line2, person.address_line3) = (line1, line2, line3);
        (person.postcode, person.town) = (given(row.address.postcode), given(row.address.town));
    }
    if now.notices == kept.notices && rules.payment_notices {
        let Notices { by_email, by_sms } = row.notices;
        let reached = Notices { by_email: by_email && person.email.is_some(), by_sms: by_sms && person.mobile.is_some() };
        person.notices = given(reached.stored());
    }
    let after = Prints::of(&person);
    let print = |now: &str, kept: &str, after: String| if now == kept { after } else { kept.to_owned() };
    let prints = Prints {
        name,
        email: print(&now.email, &kept.email, after.email),
        phones: print(&now.phones, &kept.phones, after.phones),
        address: print(&now.address, &kept.address, after.address),
        notices: print(&now.notices, &kept.notices, after.notices),
    };
    person.import_prints = Some(serde_json::to_string(&prints).map_err(BackendError::broken)?);
    Ok(person)
}

fn name_print(family: &str, given: &str) -> String {
    sha256_hex(format!("{family}\n{given}").as_bytes())
}

fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
