//! The demo accounts, as the program tells them, and their way in.

use super::http::{Client, lost};
use super::program;
use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use totp_rs::{Builder, Secret};

/// Where the sign-in form goes.
const SIGN_IN: &str = "/api/sign_in";
/// The cookie that only a right sign-in is answered with: a refused one redirects, too.
const SESSION: &str = "__Host-session";

/// Where somebody of the back office signs in, and where their code goes.
const OFFICE: [&str; 2] = ["/api/office_sign_in", "/api/office_second_step"];

/// Somebody of the demonstration.
pub struct Account {
    /// Sign-in name.
    login: String,
    password: String,
    /// Their situation, in a few words.
    pub kind: String,
    /// « member », or the role they hold at the back office.
    pub role: String,
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

    /// Signs in at the back office over that connection, so many seconds after 1970.
    ///
    /// # Errors
    /// When the connection is lost or no session begins.
    pub fn sign_in_to_office(&self, client: &mut Client, seconds: u64) -> Outcome {
        let code = self.key.as_deref().and_then(|key| code(key, seconds)).ok_or_else(|| Stop::new("a demo account has no second step"))?;
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
    fn an_account_is_read_from_the_programs_own_list() {
        let object = r#" "login":"m@demo.fr", "password": "a\"b\u00e9", "kind" : "dossier, 60 périodes", "role": "member""#;
        let read = account(object).unwrap();
        assert_eq!((read.login.as_str(), read.password.as_str()), ("m@demo.fr", "a\"bé"));
        assert_eq!((read.kind.as_str(), read.second_step), ("dossier, 60 périodes", false));
        assert!(account(&format!(r#"{object}, "totp_secret": "JBSWY3DP""#)).unwrap().second_step);
        assert!(account("[").is_none());
    }
}
