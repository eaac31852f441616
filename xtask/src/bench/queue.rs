//! The desk's queue with so many dossiers (P8): the server's own time for its first page and for one nine tenths of the way in, whatever is
//! asked; and for three filters at once, what the ORM takes to read both pages, against a prepared statement with the same SQL.

use super::http::lost;
use super::ratio::{self, Aim, Comparison};
use super::{Series, Server, demo, program, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::Step;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// The queue.
const QUEUE: &str = "/gestion";
/// Three filters at once.
const THREE: &str = "statut=complement_requested&demande=prolongation&nouveau=1";
/// What is asked of it.
const ASKED: [&str; 8] =
    ["", "affectation=personne", "affectation=moi", "statut=in_review", "demande=prolongation", "nouveau=1", "age=late", THREE];
/// Requests of each page that are measured.
const ROUNDS: usize = 50;
/// Requests of each page before measuring begins.
const WARM_UP: usize = 5;
/// The far page may take so many times what the first one does.
const FLAT: f64 = 1.2;
/// Below this many milliseconds, a ratio says nothing.
const NOISE: f64 = 1.0;
/// Rounds in which the ORM and the statement take turns.
const TURNS: usize = 25;
/// The ORM may take so many times what the statement does.
const ORM: f64 = 1.6;
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
    let (mut series, mut slow, mut worst) = (Vec::new(), Vec::new(), 0.0_f64);
    for asked in ASKED {
        let name = if asked.is_empty() { "everything" } else { asked };
        let first = client.server_times(&format!("{QUEUE}?{asked}"), WARM_UP, ROUNDS)?;
        let then = client.server_times(&format!("{QUEUE}?{asked}&apres={far}"), WARM_UP, ROUNDS)?;
        let (first, then) = (Series::new(format!("{name}, first"), first), Series::new(format!("{name}, far"), then));
        let ratio = then.percentile(50) / first.percentile(50).max(NOISE);
        worst = worst.max(ratio);
        if ratio > FLAT {
            slow.push(name);
        }
        series.extend([first, then]);
    }
    report(place, "queue", &series)?;
    match slow.as_slice() {
        [] => println!("A far page of {rows} dossiers takes at most {worst:.2} times what the first one does, whatever is asked: met."),
        slow => println!("A far page takes up to {worst:.2} times what the first one does, more than {FLAT} times: {}.", slow.join(", ")),
    }
    compare(place, &server, &format!("{THREE}&apres={far}"))
}

/// Has the program read the first page with three filters and that far one in both ways, beside the idle server, and reports the ratios.
fn compare(place: &Place, server: &Server, far: &str) -> Outcome {
    let mut command = place.command(program(place));
    command.args(["demo", "compare", "--demo", "--insurer", INSURER, "--rounds", &TURNS.to_string(), "--ask", THREE, "--ask", far]);
    command.arg("--data").arg(&server.data);
    let what = "reading pages by the ORM and by a prepared statement";
    let said = Step { name: "bench-compare", what, usual: "10 s" }.run(place, command)?;
    let times = pairs(&said);
    if times.len() != 2 * TURNS {
        return Err(Stop::new(format!("`relais demo compare` told the times of {} pages, not of {}", times.len(), 2 * TURNS)));
    }
    let (rounds, _) = times.as_chunks::<2>();
    let first: Vec<_> = rounds.iter().map(|[first, _]| *first).collect();
    let then: Vec<_> = rounds.iter().map(|[_, then]| *then).collect();
    let by_orm: Vec<_> = rounds.iter().map(|[first, then]| (then.0, first.0)).collect();
    let comparisons = [
        Comparison::new("first page, µs, ORM and statement", &first, Aim::AtMost(ORM)),
        Comparison::new("far page, µs, ORM and statement", &then, Aim::AtMost(ORM)),
        Comparison::new("far page and first one, µs, ORM", &by_orm, Aim::AtMost(FLAT)),
    ];
    ratio::report(place, "queue", &comparisons)
}

/// The lines that hold two numbers and nothing else: what a page took by the ORM and by the statement.
fn pairs(said: &str) -> Vec<(f64, f64)> {
    let numbers = said.lines().filter_map(|line| line.split_once(' '));
    numbers.filter_map(|(orm, statement)| Some((orm.parse().ok()?, statement.parse().ok()?))).collect()
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

    #[test]
    fn p8_what_a_page_took_is_read_between_the_lines_of_the_log() {
        let said = "2026-11-23T08:00:00Z  INFO up to date\n612.5 418.0\n1 page\n640.1 420.9\n";
        assert_eq!(pairs(said), [(612.5, 418.0), (640.1, 420.9)]);
    }
}
