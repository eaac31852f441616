//! Whether the site is already built: its last steps, which bind and compress the islands, take a minute even where nothing changed.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{fs, io, slice};

use crate::place::Place;

/// What the site is made from, and in what way.
const SOURCES: [&str; 9] = ["app", "frontend", "style", "public", "xtask/src", ".cargo", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

/// What the site is to be built from, as it stood when this was asked.
pub struct Stamp {
    file: PathBuf,
    site: PathBuf,
    sources: u64,
}

impl Stamp {
    /// Of the released site.
    ///
    /// # Errors
    /// When a source cannot be read.
    pub fn of_site(place: &Place) -> io::Result<Self> {
        Self::of(place.site(), &SOURCES.map(|name| place.root.join(name)))
    }

    fn of(site: PathBuf, sources: &[PathBuf]) -> io::Result<Self> {
        Ok(Self { file: site.with_extension("built"), site, sources: sum(sources)? })
    }

    /// Whether the site lies there as it was built from these.
    pub fn holds(&self) -> bool {
        let kept = fs::read_to_string(&self.file);
        kept.is_ok_and(|kept| self.text().is_ok_and(|now| now == kept))
    }

    /// Keeps that the site which lies there now was built from these.
    ///
    /// # Errors
    /// When the site cannot be read or the stamp cannot be written.
    pub fn keep(&self) -> io::Result<()> {
        fs::write(&self.file, self.text()?)
    }

    fn text(&self) -> io::Result<String> {
        Ok(format!("{:016x} {:016x}\n", self.sources, sum(slice::from_ref(&self.site))?))
    }
}

fn sum(paths: &[PathBuf]) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    paths.iter().try_for_each(|path| add(path, &mut hasher))?;
    Ok(hasher.finish())
}

/// Adds the names and the bytes of all files there, in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.file_name().hash(hasher);
    if !path.is_dir() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.len().hash(hasher);
    entries.iter().try_for_each(|entry| add(entry, hasher))
}

#[cfg(test)]
mod tests {
    use super::Stamp;
    use std::{env, fs, process};

    #[test]
    fn a_site_is_built_again_once_a_source_or_the_site_itself_is_another() {
        let folder = env::temp_dir().join(format!("relais-stamp-{}", process::id()));
        for inner in ["style", "site/pkg"] {
            fs::create_dir_all(folder.join(inner)).unwrap();
        }
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write("style/base.css", "a");
        write("site/pkg/relais.css", "a");
        let stamp = || Stamp::of(folder.join("site"), &[folder.join("style")]).unwrap();
        assert!(!stamp().holds(), "it was never built");
        stamp().keep().unwrap();
        assert!(stamp().holds());
        for name in ["style/base.css", "site/pkg/relais.css"] {
            write(name, "b");
            assert!(!stamp().holds(), "{name} changed");
            write(name, "a");
            assert!(stamp().holds(), "{name} is as it was");
        }
        fs::rename(folder.join("style/base.css"), folder.join("style/other.css")).unwrap();
        assert!(!stamp().holds(), "a file has another name");
        fs::remove_dir_all(&folder).unwrap();
    }
}
