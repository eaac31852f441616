//! Runs one step: says what it does and how long it usually takes, shows that it is alive, keeps its output, shows it when it fails.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{IsTerminal, Read, Seek, SeekFrom, Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// How often a running step is looked at.
const LOOK: Duration = Duration::from_millis(100);
/// How often a step says that it is alive where there is no terminal.
const SIGN_OF_LIFE: Duration = Duration::from_mins(1);
/// How much of a failed step's output is shown at most, in bytes: the end of it.
const SHOWN: usize = 60_000;

/// What is told of a step before it starts.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Short name: also the name of the file its output is kept in.
    pub name: &'a str,
    /// What it does, in a few words.
    pub what: &'a str,
    /// How long it usually takes.
    pub usual: &'a str,
}

impl Step<'_> {
    /// Runs the command to its end and answers what it printed.
    ///
    /// # Errors
    /// When it cannot be started or fails; its output has then been shown.
    pub fn run(&self, place: &Place, mut command: Command) -> Outcome<String> {
        println!("> {}: {} (usually {})", self.name, self.what, self.usual);
        let log = log_file(place, self.name)?;
        let started = now();
        let child = start(&mut command, &log)?;
        let status = watch(child, &log, started).map_err(Stop::because(format!("`{}` could not be followed", self.name)))?;
        let said = read_lossy(&log);
        if status.success() {
            println!("  done in {}", human(started.elapsed()));
            return Ok(said);
        }
        println!("{}", end_of(&said));
        Err(Stop::new(format!("{} failed after {} ({status}); its output is in {}", self.name, human(started.elapsed()), log.display())))
    }
}

/// The file that keeps the output of a step or of a server.
///
/// # Errors
/// When the folder cannot be made.
pub fn log_file(place: &Place, name: &str) -> Outcome<PathBuf> {
    let folder = place.root.join("target/logs");
    fs::create_dir_all(&folder).map_err(Stop::because(format!("{} cannot be made", folder.display())))?;
    Ok(folder.join(format!("{name}.log")))
}

/// Starts a command whose whole output goes to `log`.
///
/// # Errors
/// When the file cannot be written or the program cannot be started.
pub fn start(command: &mut Command, log: &Path) -> Outcome<Child> {
    let cannot_write = || Stop::because(format!("{} cannot be written", log.display()));
    let output = File::create(log).map_err(cannot_write())?;
    let errors = output.try_clone().map_err(cannot_write())?;
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdout(output).stderr(errors).spawn().map_err(Stop::because(format!("`{program}` cannot be started")))
}

/// The moment, for telling a person how long something took.
#[expect(clippy::disallowed_methods, reason = "durations are shown to a person, nothing is decided by them")]
pub fn now() -> Instant {
    Instant::now()
}

/// A duration as a person says it.
pub fn human(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, 0..10) => format!("{:.1} s", time.as_secs_f64()),
        (0, _) => format!("{seconds} s"),
        (minutes, rest) => format!("{minutes} min {rest:02} s"),
    }
}

fn watch(mut child: Child, log: &Path, started: Instant) -> std::io::Result<ExitStatus> {
    let terminal = stdout().is_terminal();
    let every = if terminal { Duration::from_secs(1) } else { SIGN_OF_LIFE };
    let mut next = every;
    loop {
        if let Some(status) = child.try_wait()? {
            if terminal {
                print!("\r\x1b[K");
                stdout().flush()?;
            }
            return Ok(status);
        }
        if started.elapsed() >= next {
            next += every;
            let line = format!("  {} {}", human(started.elapsed()), last_line(log));
            if terminal {
                print!("\r\x1b[K{line}");
                stdout().flush()?;
            } else {
                println!("{line}");
            }
        }
        thread::sleep(LOOK);
    }
}

/// The last line written so far, cut to fit on a line.
fn last_line(log: &Path) -> String {
    let mut tail = Vec::new();
    let read = File::open(log).and_then(|mut file| {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(400)))?;
        file.read_to_end(&mut tail)
    });
    match read {
        Ok(_) => String::from_utf8_lossy(&tail).trim_end().lines().last().unwrap_or_default().trim().chars().take(70).collect(),
        Err(_) => String::new(),
    }
}

fn read_lossy(log: &Path) -> String {
    fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// The end of a long output, from the start of a line.
fn end_of(said: &str) -> String {
    let Some(cut) = said.len().checked_sub(SHOWN).filter(|cut| *cut > 0) else { return said.to_owned() };
    let cut = said.bytes().enumerate().skip(cut).find(|(_, byte)| *byte == b'\n').map_or(0, |(at, _)| at + 1);
    let mut shown = String::new();
    let _ = writeln!(shown, "[the first {cut} bytes are left out]");
    shown.push_str(&said[cut..]);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_as_a_person_says_them() {
        assert_eq!(human(Duration::from_millis(1_234)), "1.2 s");
        assert_eq!(human(Duration::from_secs(59)), "59 s");
        assert_eq!(human(Duration::from_secs(61)), "1 min 01 s");
    }

    #[test]
    fn a_long_output_is_cut_at_the_start_of_a_line() {
        let said = "é\n".repeat(SHOWN);
        let shown = end_of(&said);
        assert!(shown.starts_with("[the first "));
        assert!(shown.len() <= SHOWN + 60);
        assert_eq!(end_of("short"), "short");
    }
}
