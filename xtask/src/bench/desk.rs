//! Opening the dossier with sixty periods and a hundred files at the desk: the server's own time, the look in the audit included.

use super::http::{Client, lost};
use super::{Series, Server, demo, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// Where a dossier is looked for by its number.
const SEARCH: &str = "/api/office_search";
/// How a dossier's link begins on the desk.
const DOSSIER: &str = "/gestion/dossiers/";
/// What the page may take on the server, in milliseconds.
const LIMIT: f64 = 50.0;
/// Requests of the page before measuring begins.
const WARM_UP: usize = 20;

/// Measures and reports.
///
/// # Errors
/// When the server does not start, the dossier is not found, or its page is not answered as it should be.
pub fn run(place: &Place, rounds: usize) -> Outcome {
    let server = Server::start(place, INSURER)?;
    let (_, claim) = demo::large_dossier(place, INSURER, &server)?;
    let mut handler = demo::handler(place, INSURER, &server)?;
    let dossier = found(&mut handler, claim.rsplit('/').next().unwrap_or_default())?;
    let series = Series::new("dossier", handler.server_times(&dossier, WARM_UP, rounds)?);
    let within = series.percentile(95);
    report(place, "desk", &[series])?;
    let verdict = if within <= LIMIT { "met" } else { "missed" };
    println!("19 of 20 times the dossier opens within {within:.1} ms, where {LIMIT} ms are aimed at: {verdict}.");
    Ok(())
}

/// Where the dossier of that number is on the desk.
fn found(handler: &mut Client, number: &str) -> Outcome<String> {
    let search = handler.post(SEARCH, &[("sought", number)]).map_err(lost)?;
    let to = search.header("location").ok_or_else(|| Stop::new(format!("{SEARCH} was answered with {}", search.status)))?;
    let page = handler.get(to).map_err(lost)?;
    let dossier = page.links().find(|link| link.starts_with(DOSSIER)).map(str::to_owned);
    dossier.ok_or_else(|| Stop::new(format!("{number} is not found on the desk")))
}
