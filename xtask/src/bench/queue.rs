//! The desk's queue with so many dossiers (P8): the server's own time for its first page and for one nine tenths of the way in, whatever is asked.

use super::http::lost;
use super::{Series, Server, demo, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// The queue.
const QUEUE: &str = "/gestion";
/// What is asked of it; the last one is three filters at once.
const ASKED: [&str; 8] = [
    "",
    "affectation=personne",
    "affectation=moi",
    "statut=in_review",
    "demande=prolongation",
    "nouveau=1",
    "age=late",
    "statut=complement_requested&demande=prolongation&nouveau=1",
];
/// Requests of each page that are measured.
const ROUNDS: usize = 50;
/// Requests of each page before measuring begins.
const WARM_UP: usize = 5;
/// The far page may take so many times what the first one does.
const FLAT: f64 = 1.2;
/// Below this many milliseconds, a ratio says nothing.
const NOISE: f64 = 1.0;
/// Nanoseconds from one dossier to the next.
const APART: u128 = 60_000_000_000;

/// Fills the queue, measures and reports.
///
/// # Errors
/// When the server does not start, or a page is not answered as it should be.
pub fn run(place: &Place, rows: usize) -> Outcome {
    let server = Server::filled(place, INSURER, rows)?;
    let mut client = demo::handler(place, INSURER, &server)?;
    let far = far_place(&client.get(QUEUE).map_err(lost)?.body, rows).ok_or_else(|| Stop::new("the queue has no second page"))?;
    let (mut series, mut slow) = (Vec::new(), Vec::new());
    for asked in ASKED {
        let name = if asked.is_empty() { "everything" } else { asked };
        let first = client.server_times(&format!("{QUEUE}?{asked}"), WARM_UP, ROUNDS)?;
        let then = client.server_times(&format!("{QUEUE}?{asked}&apres={far}"), WARM_UP, ROUNDS)?;
        let (first, then) = (Series::new(format!("{name}, first"), first), Series::new(format!("{name}, far"), then));
        if then.percentile(50) > FLAT * first.percentile(50).max(NOISE) {
            slow.push(name);
        }
        series.extend([first, then]);
    }
    report(place, "queue", &series)?;
    match slow.as_slice() {
        [] => println!("With {rows} dossiers a far page takes at most {FLAT} times what the first one does, whatever is asked."),
        slow => println!("A far page takes longer than the first one: {}.", slow.join(", ")),
    }
    Ok(())
}

/// A place nine tenths of the way in, counted from the one after the first page.
fn far_place(page: &str, rows: usize) -> Option<String> {
    let (_, after) = page.split_once("apres=")?;
    let (since, id) = after.split(['"', '&']).next()?.split_once('.')?;
    let later = since.parse::<u128>().ok()? + APART * u128::try_from(rows).ok()? * 9 / 10;
    Some(format!("{later}.{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_place_is_counted_from_the_end_of_the_first_page() {
        let page = r#"<a href="/gestion?apres=1000.0190-aa" rel="next">"#;
        assert_eq!(far_place(page, 10).as_deref(), Some("540000001000.0190-aa"));
        assert_eq!(far_place("<p>", 10), None);
    }
}
