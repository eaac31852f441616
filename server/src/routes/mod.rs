//! Plain routes: files in and out, proofs, and what machines ask for.
mod brand;
mod download;
mod health;
mod oversight;
mod payments;
mod stream;
mod upload;

use crate::Portal;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

/// Largest post of files: eleven of the largest and their wrapping, so that an eleventh is refused in words and not cut off.
const MAX_POST: usize = 64 * 1024 * 1024;

/// Files of a member, the same on the desk, and those of the kit.
pub(crate) fn files(portal: Portal) -> Router {
    Router::new()
        .route("/dossiers/{number}/demande/envoi", post(upload::receive).layer(DefaultBodyLimit::max(MAX_POST)))
        .route("/dossiers/{number}/complements/{complement}/{item}/envoi", post(upload::deposit).layer(DefaultBodyLimit::max(MAX_POST)))
        .route("/depot/{token}/envoi", post(upload::by_link).layer(DefaultBodyLimit::max(MAX_POST)))
        .route("/dossiers/{number}/fichiers/{id}", get(download::file))
        .route("/dossiers/{number}/fichiers/{id}/vignette", get(download::thumbnail))
        .route("/dossiers/{number}/demandes/{request}/preuve.pdf", get(download::proof))
        .route("/dossiers/{number}/demandes/{request}/decision.pdf", get(download::letter))
        .route("/adhesion/{file}", get(download::kit))
        .route("/formulaires/{file}", get(download::form))
        .route("/compte/donnees/archive", post(download::archive))
        .route("/gestion/dossiers/{id}/fichiers/{file}", get(download::desk_file))
        .route("/gestion/dossiers/{id}/pieces/{file}/page/{page}", get(download::desk_page))
        .route("/gestion/dossiers/{id}/demandes/{request}/decision.pdf", get(download::desk_letter))
        .route("/gestion/medical/{id}/fichiers/{file}", get(download::medical_file))
        .route("/gestion/medical/{id}/pieces/{file}/page/{page}", get(download::medical_page))
        .route("/gestion/dossiers/{id}/saisie/envoi", post(upload::enter).layer(DefaultBodyLimit::max(MAX_POST)))
        .route("/gestion/virements/{number}", get(payments::file))
        .route("/gestion/pilotage/chiffres.csv", get(oversight::figures))
        .route("/gestion/virements/retour", post(payments::returned).layer(DefaultBodyLimit::max(payments::MAX_RETURN)))
        .with_state(portal)
}

/// What browsers and watchers ask for.
pub(crate) fn machine(portal: Portal) -> Router {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/brand.css", get(brand::style))
        .route("/manifest.webmanifest", get(brand::manifest))
        .route("/icones/{name}", get(brand::icon))
        .route("/pkg/{build}/{*path}", get(crate::site::file))
        .route("/sw.js", get(crate::site::public_file))
        .route("/passkey.js", get(crate::site::public_file))
        .route("/desk.js", get(crate::site::public_file))
        .route("/kit.js", get(crate::site::public_file))
        .route("/gestion/flux", get(stream::queue))
        .route("/offline.html", get(crate::site::public_file))
        .route("/offline.css", get(crate::site::public_file))
        .route("/exemples/{name}", get(crate::site::public_file))
        .route("/robots.txt", get(crate::site::public_file))
        .with_state(portal)
}
