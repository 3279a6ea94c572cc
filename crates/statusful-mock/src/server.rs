//! A mock that runs.

use std::net::SocketAddr;
use std::time::Duration;
use std::{fmt, io};

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::{Fault, Handle, MockError, Received};

/// A mock that runs until this is dropped. It takes no more requests then; those that are being answered still are.
pub struct Server {
    address: SocketAddr,
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<io::Result<()>>,
}

impl Server {
    pub(crate) fn new(listener: TcpListener, router: Router, handle: Handle) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        // Whether it is told to stop or its sender is gone, it is over.
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move { drop(stopped.await) });
        let task = tokio::spawn(serving.into_future());
        Ok(Self { address, handle, stop: Some(stop), task })
    }

    /// Its URL, such as `http://127.0.0.1:41234`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What can be given to others while it runs.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// What was received: [`Handle::received`].
    pub fn received(&self) -> Vec<Received> {
        self.handle.received()
    }

    /// What was received for an operation: [`Handle::received_by`].
    pub fn received_by(&self, operation: &str) -> Vec<Received> {
        self.handle.received_by(operation)
    }

    /// Gives an operation a scenario from now on: [`Handle::script`].
    pub fn script(&self, operation: &str, scenario: &str) -> Result<(), MockError> {
        self.handle.script(operation, scenario)
    }

    /// Gives all answers of an operation a fault from now on, or none: [`Handle::fault`].
    pub fn fault(&self, operation: &str, fault: impl Into<Option<Fault>>) -> Result<(), MockError> {
        self.handle.fault(operation, fault)
    }

    /// Holds all answers back from now on: [`Handle::latency`].
    pub fn latency(&self, latency: Duration) {
        self.handle.latency(latency);
    }

    /// Forgets what was received: [`Handle::clear`].
    pub fn clear(&self) {
        self.handle.clear();
    }

    /// Forgets what was received, and what was changed since it started: [`Handle::reset`].
    pub fn reset(&self) {
        self.handle.reset();
    }

    /// Runs until the listener fails or the future is dropped: what a command awaits.
    pub async fn wait(mut self) -> io::Result<()> {
        (&mut self.task).await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }

    /// Stops it, and returns once the last request is answered.
    pub async fn stop(mut self) -> io::Result<()> {
        self.stop.take();
        (&mut self.task).await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}
