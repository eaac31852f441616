//! Which paths belong to which part of the portal: who may read them, what comes before them, which scripts their pages load.
use super::{
    ADDRESS, ATTACH, BEGIN_ENTRY, BROWSERS, CALLBACK, CLAIMS, CONTACT, DESK_MODULE, FORMS, HANDING_IN, HINT, HOME, IBAN, KIT, KIT_MODULE,
    LOST, MESSAGES, OFFICE_MEMBERS, OFFICE_SIGN_IN, OFFICE_STEP, OFFICE_STREAM, PASSKEY_MODULE, PASSWORD, PERSONAL, PRIVACY, REGISTER,
    SECOND_FACTOR, SECOND_STEP, SESSION_LEFT, SIGN_IN, SIGN_OUT, STAY_SIGNED_IN, TERMS, TO_COMPLETE, office, within,
};
use domain::{
    account::personal::EditMode,
    contract::Authorised,
    insurer::{Module, Profile},
};

/// Whether that path is a door of the portal, where guessing is slowed down by network.
pub fn is_door(path: &str) -> bool {
    let doors = [
        "sign_in",
        "second_step",
        "enter_with_passkey",
        "send_help",
        "find_link",
        "reset_password",
        "reset_second_step",
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

/// Whether that path is open to a member who has not accepted the terms yet: the terms, the way out, and what anyone may read.
pub fn is_before_terms(path: &str) -> bool {
    is_public(path) || ["/api/accept_terms", SIGN_OUT].contains(&path)
}

/// Whether asking for that path is no use of the session: a page that watches its end does not put it off (WCAG 2.2.1).
pub fn is_at_rest(path: &str) -> bool {
    [SESSION_LEFT, OFFICE_STREAM].contains(&path)
}

/// Whether that path is about the session that asks, by whichever door it began: how long it lasts, and its end.
pub fn is_of_session(path: &str) -> bool {
    [SESSION_LEFT, STAY_SIGNED_IN, SIGN_OUT].contains(&path)
}

/// Whether what stands at that path is shown of one contract, to be chosen first where the insurer has members choose (D-11). What is
/// posted about a dossier names it and needs no choice: nothing typed is lost.
pub fn needs_enrolment(path: &str) -> bool {
    let functions = ["/api/home", "/api/credit", "/api/claims", "/api/claim", "/api/forms"];
    let page = path == HOME || path == FORMS || within(path, &["/credits", CLAIMS]);
    functions.contains(&path) || (page && !path.ends_with("/envoi"))
}

/// Whether whoever arrives at that path after signing in meets first what is asked of them (M-2).
pub fn is_arrival(path: &str) -> bool {
    [HOME, CLAIMS].contains(&path)
}

/// Whether the page at that path offers passkeys, where the insurer has them: it may load their module.
pub fn offers_passkeys(path: &str) -> bool {
    [SIGN_IN, SECOND_FACTOR].contains(&path)
}

/// Whether the page at that path has the door of the kit, where the insurer has one: it loads the module of it.
pub fn has_kit_door(path: &str) -> bool {
    path == SIGN_IN
}

/// Whether the page at that path holds islands: it is one on which people write, and are told before their session ends (WCAG 2.2.1). No
/// other page has a script, but those that offer passkeys, the one with the door of the kit and the desk's queue.
pub fn has_island(profile: &Profile, path: &str) -> bool {
    match path {
        ADDRESS | ATTACH | CONTACT | HINT | IBAN | MESSAGES | PASSWORD => true,
        // Whoever changes their data themselves does so on pages of their own.
        PERSONAL => profile.profile_edit.mode == EditMode::Request,
        _ => is_written(path) || office::is_written(path),
    }
}

/// Whether members write about a dossier there, or hand something in.
fn is_written(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    matches!(
        parts.as_slice(),
        ["dossiers", _, "demande", "arret" | "periode" | "depenses" | "justificatifs" | "recapitulatif"]
            | ["dossiers", _, "complements", _]
            | ["dossiers", _, "complements", _, _]
    )
}

/// Whether that path belongs to a part that the insurer does without, or that no employer of whoever asks authorises: the portal then has
/// no such page, form or link (S-14, X-26). What the insurer did of a dossier that was sent is no function of the employer's to take away.
pub fn is_absent(profile: &Profile, authorised: Authorised, path: &str) -> bool {
    module(path).is_some_and(|module| !profile.has(module))
        || (is_claims(path) && !profile.takes_claims())
        || (is_care(path) && profile.care.is_none())
        || (is_declared(path) && !authorised.online_claims)
        || (is_claims(path) && !authorised.dossiers)
        || (is_kit(path) && profile.kit.is_none())
        || (is_messages(path) && profile.messages.is_none())
        || (is_callback(path) && profile.callback.is_none())
}

/// Whether claims are made there, of whatever kind: from what opens one to what sends it.
fn is_declared(path: &str) -> bool {
    let functions = ["/api/request_state", "/api/remove_file", "/api/save_files", "/api/submit_claim", "/api/delete_draft"];
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let step = matches!(parts.as_slice(), ["dossiers", _, "demande", ..]);
    step || functions.contains(&path) || is_care(path) || matches!(module(path), Some(Module::ClaimWizard | Module::PdfForms))
}

/// The part of the product that the path belongs to, where it belongs to one. Which browsers it works in, every portal says (S-58).
fn module(path: &str) -> Option<Module> {
    if path == BROWSERS {
        return None;
    }
    if within(path, &["/credits", "/api/credit"]) {
        return Some(Module::Credits);
    }
    if within(path, &[FORMS]) || ["/api/forms", "/api/declare_on_form", "/api/prolong_on_form"].contains(&path) {
        return Some(Module::PdfForms);
    }
    let functions =
        ["/api/declare", "/api/prolong", "/api/save_opening", "/api/save_periods", "/api/office_declaring", "/api/office_declare"];
    (within(path, &["/aide", OFFICE_MEMBERS]) || functions.contains(&path)).then_some(Module::ClaimWizard)
}

/// Whether that path belongs to claims, of whatever kind.
fn is_claims(path: &str) -> bool {
    let functions = [
        "/api/claims",
        "/api/claim",
        "/api/dossier",
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

/// Whether that path belongs to the kit: a portal without one has no such page, and an employer's identifier opens no other (S-57).
pub fn is_kit(path: &str) -> bool {
    path == "/api/open_kit" || within(path, &[KIT])
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
        "/api/reset_second_step",
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
