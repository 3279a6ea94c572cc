//! Calls for programs without a runtime of their own.

use std::io;
use std::sync::OnceLock;
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

/// The runtime of all blocking calls, so that they share connections.
static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// What a future comes to. Within another runtime it is waited for on a thread of its own, since a runtime must not be
/// blocked by another.
pub(crate) fn wait<F>(future: F) -> io::Result<F::Output>
where
    F: Future<Output: Send> + Send,
{
    let runtime = runtime()?;
    if Handle::try_current().is_err() {
        return Ok(runtime.block_on(future));
    }
    thread::scope(|scope| scope.spawn(|| runtime.block_on(future)).join())
        .map_err(|_| io::Error::other("the call panicked"))
}

fn runtime() -> io::Result<&'static Runtime> {
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    // One worker, so that connections live on between calls.
    let built = Builder::new_multi_thread().worker_threads(1).thread_name("statusful").enable_all().build()?;
    // Another thread may have been faster. A runtime must not be dropped within another, so this one is told to end.
    if let Err(unused) = RUNTIME.set(built) {
        unused.shutdown_background();
    }
    RUNTIME.get().ok_or_else(|| io::Error::other("the runtime vanished"))
}
