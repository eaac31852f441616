//! Addresses of the back office, all below `/gestion`, and what belongs to it.
use super::{escaped, placed, within};
use domain::{
    attachment::View,
    claim::QueuePlace,
    delivery::{DeliveryFilter, DeliveryPlace},
    reach::TaskPlace,
};

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
/// « Mails et SMS », one by one (B-61).
pub const OFFICE_DELIVERIES: &str = "/gestion/messages";
/// Where what the bank says is posted.
pub const OFFICE_RETURN: &str = "/gestion/virements/retour";
/// Members for whom a stop may be declared (B-16).
pub const OFFICE_MEMBERS: &str = "/gestion/assures";
/// « À joindre autrement »: members whom no message reaches (Y-1).
pub const OFFICE_REACH: &str = "/gestion/a-joindre";
/// « Pilotage »: figures about the desk (B-60).
pub const OFFICE_OVERSIGHT: &str = "/gestion/pilotage";
/// The same as a table for a spreadsheet.
pub const OFFICE_FIGURES: &str = "/gestion/pilotage/chiffres.csv";

/// The second step of signing in at the back office, then on to `next`.
pub fn office_step_to(next: &str) -> String {
    format!("{OFFICE_STEP}?next={}", escaped(next))
}

/// Whether that path belongs to the back office: nobody else gets there, and its people get nowhere else but where anyone may read.
pub fn is_office(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    within(path, &[OFFICE]) || path.starts_with("/api/office_")
}

/// Whether that path is open to somebody of the back office whose second step is not on yet.
pub fn is_before_second_step(path: &str) -> bool {
    let functions = ["/api/office_second_factor", "/api/office_offer_second_factor", "/api/office_confirm_second_factor"];
    path == OFFICE_SECOND || functions.contains(&path)
}

/// Whether people of the office write on the page at that path: what came by post, questions, reasons, notes.
pub(super) fn is_written(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    matches!(
        parts.as_slice(),
        ["gestion", "dossiers" | "corrections", _]
            | ["gestion", "dossiers", _, "saisie" | "documents" | "paiements"]
            | ["gestion", "dossiers" | "medical", _, "documents", _]
            | ["gestion", "dossiers", _, "pieces", _]
            | ["gestion", "dossiers", _, "demandes", _, "decision" | "reexamen" | "saisie"]
    )
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

/// Declaring a stop for that member, who did so by post, telephone or fax (B-16).
pub fn office_declaring(member: &str) -> String {
    format!("{OFFICE_MEMBERS}/{member}/declaration")
}

/// How that member gets into their space, and what the desk does about it (B-53).
pub fn office_access(member: &str) -> String {
    format!("{OFFICE}/acces/{member}")
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

/// The same, filled in with the document that is to take the place of that file, which was refused (B-8).
pub fn office_asking_again(id: &str, file: &str) -> String {
    format!("{}?piece={file}", office_asking(id))
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

/// The same, with what changed the dossier since that version: somebody who saw it confirmed a decision in vain (B-2).
pub fn office_decision_since(id: &str, request: &str, seen: i32) -> String {
    format!("{}?version={seen}", office_decision(id, request))
}

/// Keying what one of its requests says, which is a completed form (B-17).
pub fn office_keying(id: &str, request: &str) -> String {
    format!("{OFFICE}/dossiers/{id}/demandes/{request}/saisie")
}

/// Taking one of its refused requests up again.
pub fn office_reopening(id: &str, request: &str) -> String {
    format!("{OFFICE}/dossiers/{id}/demandes/{request}/reexamen")
}

/// The letter of that place among those about one of its requests.
pub fn office_letter(id: &str, request: &str, place: usize) -> String {
    placed(format!("{OFFICE}/dossiers/{id}/demandes/{request}/decision.pdf"), place)
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

/// Those messages, after that place where one is given.
pub fn office_deliveries(filter: DeliveryFilter, after: Option<DeliveryPlace>) -> String {
    let after = after.map(|place| format!("&apres={place}")).unwrap_or_default();
    format!("{OFFICE_DELIVERIES}?etat={}{after}", filter.as_str())
}

/// A request to correct a member's data.
pub fn office_correction(id: &str) -> String {
    format!("{OFFICE_CORRECTIONS}/{id}")
}

/// Whether the page at that path is the queue: it loads the module of it.
pub fn watches_queue(path: &str) -> bool {
    path == OFFICE
}
