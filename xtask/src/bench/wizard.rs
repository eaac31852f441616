//! The four pages of the wizard, on the dossier with sixty periods and a hundred files: the server's own time for each.

use super::http::Client;
use super::{Series, Server, program, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// What the demo account with the large dossier says of itself.
const KIND: &str = "60 périodes";
/// Where the sign-in form goes.
const SIGN_IN: &str = "/api/sign_in";
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
    let (login, password) = account(place)?;
    let lost = || Stop::because("the connection to the server was lost");
    let mut client = Client::connect(&server.address).map_err(lost())?;
    let signed_in = client.post(SIGN_IN, &[("login", &login), ("password", &password), ("next", CLAIMS)]).map_err(lost())?;
    if signed_in.status != 303 && signed_in.status != 302 {
        return Err(Stop::new(format!("signing in as {login} was answered with {}", signed_in.status)));
    }
    let claims = client.get(CLAIMS).map_err(lost())?;
    let claim = first_claim(&claims.body).ok_or_else(|| Stop::new(format!("{CLAIMS} ({}) links to no dossier", claims.status)))?;

    let mut series = Vec::new();
    for page in PAGES {
        let path = format!("{claim}/demande/{page}");
        let mut times = Vec::with_capacity(rounds);
        for round in 0..WARM_UP + rounds {
            let answer = client.get(&path).map_err(lost())?;
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

/// The login and password of the account with the large dossier, as the program tells them.
fn account(place: &Place) -> Outcome<(String, String)> {
    let told = place
        .answer(program(place), &["demo", "accounts", "--insurer", INSURER, "--json"])
        .ok_or_else(|| Stop::new("`relais demo accounts --json` failed"))?;
    let found = told.split('{').find(|object| field(object, "kind").is_some_and(|kind| kind.contains(KIND)));
    found
        .and_then(|object| Some((field(object, "login")?, field(object, "password")?)))
        .ok_or_else(|| Stop::new(format!("no demo account is of a kind with « {KIND} »")))
}

/// A text field of a flat JSON object.
fn field(object: &str, name: &str) -> Option<String> {
    let (_, after) = object.split_once(&format!("\"{name}\""))?;
    let mut characters = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.chars();
    let mut value = String::new();
    loop {
        match characters.next()? {
            '"' => return Some(value),
            '\\' => match characters.next()? {
                'u' => {
                    let hex: String = characters.by_ref().take(4).collect();
                    value.push(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)?);
                }
                escaped => value.push(escaped),
            },
            plain => value.push(plain),
        }
    }
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
    fn an_account_is_read_from_the_programs_own_list() {
        let object = r#" "login":"m@demo.fr", "password": "a\"b\u00e9", "kind" : "dossier, 60 périodes""#;
        assert_eq!(field(object, "password").as_deref(), Some("a\"bé"));
        assert_eq!(field(object, "kind").as_deref(), Some("dossier, 60 périodes"));
        assert_eq!(field(object, "role"), None);
    }

    #[test]
    fn the_first_dossier_of_the_page_is_taken() {
        let page = r#"<a href="/dossiers">x</a><a class="b" href="/dossiers/D-2026-1/prolonger?x">y</a>"#;
        assert_eq!(first_claim(page).as_deref(), Some("/dossiers/D-2026-1"));
    }
}
