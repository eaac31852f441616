//! Addresses of the pages, and which of them hold an island. The only place where a path is written.
use domain::{
    attachment::View,
    claim::QueuePlace,
    contract::Authorised,
    delivery::DeliveryPlace,
    insurer::{Module, Profile},
    reach::TaskPlace,
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
/// « Mon profil »: data, devices, the way out.
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

/// The back office: the queue of its claims desk (B-1).
pub const OFFICE: &str = "/gestion";
/// Sign-in there.
pub const OFFICE_SIGN_IN: &str = "/gestion/connexion";
/// Its second step, always asked.
pub const OFFICE_STEP: &str = "/gestion/connexion/code";
/// What tells its queue that something changed, as long as the session lasts.
pub const OFFICE_STREAM: &str = "/gestion/flux";
/// What was looked for on the desk.
pub const OFFICE_FOUND: &str = "/gestion/recherche";
/// One's account there: roles, password, devices.
pub const OFFICE_ACCOUNT: &str = "/gestion/compte";
/// One's second step there: before it is on, nothing else opens.
pub const OFFICE_SECOND: &str = "/gestion/deux-etapes";
/// « Paiements à valider »: those that wait for a second person (B-11).
pub const OFFICE_APPROVALS: &str = "/gestion/paiements";
/// « Plis médicaux »: dossiers whose medical papers wait to be judged (B-4).
pub const OFFICE_MEDICAL: &str = "/gestion/medical";
/// « Virements »: files for the bank, and what the bank says of them (B-12).
pub const OFFICE_EXPORTS: &str = "/gestion/virements";
/// « Demandes de correction »: members whose data the insurer corrects (B-55).
pub const OFFICE_CORRECTIONS: &str = "/gestion/corrections";
/// « Messages non partis », one by one (B-61).
pub const OFFICE_DELIVERIES: &str = "/gestion/messages";
/// Where what the bank says is posted.
pub const OFFICE_RETURN: &str = "/gestion/virements/retour";
/// « À joindre autrement »: members whom no message reaches (Y-1).
pub const OFFICE_REACH: &str = "/gestion/a-joindre";
/// « Pilotage »: figures about the desk (B-60).
pub const OFFICE_OVERSIGHT: &str = "/gestion/pilotage";
/// The same as a table for a spreadsheet.
pub const OFFICE_FIGURES: &str = "/gestion/pilotage/chiffres.csv";

/// Where one signs out, by whichever door one came in.
pub const SIGN_OUT: &str = "/api/sign_out";
/// Where an island asks how long the session lasts.
pub const SESSION_LEFT: &str = "/api/session_left";
/// Where it makes the session last.
pub const STAY_SIGNED_IN: &str = "/api/stay_signed_in";

/// Sign-in by the door that `next` stands behind, then on to it.
pub fn sign_in_to(next: &str) -> String {
    let door = if is_office(next) { OFFICE_SIGN_IN } else { SIGN_IN };
    format!("{door}?next={}", escaped(next))
}

/// The second step of signing in at the back office, then on to `next`.
pub fn office_step_to(next: &str) -> String {
    format!("{OFFICE_STEP}?next={}", escaped(next))
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

/// What the page to sign in asks for each time it is seen by a browser that knows passkeys: nothing can be guessed there.
pub const BEGIN_ENTRY: &str = "/api/begin_entry";

/// Whether that path is a door of the portal, where guessing is slowed down by network.
pub fn is_door(path: &str) -> bool {
    let doors = [
        "sign_in",
        "second_step",
        "enter_with_passkey",
        "send_help",
        "find_link",
        "reset_password",
        "open_invited",
        "recall",
        "unlock",
        "stay",
        "confirm_email",
        "undo_change",
        "register",
        "resend_confirmation",
        "find_registration",
        "confirm_registration",
        "attach_contract",
        "open_kit",
        "ask_callback",
        "find_handing_in",
        "office_sign_in",
        "office_second_step",
        "office_find_invitation",
        "office_accept_invitation",
    ];
    within(path, &[HANDING_IN]) || path.strip_prefix("/api/").is_some_and(|function| doors.contains(&function))
}

/// Whether that path belongs to the back office: nobody else gets there, and its people get nowhere else but where anyone may read.
pub fn is_office(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    within(path, &[OFFICE]) || path.starts_with("/api/office_")
}

/// Whether the page at that path is among those of a member's that the desk may see as the member does (B-54): how their contracts and
/// dossiers stand, and what is asked of them. Not their account and what secures it, their data and account number, their archive, their
/// messages; no file, letter or proof; nor what they are still writing.
pub fn is_viewable(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    matches!(
        parts.as_slice(),
        ["" | "a-completer" | "dossiers"]
            | ["dossiers" | "credits", _]
            | ["credits", _, "echeances" | "assurance"]
            | ["dossiers", _, "complements", _]
    )
}

/// Whether that path is open to somebody of the back office whose second step is not on yet.
pub fn is_before_second_step(path: &str) -> bool {
    let functions = ["/api/office_second_factor", "/api/office_offer_second_factor", "/api/office_confirm_second_factor"];
    path == OFFICE_SECOND || functions.contains(&path)
}

/// Whether that path is open to a member who has not accepted the terms yet: the terms, the way out, and what anyone may read.
pub fn is_before_terms(path: &str) -> bool {
    is_public(path) || ["/api/accept_terms", SIGN_OUT].contains(&path)
}

/// Whether asking for that path is no use of the session: a page that watches its end does not put it off (WCAG 2.2.1).
pub fn is_at_rest(path: &str) -> bool {
    [SESSION_LEFT, OFFICE_STREAM].contains(&path)
}

/// Whether what stands at that path is shown of one contract, to be chosen first where the insurer has members choose (D-11). What is
/// posted about a dossier names it and needs no choice: nothing typed is lost.
pub fn needs_enrolment(path: &str) -> bool {
    let functions = ["/api/home", "/api/credit", "/api/claims", "/api/claim"];
    let page = path == HOME || within(path, &["/credits", CLAIMS]);
    functions.contains(&path) || (page && !path.ends_with("/envoi"))
}

/// Whether whoever arrives at that path after signing in meets first what is asked of them (M-2).
pub fn is_arrival(path: &str) -> bool {
    [HOME, CLAIMS].contains(&path)
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

/// The letter about a request that was decided (B-9).
pub fn letter(number: &str, request: &str) -> String {
    format!("{CLAIMS}/{number}/demandes/{request}/decision.pdf")
}

/// The page that a mailed link opens.
pub fn link(token: &str) -> String {
    format!("/lien/{token}")
}

/// The page that the link of a registration opens.
pub fn confirmation(token: &str) -> String {
    format!("{REGISTER}/confirmer/{token}")
}

/// The page that an invitation to the back office opens.
pub fn office_invitation(token: &str) -> String {
    format!("{OFFICE}/invitation/{token}")
}

/// The queue as asked for: [`domain::claim::QueueFilter`] and a place write nothing that an address cannot hold.
pub fn office_queue(ask: &[String]) -> String {
    let ask: Vec<&str> = ask.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if ask.is_empty() { OFFICE.to_owned() } else { format!("{OFFICE}?{}", ask.join("&")) }
}

/// What was looked for, which the address holds sealed: it may be a name.
pub fn office_found(sealed: &str) -> String {
    format!("{OFFICE_FOUND}?q={}", escaped(sealed))
}

/// Why an act on that dossier did not happen, of somebody who saw that version of it (B-2).
pub fn office_conflict(id: &str, seen: i32) -> String {
    format!("{}/conflit?version={seen}", office_claim(id))
}

/// Entering into that dossier what came by post, telephone or fax (B-16).
pub fn office_entry(id: &str) -> String {
    format!("{}/saisie", office_claim(id))
}

/// Where the files of it are posted.
pub fn office_entry_upload(id: &str) -> String {
    format!("{}/saisie/envoi", office_claim(id))
}

/// « Voir comme l’assuré », from that dossier (B-54).
pub fn office_viewing(id: &str) -> String {
    format!("{}/voir-comme", office_claim(id))
}

/// A dossier on the desk.
pub fn office_claim(id: &str) -> String {
    format!("{OFFICE}/dossiers/{id}")
}

/// What was asked for to complete it, on its page.
pub fn office_documents(id: &str) -> String {
    format!("{}#complements", office_claim(id))
}

/// « Demander des documents » to complete it.
pub fn office_asking(id: &str) -> String {
    format!("{OFFICE}/dossiers/{id}/documents")
}

/// Refusing one of the documents that came for the dossier at that address: [`office_claim`], or [`office_medical`] for its medical papers.
pub fn office_refusal(dossier: &str, item: &str) -> String {
    format!("{dossier}/documents/{item}")
}

/// Dossiers whose medical papers wait, beyond that place.
pub fn office_medical_after(place: QueuePlace) -> String {
    format!("{OFFICE_MEDICAL}?apres={place}")
}

/// The medical papers of a dossier.
pub fn office_medical(id: &str) -> String {
    format!("{OFFICE_MEDICAL}/{id}")
}

/// One of the files of the dossier at that address.
pub fn office_file(dossier: &str, file: &str) -> String {
    format!("{dossier}/fichiers/{file}")
}

/// The page on which one of its files is looked at.
pub fn office_piece(dossier: &str, file: &str) -> String {
    format!("{dossier}/pieces/{file}")
}

/// That page of a file of a dossier on the desk beside a page of another one.
pub fn office_pair(id: &str, file: &str, other: &str, [page, beside]: [u32; 2]) -> String {
    format!("{}/cote-a-cote/{other}?page={page}&avec={beside}", office_piece(&office_claim(id), file))
}

/// A way of looking at it there, with the file in sight.
pub fn office_view(dossier: &str, file: &str, view: View) -> String {
    let View { page, .. } = view;
    format!("{}?page={page}&largeur={}&tour={}#piece", office_piece(dossier, file), view.width(), view.degrees())
}

/// The picture of a page of it.
pub fn office_picture(dossier: &str, file: &str, view: View) -> String {
    let View { page, .. } = view;
    format!("{}/page/{page}?largeur={}&tour={}", office_piece(dossier, file), view.width(), view.degrees())
}

/// Deciding one of its requests.
pub fn office_decision(id: &str, request: &str) -> String {
    format!("{OFFICE}/dossiers/{id}/demandes/{request}/decision")
}

/// The letter about one of its requests.
pub fn office_letter(id: &str, request: &str) -> String {
    format!("{OFFICE}/dossiers/{id}/demandes/{request}/decision.pdf")
}

/// Its payments.
pub fn office_payments(id: &str) -> String {
    format!("{OFFICE}/dossiers/{id}/paiements")
}

/// A file of payments.
pub fn office_payment_file(number: &str) -> String {
    format!("{OFFICE_EXPORTS}/{number}")
}

/// The members to be reached otherwise who stand after that place.
pub fn office_reach_after(place: TaskPlace) -> String {
    format!("{OFFICE_REACH}?apres={place}")
}

/// The figures of so many days, as a table for a spreadsheet.
pub fn office_figures(days: u16) -> String {
    format!("{OFFICE_FIGURES}?jours={days}")
}

/// The messages that did not leave, after that place.
pub fn office_deliveries_after(place: DeliveryPlace) -> String {
    format!("{OFFICE_DELIVERIES}?apres={place}")
}

/// A request to correct a member's data.
pub fn office_correction(id: &str) -> String {
    format!("{OFFICE_CORRECTIONS}/{id}")
}

/// A document of the kit.
pub fn kit_document(file: &str) -> String {
    format!("{KIT}/{file}")
}

/// The page of an error.
pub fn failure(code: &str) -> String {
    format!("/erreur/{code}")
}

/// Whether the page at that path offers passkeys, where the insurer has them: it may load their module.
pub fn offers_passkeys(path: &str) -> bool {
    [SIGN_IN, SECOND_FACTOR].contains(&path)
}

/// Whether the page at that path has the door of the kit, where the insurer has one: it loads the module of it.
pub fn has_kit_door(path: &str) -> bool {
    path == SIGN_IN
}

/// Whether the page at that path is the queue: it loads the module of it.
pub fn watches_queue(path: &str) -> bool {
    path == OFFICE
}

/// Whether the page at that path holds an island; no other page has a script, but those that offer passkeys, the one with the
/// door of the kit and the desk's queue.
pub fn has_island(path: &str) -> bool {
    let steps = [Step::Periods, Step::Files, Step::Summary];
    let wizard = path.starts_with(CLAIMS) && path.contains("/demande/") && steps.iter().any(|s| path.ends_with(s.path()));
    wizard || path == PASSWORD
}

/// Whether that path belongs to a part that the insurer does without, or that no employer of whoever asks authorises: the portal then has
/// no such page, form or link (S-14, X-26).
pub fn is_absent(profile: &Profile, authorised: Authorised, path: &str) -> bool {
    module(path).is_some_and(|module| !profile.has(module))
        || (is_claims(path) && !profile.takes_claims())
        || (is_care(path) && profile.care.is_none())
        || (is_of_claims(path) && !authorised.online_claims)
        || (is_kit(path) && profile.kit.is_none())
        || (is_messages(path) && profile.messages.is_none())
        || (is_callback(path) && profile.callback.is_none())
}

/// Whether the path serves claims of any sort.
fn is_of_claims(path: &str) -> bool {
    is_claims(path) || is_care(path) || module(path) == Some(Module::ClaimWizard)
}

/// The part of the product that the path belongs to, where it belongs to one. Which browsers it works in, every portal says (S-58).
fn module(path: &str) -> Option<Module> {
    if path == BROWSERS {
        return None;
    }
    if within(path, &["/credits", "/api/credit"]) {
        return Some(Module::Credits);
    }
    let functions = ["/api/declare", "/api/prolong", "/api/save_opening", "/api/save_periods"];
    (within(path, &["/aide"]) || functions.contains(&path)).then_some(Module::ClaimWizard)
}

/// Whether that path belongs to claims, of whatever kind.
fn is_claims(path: &str) -> bool {
    let functions = [
        "/api/claims",
        "/api/claim",
        "/api/request_state",
        "/api/remove_file",
        "/api/save_files",
        "/api/unfinished_files",
        "/api/submit_claim",
        "/api/delete_draft",
        "/api/complement",
        "/api/complements",
        "/api/put_off",
        "/api/answer_item",
        "/api/take_back",
        "/api/send_complement",
        "/api/make_item_link",
        "/api/find_handing_in",
    ];
    within(path, &[CLAIMS, TO_COMPLETE, HANDING_IN]) || functions.contains(&path)
}

/// Whether that path belongs to claims for care only (D-18).
fn is_care(path: &str) -> bool {
    ["/api/claim_expenses", "/api/save_expenses"].contains(&path)
}

/// Whether that path is one of these, or below one.
fn within(path: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether that path belongs to the kit: a portal without one has no such page, and an employer's identifier opens no other (S-57).
pub fn is_kit(path: &str) -> bool {
    path == "/api/open_kit" || path.strip_prefix(KIT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether that path belongs to callbacks: a portal whose insurer calls nobody back has no such page.
pub fn is_callback(path: &str) -> bool {
    [CALLBACK, "/api/ask_callback"].contains(&path)
}

/// Whether that path belongs to messages to the desk: a portal whose insurer takes none has no such page (S-56).
pub fn is_messages(path: &str) -> bool {
    [MESSAGES, "/api/messages", "/api/send_message"].contains(&path)
}

/// Whether anyone may read that path: sign-in, help, errors, and what the browser needs to show them.
pub fn is_public(path: &str) -> bool {
    let exact = [
        SIGN_IN,
        SECOND_STEP,
        LOST,
        TERMS,
        PRIVACY,
        CALLBACK,
        "/api/ask_callback",
        "/api/terms",
        REGISTER,
        "/api/register",
        "/api/resend_confirmation",
        "/api/find_registration",
        "/api/confirm_registration",
        "/api/find_link",
        "/api/sign_in",
        "/api/second_step",
        BEGIN_ENTRY,
        "/api/enter_with_passkey",
        "/api/open_kit",
        "/api/send_help",
        "/api/reset_password",
        "/api/open_invited",
        "/api/recall",
        "/api/unlock",
        "/api/stay",
        "/api/confirm_email",
        "/api/undo_change",
        "/api/find_handing_in",
        OFFICE_SIGN_IN,
        OFFICE_STEP,
        "/api/office_sign_in",
        "/api/office_second_step",
        "/api/office_find_invitation",
        "/api/office_accept_invitation",
        "/healthz",
        "/brand.css",
        "/manifest.webmanifest",
        "/sw.js",
        PASSKEY_MODULE,
        DESK_MODULE,
        KIT_MODULE,
        "/offline.html",
        "/offline.css",
        "/robots.txt",
        "/favicon.ico",
    ];
    let below = ["/aide/", "/inscription/", "/lien/", "/depot/", "/erreur/", "/pkg/", "/icones/", "/exemples/", "/gestion/invitation/"];
    exact.contains(&path) || below.iter().any(|start| path.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{
        OFFICE, OFFICE_ACCOUNT, OFFICE_SECOND, OFFICE_SIGN_IN, Step, complement, complement_answer, credit, deposit, has_island, is_kit,
        is_office, is_public, kit_document, needs_enrolment, office_claim, office_file, proof, sign_in_to, step, upload,
    };

    #[test]
    fn only_the_steps_of_the_wizard_and_the_password_page_hold_islands() {
        for path in [super::PASSWORD, &step("D26-000001-7", Step::Periods), &step("D26-000001-7", Step::Summary)] {
            assert!(has_island(path), "{path}");
        }
        for path in [
            "/",
            "/dossiers",
            "/dossiers/D26-000001-7",
            "/connexion",
            "/compte",
            &step("D26-000001-7", Step::Done),
            &step("D26-000001-7", Step::Opening),
            &step("D26-000001-7", Step::Expenses),
            &complement("D26-000001-7", "CO-26-000001-7"),
            super::TO_COMPLETE,
        ] {
            assert!(!has_island(path), "{path}");
        }
    }

    #[test]
    fn what_belongs_to_a_member_is_not_public() {
        for path in [
            "/",
            "/dossiers",
            &credit("x", super::CreditTab::Insurance),
            &upload("D1"),
            &proof("D1", "PR1"),
            &deposit("D1", "CO1", "x"),
            super::TO_COMPLETE,
            "/api/save_periods",
            "/api/sign_out",
            "/pkg",
            "/aide",
            "/adhesion",
            &kit_document("notice.pdf"),
        ] {
            assert!(!is_public(path), "{path}");
        }
    }

    #[test]
    fn d11_pages_wait_for_the_choice_and_what_was_typed_does_not() {
        let number = "D26-000001-7";
        for path in [
            "/",
            "/dossiers",
            &step(number, Step::Periods),
            &credit("x", super::CreditTab::Credit),
            &complement_answer(number, "CO", "x"),
            "/api/home",
            "/api/claims",
        ] {
            assert!(needs_enrolment(path), "{path}");
        }
        for path in [
            "/compte",
            "/compte/rattacher",
            super::ENROLMENT,
            "/api/save_periods",
            &upload(number),
            &deposit(number, "CO", "x"),
            "/api/sign_out",
            "/conditions",
        ] {
            assert!(!needs_enrolment(path), "{path}");
        }
    }

    #[test]
    fn s57_the_kit_is_its_page_its_documents_and_its_door() {
        for path in ["/adhesion", &kit_document("notice.pdf"), "/api/open_kit"] {
            assert!(is_kit(path), "{path}");
        }
        for path in ["/", "/connexion", "/adhesions", "/compte", "/api/home", "/api/account"] {
            assert!(!is_kit(path), "{path}");
        }
    }

    #[test]
    fn b1_the_office_is_its_pages_and_its_functions_and_has_a_door_of_its_own() {
        let (asking, refusal) = (super::office_asking("x"), super::office_refusal(&office_claim("x"), "y"));
        for path in [
            OFFICE,
            OFFICE_SIGN_IN,
            &office_claim("x"),
            &office_file(&office_claim("x"), "y"),
            &office_file(&super::office_medical("x"), "y"),
            &asking,
            &refusal,
            "/gestion?apres=1.2",
            "/api/office_queue",
        ] {
            assert!(is_office(path), "{path}");
            assert!(sign_in_to(path).starts_with("/gestion/connexion?next="), "{path}");
        }
        for path in ["/", "/gestionnaire", "/dossiers", "/api/claims", "/aide/questions"] {
            assert!(!is_office(path), "{path}");
        }
        for path in [OFFICE, OFFICE_ACCOUNT, OFFICE_SECOND, &office_claim("x"), "/api/office_queue", "/gestion/invitation"] {
            assert!(!is_public(path), "{path}");
        }
    }

    #[test]
    fn b54_the_desk_sees_how_things_stand_and_neither_the_account_nor_files_nor_what_is_being_written() {
        let number = "D26-000001-7";
        for path in [
            "/",
            "/dossiers",
            super::TO_COMPLETE,
            &super::claim(number),
            &complement(number, "CO"),
            &credit("x", super::CreditTab::Insurance),
        ] {
            assert!(super::is_viewable(path), "{path}");
        }
        for path in [
            super::ACCOUNT,
            super::PERSONAL,
            super::IBAN,
            super::EXPORT,
            super::ARCHIVE,
            super::PASSWORD,
            super::SECOND_FACTOR,
            super::MESSAGES,
            &step(number, Step::Periods),
            &step(number, Step::Expenses),
            &step(number, Step::Files),
            &super::file(number, "x"),
            &super::thumbnail(number, "x"),
            &super::letter(number, "x"),
            &proof(number, "x"),
            &complement_answer(number, "CO", "x"),
            &upload(number),
            &super::handing_in("x"),
            "/api/claims",
            "/api/unfinished_files",
            OFFICE,
            super::OFFICE_MEDICAL,
            super::OFFICE_REACH,
        ] {
            assert!(!super::is_viewable(path), "{path}");
        }
    }

    #[test]
    fn the_way_back_after_sign_in_is_written_into_the_address_safely() {
        assert_eq!(sign_in_to("/dossiers/D26-1?a=b&c"), "/connexion?next=/dossiers/D26-1%3Fa%3Db%26c");
    }
}
