//! Settings of a running portal: flags and environment, checked once at start.
use app::words::Words;
use backend::{
    Backend, BackendError, CONNECTIONS, DatabaseUrl, Options,
    attachment::inspect::Antivirus,
    clock::Clock,
    crypto::Key,
    demo::DemoError,
    files::Files,
    outbox::{
        mail::MailArm,
        sms::{PATIENCE, SmsArm},
    },
    profile::{self, ProfileError},
};
use clap::Args;
use domain::{day::Instant, insurer::Profile};
use std::{net::SocketAddr, path::PathBuf, sync::Arc};

/// Where a portal listens when nothing is said.
pub const DEFAULT_PORT: u16 = 3000;

/// Where a portal keeps its things and whom it serves.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Insurer profile: a shipped one's name, or a TOML file.
    #[arg(long, env = "RELAIS_INSURER", default_value = "demo")]
    pub insurer: String,
    /// Folder for the database, the files and the outbox, unless they are set elsewhere.
    #[arg(long, env = "RELAIS_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Database address; SQLite in the data folder when absent.
    #[arg(long, env = "RELAIS_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Connections to PostgreSQL at most.
    #[arg(long, env = "RELAIS_DATABASE_CONNECTIONS", default_value_t = CONNECTIONS, value_parser = clap::value_parser!(u32).range(2..=1_000))]
    pub database_connections: u32,
    /// File with the master key, 64 hexadecimal figures.
    #[arg(long, env = "RELAIS_MASTER_KEY_FILE")]
    pub master_key_file: Option<PathBuf>,
    /// Mail server: `smtps://user:password@host`, or `smtp://user:password@host:587?tls=required` for STARTTLS. Mails land in the data
    /// folder when absent.
    #[arg(long, env = "RELAIS_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// SMS gateway, `https://…`: each SMS is posted there as JSON. SMS land in the data folder when absent.
    #[arg(long, env = "RELAIS_SMS", hide_env_values = true)]
    pub sms: Option<String>,
    /// File with the token that the gateway asks for.
    #[arg(long, env = "RELAIS_SMS_TOKEN_FILE")]
    pub sms_token_file: Option<PathBuf>,
    /// The token itself, where no file holds it.
    #[arg(long, env = "RELAIS_SMS_TOKEN", hide_env_values = true)]
    pub sms_token: Option<String>,
    /// Virus scanner: `off`, or `clamd:HOST:PORT`.
    #[arg(long, env = "RELAIS_ANTIVIRUS", default_value = "off", value_parser = antivirus)]
    pub antivirus: Antivirus,
    /// Address people use, `https://…`, when a proxy stands in front; also that of the links in mails.
    #[arg(long, env = "RELAIS_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Invented members and their sign-ins; refused where real people are.
    #[arg(long)]
    pub demo: bool,
    /// Starts the clock at that time, for demonstrations (RFC 3339).
    #[arg(long)]
    pub clock: Option<Instant>,
}

/// What `serve` needs besides.
#[derive(Args, Clone, Debug)]
pub struct Listening {
    /// Address to listen on. Plain http is for this machine only: anything else needs `--public-url`.
    #[arg(long, env = "RELAIS_LISTEN", default_value_t = SocketAddr::from(([127, 0, 0, 1], DEFAULT_PORT)))]
    pub listen: SocketAddr,
    /// Folder of static files.
    #[arg(long, env = "RELAIS_SITE")]
    pub site: Option<PathBuf>,
}

