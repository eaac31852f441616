//! `relais members`: those who were imported choose a password by a mailed link.
use backend::account::{InvitedMember, InvitedMembers};
use clap::Subcommand;
use server::config::{Settings, StartError};

/// What to do about members who were imported.
#[derive(Subcommand)]
pub enum MembersCommand {
    /// Mails a link by which members choose their password and are in.
    Invite {
        #[command(flatten)]
        settings: Box<Settings>,
        /// Everybody who never came in and has no invitation that still works.
        #[arg(long, conflicts_with = "external_id")]
        all: bool,
        /// The one of that key, even once more.
        #[arg(long)]
        external_id: Option<String>,
    },
}

/// Does it; gives what is told.
///
/// # Errors
/// When the portal's settings are refused, or the member cannot be invited.
pub async fn run(command: MembersCommand) -> Result<String, StartError> {
    let MembersCommand::Invite { settings, all, external_id } = command;
    if !all && external_id.is_none() {
        return Err(StartError::Refused("say whom: --all, or --external-id KEY".to_owned()));
    }
    let (backend, _) = settings.open().await?;
    let told = match &external_id {
        Some(key) => backend.invite_member(key).await.map_err(StartError::from).and_then(|outcome| one(outcome, key)),
        None => backend.invite_members().await.map_err(StartError::from).map(all_of_them),
    };
    backend.close().await;
    told
}

fn one(outcome: InvitedMember, key: &str) -> Result<String, StartError> {
    let refused = |why: &str| Err(StartError::Refused(format!("{key}: {why}")));
    match outcome {
        InvitedMember::Sent => Ok(format!("{key}: the invitation leaves with the next round of `relais serve` or `relais work`")),
        InvitedMember::Joined => refused("has a password already; « Mot de passe oublié » is the way to another one"),
        InvitedMember::Unknown => refused("is nobody who was imported and has an open account"),
        InvitedMember::NoAddress => refused("has no e-mail address; import one first"),
        InvitedMember::Enough => refused("has several invitations that still work; none was sent"),
    }
}

fn all_of_them(invited: InvitedMembers) -> String {
    let InvitedMembers { sent, waiting, without_address } = invited;
    format!("{sent} invitations leave, {waiting} were sent before and still work, {without_address} members have no e-mail address")
}
