//! Set-up: what a clean machine lacks is installed, what is there is left alone. Every step says what it does.

use std::fs;
use std::path::Path;

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::Step;
use crate::{browser, postgres};

/// What the set-up is for: each needs what the one before needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Build and serve.
    Serve,
    /// Run every check.
    Test,
}

/// A program from crates.io, in the one version that is known to work here.
struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// Arguments of `cargo install` besides name, version and folder.
    arguments: &'a [&'a str],
    usual: &'a str,
}

/// 0.3.11 asks for a newer compiler; `no_downloads`: its helpers are the ones installed here.
const CARGO_LEPTOS: Tool<'_> = Tool {
    package: "cargo-leptos",
    program: "cargo-leptos",
    version: "0.3.10",
    arguments: &["--locked", "--features", "no_downloads"],
    usual: "12 min, once",
};
const NEXTEST: Tool<'_> =
    Tool { package: "cargo-nextest", program: "cargo-nextest", version: "0.9.143", arguments: &["--locked"], usual: "6 min, once" };
const CARGO_DENY: Tool<'_> =
    Tool { package: "cargo-deny", program: "cargo-deny", version: "0.20.2", arguments: &["--locked"], usual: "4 min, once" };
const CARGO_MACHETE: Tool<'_> =
    Tool { package: "cargo-machete", program: "cargo-machete", version: "0.9.2", arguments: &["--locked"], usual: "1 min, once" };

/// Installs whatever is missing.
///
/// # Errors
/// When something is missing that cannot be installed from here: the sentence says how to.
pub fn setup(place: &Place, need: Need) -> Outcome {
    compiler(place)?;
    wasm_target(place)?;
    let bindgen = locked_version(&place.root.join("Cargo.lock"), "wasm-bindgen")?;
    CARGO_LEPTOS.install(place)?;
    // Not --locked: its own lock file names a crate that is no longer served everywhere.
    Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: &bindgen, arguments: &[], usual: "3 min, once" }
        .install(place)?;
    npm_packages(place)?;
    if need == Need::Test {
        if place.which(NEXTEST.program).is_none() {
            NEXTEST.install(place)?;
        }
        CARGO_DENY.install(place)?;
        CARGO_MACHETE.install(place)?;
        debian_packages(place)?;
    }
    Ok(())
}

impl Tool<'_> {
    fn install(&self, place: &Place) -> Outcome {
        let told = place.answer(self.program, &["--version"]).unwrap_or_default();
        if told.split_whitespace().any(|word| word == self.version) {
            return Ok(());
        }
        let what = format!("installing {} {} into {}", self.package, self.version, place.tools.display());
        let root = place.tools.to_string_lossy().into_owned();
        if self.arguments.contains(&"--locked") && place.which("cargo-binstall").is_some() {
            let step = Step { name: self.package, what: &format!("{what}, ready-made"), usual: "20 s, once" };
            let binstall = ["binstall", "--no-confirm", "--locked", "--root", &root, "--version", self.version, self.package];
            if step.run(place, place.cargo(binstall)).is_ok() {
                return Ok(());
            }
        }
        let mut command = place.cargo(["install", "--root", &root, "--version", self.version]);
        command.args(self.arguments).arg(self.package);
        // A tool is used for minutes and would be optimised for as long: it is built quickly instead.
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
        command.env("CARGO_TARGET_DIR", place.tools.parent().unwrap_or(&place.tools).join("tools-target"));
        Step { name: self.package, what: &what, usual: self.usual }.run(place, command).map(drop)
    }
}

fn compiler(place: &Place) -> Outcome {
    if ["cc", "gcc", "clang", "cl"].iter().any(|program| place.which(program).is_some()) {
        return Ok(());
    }
    Err(Stop::new("install a C compiler: `apt-get install build-essential` on Debian and Ubuntu, `xcode-select --install` on macOS"))
}

fn wasm_target(place: &Place) -> Outcome {
    let sysroot = place.answer("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    if place.which("rustup").is_none() {
        return Err(Stop::new(
            "this Rust cannot build for the browser: install Rust with rustup (https://rustup.rs), or add wasm32-unknown-unknown to it",
        ));
    }
    let mut command = place.command("rustup");
    command.args(["target", "add", "wasm32-unknown-unknown"]);
    Step { name: "wasm-target", what: "adding the browser target to the Rust toolchain", usual: "20 s, once" }.run(place, command).map(drop)
}

fn npm_packages(place: &Place) -> Outcome {
    let node = place.answer("node", &["--version"]).unwrap_or_default();
    let major = node.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) || place.which("npm").is_none() {
        return Err(Stop::new("install Node.js 20 or newer, with npm (https://nodejs.org): it carries wasm-opt and the browser tests"));
    }
    let folder = place.end2end();
    let modified = |file: &str| fs::metadata(folder.join(file)).and_then(|data| data.modified()).ok();
    if modified("node_modules/.package-lock.json").is_some_and(|installed| Some(installed) >= modified("package-lock.json")) {
        return Ok(());
    }
    let mut command = place.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Step { name: "npm", what: "installing the npm packages of end2end", usual: "5 to 30 s" }.run(place, command).map(drop)
}

/// PostgreSQL and a browser come from the system: installed when this may be done, else asked for.
fn debian_packages(place: &Place) -> Outcome {
    const INSTALL: &str = "apt-get install -y --no-install-recommends";
    let may = place.answer("id", &["-u"]).as_deref() == Some("0") && place.which("apt-get").is_some();
    let mut missing = Vec::new();
    if postgres::programs().is_none() {
        missing.push(format!("{INSTALL} postgresql"));
    }
    // Ubuntu has only the Chromium that draws a window.
    let browser = format!("({INSTALL} {HEADLESS} || {INSTALL} chromium)", HEADLESS = browser::HEADLESS);
    match browser::chromium(place) {
        None => missing.push(browser),
        Some(slow) if may && browser::is_slow(&slow) && place.answer("apt-cache", &["show", browser::HEADLESS]).is_some() => {
            missing.push(browser);
        }
        Some(_) => {}
    }
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get update && {}", missing.join(" && "));
    if !may {
        return Err(Stop::new(format!("the tests need PostgreSQL and Chromium: run `sudo sh -c '{line}'`, or the like on your system")));
    }
    let mut command = place.command("sh");
    command.args(["-c", &line]).env("DEBIAN_FRONTEND", "noninteractive");
    Step { name: "apt", what: "installing PostgreSQL and Chromium from Debian", usual: "1 to 3 min, once" }.run(place, command)?;
    if postgres::programs().is_none() || browser::chromium(place).is_none() {
        return Err(Stop::new(
            "PostgreSQL or Chromium is still missing after its installation: set RELAIS_CHROMIUM, or look at target/logs/apt.log",
        ));
    }
    Ok(())
}

/// The version of a package in Cargo.lock.
fn locked_version(lock: &Path, package: &str) -> Outcome<String> {
    let text = fs::read_to_string(lock).map_err(Stop::because(format!("{} cannot be read", lock.display())))?;
    version_in(&text, package).ok_or_else(|| Stop::new(format!("Cargo.lock names no {package}")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_one_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "other"), None);
    }
}
