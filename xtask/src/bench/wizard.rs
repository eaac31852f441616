//! The four pages of the wizard, on the dossier with sixty periods and a hundred files: the server's own time for each.

use super::{Series, Server, demo, report};
use crate::outcome::Outcome;
use crate::place::Place;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// The wizard's pages, below `/dossiers/NUMBER/demande/`.
const PAGES: [&str; 4] = ["periode", "justificatifs", "recapitulatif", "confirmation"];
/// What each page may take on the server, in milliseconds.
const LIMIT: f64 = 15.0;
/// Requests of each page before measuring begins.
const WARM_UP: usize = 20;

/// Measures and reports.
///
/// # Errors
/// When the server does not start, the account or its dossier is not found, or a page is not answered as it should be.
pub fn run(place: &Place, rounds: usize) -> Outcome {
    let server = Server::start(place, INSURER)?;
    let (mut client, claim) = demo::large_dossier(place, INSURER, &server)?;
    let mut series = Vec::new();
    for page in PAGES {
        series.push(Series::new(page, client.server_times(&format!("{claim}/demande/{page}"), WARM_UP, rounds)?));
    }
    report(place, "wizard", &series)?;
    let slow: Vec<_> = series.iter().filter(|one| one.percentile(95) > LIMIT).map(|one| one.name.as_str()).collect();
    match slow.as_slice() {
        [] => println!("19 of 20 requests of every page stay within {LIMIT} ms."),
        slow => println!("Over {LIMIT} ms for more than 1 request in 20: {}.", slow.join(", ")),
    }
    Ok(())
}
