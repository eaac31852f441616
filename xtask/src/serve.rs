//! `cargo xtask serve`: from a clean clone to a running demo.

use std::process::Command;

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::Step;
use crate::setup::{Need, setup};

/// What the demo is started with; an argument given by hand replaces its own line.
const DEFAULTS: [(&str, Option<&str>); 4] =
    [("--demo", None), ("--insurer", Some("demo")), ("--data", Some("data")), ("--listen", Some("127.0.0.1:3000"))];

/// Sets up, builds, and hands over to the server, which prints its address and the demo sign-ins.
///
/// # Errors
/// When set-up or build fails, or the server ends with an error.
pub fn serve(place: &Place, arguments: &[String]) -> Outcome {
    let given = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    setup(place, Need::Serve)?;
    let step = Step { name: "build", what: "building the server and the islands", usual: "8 min the first time, then under 1 min" };
    step.run(place, place.cargo(["leptos", "build"]))?;
    let mut command = Command::new(place.server("dev"));
    command.current_dir(&place.root).arg("serve").args(with_defaults(given)).env("LEPTOS_SITE_ROOT", place.site());
    hand_over(command)
}

fn with_defaults(given: &[String]) -> Vec<String> {
    let is_given =
        |flag: &str| given.iter().any(|argument| argument == flag || argument.strip_prefix(flag).is_some_and(|rest| rest.starts_with('=')));
    let defaults = DEFAULTS.iter().filter(|(flag, _)| !is_given(flag)).flat_map(|(flag, value)| [Some(*flag), *value]);
    defaults.flatten().map(str::to_owned).chain(given.iter().cloned()).collect()
}

/// The server takes this process' place, so that Ctrl-C and its exit code are its own.
#[cfg(unix)]
fn hand_over(mut command: Command) -> Outcome {
    use std::os::unix::process::CommandExt as _;
    let program = command.get_program().to_string_lossy().into_owned();
    Err(Stop::because(format!("`{program}` cannot be started"))(command.exec()))
}

#[cfg(not(unix))]
fn hand_over(mut command: Command) -> Outcome {
    let status = command.status().map_err(Stop::because("the server cannot be started"))?;
    if status.success() { Ok(()) } else { Err(Stop::new(format!("the server ended: {status}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_given_by_hand_replaces_the_usual_one() {
        let given = ["--insurer=emprunteur".to_owned(), "--listen".to_owned(), "127.0.0.1:4000".to_owned()];
        assert_eq!(with_defaults(&given), ["--demo", "--data", "data", "--insurer=emprunteur", "--listen", "127.0.0.1:4000"]);
    }
}
