//! The proof of deposit of a request with twelve periods and twenty files, made anew at each download (P10): the server's own time, warm,
//! its memory before and after, and WeasyPrint's time for the same words in HTML.

use super::http::lost;
use super::ratio::{self, Aim, Comparison};
use super::weasyprint::WeasyPrint;
use super::{Series, Server, demo, keep, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// How the address of a proof ends.
const PROOF: &str = "/preuve.pdf";
/// Pages of the proof that is measured, and of what WeasyPrint makes.
const PAGES: usize = 2;
/// Rounds in which the server and WeasyPrint take turns.
const ROUNDS: usize = 5;
/// Documents before measuring begins.
const WARM_UP: usize = 200;
/// What a document may take on the server at the median, in milliseconds.
const LIMIT: f64 = 25.0;
/// WeasyPrint should take so many times as long.
const TIMES: f64 = 25.0;
/// Memory is flat when it has not grown by more than one part in so many.
const FLAT: u32 = 10;

/// Measures and reports.
///
/// # Errors
/// When the server does not start, no proof is found, or it or WeasyPrint's document is not made as it should be.
pub fn run(place: &Place, documents: usize) -> Outcome {
    let server = Server::start(place, INSURER)?;
    let (mut member, claim) = demo::large_dossier(place, INSURER, &server)?;
    let page = member.get(&claim).map_err(lost)?;
    let proof = page.links().find(|link| link.ends_with(PROOF)).ok_or_else(|| Stop::new(format!("{claim} links to no proof")))?;
    must_have_pages("The proof of deposit", pages(&member.get(proof).map_err(lost)?.body))?;
    member.server_times(proof, WARM_UP, 0)?;
    let theirs = WeasyPrint::find(place)?;
    if let Some(theirs) = &theirs {
        must_have_pages("WeasyPrint's document", theirs.pages(place)?)?;
    }
    let before = server.memory();
    let (mut times, mut pairs) = (Vec::with_capacity(documents), Vec::new());
    for _ in 0..ROUNDS {
        let of_round = member.server_times(proof, 0, documents.div_ceil(ROUNDS))?;
        if let Some(theirs) = &theirs {
            pairs.push((median(theirs.times(place)?), median(of_round.clone())));
        }
        times.extend(of_round);
    }
    let made = times.len();
    let ours = Series::new("proof of deposit", times);
    let within = ours.percentile(50) <= LIMIT;
    report(place, "letter", &[ours])?;
    println!("At most {LIMIT} ms at the median: {}.", if within { "met" } else { "missed" });
    tell_memory(place, made, before.zip(server.memory()))?;
    if theirs.is_none() {
        println!("WeasyPrint is not on the PATH, so nothing is compared: `pipx install weasyprint` (59 or later), then again.");
        return Ok(());
    }
    ratio::report(place, "letter", &[Comparison::new("WeasyPrint, ms a document, and ours", &pairs, Aim::AtLeast(TIMES))])
}

fn median(times: Vec<f64>) -> f64 {
    Series::new("", times).percentile(50)
}

/// A document of another length would compare nothing.
fn must_have_pages(what: &str, pages: usize) -> Outcome {
    println!("{what} has {pages} page(s).");
    if pages == PAGES { Ok(()) } else { Err(Stop::new(format!("{what} has {pages} page(s), where {PAGES} are measured"))) }
}

/// How many pages that PDF says it has: objects of the type `Page`.
fn pages(pdf: &str) -> usize {
    let types = pdf.split("/Type").skip(1).filter_map(|rest| rest.trim_start().strip_prefix("/Page"));
    types.filter(|rest| !rest.starts_with(char::is_alphanumeric)).count()
}

/// Tells and keeps the memory of the server before and after so many documents, where the system tells it.
fn tell_memory(place: &Place, made: usize, memory: Option<(u32, u32)>) -> Outcome {
    let Some((before, after)) = memory else {
        println!("This system does not tell the memory of a process: it has no /proc.");
        return Ok(());
    };
    let verdict = if is_flat(before, after) { "flat" } else { "it grew" };
    println!("Memory of the server: {before} KiB before and {after} KiB after {made} documents: {verdict}.");
    keep(place, "letter-memory", &[format!(r#"{{"documents": {made}, "before_kib": {before}, "after_kib": {after}}}"#)])
}

fn is_flat(before: u32, after: u32) -> bool {
    after <= before + before / FLAT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p10_pages_are_counted_and_the_tree_that_holds_them_is_not() {
        assert_eq!(pages("<</Type /Pages /Count 2>> <</Type /Page>> <</Type/Page/Parent 1 0 R>> <</Type /Catalog>>"), 2);
    }

    #[test]
    fn p10_memory_is_flat_when_it_grows_by_a_tenth_at_most() {
        assert!(is_flat(80_000, 88_000) && is_flat(80_000, 70_000));
        assert!(!is_flat(80_000, 88_001));
    }
}
