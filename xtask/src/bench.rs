//! `cargo xtask bench NAME`: measures the released server on demo data. Figures for people, not tests.

mod cores;
mod demo;
mod desk;
mod http;
mod letter;
mod queue;
mod ratio;
mod sign_in;
mod weasyprint;
mod wizard;

use std::path::PathBuf;
use std::process::Child;
use std::time::Duration;
use std::{env, fs, process, thread};

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::{Step, human, log_file, now, start};
use crate::{postgres, release};

/// How long the server may take to make its demo data and answer.
const PATIENCE: Duration = Duration::from_mins(2);

/// Runs the bench of that name, with `N` rounds of what it measures; that of the queue, with `N` dossiers in it, and
/// that of the letter with `N` documents.
///
/// # Errors
/// When the name is unknown, or the server cannot be built, started or measured.
pub fn bench(place: &Place, arguments: &[String]) -> Outcome {
    let rounds = match arguments.get(1) {
        None => None,
        Some(text) => {
            Some(text.parse().ok().filter(|rounds| *rounds > 0).ok_or_else(|| Stop::new(format!("`{text}` is not a number of rounds")))?)
        }
    };
    match arguments.first().map(String::as_str) {
        Some("wizard") => wizard::run(place, rounds.unwrap_or(200)),
        Some("sign-in") => sign_in::run(place, rounds.unwrap_or(5)),
        Some("queue") => queue::run(place, rounds.unwrap_or(1_000_000)),
        Some("desk") => desk::run(place, rounds.unwrap_or(200)),
        Some("letter") => letter::run(place, rounds.unwrap_or(1_000)),
        Some(other) => Err(Stop::new(format!("there is no bench `{other}`; there are: wizard, sign-in, queue, desk, letter"))),
        None => Err(Stop::new("name a bench: `cargo xtask bench wizard`")),
    }
}

/// A released server with demo data in a temporary folder; both go when it is dropped.
pub struct Server {
    /// `127.0.0.1:PORT`.
    pub address: String,
    child: Child,
    data: PathBuf,
}

impl Server {
    /// Starts the server of `target/relais`, building it when it is not there.
    ///
    /// # Errors
    /// When it cannot be built or does not answer in time.
    pub fn start(place: &Place, insurer: &str) -> Outcome<Self> {
        Self::filled(place, insurer, 0)
    }

    /// The same, with so many invented dossiers in the desk's queue.
    ///
    /// # Errors
    /// As [`Self::start`]; when they cannot be written.
    pub fn filled(place: &Place, insurer: &str, dossiers: usize) -> Outcome<Self> {
        let program = program(place);
        if program.is_file() {
            println!("Measuring {} (`cargo xtask release` builds it anew).", program.display());
        } else {
            release::release(place)?;
        }
        let address = format!("127.0.0.1:{}", postgres::free_port()?);
        let data = env::temp_dir().join(format!("relais-bench-{}", process::id()));
        if dossiers > 0 {
            let mut command = place.command(&program);
            command.args(["demo", "fill", "--demo", "--insurer", insurer, "--count", &dossiers.to_string(), "--data"]).arg(&data);
            let what = format!("writing {dossiers} dossiers");
            Step { name: "bench-fill", what: &what, usual: "3 min for a million" }.run(place, command)?;
        }
        let log = log_file(place, "bench-server")?;
        let mut command = place.command(program);
        command.args(["serve", "--demo", "--insurer", insurer, "--listen", &address, "--data"]).arg(&data);
        let mut server = Self { address, child: start(&mut command, &log)?, data };
        server.wait_until_ready().map_err(Stop::because(format!("the server is not ready (see {})", log.display())))?;
        Ok(server)
    }

    /// The memory it holds, in kibibytes, where the system tells it (`/proc`).
    pub fn memory(&self) -> Option<u32> {
        resident(&fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?)
    }

    fn wait_until_ready(&mut self) -> Outcome {
        let started = now();
        while started.elapsed() < PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Stop::new(format!("it ended at once, {status}")));
            }
            let answer = http::Client::connect(&self.address).and_then(|mut client| client.get("/healthz"));
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err(Stop::new(format!("/healthz did not answer 200 within {}", human(PATIENCE))))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}

/// `VmRSS:     81234 kB`, in a process's state.
fn resident(state: &str) -> Option<u32> {
    let line = state.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The released program.
pub fn program(place: &Place) -> PathBuf {
    release::folder(place).join(format!("relais{}", env::consts::EXE_SUFFIX))
}

/// What was measured on one thing, in order of size.
pub struct Series {
    /// What was measured.
    pub name: String,
    sorted: Vec<f64>,
}

impl Series {
    /// Takes the measures in any order.
    pub fn new(name: impl Into<String>, mut measures: Vec<f64>) -> Self {
        measures.sort_by(f64::total_cmp);
        Self { name: name.into(), sorted: measures }
    }

    /// The measure that `percent` of all do not pass (nearest rank).
    pub fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.sorted.len() * percent).div_ceil(100).max(1);
        self.sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
    }
}

/// Prints the series, which are milliseconds, as a table and keeps them in `target/bench/NAME.json`.
///
/// # Errors
/// When the file cannot be written.
pub fn report(place: &Place, name: &str, series: &[Series]) -> Outcome {
    println!("\n{:<40}{:>9}{:>9}{:>9}{:>9}{:>9}   (ms)", name, "min", "median", "p95", "p99", "max");
    let mut objects = Vec::with_capacity(series.len());
    for one in series {
        let [min, median, most, p99, max] = [0, 50, 95, 99, 100].map(|percent| one.percentile(percent));
        println!("{:<40}{min:>9.2}{median:>9.2}{most:>9.2}{p99:>9.2}{max:>9.2}", one.name);
        objects.push(format!(
            r#"{{"name": "{}", "rounds": {}, "min_ms": {min:.3}, "median_ms": {median:.3}, "p95_ms": {most:.3}, "p99_ms": {p99:.3}, "max_ms": {max:.3}}}"#,
            one.name,
            one.sorted.len()
        ));
    }
    keep(place, name, &objects)
}

/// Keeps these JSON objects as a list in `target/bench/NAME.json`.
fn keep(place: &Place, name: &str, objects: &[String]) -> Outcome {
    let folder = place.root.join("target/bench");
    let file = folder.join(format!("{name}.json"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, format!("[\n  {}\n]\n", objects.join(",\n  "))))
        .map_err(Stop::because(format!("{} cannot be written", file.display())))?;
    println!("\nKept in {}", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p10_the_memory_of_a_process_is_what_the_system_says() {
        assert_eq!(resident("Name:\trelais\nVmHWM:\t   91000 kB\nVmRSS:\t   81234 kB\nThreads:\t4\n"), Some(81_234));
        assert_eq!(resident("Name:\trelais\n"), None);
    }

    #[test]
    fn percentiles_are_measures_that_were_taken() {
        let series = Series::new("x", (1..=100).rev().map(f64::from).collect());
        assert_eq!([0, 50, 95, 100].map(|percent| series.percentile(percent).to_string()), ["1", "50", "95", "100"]);
    }
}
