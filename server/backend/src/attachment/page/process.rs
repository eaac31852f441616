//! The process that draws, from both sides: the file goes in by its standard input, the picture comes out by its standard output.
use super::{draw::draw, limits};
use crate::{Backend, BackendError};
use domain::attachment::{FileType, View};
use std::{
    io::{Read, Write},
    process::{ExitStatus, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
};

/// The word with which the program is called to draw; kind of file, page, width and degrees follow it.
pub const COMMAND: &str = "page-image";
/// How long it is waited for; what it may work is less ([`limits`]).
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest file that it reads, and the largest picture that is taken from it, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// What the process does: draws the page that the arguments name of the file on standard input. Whether it could.
pub fn run(arguments: &[String]) -> bool {
    limits::set().is_ok() && draw_asked(arguments).is_some()
}

fn draw_asked(arguments: &[String]) -> Option<()> {
    let [kind, page, width, degrees] = arguments else { return None };
    let (kind, view) = (FileType::of_extension(kind)?, View::read(page, width, degrees)?);
    let mut file = Vec::new();
    std::io::stdin().lock().take(MAX_BYTES).read_to_end(&mut file).ok()?;
    let picture = draw(file, kind, view)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&picture).and_then(|()| out.flush()).ok()
}

impl Backend {
    /// A JPEG of a page of a file, as it is looked at; `None` when there is no such page, when it cannot be drawn, and when that takes too
    /// much time or memory.
    ///
    /// # Errors
    /// When no process can be started.
    pub(crate) async fn draw_page(&self, file: &[u8], kind: FileType, view: View) -> Result<Option<Vec<u8>>, BackendError> {
        let _turn = self.inner.drawing.acquire().await.map_err(BackendError::broken)?;
        let asked = [view.page.to_string(), view.width().to_string(), view.degrees().to_string()];
        let mut command = Command::new(&self.inner.drawer);
        command.arg(COMMAND).args(kind.extensions().first()).args(asked).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let child = command.spawn().map_err(BackendError::from_io)?;
        // Given up, it is dropped and thereby ended.
        Ok(tokio::time::timeout(PATIENCE, picture_of(child, file)).await.ok().flatten())
    }
}

/// What the process draws of the file; `None` when it ends in any other way.
async fn picture_of(mut child: Child, file: &[u8]) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    input.write_all(file).await.ok()?;
    drop(input);
    let mut picture = Vec::new();
    output.take(MAX_BYTES).read_to_end(&mut picture).await.ok()?;
    child.wait().await.ok().filter(ExitStatus::success).map(|_| picture)
}
