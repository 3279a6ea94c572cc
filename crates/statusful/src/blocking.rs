//! Blocking calls, for programs without an async runtime.

use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::auth::BoxError;
use crate::client::{Client, ClientBuilder};

/// The runtime of all blocking calls, which share connections.
static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// The client for the blocking calls of another client. It has its own connections.
///
/// A connection is driven by the runtime that opened it. If a blocking call used a connection of a runtime whose thread
/// it blocks, it would deadlock.
pub(crate) struct BlockingClient {
    builder: ClientBuilder<Client>,
    client: Mutex<Option<Client>>,
}

impl BlockingClient {
    pub(crate) fn new(builder: ClientBuilder<Client>) -> Self {
        Self { builder, client: Mutex::default() }
    }

    /// Returns the client, which is built for the first call.
    ///
    /// Returns an error within a runtime if the caller provided the HTTP client, because other runtimes may have opened
    /// its connections.
    pub(crate) fn get(&self) -> Result<Client, BoxError> {
        if self.builder.sends_by_callers_own() && Handle::try_current().is_ok() {
            return Err(Box::new(OwnHttpClient));
        }
        let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &*client {
            return Ok(client.clone());
        }
        let built: Client = self.builder.clone().build()?;
        *client = Some(built.clone());
        Ok(built)
    }
}

/// A blocking call within a runtime, with an HTTP client whose connections may belong to that runtime.
#[derive(Debug)]
struct OwnHttpClient;

impl std::fmt::Display for OwnHttpClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("within a runtime, calls of a client with `http_client` or `service` must be awaited")
    }
}

impl std::error::Error for OwnHttpClient {}

/// Runs a future to completion. Within another runtime, this happens on a separate thread, because a runtime must not
/// block on another.
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
    // One worker thread keeps connections alive between calls.
    let built = Builder::new_multi_thread().worker_threads(1).thread_name("statusful").enable_all().build()?;
    // Another thread may have set it first. A runtime must not be dropped within another, so the unused one is shut
    // down.
    if let Err(unused) = RUNTIME.set(built) {
        unused.shutdown_background();
    }
    RUNTIME.get().ok_or_else(|| io::Error::other("the runtime is missing"))
}
