//! The invented people of the back office: one for each role, at work from the start.
use super::{Account, PASSWORD, people::letters};
use crate::{Backend, BackendError};
use domain::access::StaffRole;
use sea_orm::ConnectionTrait;

/// Somebody of the office.
struct Person {
    role: StaffRole,
    name: (&'static str, &'static str),
    /// What they do there, in a few words.
    kind: &'static str,
    /// The key of their application of codes, in Base32.
    key: &'static str,
}

const fn one(role: StaffRole, name: (&'static str, &'static str), kind: &'static str, key: &'static str) -> Person {
    Person { role, name, kind, key }
}

const ALL: &[Person] = &[
    one(StaffRole::Handler, ("Pauline", "Aubry"), "gestionnaire", "EOKBZDDORJJTUY3QP5S4CL3232H3H4UH"),
    one(StaffRole::Medical, ("Henri", "Castaing"), "service médical", "7CB5LSHTQBX6EHTWSUUDXNPIWMGQR3ZJ"),
    one(StaffRole::AssistanceAgent, ("Samira", "Belkacem"), "chargée d’assistance", "7QMVCH4LMJDAOPMXEPYL2QBFYL6UJDYD"),
    one(StaffRole::Editor, ("Julien", "Prévost"), "documents et conditions", "STXW5PDMXTOXINQHHL7WCG4ODKKOQNXP"),
    one(StaffRole::EmployerAdmin, ("Corinne", "Maillard"), "autorisations d’un employeur", "BDD6TOI4QOZV4ISJFU2AMMU4VMCTFZB5"),
    one(StaffRole::Supervisor, ("Philippe", "Destouches"), "responsable, seconde validation", "BCLBGBSWHJYFCKGLFOLGVXF4AEY5D2T7"),
    one(StaffRole::Accountant, ("Mireille", "Ravel"), "comptable, virements et retours", "KRSXG5CTMVRXEZLUJ5TFGZLOORZGSZLT"),
    one(StaffRole::TenantAdmin, ("Anne-Sophie", "Keller"), "administration du portail", "T35MPHI6N6U6ZRYUOGU4B3IVPYOOG5GH"),
];

impl Person {
    /// Their address, by which they sign in.
    fn email(&self) -> String {
        format!("{}.{}@gestion.example", letters(self.name.0), letters(self.name.1))
    }
}

/// How each of them signs in.
pub(super) fn accounts() -> impl Iterator<Item = Account> {
    ALL.iter().map(|person| Account {
        login: person.email(),
        password: PASSWORD.to_owned(),
        role: person.role.as_str(),
        kind: person.kind,
        totp_secret: Some(person.key),
    })
}

impl Backend {
    pub(super) async fn load_staff(&self, tx: &impl ConnectionTrait, password_hash: &str) -> Result<(), BackendError> {
        for person in ALL {
            let name = (person.name.0.to_owned(), person.name.1.to_owned());
            self.demo_staff(tx, &person.email(), name, password_hash, person.role, person.key).await?;
        }
        Ok(())
    }
}