/// Why a portal does not start; each text is a sentence for the operator and names the setting.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The profile is wrong.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The words are wrong.
    #[error(transparent)]
    Words(#[from] app::words::WordsError),
    /// A setting is refused.
    #[error("{0}")]
    Refused(String),
    /// The database, the files or the key cannot be opened.
    #[error(transparent)]
    Backend(#[from] BackendError),
    /// The demonstration cannot start.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The network or a folder cannot be used.
    #[error("{0}: {1}")]
    Io(String, std::io::Error),
}

fn antivirus(text: &str) -> Result<Antivirus, String> {
    match text.strip_prefix("clamd:") {
        Some(address) if address.contains(':') => Ok(Antivirus::Clamd(address.to_owned())),
        _ if text == "off" => Ok(Antivirus::Off),
        _ => Err("write `off` or `clamd:HOST:PORT`".to_owned()),
    }
}

/// Whether mails travel encrypted to that server: mails hold links that open accounts.
fn is_sealed(smtp: &str) -> bool {
    smtp.starts_with("smtps://") || smtp.split_once('?').is_some_and(|(_, query)| query.split('&').any(|part| part == "tls=required"))
}

fn refused(text: impl Into<String>) -> StartError {
    StartError::Refused(text.into())
}

impl Settings {
    /// Reads the profile, checks every setting against it, opens everything.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub async fn open(&self) -> Result<(Backend, Arc<Words>), StartError> {
        let profile = profile::load(&self.insurer)?;
        let words = Words::load(&profile)?;
        self.check(&profile)?;
        let mail = match &self.smtp {
            Some(url) => MailArm::smtp(url).map_err(|error| refused(format!("--smtp is no address of a mail server: {error}")))?,
            None => MailArm::Folder(self.data.join("outbox").join("mail")),
        };
        let sms = self.sms_arm()?;
        std::fs::create_dir_all(&self.data).map_err(|e| StartError::Io(format!("--data {}", self.data.display()), e))?;
        let key_file = self.master_key_file.clone().unwrap_or_else(|| self.data.join("master.key"));
        let database = self.database.clone().map_or_else(|| DatabaseUrl::in_folder(&self.data), DatabaseUrl::new);
        let options = Options {
            database: database.with_connections(self.database_connections),
            files: Files::in_folder(&self.data.join("files"))?,
            spool: self.data.join("spool"),
            master_key: Key::from_file(&key_file, self.demo)?,
            clock: self.clock.map_or(Clock::Real, Clock::starting_at),
            mail,
            sms,
            antivirus: self.antivirus.clone(),
            drawer: std::env::current_exe().map_err(|error| StartError::Io("the program itself".to_owned(), error))?,
            profile: Arc::new(profile),
            public_url: self.public_url.clone(),
        };
        let backend = Backend::open(options).await?;
        if self.demo {
            backend.load_demo().await?;
        } else if backend.is_demo().await? {
            return Err(refused("this database holds demo data: start with --demo, or with another --data folder or --database"));
        }
        Ok((backend, Arc::new(words)))
    }

    /// Where SMS go: to the gateway with its token, or into the data folder.
    fn sms_arm(&self) -> Result<SmsArm, StartError> {
        let Some(address) = &self.sms else { return Ok(SmsArm::Folder(self.data.join("outbox").join("sms"))) };
        let token = match (&self.sms_token_file, &self.sms_token) {
            (Some(file), _) => {
                std::fs::read_to_string(file).map_err(|error| StartError::Io(format!("--sms-token-file {}", file.display()), error))?
            }
            (None, Some(token)) => token.clone(),
            (None, None) => {
                return Err(refused("--sms-token-file is missing: name the file with the token that the gateway of --sms asks for"));
            }
        };
        SmsArm::gateway(address, token.trim(), PATIENCE).map_err(|error| refused(format!("--sms cannot be used: {error}")))
    }

    /// The address to tell people, of a portal that listens on that port of this machine.
    pub fn address(&self, port: u16) -> String {
        self.public_url.as_ref().map_or_else(|| format!("http://localhost:{port}"), |url| url.trim_end_matches('/').to_owned())
    }

    fn check(&self, profile: &Profile) -> Result<(), StartError> {
        if self.public_url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
            return Err(refused("--public-url must begin with https://"));
        }
        if self.clock.is_some() && !self.demo {
            return Err(refused("--clock is refused without --demo: real claims live in real time"));
        }
        if profile.production && self.demo {
            return Err(refused("--demo is refused: the profile has `production = true`"));
        }
        if profile.production && self.smtp.is_none() {
            return Err(refused("the folder arm of mail is refused: the profile has `production = true`; name a mail server with --smtp"));
        }
        if profile.production && !self.smtp.as_deref().is_some_and(is_sealed) {
            return Err(refused(
                "--smtp without encryption is refused: the profile has `production = true`; write smtps://… or …?tls=required",
            ));
        }
        if profile.production && self.sms.is_none() {
            return Err(refused("the folder arm of SMS is refused: the profile has `production = true`; name a gateway with --sms"));
        }
        if profile.production && !self.sms.as_deref().is_some_and(|address| address.starts_with("https://")) {
            return Err(refused("--sms without encryption is refused: the profile has `production = true`; write https://…"));
        }
        if self.master_key_file.is_none() && !self.demo && !self.data.join("master.key").exists() {
            return Err(refused("--master-key-file is missing: name the file with the master key (64 hexadecimal figures), or use --demo"));
        }
        Ok(())
    }
}

impl Listening {
    /// Plain http leaves this machine only behind a proxy that adds https: session cookies are for secure origins.
    ///
    /// # Errors
    /// When the address is not this machine's and no https address is set.
    pub fn check(&self, settings: &Settings) -> Result<(), StartError> {
        if settings.public_url.is_none() && !self.listen.ip().is_loopback() {
            return Err(refused("--listen on an address others can reach needs --public-url https://…: sign-in works on https only"));
        }
        Ok(())
    }

    /// The folder of static files: the one named, else `site` beside the program.
    pub fn site_folder(&self) -> PathBuf {
        let beside = || std::env::current_exe().ok().and_then(|exe| exe.parent().map(|p| p.join("site")));
        let built = std::env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
        self.site.clone().or_else(|| beside().filter(|p| p.exists())).or(built).unwrap_or_else(|| PathBuf::from("site"))
    }
}
