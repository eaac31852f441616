//! The weight of what a phone downloads: the one bundle of the islands and the one style sheet, as compressed on disk.
//! Whole pages (HTML and style) are weighed by a browser test.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::outcome::{Outcome, Stop};
use crate::place::Place;

/// What is weighed, its file endings, and what it may weigh: brotli bytes, 1 kB being 1,000.
const LIMITS: [(&str, &[&str], u64); 2] = [("islands (WASM and JS)", &[".wasm.br", ".js.br"], 130_000), ("style", &[".css.br"], 12_000)];

/// Prints the weights and refuses what is over its limit.
///
/// # Errors
/// When a limit is passed, or a file that must be there is not.
pub fn check(place: &Place) -> Outcome {
    let folder = place.site().join("pkg");
    let files = files_below(&folder).map_err(Stop::because(format!("{} cannot be read", folder.display())))?;
    println!("  {:<24}{:>14}{:>14}", "weight", "brotli bytes", "at most");
    let mut over = Vec::new();
    for (name, endings, limit) in LIMITS {
        let parts: Vec<_> =
            files.iter().filter(|(path, _)| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending))).collect();
        let weight: u64 = parts.iter().map(|(_, size)| size).sum();
        println!("  {name:<24}{weight:>14}{limit:>14}");
        if parts.len() < endings.len() {
            return Err(Stop::new(format!(
                "{} lacks a {} file: was the site built with --release --precompress?",
                folder.display(),
                endings.join(" or ")
            )));
        }
        if weight > limit {
            over.push(format!("{name} weighs {weight} bytes, {} over its limit of {limit}", weight - limit));
        }
    }
    if over.is_empty() { Ok(()) } else { Err(Stop::new(over.join("; "))) }
}

fn files_below(folder: &Path) -> io::Result<Vec<(PathBuf, u64)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files_below(&entry.path())?);
        } else {
            found.push((entry.path(), entry.metadata()?.len()));
        }
    }
    Ok(found)
}
