//! A claim as `donnees.json` tells it (G-1), by the same rules as the rest in `data`.
use super::settled_data::{Beside, Decision, Loss, Paid};
use domain::{
    day::{Day, Instant},
    money::Cents,
};
use serde::Serialize;

/// A claim.
#[derive(Serialize)]
pub(super) struct Dossier {
    #[serde(rename = "numero")]
    pub(super) number: String,
    #[serde(rename = "contrat")]
    pub(super) contract: String,
    #[serde(rename = "garantie")]
    pub(super) guarantee: String,
    #[serde(rename = "etat")]
    pub(super) status: String,
    #[serde(rename = "debut_le")]
    pub(super) origin: Option<Day>,
    #[serde(rename = "demandes")]
    pub(super) requests: Vec<Request>,
    #[serde(rename = "brouillon")]
    pub(super) draft: Option<Draft>,
    pub(super) complements: Vec<ToComplete>,
    /// Oldest first, those that stand no longer too.
    pub(super) decisions: Vec<Decision>,
    /// Those that left, oldest first, and what takes one of them back.
    #[serde(rename = "paiements")]
    pub(super) payments: Vec<Paid>,
    /// Of periods that were accepted.
    #[serde(rename = "versements_d_autres_organismes")]
    pub(super) others: Vec<Beside>,
    /// As they stand, by month.
    #[serde(rename = "pertes_de_revenus")]
    pub(super) losses: Vec<Loss>,
    /// Last day of the cover, where accepted days come after it and are not paid.
    #[serde(rename = "fin_de_garantie")]
    pub(super) cover_ended: Option<Day>,
}

/// What was asked for to complete it.
#[derive(Serialize)]
pub(super) struct ToComplete {
    #[serde(rename = "numero")]
    pub(super) number: String,
    #[serde(rename = "demande_le")]
    pub(super) asked_at: Instant,
    #[serde(rename = "a_rendre_le")]
    pub(super) due: Day,
    #[serde(rename = "envoye_le")]
    pub(super) sent_at: Option<Instant>,
    #[serde(rename = "pieces")]
    pub(super) items: Vec<Piece>,
}

/// A document asked for, and what was given for it.
#[derive(Serialize)]
pub(super) struct Piece {
    #[serde(rename = "nom")]
    pub(super) title: String,
    #[serde(rename = "etat")]
    pub(super) state: String,
    #[serde(rename = "raison_du_refus")]
    pub(super) reason: Option<String>,
    #[serde(rename = "reponse")]
    pub(super) answer: Option<String>,
    #[serde(rename = "precision")]
    pub(super) note: Option<String>,
    #[serde(rename = "fichier")]
    pub(super) file: Option<File>,
    #[serde(rename = "refuses_avant")]
    pub(super) earlier: Vec<RefusedBefore>,
}

/// What was given for it before and refused.
#[derive(Serialize)]
pub(super) struct RefusedBefore {
    #[serde(rename = "refuse_le")]
    pub(super) on: Day,
    #[serde(rename = "raison_du_refus")]
    pub(super) reason: String,
    #[serde(rename = "reponse")]
    pub(super) answer: Option<String>,
    #[serde(rename = "fichier")]
    pub(super) file: Option<File>,
}

/// A request that was sent.
#[derive(Serialize)]
pub(super) struct Request {
    #[serde(rename = "numero")]
    pub(super) number: String,
    #[serde(rename = "nature")]
    pub(super) kind: String,
    #[serde(rename = "etat")]
    pub(super) state: String,
    #[serde(rename = "transmise_le")]
    pub(super) sent_at: Instant,
    #[serde(rename = "empreinte_sha256")]
    pub(super) print: String,
    #[serde(rename = "preuve_de_depot")]
    pub(super) proof: Option<String>,
    #[serde(rename = "periodes")]
    pub(super) periods: Vec<Period>,
    #[serde(rename = "depenses")]
    pub(super) expenses: Vec<Expense>,
    #[serde(rename = "justificatifs")]
    pub(super) files: Vec<File>,
}

/// An expense for care.
#[derive(Serialize)]
pub(super) struct Expense {
    #[serde(rename = "soin_le")]
    pub(super) day: Day,
    #[serde(rename = "nature")]
    pub(super) kind: String,
    #[serde(rename = "pour")]
    pub(super) whom: String,
    #[serde(rename = "paye")]
    pub(super) paid: Sum,
    #[serde(rename = "rembourse_ailleurs")]
    pub(super) reimbursed: Sum,
}

/// An amount in the money of the insurer's country.
#[derive(Serialize)]
pub(super) struct Sum {
    #[serde(rename = "centimes")]
    pub(super) cents: Cents,
    #[serde(rename = "montant")]
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct Period {
    #[serde(rename = "du")]
    pub(super) from: Day,
    #[serde(rename = "au")]
    pub(super) to: Day,
    #[serde(rename = "jours")]
    pub(super) days: i64,
    #[serde(rename = "organisme_social")]
    pub(super) payer: String,
    #[serde(rename = "traitement")]
    pub(super) pay_level: Option<String>,
    #[serde(rename = "reprise_le")]
    pub(super) resumed_on: Option<Day>,
    #[serde(rename = "etat")]
    pub(super) state: String,
}

/// A file handed in.
#[derive(Serialize)]
pub(super) struct File {
    #[serde(rename = "nom")]
    pub(super) name: String,
    #[serde(rename = "octets")]
    pub(super) bytes: u64,
    #[serde(rename = "empreinte_sha256")]
    pub(super) sha256: String,
    pub(super) pages: Option<u32>,
    #[serde(rename = "etat")]
    pub(super) state: String,
    /// Its name there, unless it is kept no more.
    #[serde(rename = "dans_l_archive")]
    pub(super) in_archive: Option<String>,
}

/// A request being written, as typed.
#[derive(Serialize)]
pub(super) struct Draft {
    #[serde(rename = "nature")]
    pub(super) kind: String,
    #[serde(rename = "enregistre_le")]
    pub(super) saved_at: Instant,
    #[serde(rename = "debut_saisi")]
    pub(super) origin: String,
    #[serde(rename = "arret_precedent_saisi")]
    pub(super) previous: [String; 2],
    #[serde(rename = "periodes_saisies")]
    pub(super) periods: Vec<Typed>,
    #[serde(rename = "depenses_saisies")]
    pub(super) expenses: Vec<TypedExpense>,
    #[serde(rename = "justificatifs")]
    pub(super) files: Vec<File>,
}

#[derive(Serialize)]
pub(super) struct Typed {
    #[serde(rename = "du")]
    pub(super) from: String,
    #[serde(rename = "au")]
    pub(super) to: String,
    #[serde(rename = "organisme_social")]
    pub(super) payer: String,
    #[serde(rename = "traitement")]
    pub(super) pay_level: String,
    #[serde(rename = "travail_repris")]
    pub(super) resumed: String,
    #[serde(rename = "reprise_le")]
    pub(super) resumed_on: String,
}

#[derive(Serialize)]
pub(super) struct TypedExpense {
    #[serde(rename = "soin_le")]
    pub(super) day: String,
    #[serde(rename = "nature")]
    pub(super) kind: String,
    #[serde(rename = "pour")]
    pub(super) whom: String,
    #[serde(rename = "paye")]
    pub(super) paid: String,
    #[serde(rename = "rembourse_ailleurs")]
    pub(super) reimbursed: String,
}
