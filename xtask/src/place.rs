//! Where things are: the repository, cargo's target folder, the pinned tools; and commands started in that place.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::outcome::{Outcome, Stop};

/// The folders every command works with.
#[derive(Debug, Clone)]
pub struct Place {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder, wherever it was moved to.
    pub target: PathBuf,
    /// Where the pinned tools are installed (their programs are in `bin`).
    pub tools: PathBuf,
    /// PATH of the commands: pinned tools and npm programs first.
    path: OsString,
}

impl Place {
    /// Looks for the repository from the current folder upwards.
    ///
    /// # Errors
    /// When this is not started inside the repository, or there is no home folder to keep tools in.
    pub fn find() -> Outcome<Self> {
        let here = env::current_dir().map_err(Stop::because("the current folder cannot be read"))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or_else(|| Stop::new("run `cargo xtask` inside the Relais repository"))?
            .to_path_buf();
        let tools = match env::var_os("RELAIS_TOOLS") {
            Some(folder) => here.join(folder),
            None => home()?.join(".cache/relais/tools"),
        };
        let first = [tools.join("bin"), root.join("end2end/node_modules/.bin")];
        let then = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(first.into_iter().chain(env::split_paths(&then))).map_err(Stop::because("PATH cannot be extended"))?;
        let target = target_folder(&root);
        Ok(Self { root, target, tools, path })
    }

    /// The folder of the built site (`site-root` in Cargo.toml: inside the repository wherever the target folder is).
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// The server program built with `profile`.
    pub fn server(&self, profile: &str) -> PathBuf {
        let folder = if profile == "dev" { "debug" } else { profile };
        self.target.join(folder).join(format!("relais{}", env::consts::EXE_SUFFIX))
    }

    /// Where tests keep what is gone with them: in memory where the machine lends some of it, as thousands of small files are made and
    /// removed, which takes a disk longer than the tests themselves; or where `TMPDIR` says.
    pub fn passing(&self) -> PathBuf {
        let memory = Path::new("/dev/shm");
        let free = self.answer("df", &["--output=avail", "-k", "/dev/shm"]);
        let free = free.and_then(|told| told.lines().last()?.trim().parse::<u64>().ok()).unwrap_or_default();
        if env::var_os("TMPDIR").is_none() && free > 4_000_000 { memory.to_owned() } else { env::temp_dir() }
    }

    /// The folder of the browser tests.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// A command run at the root, finding the pinned tools, reading nothing from the keyboard.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).stdin(Stdio::null()).env("PATH", &self.path);
        command.env("CARGO_TARGET_DIR", &self.target).env("CARGO_TERM_COLOR", "never").env_remove("FORCE_COLOR");
        // What `cargo run` tells about xtask is not meant for others: cargo would see changes, cargo-machete a subcommand's arguments.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text == "CARGO" || ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_"].iter().any(|start| text.starts_with(start)) {
                command.env_remove(&name);
            }
        }
        command
    }

    /// `cargo` with these arguments.
    pub fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// The first program of this name on the commands' PATH.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
    }

    /// What a command prints, trimmed; nothing when it is missing or fails.
    pub fn answer(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
        let output = self.command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

fn home() -> Outcome<PathBuf> {
    env::home_dir().ok_or_else(|| Stop::new("there is no home folder: set RELAIS_TOOLS to a folder where tools may be kept"))
}

/// This program lies in TARGET/PROFILE/, which holds for every way of moving the target folder.
fn target_folder(root: &Path) -> PathBuf {
    let program = env::current_exe().ok();
    program.as_deref().and_then(|file| file.parent()?.parent()).map_or_else(|| root.join("target"), Path::to_path_buf)
}
