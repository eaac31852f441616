//! `relais record`: what an operator hands out on a lawful request (B-63): the audit, and the data of one member.
use crate::say;
use backend::{Backend, export::Archive};
use clap::Subcommand;
use futures::StreamExt;
use server::config::{Settings, StartError};
use std::{
    path::{Path, PathBuf},
    pin::pin,
};
use tokio::{fs::OpenOptions, io::AsyncWriteExt};

/// What to hand out.
#[derive(Subcommand)]
pub enum RecordCommand {
    /// Prints the audit, oldest first, one JSON object a line: who did what to what, when.
    Audit {
        #[command(flatten)]
        settings: Settings,
    },
    /// Writes the archive of one member's data (articles 15 and 20 GDPR), the same that they download, to a new file that only its owner
    /// reads.
    Member {
        #[command(flatten)]
        settings: Settings,
        /// By which name they sign in.
        #[arg(long)]
        login: String,
        /// The file to be written; there must be none yet.
        #[arg(long)]
        to: PathBuf,
    },
}

/// Does it.
///
/// # Errors
/// When the portal's settings are refused, there is no such member, or the file cannot be written.
pub async fn run(command: RecordCommand) -> Result<bool, StartError> {
    match command {
        RecordCommand::Audit { settings } => {
            let (backend, _) = settings.open().await?;
            let printed = print_audit(&backend).await;
            backend.close().await;
            printed
        }
        RecordCommand::Member { settings, login, to } => {
            let (backend, words) = settings.open().await?;
            let word = |key: &str, args: &[(&str, &str)]| words.say(key, args);
            let saved = match backend.export_for(&login, &word).await {
                Ok(Some(archive)) => save(archive, &to).await,
                Ok(None) => Err(StartError::Refused(format!("no member signs in as {login}"))),
                Err(error) => Err(error.into()),
            };
            backend.close().await;
            saved?;
            say(&format!("written to {}", to.display()))
        }
    }
}

async fn print_audit(backend: &Backend) -> Result<bool, StartError> {
    let mut after = None;
    loop {
        let page = backend.audit_after(after).await?;
        let Some(last) = page.last() else { return Ok(true) };
        after = Some(last.id);
        for entry in &page {
            say(&serde_json::to_string(entry).unwrap_or_default())?;
        }
    }
}

async fn save(archive: Archive, to: &Path) -> Result<(), StartError> {
    let failed = |error| StartError::Io(to.display().to_string(), error);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).await.map_err(failed)?;
    let mut pieces = pin!(archive.into_stream());
    while let Some(piece) = pieces.next().await {
        file.write_all(&piece?).await.map_err(failed)?;
    }
    file.sync_all().await.map_err(failed)
}
