//! The demo accounts, as the program tells them, and their way in.

use std::time::SystemTime;

use super::http::{Client, lost};
use super::{Server, program};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use totp_rs::{Builder, Secret};

/// Where the sign-in form goes.
const SIGN_IN: &str = "/api/sign_in";
/// The cookie that only a right sign-in is answered with: a refused one redirects, too.
const SESSION: &str = "__Host-session";

/// Where somebody of the back office signs in, and where their code goes.
const OFFICE: [&str; 2] = ["/api/office_sign_in", "/api/office_second_step"];

/// What the demo account with the large dossier says of itself.
const LARGE: &str = "60 périodes";
/// The page that lists a member's dossiers, and how a dossier's link begins on it.
const CLAIMS: [&str; 2] = ["/dossiers", "/dossiers/D"];

/// Somebody of the demonstration.
pub struct Account {
    /// Sign-in name.
    login: String,
    password: String,
    /// Their situation, in a few words.
    kind: String,
    /// « member », or the role they hold at the back office.
    role: String,
    /// Whether a code is asked for after the password.
    pub second_step: bool,
    /// What the code is made of, in Base32.
    key: Option<String>,
}

/// Everybody of that insurer's demonstration.
///
/// # Errors
/// When the program does not tell them.
pub fn accounts(place: &Place, insurer: &str) -> Outcome<Vec<Account>> {
    let told = place
        .answer(program(place), &["demo", "accounts", "--insurer", insurer, "--json"])
        .ok_or_else(|| Stop::new("`relais demo accounts --json` failed"))?;
    Ok(told.split('{').filter_map(account).collect())
}

/// The member whose dossier has sixty periods and a hundred files, signed in over a connection of their own, and that dossier's address.
///
/// # Errors
/// When the account or its dossier is not found, or signing in fails.
pub fn large_dossier(place: &Place, insurer: &str, server: &Server) -> Outcome<(Client, String)> {
    let accounts = accounts(place, insurer)?;
    let large = accounts.iter().find(|account| account.kind.contains(LARGE));
    let large = large.ok_or_else(|| Stop::new(format!("no demo account is of a kind with « {LARGE} »")))?;
    let mut client = Client::connect(&server.address).map_err(lost)?;
    large.sign_in(&mut client, CLAIMS[0])?;
    let page = client.get(CLAIMS[0]).map_err(lost)?;
    let claim = first_claim(page.links()).ok_or_else(|| Stop::new(format!("{} ({}) links to no dossier", CLAIMS[0], page.status)))?;
    Ok((client, claim))
}

/// Whoever works on dossiers, signed in at the back office over a connection of their own.
///
/// # Errors
/// When there is nobody, or signing in fails.
pub fn handler(place: &Place, insurer: &str, server: &Server) -> Outcome<Client> {
    let accounts = accounts(place, insurer)?;
    let handler = accounts.iter().find(|account| account.role == "handler").ok_or_else(|| Stop::new("no demo account is a handler"))?;
    let mut client = Client::connect(&server.address).map_err(lost)?;
    handler.sign_in_to_office(&mut client)?;
    Ok(client)
}

/// The first dossier that is linked to, without what follows its number.
fn first_claim<'a>(mut links: impl Iterator<Item = &'a str>) -> Option<String> {
    let rest = links.find_map(|link| link.strip_prefix(CLAIMS[1]))?;
    Some(format!("{}{}", CLAIMS[1], rest.split(['/', '?', '#']).next()?))
}

/// Seconds since 1970, which the codes of the second step are made of.
#[expect(clippy::disallowed_methods, reason = "the released server runs on the machine's clock, and its codes on the same")]
fn seconds() -> Outcome<u64> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map(|since| since.as_secs()).map_err(Stop::because("the clock of this machine is before 1970"))
}

impl Account {
    /// Signs in over that connection, as the sign-in page would, to go on to `next`.
    ///
    /// # Errors
    /// When the connection is lost or no session begins.
    pub fn sign_in(&self, client: &mut Client, next: &str) -> Outcome {
        let answer = client.post(SIGN_IN, &[("login", &self.login), ("password", &self.password), ("next", next)]).map_err(lost)?;
        if client.holds(SESSION) {
            return Ok(());
        }
        let whither = answer.header("location").unwrap_or("nowhere");
        Err(Stop::new(format!("signing in as {} was answered with {}, to {whither}", self.login, answer.status)))
    }

    /// Signs in at the back office over that connection.
    fn sign_in_to_office(&self, client: &mut Client) -> Outcome {
        let now = seconds()?;
        let code = self.key.as_deref().and_then(|key| code(key, now)).ok_or_else(|| Stop::new("a demo account has no second step"))?;
        client.post(OFFICE[0], &[("email", &self.login), ("password", &self.password)]).map_err(lost)?;
        client.post(OFFICE[1], &[("code", &code)]).map_err(lost)?;
        if client.holds(SESSION) { Ok(()) } else { Err(Stop::new(format!("no session began for {}", self.login))) }
    }
}

/// The code that an application with that key shows then.
fn code(key: &str, seconds: u64) -> Option<String> {
    let key = Secret::try_from_base32(key).ok()?;
    Some(Builder::new().with_secret(key).build().ok()?.generate(seconds).to_string())
}

fn account(object: &str) -> Option<Account> {
    Some(Account {
        login: field(object, "login")?,
        password: field(object, "password")?,
        kind: field(object, "kind")?,
        role: field(object, "role")?,
        second_step: field(object, "totp_secret").is_some(),
        key: field(object, "totp_secret"),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_dossier_of_the_page_is_taken() {
        let links = ["/dossiers", "/dossiers/D-2026-1/prolonger?x", "/dossiers/D-2026-2"];
        assert_eq!(first_claim(links.into_iter()).as_deref(), Some("/dossiers/D-2026-1"));
        assert_eq!(first_claim(["/dossiers"].into_iter()), None);
    }

    #[test]
    fn an_account_is_read_from_the_programs_own_list() {
        let object = r#" "login":"m@demo.fr", "password": "a\"b\u00e9", "kind" : "dossier, 60 périodes", "role": "member""#;
        let read = account(object).unwrap();
        assert_eq!((read.login.as_str(), read.password.as_str()), ("m@demo.fr", "a\"bé"));
        assert_eq!((read.kind.as_str(), read.second_step), ("dossier, 60 périodes", false));
        assert!(account(&format!(r#"{object}, "totp_secret": "JBSWY3DP""#)).unwrap().second_step);
        assert!(account("[").is_none());
    }
}
