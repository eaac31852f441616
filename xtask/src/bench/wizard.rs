//! The four pages of the wizard, on the dossier with sixty periods and a hundred files: the server's own time for each.

use super::demo;
use super::http::{Client, lost};
use super::{Series, Server, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// What the demo account with the large dossier says of itself.
const KIND: &str = "60 périodes";
/// The page that lists the member's dossiers.
const CLAIMS: &str = "/dossiers";
/// How a dossier's link begins on that page.
const CLAIM: &str = "/dossiers/D";
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
    let accounts = demo::accounts(place, INSURER)?;
    let large = accounts.iter().find(|account| account.kind.contains(KIND));
    let large = large.ok_or_else(|| Stop::new(format!("no demo account is of a kind with « {KIND} »")))?;
    let mut client = Client::connect(&server.address).map_err(lost)?;
    large.sign_in(&mut client, CLAIMS)?;
    let claims = client.get(CLAIMS).map_err(lost)?;
    let claim = first_claim(&claims.body).ok_or_else(|| Stop::new(format!("{CLAIMS} ({}) links to no dossier", claims.status)))?;

    let mut series = Vec::new();
    for page in PAGES {
        let path = format!("{claim}/demande/{page}");
        let mut times = Vec::with_capacity(rounds);
        for round in 0..WARM_UP + rounds {
            let answer = client.get(&path).map_err(lost)?;
            if answer.status != 200 {
                let whither = answer.header("location").map(|there| format!(", to {there}")).unwrap_or_default();
                return Err(Stop::new(format!("{path} was answered with {}{whither}", answer.status)));
            }
            let time = answer.server_time().ok_or_else(|| Stop::new(format!("{path} came without `Server-Timing: app;dur=..`")))?;
            if round >= WARM_UP {
                times.push(time);
            }
        }
        series.push(Series::new(page, times));
    }
    report(place, "wizard", &series)?;
    let slow: Vec<_> = series.iter().filter(|one| one.percentile(95) > LIMIT).map(|one| one.name.as_str()).collect();
    match slow.as_slice() {
        [] => println!("19 of 20 requests of every page stay within {LIMIT} ms."),
        slow => println!("Over {LIMIT} ms for more than 1 request in 20: {}.", slow.join(", ")),
    }
    Ok(())
}

/// The first link to a dossier, without what follows its number.
fn first_claim(page: &str) -> Option<String> {
    let (_, after) = page.split_once(&format!("href=\"{CLAIM}"))?;
    let rest = after.split(['"', '/', '?', '#']).next()?;
    Some(format!("{CLAIM}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_dossier_of_the_page_is_taken() {
        let page = r#"<a href="/dossiers">x</a><a class="b" href="/dossiers/D-2026-1/prolonger?x">y</a>"#;
        assert_eq!(first_claim(page).as_deref(), Some("/dossiers/D-2026-1"));
    }
}
