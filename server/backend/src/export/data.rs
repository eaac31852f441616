//! What the archive says, as `donnees.json` writes it (G-1): keys in French, days and instants in ISO 8601, amounts in cents and in
//! words. What is not named here does not leave: no hash, no key, no token, nobody else.
use super::claim_data::Dossier;
use domain::{
    day::{Day, Instant},
    money::Cents,
};
use serde::Serialize;

/// Raised when a key goes or changes its meaning; a key that comes in addition changes nothing for whoever reads the others.
pub(super) const FORMAT: u32 = 1;

/// The whole.
#[derive(Serialize)]
pub(super) struct Data {
    pub(super) format: u32,
    #[serde(rename = "etabli_le")]
    pub(super) made_at: Instant,
    #[serde(rename = "service")]
    pub(super) brand: String,
    #[serde(rename = "identite")]
    pub(super) identity: Identity,
    #[serde(rename = "coordonnees")]
    pub(super) contact: Contact,
    #[serde(rename = "comptes_bancaires")]
    pub(super) accounts: Vec<Account>,
    #[serde(rename = "demandes_de_correction")]
    pub(super) corrections: Vec<Asked>,
    pub(super) messages: Vec<Written>,
    #[serde(rename = "contrats")]
    pub(super) contracts: Vec<Contract>,
    #[serde(rename = "dossiers")]
    pub(super) claims: Vec<Dossier>,
    #[serde(rename = "conditions_acceptees")]
    pub(super) terms: Vec<Terms>,
    #[serde(rename = "appareils_connectes")]
    pub(super) devices: Vec<Connected>,
    #[serde(rename = "cles_d_acces")]
    pub(super) passkeys: Vec<Passkey>,
    #[serde(rename = "connexions_et_actions")]
    pub(super) journal: Vec<Done>,
    #[serde(rename = "mails")]
    pub(super) mails: Vec<Mail>,
}

#[derive(Serialize)]
pub(super) struct Identity {
    #[serde(rename = "civilite")]
    pub(super) civility: Option<String>,
    #[serde(rename = "identifiant")]
    pub(super) login: String,
    #[serde(rename = "prenom")]
    pub(super) given_name: String,
    #[serde(rename = "nom")]
    pub(super) family_name: String,
    #[serde(rename = "date_de_naissance")]
    pub(super) birth_date: Option<Day>,
    #[serde(rename = "compte_ouvert_le")]
    pub(super) opened_at: Instant,
    #[serde(rename = "derniere_connexion_le")]
    pub(super) last_sign_in: Option<Instant>,
}

#[derive(Serialize)]
pub(super) struct Contact {
    #[serde(rename = "mail")]
    pub(super) email: Option<String>,
    #[serde(rename = "mail_verifie_le")]
    pub(super) verified_at: Option<Instant>,
    pub(super) mobile: Option<String>,
    #[serde(rename = "telephone")]
    pub(super) phone: Option<String>,
    #[serde(rename = "mail_en_attente")]
    pub(super) pending_email: Option<String>,
    #[serde(rename = "adresse")]
    pub(super) address: Vec<String>,
    /// Channels on which they want to hear of payments (S-54).
    #[serde(rename = "alertes_de_paiement")]
    pub(super) notices: Option<String>,
}

/// An account number, whole: it is theirs.
#[derive(Serialize)]
pub(super) struct Account {
    pub(super) iban: String,
    #[serde(rename = "utilisable_a_partir_de")]
    pub(super) usable_from: Instant,
}

/// What they asked the insurer to correct.
#[derive(Serialize)]
pub(super) struct Asked {
    #[serde(rename = "demandee_le")]
    pub(super) at: Instant,
    #[serde(rename = "texte")]
    pub(super) text: String,
    #[serde(rename = "etat")]
    pub(super) state: String,
    #[serde(rename = "reponse")]
    pub(super) reason: String,
}

/// What they wrote to the desk.
#[derive(Serialize)]
pub(super) struct Written {
    pub(super) reference: String,
    #[serde(rename = "envoye_le")]
    pub(super) at: Instant,
    #[serde(rename = "sujet")]
    pub(super) subject: String,
    #[serde(rename = "texte")]
    pub(super) text: String,
    #[serde(rename = "etat")]
    pub(super) state: String,
}

/// A place in a contract, with the credits that it insures.
#[derive(Serialize)]
pub(super) struct Contract {
    #[serde(rename = "numero")]
    pub(super) number: String,
    #[serde(rename = "certificat")]
    pub(super) certificate: Option<String>,
    #[serde(rename = "effet_le")]
    pub(super) effect_from: Day,
    #[serde(rename = "franchise_jours")]
    pub(super) waiting_days: u32,
    #[serde(rename = "duree_maximale_jours")]
    pub(super) max_days: u32,
    /// 10 000 is the whole.
    #[serde(rename = "part_assuree_points_de_base")]
    pub(super) quotity_bp: u32,
    #[serde(rename = "garanties")]
    pub(super) guarantees: Vec<String>,
    pub(super) credits: Vec<Credit>,
}

#[derive(Serialize)]
pub(super) struct Credit {
    #[serde(rename = "nom")]
    pub(super) label: String,
    pub(super) reference: String,
    #[serde(rename = "mensualite")]
    pub(super) instalment: Amount,
    #[serde(rename = "jour_de_prelevement")]
    pub(super) due_day: u32,
    #[serde(rename = "capital_restant")]
    pub(super) outstanding: Amount,
    #[serde(rename = "derniere_echeance_le")]
    pub(super) ends_on: Day,
}

#[derive(Serialize)]
pub(super) struct Amount {
    #[serde(rename = "centimes")]
    pub(super) cents: Cents,
    #[serde(rename = "euros")]
    pub(super) text: String,
}

impl From<Cents> for Amount {
    fn from(cents: Cents) -> Self {
        Self { cents, text: cents.to_string() }
    }
}

#[derive(Serialize)]
pub(super) struct Terms {
    pub(super) version: String,
    #[serde(rename = "acceptees_le")]
    pub(super) at: Instant,
    #[serde(rename = "empreinte_sha256_du_texte")]
    pub(super) text_sha256: String,
}

#[derive(Serialize)]
pub(super) struct Connected {
    #[serde(rename = "navigateur")]
    pub(super) agent: String,
    #[serde(rename = "connecte_le")]
    pub(super) since: Instant,
    #[serde(rename = "utilise_le")]
    pub(super) last_seen: Instant,
}

/// A passkey: by what a device recognises its owner is not known.
#[derive(Serialize)]
pub(super) struct Passkey {
    #[serde(rename = "nom")]
    pub(super) name: String,
    #[serde(rename = "ajoutee_le")]
    pub(super) added_at: Instant,
    #[serde(rename = "utilisee_le")]
    pub(super) last_used_at: Option<Instant>,
}

/// An entry of the audit.
#[derive(Serialize)]
pub(super) struct Done {
    #[serde(rename = "le")]
    pub(super) at: Instant,
    pub(super) action: String,
    #[serde(rename = "libelle")]
    pub(super) what: String,
    #[serde(rename = "objet")]
    pub(super) object: Option<String>,
    #[serde(rename = "par")]
    pub(super) by: String,
}

#[derive(Serialize)]
pub(super) struct Mail {
    #[serde(rename = "envoye_le")]
    pub(super) at: Instant,
    #[serde(rename = "objet")]
    pub(super) subject: String,
}
