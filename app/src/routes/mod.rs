//! Addresses of the pages, and which of them hold an island. The only place where a path is written.
mod office;
mod parts;

pub use office::*;
pub use parts::{
    has_island, has_kit_door, is_absent, is_arrival, is_at_rest, is_before_terms, is_callback, is_door, is_kit, is_messages, is_of_session,
    is_public, is_viewable, needs_enrolment, offers_passkeys,
};

/// Sign-in.
pub const SIGN_IN: &str = "/connexion";
/// The second step of signing in.
pub const SECOND_STEP: &str = "/connexion/code";
/// « Besoin d'aide » to sign in: lost password, lost identifier (S-3, X-3).
pub const LOST: &str = "/connexion/aide";
/// « Créer mon espace » (A-1, D-2).
pub const REGISTER: &str = "/inscription";
/// After it: « Regardez votre boîte de réception ».
pub const REGISTERED: &str = "/inscription/envoyee";
/// The account is open (D-9).
pub const WELCOME: &str = "/inscription/bienvenue";
/// « Conditions générales » (S-9).
pub const TERMS: &str = "/conditions";
/// « Charte de Confidentialité ».
pub const PRIVACY: &str = "/confidentialite";
/// « Kit d’adhésion » (S-57).
pub const KIT: &str = "/adhesion";
/// « Je souhaite être rappelé ».
pub const CALLBACK: &str = "/rappel";
/// « Mon espace client » with « Mes crédits » (C-3, C-4).
pub const HOME: &str = "/";
/// « Mon Profil »: data, devices, the way out.
pub const ACCOUNT: &str = "/compte";
/// « Télécharger mes données » (G-1).
pub const EXPORT: &str = "/compte/donnees";
/// Where the archive is asked for by its button, with the token of its link.
pub const ARCHIVE: &str = "/compte/donnees/archive";
/// « Supprimer votre compte ».
pub const LEAVE: &str = "/compte/supprimer";
/// « Mes données personnelles » (S-51).
pub const PERSONAL: &str = "/compte/donnees-personnelles";
/// « Adresse » (S-52).
pub const ADDRESS: &str = "/compte/adresse";
/// E-mail address and numbers (S-53).
pub const CONTACT: &str = "/compte/coordonnees";
/// « Pour mes indemnisations » (S-54).
pub const NOTICES: &str = "/compte/notifications";
/// The account one is paid on (M-14).
pub const IBAN: &str = "/compte/iban";
/// The code that confirms another one (B-56).
pub const IBAN_CODE: &str = "/compte/iban/code";
/// « Confirmez que c’est vous » (Y-10).
pub const PROOF: &str = "/compte/confirmer";
/// « Validation en deux étapes ».
pub const SECOND_FACTOR: &str = "/compte/deux-etapes";
/// « Rattacher un contrat » (D-3, D-16).
pub const ATTACH: &str = "/compte/rattacher";
/// « Choisir mon dossier d’assurance » (D-11).
pub const ENROLMENT: &str = "/dossier-assurance";
/// « Mon aide-mémoire » (D-6, D-7).
pub const HINT: &str = "/compte/aide-memoire";
/// « Modifier mon mot de passe » (S-55).
pub const PASSWORD: &str = "/compte/mot-de-passe";
/// « Mes dossiers » (C-10).
pub const CLAIMS: &str = "/dossiers";
/// « Transmission d’un formulaire PDF complété ou d’un formulaire papier numérisé » (S-23).
pub const FORMS: &str = "/formulaires";
/// What waits for the member, after signing in (M-2).
pub const TO_COMPLETE: &str = "/a-completer";
/// Where somebody else hands in a document, by a link (Y-7).
const HANDING_IN: &str = "/depot";
/// « Nous contacter » (S-56).
pub const MESSAGES: &str = "/contact";
/// Which browsers the portal works in (S-58).
pub const BROWSERS: &str = "/aide/navigateurs";
/// Help: « Comment prolonger mon dossier de prise en charge ? » (C-34).
pub const HELP: &str = "/aide/prolonger-mon-dossier";
/// « Toutes les questions » (C-35).
pub const QUESTIONS: &str = "/aide/questions";

/// The module that reaches the devices with passkeys.
pub const PASSKEY_MODULE: &str = "/passkey.js";

/// The module of the desk's queue: keys, and what changes meanwhile.
pub const DESK_MODULE: &str = "/desk.js";

/// The module that works for whoever knocks at the door of the kit.
pub const KIT_MODULE: &str = "/kit.js";

/// Where one signs out, by whichever door one came in.
pub const SIGN_OUT: &str = "/api/sign_out";
/// Where an island asks how long the session lasts.
pub const SESSION_LEFT: &str = "/api/session_left";
/// Where it makes the session last.
pub const STAY_SIGNED_IN: &str = "/api/stay_signed_in";
/// What the page to sign in asks for each time it is seen by a browser that knows passkeys: nothing can be guessed there.
pub const BEGIN_ENTRY: &str = "/api/begin_entry";

/// Sign-in by the door that `next` stands behind, then on to it.
pub fn sign_in_to(next: &str) -> String {
    let door = if is_office(next) { OFFICE_SIGN_IN } else { SIGN_IN };
    format!("{door}?next={}", escaped(next))
}

/// The second step of signing in, then on to `next`.
pub fn second_step_to(next: &str) -> String {
    format!("{SECOND_STEP}?next={}", escaped(next))
}

