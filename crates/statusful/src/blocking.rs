//! Calls for programs without a runtime of their own.

use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::auth::BoxError;
use crate::client::{Client, ClientBuilder};

/// The runtime of all blocking calls, so that they share connections.
static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// The client of the blocking calls of another, with connections of its own.
///
/// A connection lives on the runtime that opened it. If a blocking call used one of a runtime whose thread it blocks, it
/// would wait for itself.
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
    /// A caller's own HTTP client has connections that other runtimes may have opened, so within a runtime that is an
    /// error.
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

/// A blocking call within a runtime, by an HTTP client that may have connections on it.
#[derive(Debug)]
struct OwnHttpClient;

impl std::fmt::Display for OwnHttpClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("within a runtime, a client with `http_client` or `service` can only be awaited")
    }
}

impl std::error::Error for OwnHttpClient {}

/// Runs a future to its end. Within another runtime this happens on a thread of its own, since a runtime must not be
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
