//! `relais staff`: who works at the back office. Nobody registers there; an operator invites, changes roles and closes.
use backend::account::{Invited, StaffLine, StaffState};
use clap::Subcommand;
use domain::{
    access::{StaffRole, StaffRoles},
    account::{email, staff_name},
};
use server::config::{Settings, StartError};

/// What to do about the people of the back office.
#[derive(Subcommand)]
pub enum StaffCommand {
    /// Mails somebody a link by which they choose a password and turn their second step on. Whoever left comes back so.
    Invite {
        #[command(flatten)]
        settings: Settings,
        /// Their address, by which they sign in.
        #[arg(long, value_parser = address)]
        email: String,
        /// First and last name.
        #[arg(long, value_parser = staff_name_of)]
        name: (String, String),
        /// What they are there for; once for each role. Without any, nothing opens.
        #[arg(long = "role", value_parser = role)]
        roles: Vec<StaffRole>,
    },
    /// Mails another link to whoever lost password or telephone: both are chosen anew.
    InviteAgain {
        #[command(flatten)]
        settings: Settings,
        /// Their address.
        #[arg(long, value_parser = address)]
        email: String,
    },
    /// Lists everybody, with their roles and how far they are.
    List {
        #[command(flatten)]
        settings: Settings,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Gives somebody these roles in place of the ones they hold, from their next request on.
    Roles {
        #[command(flatten)]
        settings: Settings,
        /// Their address.
        #[arg(long, value_parser = address)]
        email: String,
        /// What they are there for; once for each role. Without any, nothing opens.
        #[arg(long = "role", value_parser = role)]
        roles: Vec<StaffRole>,
    },
    /// Closes somebody's account at once.
    Close {
        #[command(flatten)]
        settings: Settings,
        /// Their address.
        #[arg(long, value_parser = address)]
        email: String,
    },
}

fn address(text: &str) -> Result<String, String> {
    email("email", text).map_err(|_| "write an e-mail address".to_owned())
}

fn staff_name_of(text: &str) -> Result<(String, String), String> {
    staff_name(text).ok_or_else(|| "write first and last name, of 100 characters at most".to_owned())
}

fn role(text: &str) -> Result<StaffRole, String> {
    StaffRole::parse(text).ok_or_else(|| format!("the roles are {}", StaffRole::ALL.map(StaffRole::as_str).join(", ")))
}

/// Does it; gives what is told.
///
/// # Errors
/// When the portal's settings are refused, or there is no such person.
pub async fn run(command: StaffCommand) -> Result<String, StartError> {
    match command {
        StaffCommand::Invite { settings, email, name, roles } => {
            let (backend, _) = settings.open().await?;
            let outcome = backend.invite_staff(&email, name, roles.into_iter().collect()).await;
            backend.close().await;
            invited(outcome?, &email)
        }
        StaffCommand::InviteAgain { settings, email } => {
            let (backend, _) = settings.open().await?;
            let outcome = backend.invite_again(&email).await;
            backend.close().await;
            invited(outcome?, &email)
        }
        StaffCommand::List { settings, json } => {
            let (backend, _) = settings.open().await?;
            let lines = backend.staff().await;
            backend.close().await;
            let lines = lines?;
            Ok(if json { serde_json::to_string_pretty(&lines).unwrap_or_default() } else { listed(&lines) })
        }
        StaffCommand::Roles { settings, email, roles } => {
            let roles: StaffRoles = roles.into_iter().collect();
            let (backend, _) = settings.open().await?;
            let known = backend.set_staff_roles(&email, roles).await;
            backend.close().await;
            done(known?, &email, &format!("holds {}", worded(roles.held())))
        }
        StaffCommand::Close { settings, email } => {
            let (backend, _) = settings.open().await?;
            let known = backend.close_staff(&email).await;
            backend.close().await;
            done(known?, &email, "has no access any more")
        }
    }
}

fn invited(outcome: Invited, email: &str) -> Result<String, StartError> {
    let refused = |why: &str| Err(StartError::Refused(format!("{email}: {why}")));
    match outcome {
        Invited::Sent => Ok(format!("{email}: the invitation leaves with the next round of `relais serve` or `relais work`")),
        Invited::Known => {
            refused("has an account; `relais staff roles` changes what they may do, `relais staff invite-again` lets them in anew")
        }
        Invited::Unknown => refused("has no open account at the back office"),
        Invited::Enough => refused("has several invitations that still work; none was sent"),
    }
}

fn done(known: bool, email: &str, what: &str) -> Result<String, StartError> {
    if known {
        Ok(format!("{email}: {what}"))
    } else {
        Err(StartError::Refused(format!("{email}: has no open account at the back office")))
    }
}

fn listed(lines: &[StaffLine]) -> String {
    let line = |line: &StaffLine| {
        let state = match line.state {
            StaffState::Invited => "invited",
            StaffState::WithoutSecondStep => "without a second step",
            StaffState::Active => "active",
            StaffState::Closed => "closed",
        };
        format!("{:<40} {:<30} {:<22} {}", line.email, line.name, state, worded(line.roles.iter().copied()))
    };
    if lines.is_empty() { "nobody was invited yet".to_owned() } else { lines.iter().map(line).collect::<Vec<_>>().join("\n") }
}

fn worded(roles: impl Iterator<Item = StaffRole>) -> String {
    let names: Vec<&str> = roles.map(StaffRole::as_str).collect();
    if names.is_empty() { "no role".to_owned() } else { names.join(", ") }
}
