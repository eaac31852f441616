//! `cargo xtask test`: every check, in the order in which a mistake is found soonest. Stops at the first stage that fails.

use std::process::Command;
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

const STAGES: [(&str, Stage); 10] = [
    ("fmt", fmt),
    ("clippy", clippy),
    ("clippy-wasm", clippy_wasm),
    ("doc", doc),
    ("deny", deny),
    ("machete", machete),
    ("sqlite", sqlite),
    ("postgres", postgres),
    ("release", release),
    ("browser", browser::test),
];

/// Runs all stages, or only those named.
///
/// # Errors
/// When a name is unknown, set-up cannot be completed, or a stage fails.
pub fn test(place: &Place, names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| STAGES.iter().all(|(stage, _)| stage != name)) {
        let known = STAGES.map(|(stage, _)| stage).join(", ");
        return Err(Stop::new(format!("there is no stage `{unknown}`; the stages are {known}")));
    }
    let mut times = Vec::new();
    let mut summaries = Vec::new();
    let outcome = timed("setup", &mut times, || setup(place, Need::Test)).and_then(|()| {
        for (name, stage) in STAGES {
            if names.is_empty() || names.iter().any(|wanted| wanted == name) {
                let lines = timed(name, &mut times, || stage(place))?;
                summaries.extend(lines);
            }
        }
        Ok(())
    });
    report(&times, outcome.is_ok());
    for line in &summaries {
        println!("{line}");
    }
    outcome
}

fn timed<T>(name: &'static str, times: &mut Vec<(&'static str, Duration)>, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let started = now();
    let outcome = work();
    times.push((name, started.elapsed()));
    outcome
}

fn report(times: &[(&str, Duration)], passed: bool) {
    println!("\nTime of each stage:");
    for (name, time) in times {
        println!("  {name:<14}{:>14}", human(*time));
    }
    let whole = times.iter().map(|(_, time)| *time).sum();
    println!("  {:<14}{:>14}\n{}\n", "in all", human(whole), if passed { "Every stage passed." } else { "The last stage failed." });
}

fn fmt(place: &Place) -> Outcome<Vec<String>> {
    quiet("fmt", "is the code formatted", "2 s", place, place.cargo(["fmt", "--all", "--check"]))
}

fn clippy(place: &Place) -> Outcome<Vec<String>> {
    let mut command = NATIVE.cargo(place, &["clippy", "--all-targets"]);
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
    let step = Step { name: "sqlite", what: "all tests, on SQLite", usual: "20 min the first time, then 2 to 4 min" };
    nextest(place, &step, tests(place))
}

/// The same packages as on SQLite, so that nothing is built again; only the tests that meet a database are run.
fn postgres(place: &Place) -> Outcome<Vec<String>> {
    let cluster = Cluster::start(place)?;
    let mut command = tests(place);
    command.args(["-E", "binary(=it) | package(=backend)"]).env("RELAIS_TEST_DATABASE", cluster.url());
    let step = Step { name: "postgres", what: "the integration tests again, on PostgreSQL", usual: "1 to 3 min" };
    nextest(place, &step, command)
}

fn release(place: &Place) -> Outcome<Vec<String>> {
    release::build_light(place)?;
    weight::check(place)?;
    Ok(Vec::new())
}

const NEXTEST: [&str; 7] = ["nextest", "run", "--cargo-profile", LIGHT, "--no-fail-fast", "--status-level", "slow"];

/// Runs the tests of the server side.
fn tests(place: &Place) -> Command {
    let mut command = NATIVE.cargo(place, &NEXTEST);
    command.args(QUICK);
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
