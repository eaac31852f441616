//! The two sides that the workspace is built for.

use std::process::Command;

use crate::place::Place;

/// The profile of all tests and of the server that the browser tests drive.
pub const LIGHT: &str = "server-light";
/// For tests, pages are compiled without optimisation: that is most of what a change costs, and they are quick enough.
pub const QUICK: [&str; 4] =
    ["--config", "profile.server-light.package.app.opt-level=0", "--config", "profile.server-light.package.server.opt-level=0"];

/// The packages of the server side, and the feature that makes `app` one of them.
pub const NATIVE: Side = Side { packages: &["server", "backend", "documents", "migration", "domain", "app", "xtask"], features: "app/ssr" };
/// The packages of the browser's side.
pub const BROWSER: Side = Side { packages: &["frontend", "app"], features: "app/hydrate" };

/// `app` is compiled for two sides, which cannot be checked in one go.
pub struct Side {
    packages: &'static [&'static str],
    features: &'static str,
}

impl Side {
    /// A cargo command on these packages.
    pub fn cargo(&self, place: &Place, command: &[&str]) -> Command {
        let mut cargo = place.cargo(command);
        for package in self.packages {
            cargo.args(["-p", package]);
        }
        cargo.args(["--features", self.features]);
        cargo
    }
}
