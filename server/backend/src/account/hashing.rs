//! Where passwords are hashed. It takes a whole core for 40 ms, so it has threads of its own, as many as there are cores and never those
//! that answer requests; they give way to these, so that pages come in time during a storm of sign-ins (P9).
use crate::BackendError;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZero;
use tokio::sync::oneshot;

/// How much they give way: about a tenth of a core each where there is other work for all, everything else where there is none.
const NICENESS: i32 = 10;

/// Threads for hashing.
#[derive(Debug)]
pub(crate) struct Hashing(ThreadPool);

impl Hashing {
    /// Begins the threads.
    ///
    /// # Errors
    /// When the machine gives none.
    pub(crate) fn begin() -> Result<Self, BackendError> {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = ThreadPoolBuilder::new().num_threads(cores).thread_name(|at| format!("hashing-{at}")).start_handler(|_| give_way());
        // Whoever waits for what broke off learns of it; the others go on.
        threads.panic_handler(|_| tracing::error!("hashing broke off")).build().map(Self).map_err(BackendError::broken)
    }

    /// Does the work when its turn has come, in the order of asking; not at all for whoever waits no longer.
    ///
    /// # Errors
    /// When the work breaks off.
    pub(crate) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, BackendError> {
        let (done, told) = oneshot::channel();
        self.0.spawn_fifo(move || {
            if !done.is_closed() {
                drop(done.send(work()));
            }
        });
        told.await.map_err(BackendError::broken)
    }
}

/// On Linux a priority is a thread's; elsewhere it would be the whole server's.
#[cfg(target_os = "linux")]
fn give_way() {
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::warn!(%error, "hashing has the priority of everything else");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

#[cfg(test)]
mod tests {
    use super::{Hashing, NICENESS};

    #[tokio::test]
    async fn p9_hashing_has_threads_of_its_own_that_give_way() {
        let hashing = Hashing::begin().unwrap();
        let name = hashing.run(|| std::thread::current().name().map(str::to_owned)).await.unwrap().unwrap();
        assert!(name.starts_with("hashing-"), "{name}");
        if cfg!(target_os = "linux") {
            let priority = || rustix::process::getpriority_process(None).unwrap();
            let own = priority();
            assert_eq!(hashing.run(priority).await.unwrap(), NICENESS);
            assert_eq!(priority(), own, "whoever asks keeps theirs");
            assert!(own < NICENESS, "run this with a priority that leaves room: {own}");
        }
    }

    #[tokio::test]
    async fn p9_what_breaks_off_is_told_and_the_next_is_done() {
        let hashing = Hashing::begin().unwrap();
        assert!(hashing.run::<()>(|| panic!("as a test")).await.is_err());
        assert_eq!(hashing.run(|| 7).await.unwrap(), 7);
    }
}
