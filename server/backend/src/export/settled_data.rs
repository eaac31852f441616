//! What was decided and paid of a claim as `donnees.json` tells it (G-1), by the same rules as the rest in `data`: what its member reads on
//! the page of the dossier, and no more.
use super::data::Amount;
use domain::{
    day::{Day, Instant},
    month::Month,
};
use serde::Serialize;

/// A decision about a request.
#[derive(Serialize)]
pub(super) struct Decision {
    #[serde(rename = "demande")]
    pub(super) request: String,
    #[serde(rename = "prise_le")]
    pub(super) at: Instant,
    #[serde(rename = "resultat")]
    pub(super) outcome: String,
    /// Since then it stands no longer.
    #[serde(rename = "reexaminee_depuis_le")]
    pub(super) reopened_at: Option<Instant>,
    #[serde(rename = "jours")]
    pub(super) days: Vec<DecidedRange>,
    #[serde(rename = "motif")]
    pub(super) motive: Option<String>,
    #[serde(rename = "article")]
    pub(super) clause: Option<String>,
    #[serde(rename = "precisions")]
    pub(super) text: Option<String>,
    /// Name of its letter in the archive.
    #[serde(rename = "lettre")]
    pub(super) letter: Option<String>,
}

/// Days in a row that were decided alike.
#[derive(Serialize)]
pub(super) struct DecidedRange {
    #[serde(rename = "du")]
    pub(super) from: Day,
    #[serde(rename = "au")]
    pub(super) to: Day,
    #[serde(rename = "jours")]
    pub(super) days: i64,
    #[serde(rename = "etat")]
    pub(super) state: String,
}

/// A payment that left, or the counter-entry that takes one back.
#[derive(Serialize)]
pub(super) struct Paid {
    #[serde(rename = "numero")]
    pub(super) number: String,
    #[serde(rename = "etat")]
    pub(super) state: String,
    #[serde(rename = "etat_depuis_le")]
    pub(super) at: Instant,
    #[serde(rename = "emis_le")]
    pub(super) left_at: Option<Instant>,
    pub(super) mode: Option<String>,
    /// To whom it left.
    #[serde(rename = "beneficiaire")]
    pub(super) payee: Option<String>,
    /// Under 0 in a counter-entry.
    pub(super) total: Amount,
    #[serde(rename = "lignes")]
    pub(super) lines: Vec<PaidLine>,
    #[serde(rename = "raison")]
    pub(super) reason: Option<String>,
    /// The payment that it takes back.
    #[serde(rename = "contre_ecriture_de")]
    pub(super) reverses: Option<String>,
}

/// What others pay for each day of a period: it comes off.
#[derive(Serialize)]
pub(super) struct Beside {
    #[serde(rename = "du")]
    pub(super) from: Day,
    #[serde(rename = "au")]
    pub(super) to: Day,
    #[serde(rename = "par_jour")]
    pub(super) daily: Amount,
    pub(super) source: String,
}

/// The income lost in each month from one on: no more is paid of it.
#[derive(Serialize)]
pub(super) struct Loss {
    #[serde(rename = "a_compter_de")]
    pub(super) from: Month,
    #[serde(rename = "par_mois")]
    pub(super) monthly: Amount,
    pub(super) source: String,
}

/// What a line of a payment pays, and how it came about.
#[derive(Serialize)]
pub(super) struct PaidLine {
    #[serde(rename = "objet")]
    pub(super) title: String,
    #[serde(rename = "montant")]
    pub(super) amount: Amount,
    #[serde(rename = "calcul")]
    pub(super) derivation: Vec<String>,
}
