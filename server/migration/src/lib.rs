//! The history of the schema. One file per step, for SQLite and PostgreSQL alike; a step that has shipped never changes.
pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod m0001_house;
mod m0002_sign_in_tries;
mod m0003_mailed_links;
mod m0004_certificates;
mod m0005_registration;
mod m0006_terms;
mod m0007_leaving;
mod m0008_proofs;
mod m0009_second_factor;
mod m0011_subjects;
mod m0012_personal;
mod m0014_chosen_enrolments;
mod m0015_hints;
mod m0016_deliveries;
mod m0017_messages;
mod m0018_passkeys;
mod m0019_callbacks;
mod m0020_staff;
mod m0021_complements;
mod m0022_examinations;
mod m0023_decisions;
mod m0024_desk;
mod m0026_medical;
mod m0027_answers;
mod m0028_oversight;
mod m0029_deposits;
mod m0030_on_behalf;
mod m0031_challenge_ends;
mod m0032_imports;
mod m0033_retention;
mod m0034_reopened;
mod m0035_second_channel;
mod m0036_kept_pay;
mod m0037_contract_search;
mod m0038_income_losses;
mod m0039_refusals;

/// Runs every step that a database still lacks.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_house::Migration),
            Box::new(m0002_sign_in_tries::Migration),
            Box::new(m0003_mailed_links::Migration),
            Box::new(m0004_certificates::Migration),
            Box::new(m0005_registration::Migration),
            Box::new(m0006_terms::Migration),
            Box::new(m0007_leaving::Migration),
            Box::new(m0008_proofs::Migration),
            Box::new(m0009_second_factor::Migration),
            Box::new(m0011_subjects::Migration),
            Box::new(m0012_personal::Migration),
            Box::new(m0014_chosen_enrolments::Migration),
            Box::new(m0015_hints::Migration),
            Box::new(m0016_deliveries::Migration),
            Box::new(m0017_messages::Migration),
            Box::new(m0018_passkeys::Migration),
            Box::new(m0019_callbacks::Migration),
            Box::new(m0020_staff::Migration),
            Box::new(m0021_complements::Migration),
            Box::new(m0022_examinations::Migration),
            Box::new(m0023_decisions::Migration),
            Box::new(m0024_desk::Migration),
            Box::new(m0026_medical::Migration),
            Box::new(m0027_answers::Migration),
            Box::new(m0028_oversight::Migration),
            Box::new(m0031_challenge_ends::Migration),
            Box::new(m0029_deposits::Migration),
            Box::new(m0032_imports::Migration),
            Box::new(m0033_retention::Migration),
            Box::new(m0030_on_behalf::Migration),
            Box::new(m0034_reopened::Migration),
            Box::new(m0035_second_channel::Migration),
            Box::new(m0036_kept_pay::Migration),
            Box::new(m0037_contract_search::Migration),
            Box::new(m0038_income_losses::Migration),
            Box::new(m0039_refusals::Migration),
        ]
    }
}
