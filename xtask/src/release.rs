//! `cargo xtask release`: builds the server and the compressed site, and lays out the folder that is copied to a server.

use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::Step;
use crate::setup::{Need, setup};
use crate::side::{LIGHT, NATIVE, QUICK};
use crate::stamp::Stamp;
use crate::weight;

/// Makes `target/relais`: the program and its `site` folder.
///
/// # Errors
/// When set-up, build or copying fails, or the browser's files are too heavy.
pub fn release(place: &Place) -> Outcome {
    setup(place, Need::Serve)?;
    let profile = env::var("RELAIS_PROFILE").unwrap_or_else(|_| LIGHT.to_owned());
    build(place, &profile, &[])?;
    weight::check(place)?;
    let folder = folder(place);
    assemble(place, &profile, &folder).map_err(Stop::because(format!("{} cannot be laid out", folder.display())))?;
    println!("\n{} is ready (profile {profile}):\n  {}/relais serve --help", folder.display(), folder.display());
    if profile == LIGHT {
        println!("For a server under load, RELAIS_PROFILE=release builds a faster program (some 20 min more on two cores).");
    }
    Ok(())
}

/// The released folder.
pub fn folder(place: &Place) -> PathBuf {
    place.root.join("target/relais")
}

/// The server program of the light release, as the browser tests use it.
pub fn light_server(place: &Place) -> PathBuf {
    place.server(LIGHT)
}

/// Builds what the browser tests run on: the program of the other tests, and the site.
///
/// # Errors
/// When the build fails.
pub fn build_light(place: &Place) -> Outcome {
    build(place, LIGHT, &QUICK)
}

/// Server and site side by side: each has a target folder of its own, and the last step of the site's build uses one core only.
fn build(place: &Place, profile: &str, more: &[&str]) -> Outcome {
    let site = Step { name: "site", what: "building the islands and the style, compressed", usual: "4 min the first time, then 1 min" };
    let server = Step {
        name: "server",
        what: &format!("building the server with profile {profile}"),
        usual: "20 min the first time, then up to 3 min, nothing after the tests",
    };
    // The packages and features of the tests: what they built is not built again.
    let mut of_server = NATIVE.cargo(place, &["build", "--bin=relais", "--profile", profile]);
    of_server.args(more);
    let mut of_site = place.cargo(["leptos", "build", "--release", "--precompress", "--frontend-only"]);
    of_site.env("CARGO_ENCODED_RUSTFLAGS", named_by_crate());
    let stamp = Stamp::of_site(place).map_err(Stop::because("what the site is built from cannot be read"))?;
    if stamp.holds() {
        println!("The site is built: nothing that it is made from has changed.");
        return server.run(place, of_server).map(|_| ());
    }
    thread::scope(|scope| {
        let beside = scope.spawn(|| site.run(place, of_site));
        let built = server.run(place, of_server);
        let beside = beside.join().unwrap_or_else(|_| Err(Stop::new("the build of the site broke off")));
        built.and(beside).map(|_| ())
    })?;
    stamp.keep().map_err(Stop::because("what the site was built from cannot be kept"))
}

/// Flags under which the bundle names sources by their crate, and not by where they lie: it tells nobody the folders of whoever built it, and
/// weighs the same wherever it is built.
fn named_by_crate() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()).into_iter().flatten().flatten();
    let flags: Vec<_> = registries.map(|registry| format!("--remap-path-prefix={}/=", registry.path().display())).collect();
    flags.join("\u{1f}")
}

fn assemble(place: &Place, profile: &str, folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    copy_folder(&place.site(), &folder.join("site"))?;
    let program = place.server(profile);
    fs::copy(&program, folder.join(program.file_name().unwrap_or_default()))?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
