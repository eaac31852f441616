//! The browser tests: Playwright drives the system's Chromium against the released server.

use std::env;
use std::path::{Path, PathBuf};

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::release;
use crate::run::Step;

/// Debian's Chromium without a window: the name of its package and of its program.
pub const HEADLESS: &str = "chromium-headless-shell";
const CHOSEN: &str = "RELAIS_CHROMIUM";

/// The browser to drive: `RELAIS_CHROMIUM`, else the system's, rather the one that draws no window.
pub fn chromium(place: &Place) -> Option<PathBuf> {
    if let Some(named) = env::var_os(CHOSEN).filter(|value| !value.is_empty()) {
        return Some(PathBuf::from(named)).filter(|file| file.is_file());
    }
    [HEADLESS, "chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| place.which(name))
}

/// Whether that browser, found and not chosen, draws windows: the tests take nearly twice as long with it.
pub fn is_slow(browser: &Path) -> bool {
    env::var_os(CHOSEN).is_none() && !browser.ends_with(HEADLESS)
}

/// Runs the browser tests on what the release stage built; answers Playwright's own closing lines.
///
/// # Errors
/// When there is no browser or no released build, or a test fails.
pub fn test(place: &Place) -> Outcome<Vec<String>> {
    let chromium = chromium(place).ok_or_else(|| Stop::new("there is no Chromium: install it, or set RELAIS_CHROMIUM to its file"))?;
    let server = release::light_server(place);
    let site = place.site();
    if !server.is_file() || !site.join("pkg/relais.wasm.br").is_file() {
        return Err(Stop::new("the browser tests need the released build: run `cargo xtask test release browser`"));
    }
    let mut command = place.command("playwright");
    command.current_dir(place.end2end()).arg("test");
    command.env("RELAIS_BIN", server).env("RELAIS_SITE", site).env(CHOSEN, chromium).env("TMPDIR", place.passing());
    let step = Step { name: "browser", what: "every journey in Chromium, four ways", usual: "8 to 11 min" };
    Ok(closing_lines(&step.run(place, command)?))
}

/// Playwright's last lines: `12 passed (5.3s)`, and before it `1 flaky`, `3 skipped` and the like.
fn closing_lines(said: &str) -> Vec<String> {
    const KINDS: [&str; 6] = ["passed", "failed", "flaky", "skipped", "did not run", "interrupted"];
    let tells = |line: &&str| {
        line.split_once(' ').is_some_and(|(count, rest)| count.parse::<u32>().is_ok() && KINDS.iter().any(|kind| rest.starts_with(kind)))
    };
    said.lines().map(str::trim).filter(tells).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_are_playwrights_own() {
        let said = "Running 4 tests using 2 workers\n[1/4] a.spec.ts\n  1 flaky\n    a.spec.ts:3:1 › S-1 12 passed\n  3 passed (5.3s)\n";
        assert_eq!(closing_lines(said), ["1 flaky", "3 passed (5.3s)"]);
    }
}
