//! The `relais` program.
// Views are deeply nested types: a build that optimises follows them to the end.
#![recursion_limit = "512"]
mod import;
mod members;
mod outbox;
mod record;
mod staff;

use backend::{BackendError, attachment::page, demo, profile};
use clap::{Parser, Subcommand};
use domain::{claim::QueueAsk, day::Day, import::Kind};
use members::MembersCommand;
use record::RecordCommand;
use server::{
    Portal, Site,
    config::{DEFAULT_PORT, Listening, Settings, StartError},
    router, rules, worker,
};
use staff::StaffCommand;
use std::{
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::sync::watch;

/// The open member portal for income-protection, loan and assistance insurance.
#[derive(Parser)]
#[command(version)]
struct Relais {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the portal, and works in the background too.
    Serve {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        listening: Listening,
    },
    /// Works in the background only: messages, clean-up.
    Work {
        #[command(flatten)]
        settings: Settings,
    },
    /// Deletes what is no longer needed, by the profile's `[retention]`, and prints how much; `serve` and `work` do so every hour.
    Purge {
        #[command(flatten)]
        settings: Settings,
        /// Only counts.
        #[arg(long)]
        dry_run: bool,
    },
    /// Puts a legal hold on a dossier: until it is lifted nothing of it is deleted, nor who its member is and what they accepted.
    Hold {
        #[command(flatten)]
        settings: Settings,
        /// Number of the dossier.
        number: String,
        /// Lifts the hold.
        #[arg(long)]
        lift: bool,
    },
    /// Says where messages stand: how many wait, left, are tried again or were given up, and which of them did not leave. Of addresses
    /// it shows a trace only.
    Outbox {
        #[command(flatten)]
        settings: Settings,
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Puts back instead what was written since that day and given up because nobody took it, once that is mended. A link that still
        /// works is made anew; a code, or a link that ended, stays given up.
        #[arg(long, value_name = "DAY", value_parser = outbox::day, conflicts_with = "json")]
        again: Option<Day>,
    },
    /// Brings the database up to date and stops.
    Migrate {
        #[command(flatten)]
        settings: Settings,
    },
    /// Imports a file of employers, members, contracts, enrolments or loans, in that order: UTF-8, commas, one line each. Says of each bad
    /// line where it is and what is wrong, and takes the others; the same file twice changes nothing.
    Import {
        /// What the file holds: employers, members, contracts, enrolments or loans.
        #[arg(value_parser = import::kind)]
        kind: Kind,
        /// The file.
        file: PathBuf,
        /// Only says what would become of it.
        #[arg(long)]
        dry_run: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        settings: Box<Settings>,
    },
    /// Members who were imported: inviting them to choose a password.
    Members {
        #[command(subcommand)]
        command: MembersCommand,
    },
    /// People of the back office: inviting them, their roles, the way out.
    Staff {
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// What is handed out on a lawful request: the audit, the data of one member.
    Record {
        #[command(subcommand)]
        command: RecordCommand,
    },
    /// Demonstrations.
    Demo {
        #[command(subcommand)]
        command: DemoCommand,
    },
    /// Insurer profiles.
    Insurer {
        #[command(subcommand)]
        command: InsurerCommand,
    },
    /// Tries the rules on an insurer's own cases.
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
}

#[derive(Subcommand)]
enum DemoCommand {
    /// Prints the demo sign-ins.
    Accounts {
        /// Insurer profile: a shipped one's name, or a TOML file.
        #[arg(long, default_value = "demo")]
        insurer: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Adds invented dossiers to the desk's queue of a demonstration, to measure it.
    Fill {
        #[command(flatten)]
        settings: Box<Settings>,
        /// How many.
        #[arg(long)]
        count: u32,
    },
    /// Reads pages of the desk's queue as the desk does, and by a prepared statement with the same SQL, by turns. Prints for each page, round
    /// after round, the microseconds that it took in the one way and in the other, at the median.
    Compare {
        #[command(flatten)]
        settings: Box<Settings>,
        /// What the address of a page asks for, such as `statut=in_review&nouveau=1`; once for each page.
        #[arg(long = "ask")]
        asks: Vec<String>,
        /// How many rounds.
        #[arg(long)]
        rounds: u32,
    },
}

#[derive(Subcommand)]
enum InsurerCommand {
    /// Says whether a profile is right, and if not, what is wrong where.
    Check {
        /// Its name or file.
        file: String,
    },
    /// Prints the text of letters of decisions that ships, in Typst: what a profile's own `decisions.letter` begins as.
    Letter,
}

#[derive(Subcommand)]
enum RulesCommand {
    /// Judges the periods of each case; one JSON object a line.
    Periods {
        /// Cases in the format of the golden file.
        file: PathBuf,
        /// Profile whose limits apply where the file names none.
        #[arg(long)]
        insurer: Option<String>,
    },
    /// Judges each password by each policy of the file; one JSON object a line.
    Passwords {
        /// Cases in the format of the golden file.
        file: PathBuf,
        /// Profile whose policy judges a file that names none.
        #[arg(long)]
        insurer: Option<String>,
    },
    /// Reads IBANs, user codes, contract and telephone numbers; one JSON object a line.
    Identifiers {
        /// Cases in the format of the golden file.
        file: PathBuf,
    },
    /// Calculates what each stop pays; one JSON object a line.
    Benefits {
        /// Cases in the format of the golden file.
        file: PathBuf,
        /// Profile whose mode and age limit apply where a case says none.
        #[arg(long)]
        insurer: Option<String>,
    },
}

fn main() -> ExitCode {
    // Before anything is set up: the process that draws a page has nothing but its limits.
    if std::env::args_os().nth(1).is_some_and(|word| word == page::COMMAND) {
        let arguments: Vec<String> = std::env::args().skip(2).collect();
        return if page::run(&arguments) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn,sea_orm_migration=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    match runtime.block_on(run(asked().command)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => failed(&error.to_string()),
    }
}

/// What the command line asks for. `cargo leptos watch` starts the program bare: it means the demonstration.
fn asked() -> Relais {
    let bare = std::env::args_os().len() == 1 && std::env::var_os("LEPTOS_WATCH").is_some();
    if bare { Relais::parse_from(["relais", "serve", "--demo"]) } else { Relais::parse() }
}

fn failed(text: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "relais: {text}");
    ExitCode::FAILURE
}

async fn run(command: Command) -> Result<bool, StartError> {
    match command {
        Command::Serve { settings, listening } => serve(&settings, &listening).await,
        Command::Work { settings } => {
            let told_to_stop = told_to_stop()?;
            let (backend, words) = settings.open().await?;
            let (stop, stopped) = watch::channel(false);
            let work = tokio::spawn(worker::work(backend.clone(), words, settings.address(DEFAULT_PORT), stopped));
            told_to_stop.await;
            let _ = stop.send(true);
            let _ = work.await;
            backend.close().await;
            Ok(true)
        }
        Command::Purge { settings, dry_run } => {
            let (backend, _) = settings.open().await?;
            let purged = backend.purge(dry_run).await?;
            backend.close().await;
            say(&serde_json::to_string(&purged).unwrap_or_default())
        }
        Command::Hold { settings, number, lift } => {
            let (backend, _) = settings.open().await?;
            let outcome = backend.hold_claim(&number, !lift).await;
            backend.close().await;
            match outcome {
                Ok(()) => say(&format!("{number}: {}", if lift { "the hold is lifted" } else { "held" })),
                Err(BackendError::NotFound) => Err(StartError::Refused(format!("{number}: no dossier that was sent has that number"))),
                Err(error) => Err(error.into()),
            }
        }
        Command::Outbox { settings, json, again } => say(&Box::pin(outbox::run(&settings, json, again)).await?),
        Command::Migrate { settings } => {
            settings.open().await?.0.close().await;
            say("the database is up to date")
        }
        Command::Import { kind, file, dry_run, json, settings } => {
            let (told, right) = Box::pin(import::run(&settings, kind, &file, (dry_run, json))).await?;
            say(&told).map(|_| right)
        }
        Command::Members { command } => say(&Box::pin(members::run(command)).await?),
        Command::Staff { command } => say(&Box::pin(staff::run(command)).await?),
        Command::Record { command } => Box::pin(record::run(command)).await,
        Command::Demo { command: DemoCommand::Accounts { insurer, json } } => {
            let accounts = demo::accounts(&profile::load(&insurer)?)?;
            if json {
                return say(&serde_json::to_string_pretty(&accounts).unwrap_or_default());
            }
            accounts.iter().try_for_each(|a| say(&format!("{:<10} {:<18} {}", a.login, a.password, a.kind)).map(|_| ())).map(|()| true)
        }
        Command::Demo { command: DemoCommand::Fill { settings, count } } => {
            let (backend, _) = settings.open().await?;
            let filled = backend.fill_queue(count).await?;
            backend.close().await;
            say(&format!("{filled} dossiers more wait in the queue"))
        }
        Command::Demo { command: DemoCommand::Compare { settings, asks, rounds } } => Box::pin(compare(&settings, &asks, rounds)).await,
        Command::Insurer { command: InsurerCommand::Check { file } } => {
            let profile = profile::load(&file)?;
            app::words::Words::load(&profile)?;
            say(&format!("{file}: right ({}, {})", profile.id, profile.brand))
        }
        Command::Insurer { command: InsurerCommand::Letter } => say(profile::LETTER.trim_end()),
        Command::Rules { command } => try_rules(command),
    }
}

async fn compare(settings: &Settings, asks: &[String], rounds: u32) -> Result<bool, StartError> {
    let (backend, _) = settings.open().await?;
    let asks: Vec<QueueAsk> = asks.iter().map(|ask| QueueAsk::read(ask)).collect();
    let pages = backend.compare_queue(&asks, rounds).await;
    backend.close().await;
    let micros = |time: Duration| time.as_secs_f64() * 1_000_000.0;
    pages?.iter().try_for_each(|page| say(&format!("{:.1} {:.1}", micros(page.orm), micros(page.statement))).map(|_| ())).map(|()| true)
}

fn try_rules(command: RulesCommand) -> Result<bool, StartError> {
    let load = |insurer: Option<String>| insurer.map(|name| profile::load(&name)).transpose();
    let out = &mut std::io::stdout();
    match command {
        RulesCommand::Periods { file, insurer } => {
            let profile = load(insurer)?;
            on_cases(&file, |text| rules::periods(text, profile.as_ref().map(|p| &p.periods), out))
        }
        RulesCommand::Passwords { file, insurer } => {
            let profile = load(insurer)?;
            on_cases(&file, |text| rules::passwords(text, profile.as_ref().map(|p| (p.id.as_str(), &p.password)), out))
        }
        RulesCommand::Identifiers { file } => on_cases(&file, |text| rules::identifiers(text, out)),
        RulesCommand::Benefits { file, insurer } => {
            let profile = load(insurer)?;
            on_cases(&file, |text| rules::benefits(text, profile.as_ref().map(|p| &p.benefits), out))
        }
    }
}

fn on_cases(file: &Path, rules: impl FnOnce(&str) -> std::io::Result<bool>) -> Result<bool, StartError> {
    std::fs::read_to_string(file).and_then(|text| rules(&text)).map_err(|error| StartError::Io(file.display().to_string(), error))
}

fn say(text: &str) -> Result<bool, StartError> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| StartError::Io("standard output".to_owned(), error))?;
    Ok(true)
}

async fn serve(settings: &Settings, listening: &Listening) -> Result<bool, StartError> {
    listening.check(settings)?;
    let told_to_stop = told_to_stop()?;
    let (backend, words) = settings.open().await?;
    backend.empty_spool()?;
    let folder = listening.site_folder();
    let site = Site::read(&folder).map_err(|error| StartError::Io(format!("static files in {}", folder.display()), error))?;
    let named = |error| StartError::Io(format!("--listen {}", listening.listen), error);
    let listener = tokio::net::TcpListener::bind(listening.listen).await.map_err(named)?;
    let bound = listener.local_addr().map_err(named)?;
    let (stop, stopped) = watch::channel(false);
    let address = settings.address(bound.port());
    let work = tokio::spawn(worker::work(backend.clone(), words.clone(), address.clone(), stopped));
    // Whether anybody reads this or not, the portal is served.
    let _ = say(&format!("{} is ready on {}", backend.profile().brand, address));
    if settings.demo {
        for account in demo::accounts(backend.profile())? {
            let _ = say(&format!("  {:<10} {:<18} {}", account.login, account.password, account.kind));
        }
    }
    let portal = Portal { backend: backend.clone(), words, site: Arc::new(site), pace: Arc::default(), stopping: Arc::default() };
    let stopping = Arc::clone(&portal.stopping);
    let told = async move {
        told_to_stop.await;
        stopping.store(true, Ordering::Relaxed);
    };
    let served =
        axum::serve(listener, router(portal).into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(told).await;
    let _ = stop.send(true);
    let _ = work.await;
    backend.close().await;
    served.map_err(named)?;
    Ok(true)
}

/// Ends with Ctrl-C or SIGTERM. Both are heard from this call on, not from the first poll: neither ends the program abruptly.
fn told_to_stop() -> Result<impl Future<Output = ()>, StartError> {
    use tokio::signal::unix::{SignalKind, signal};
    let hear = |kind| signal(kind).map_err(|error| StartError::Io("signals".to_owned(), error));
    let (mut interrupted, mut terminated) = (hear(SignalKind::interrupt())?, hear(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}
