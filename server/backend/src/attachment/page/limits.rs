//! What the process that draws may use. It sets its limits itself, before it reads anything.
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Bytes of memory, the program itself included: enough for a scan of forty million points and its copies.
const MEMORY: u64 = 1 << 30;
/// Seconds of work.
const SECONDS: u64 = 8;

/// Each limit. It opens no file, writes none, and leaves no picture of its memory behind.
const LIMITS: [(Resource, u64); 5] =
    [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Nofile, 0), (Resource::Fsize, 0), (Resource::Core, 0)];

/// Sets them for good.
///
/// # Errors
/// When the system does not let it: then nothing is to be drawn.
pub(super) fn set() -> rustix::io::Result<()> {
    LIMITS.into_iter().try_for_each(|(what, most)| {
        let most = getrlimit(what).maximum.map_or(most, |allowed| allowed.min(most));
        setrlimit(what, Rlimit { current: Some(most), maximum: Some(most) })
    })
}
