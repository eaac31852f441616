//! A PostgreSQL cluster for one test run: made in a passing folder, fast instead of durable, gone at the end however the run ends.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio, id};
use std::{env, fs};

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::Step;

/// Waits until its input is closed, which happens when xtask ends in any way, then stops the cluster and removes it.
const GUARD: &str = r#"trap '' INT TERM HUP; read -r _; folder=$1; shift; "$@" >/dev/null 2>&1; rm -rf "$folder""#;

/// The settings of a cluster whose data is thrown away, and whose databases live for a second.
const SETTINGS: &str = "-c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off -c synchronous_commit=off \
                        -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off";

/// A running cluster; dropped, it is stopped and removed.
pub struct Cluster {
    port: u16,
    guard: Child,
    line: Option<ChildStdin>,
}

/// The folder of the newest installed `initdb` and its companions.
pub fn programs() -> Option<PathBuf> {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |folder: &PathBuf| folder.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse::<u32>().ok());
    let packaged = installed.map(|entry| entry.path().join("bin")).filter(|folder| folder.join("initdb").is_file()).max_by_key(version);
    packaged.or_else(|| env::split_paths(&env::var_os("PATH")?).find(|folder| folder.join("initdb").is_file()))
}

impl Cluster {
    /// Makes and starts a cluster on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When PostgreSQL is missing or does not start.
    pub fn start(place: &Place) -> Outcome<Self> {
        let programs =
            programs().ok_or_else(|| Stop::new("install PostgreSQL: `apt-get install -y --no-install-recommends postgresql`"))?;
        let server = Server { programs, user: other_user(place), folder: place.passing().join(format!("relais-postgres-{}", id())) };
        server.make_folder(place)?;
        let port = free_port()?;
        let cluster = server.guarded(place, port)?;
        let initdb = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
        let step = Step { name: "initdb", what: "making a PostgreSQL cluster in a temporary folder", usual: "2 s" };
        step.run(place, server.command(place, "initdb", &initdb))?;
        let options = format!("{SETTINGS} -c port={port} -c unix_socket_directories=");
        let log = server.folder.join("server.log").to_string_lossy().into_owned();
        let step = Step { name: "postgres-start", what: "starting it", usual: "1 s" };
        step.run(place, server.command(place, "pg_ctl", &["start", "-w", "-l", &log, "-o", &options]))?;
        Ok(cluster)
    }

    /// The address tests connect to, as a user who may create databases.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.line.take());
        if let Err(cause) = self.guard.wait() {
            eprintln!("the test cluster may still run: {cause}");
        }
    }
}

/// How to call PostgreSQL's programs for one folder.
struct Server {
    programs: PathBuf,
    /// PostgreSQL refuses to run as root: then it runs as this user.
    user: Option<&'static str>,
    folder: PathBuf,
}

impl Server {
    fn make_folder(&self, place: &Place) -> Outcome {
        fs::create_dir_all(&self.folder).map_err(Stop::because(format!("{} cannot be made", self.folder.display())))?;
        let Some(user) = self.user else { return Ok(()) };
        let folder = self.folder.to_string_lossy();
        place.answer("chown", &[user, &folder]).map(drop).ok_or_else(|| Stop::new(format!("{folder} cannot be given to user {user}")))
    }

    fn command(&self, place: &Place, program: &str, arguments: &[&str]) -> Command {
        let call = self.call(program);
        let mut command = place.command(&call[0]);
        // In a folder its user may enter: PostgreSQL complains about one it may not.
        command.args(&call[1..]).args(arguments).current_dir(&self.folder);
        command
    }

    fn call(&self, program: &str) -> Vec<PathBuf> {
        let as_user = self.user.map(|user| ["runuser", "-u", user, "--"].map(PathBuf::from));
        let data = [self.programs.join(program), PathBuf::from("-D"), self.folder.join("data")];
        as_user.into_iter().flatten().chain(data).collect()
    }

    fn guarded(&self, place: &Place, port: u16) -> Outcome<Cluster> {
        let mut command = place.command("sh");
        command.args(["-c", GUARD, "sh"]).arg(&self.folder).args(self.call("pg_ctl")).args(["-m", "immediate", "-w", "stop"]);
        let spawned = command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut guard = spawned.map_err(Stop::because("`sh` cannot be started"))?;
        let line = guard.stdin.take();
        Ok(Cluster { port, guard, line })
    }
}

fn other_user(place: &Place) -> Option<&'static str> {
    if place.answer("id", &["-u"]).as_deref() != Some("0") {
        return None;
    }
    Some(if place.answer("id", &["-u", "postgres"]).is_some() { "postgres" } else { "nobody" })
}

/// A port that was free a moment ago.
///
/// # Errors
/// When this machine has no loopback address.
pub fn free_port() -> Outcome<u16> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(Stop::because("no free port on 127.0.0.1"))
}
