//! `cargo xtask test`: every check, in the order in which a mistake is found soonest. Stops at the first stage that fails.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::postgres::Cluster;
use crate::run::{Step, human, now};
use crate::setup::{Need, setup};
use crate::side::{BROWSER, LIGHT, NATIVE, QUICK};
use crate::{browser, release, weight};

/// A stage answers the closing lines of its test runner, if it has one.
type Stage = fn(&Place) -> Outcome<Vec<String>>;

/// Those on one line run side by side: the tests wait for disks, the end of the release keeps one core busy.
const STAGES: [&[(&str, Stage)]; 9] = [
    &[("fmt", fmt)],
    &[("clippy", clippy)],
    &[("clippy-wasm", clippy_wasm)],
    &[("doc", doc)],
    &[("deny", deny)],
    &[("machete", machete)],
    &[("sqlite", sqlite)],
    &[("postgres", postgres), ("release", release)],
    &[("browser", browser::test)],
];

/// Runs all stages, or only those named.
///
/// # Errors
/// When a name is unknown, set-up cannot be completed, or a stage fails.
pub fn test(place: &Place, names: &[String]) -> Outcome {
    let known = STAGES.concat();
    if let Some(unknown) = names.iter().find(|name| known.iter().all(|(stage, _)| stage != name)) {
        let known = known.iter().map(|(stage, _)| *stage).collect::<Vec<_>>().join(", ");
        return Err(Stop::new(format!("there is no stage `{unknown}`; the stages are {known}")));
    }
    let started = now();
    let mut times = Vec::new();
    let mut summaries = Vec::new();
    let setting_up: Stage = |place| setup(place, Need::Test).map(|()| Vec::new());
    let outcome = [&[("setup", setting_up)][..]].into_iter().chain(STAGES).try_for_each(|stages| {
        let wanted = stages.iter().filter(|(name, _)| *name == "setup" || names.is_empty() || names.iter().any(|wanted| wanted == name));
        beside(place, wanted.copied().collect(), &mut times).map(|lines| summaries.extend(lines))
    });
    report(&times, started.elapsed(), outcome.is_ok());
    for line in &summaries {
        println!("{line}");
    }
    outcome
}

/// Runs stages side by side to the end of each; answers their closing lines, or the first failure.
fn beside(place: &Place, stages: Vec<(&'static str, Stage)>, times: &mut Vec<(&'static str, Duration)>) -> Outcome<Vec<String>> {
    let ended: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = stages.into_iter().map(|(name, stage)| (name, scope.spawn(move || timed(|| stage(place))))).collect();
        running.into_iter().map(|(name, thread)| (name, thread.join())).collect()
    });
    let mut lines = Ok(Vec::new());
    for (name, thread) in ended {
        let (time, outcome) = thread.unwrap_or_else(|_| (Duration::ZERO, Err(Stop::new(format!("the stage `{name}` broke off")))));
        times.push((name, time));
        lines = lines.and_then(|mut lines: Vec<String>| outcome.map(|more| lines.extend(more)).map(|()| lines));
    }
    lines
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let started = now();
    let outcome = work();
    (started.elapsed(), outcome)
}

fn report(times: &[(&str, Duration)], whole: Duration, passed: bool) {
    println!("\nTime of each stage:");
    for (name, time) in times {
        println!("  {name:<14}{:>14}", human(*time));
    }
    println!("  {:<14}{:>14}\n{}\n", "in all", human(whole), if passed { "Every stage passed." } else { "The last stage failed." });
}

fn fmt(place: &Place) -> Outcome<Vec<String>> {
    quiet("fmt", "is the code formatted", "2 s", place, place.cargo(["fmt", "--all", "--check"]))
}

fn clippy(place: &Place) -> Outcome<Vec<String>> {
    let mut command = NATIVE.cargo(place, &["clippy", "--lib", "--bins", "--tests"]);
    command.args(["--", "-D", "warnings"]);
    quiet("clippy", "lints of the server side, warnings refused", "6 min the first time, then under 1 min", place, command)
}

fn clippy_wasm(place: &Place) -> Outcome<Vec<String>> {
    let mut command = BROWSER.cargo(place, &["clippy", "--target", "wasm32-unknown-unknown"]);
    command.args(["--", "-D", "warnings"]);
    quiet("clippy-wasm", "lints of the browser side, warnings refused", "2 min the first time, then under 30 s", place, command)
}

fn doc(place: &Place) -> Outcome<Vec<String>> {
    let mut command = NATIVE.cargo(place, &["doc", "--no-deps"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    quiet("doc", "documentation, warnings refused", "1 min", place, command)
}

fn deny(place: &Place) -> Outcome<Vec<String>> {
    let command = place.cargo(["deny", "--all-features", "check", "licenses", "bans", "sources"]);
    quiet("deny", "licences, banned crates and sources", "5 s", place, command)
}

fn machete(place: &Place) -> Outcome<Vec<String>> {
    quiet("machete", "dependencies that nothing uses", "1 s", place, place.cargo(["machete", "--skip-target-dir"]))
}

fn sqlite(place: &Place) -> Outcome<Vec<String>> {
    let step = Step { name: "sqlite", what: "all tests, on SQLite", usual: "20 min the first time, then 2 to 6 min" };
    nextest(place, &step, tests(place))
}

/// The same packages as on SQLite, so that nothing is built again; only the tests that meet a database are run.
fn postgres(place: &Place) -> Outcome<Vec<String>> {
    let cluster = Cluster::start(place)?;
    let mut command = tests(place);
    command.args(["-E", "binary(=it) | package(=backend)"]).env("RELAIS_TEST_DATABASE", cluster.url());
    let step = Step { name: "postgres", what: "the integration tests again, on PostgreSQL", usual: "3 to 5 min" };
    nextest(place, &step, command)
}

fn release(place: &Place) -> Outcome<Vec<String>> {
    release::build_light(place)?;
    weight::check(place)?;
    Ok(Vec::new())
}

const NEXTEST: [&str; 7] = ["nextest", "run", "--cargo-profile", LIGHT, "--no-fail-fast", "--status-level", "slow"];

/// Runs the tests of the server side: two for each core, as they wait for the disk a good part of the time.
fn tests(place: &Place) -> Command {
    let mut command = NATIVE.cargo(place, &NEXTEST);
    let cores = thread::available_parallelism().map_or(2, usize::from);
    command.args(QUICK).arg(format!("--test-threads={}", 2 * cores)).env("TMPDIR", place.passing());
    command
}

fn nextest(place: &Place, step: &Step<'_>, command: Command) -> Outcome<Vec<String>> {
    Ok(closing_lines(&step.run(place, command)?))
}

/// nextest's own last line: `Summary [   1.234s] 12 tests run: 12 passed, 0 skipped`.
fn closing_lines(said: &str) -> Vec<String> {
    said.lines().map(str::trim).filter(|line| line.starts_with("Summary [")).map(str::to_owned).collect()
}

fn quiet(name: &str, what: &str, usual: &str, place: &Place, command: Command) -> Outcome<Vec<String>> {
    Step { name, what, usual }.run(place, command).map(|_| Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_is_nextests_own() {
        let said = "    PASS [   0.1s] a\n------------\n     Summary [   0.005s] 2 tests run: 2 passed, 1 skipped\n";
        assert_eq!(closing_lines(said), ["Summary [   0.005s] 2 tests run: 2 passed, 1 skipped"]);
    }
}
