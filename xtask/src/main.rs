//! The project's commands: `cargo xtask setup | serve | test | release | bench`.
//! Each does the set-up it needs, says what it does, and is safe to repeat. Standard library only, but for what a
//! bench compares with, so that it starts at once.

mod bench;
mod browser;
mod outcome;
mod place;
mod postgres;
mod release;
mod run;
mod serve;
mod setup;
mod side;
mod stamp;
mod test;
mod weight;

use std::env;
use std::process::ExitCode;

use outcome::{Outcome, Stop};
use place::Place;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [-- ARGS]   set up, build, and serve the demo on http://localhost:3000 (ARGS go to `relais serve`)
  test [STAGE...]   set up and run every check, or only the stages named:
                    fmt clippy clippy-wasm doc deny machete sqlite postgres release browser
  setup             only the set-up of `serve` and `test`: wasm target, pinned tools, npm packages, PostgreSQL, Chromium
  release           build target/relais: the `relais` program and its site/ folder, ready to copy elsewhere
  bench NAME [N]    measure the released server: wizard, sign-in, queue (N: dossiers in it), desk, letter (N: documents)

Settings (environment):
  CARGO_TARGET_DIR  where cargo builds
  RELAIS_TOOLS      where pinned tools are kept (default ~/.cache/relais/tools)
  RELAIS_CHROMIUM   the browser of the browser tests (default: chromium-headless-shell or chromium of the system)
  RELAIS_PROFILE    cargo profile of the released server (default server-light; `release` is slower to build and faster to run)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[String]) -> Outcome {
    let (name, rest) = arguments.split_first().map_or(("help", [].as_slice()), |(name, rest)| (name.as_str(), rest));
    match name {
        "setup" => setup::setup(&Place::find()?, setup::Need::Test).map(|()| println!("Nothing is missing.")),
        "serve" => serve::serve(&Place::find()?, rest),
        "test" => test::test(&Place::find()?, rest),
        "release" => release::release(&Place::find()?),
        "bench" => bench::bench(&Place::find()?, rest),
        "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(Stop::new(format!("there is no command `{other}`.\n\n{USAGE}"))),
    }
}