/// A fresh proof of who asks, then on to `next` (Y-10).
pub fn proof_before(next: &str) -> String {
    format!("{PROOF}?next={}", escaped(next))
}

/// The terms to be accepted, then on to `next` (S-7).
pub fn terms_before(next: &str) -> String {
    format!("{TERMS}?next={}", escaped(next))
}

/// The choice of a contract, then on to `next` (D-11).
pub fn choice_before(next: &str) -> String {
    format!("{ENROLMENT}?next={}", escaped(next))
}

/// A path as the value of a query.
fn escaped(path: &str) -> String {
    let kept = |b: u8| b.is_ascii_alphanumeric() || b"/-._".contains(&b);
    path.bytes().map(|b| if kept(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Whether that path is one of these, or below one.
fn within(path: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// One of the three tabs of a credit's page (C-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditTab {
    /// The credit.
    Credit,
    /// Its instalments.
    Instalments,
    /// Its insurance.
    Insurance,
}

/// The page of a credit.
pub fn credit(enrolment: &str, tab: CreditTab) -> String {
    let tab = match tab {
        CreditTab::Credit => "",
        CreditTab::Instalments => "/echeances",
        CreditTab::Insurance => "/assurance",
    };
    format!("/credits/{enrolment}{tab}")
}

/// A dossier.
pub fn claim(number: &str) -> String {
    format!("{CLAIMS}/{number}")
}

/// A step of the wizard, one address each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Kind of stop and first day, before a first declaration.
    Opening,
    /// Periods.
    Periods,
    /// Expenses of a claim for care, in the place of periods (D-18).
    Expenses,
    /// Supporting documents.
    Files,
    /// Everything again, and « Valider ».
    Summary,
    /// Sent.
    Done,
}

impl Step {
    /// Last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Opening => "arret",
            Self::Periods => "periode",
            // No word of health in an address.
            Self::Expenses => "depenses",
            Self::Files => "justificatifs",
            Self::Summary => "recapitulatif",
            Self::Done => "confirmation",
        }
    }
}

/// A step of the request being written for a dossier.
pub fn step(number: &str, step: Step) -> String {
    format!("{CLAIMS}/{number}/demande/{}", step.path())
}

/// Asks whether to delete the request being written.
pub fn delete_draft(number: &str) -> String {
    format!("{CLAIMS}/{number}/demande/supprimer")
}

/// Where files are posted.
pub fn upload(number: &str) -> String {
    format!("{CLAIMS}/{number}/demande/envoi")
}

/// What was asked for to complete a dossier.
pub fn complement(number: &str, complement: &str) -> String {
    format!("{CLAIMS}/{number}/complements/{complement}")
}

/// One document of it, on its page.
pub fn complement_item(number: &str, complement: &str, item: &str) -> String {
    format!("{CLAIMS}/{number}/complements/{complement}#{}", anchor(item))
}

/// Where that document stands on the page.
pub fn anchor(item: &str) -> String {
    format!("piece-{item}")
}

/// The drawing of a good example of the document of that code (Y-6).
pub fn example(code: &str) -> String {
    format!("/exemples/{code}.svg")
}

/// « Je n’arrive pas à l’obtenir » (Y-7).
pub fn complement_answer(number: &str, complement: &str, item: &str) -> String {
    format!("{CLAIMS}/{number}/complements/{complement}/{item}")
}

/// The page of a link by which somebody else hands a document in.
pub fn handing_in(token: &str) -> String {
    format!("{HANDING_IN}/{}", escaped(token))
}

/// Where they post it.
pub fn handed_in(token: &str) -> String {
    format!("{}/envoi", handing_in(token))
}

/// Where the file of a document asked for is posted.
pub fn deposit(number: &str, complement: &str, item: &str) -> String {
    format!("{CLAIMS}/{number}/complements/{complement}/{item}/envoi")
}

/// A kept file.
pub fn file(number: &str, id: &str) -> String {
    format!("{CLAIMS}/{number}/fichiers/{id}")
}

/// The small picture of a kept file.
pub fn thumbnail(number: &str, id: &str) -> String {
    format!("{CLAIMS}/{number}/fichiers/{id}/vignette")
}

/// The proof of deposit of a sent request.
pub fn proof(number: &str, request: &str) -> String {
    format!("{CLAIMS}/{number}/demandes/{request}/preuve.pdf")
}

/// The letter of that place among those about a request that was decided (B-9).
pub fn letter(number: &str, request: &str, place: usize) -> String {
    placed(format!("{CLAIMS}/{number}/demandes/{request}/decision.pdf"), place)
}

/// The address of the first letter leads to it for ever; later ones add their place to it.
fn placed(first: String, place: usize) -> String {
    if place > 1 { format!("{first}?rang={place}") } else { first }
}

/// The page that a mailed link opens.
pub fn link(token: &str) -> String {
    format!("/lien/{token}")
}

/// The page that the link of a registration opens.
pub fn confirmation(token: &str) -> String {
    format!("{REGISTER}/confirmer/{token}")
}

/// A blank form (S-23).
pub fn form(file: &str) -> String {
    format!("{FORMS}/{file}")
}

/// A document of the kit.
pub fn kit_document(file: &str) -> String {
    format!("{KIT}/{file}")
}

/// The page of an error.
pub fn failure(code: &str) -> String {
    format!("/erreur/{code}")
}
