//! A running mock.

use std::net::SocketAddr;
use std::time::Duration;
use std::{fmt, io};

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::{Fault, Handle, MockError, Received, Scenario, ScenarioError, ScenarioWarning};

/// A mock that runs until this is dropped. Then it accepts no more requests, and completes those in progress.
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
        // A message and a dropped sender both stop the server.
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move { drop(stopped.await) });
        let task = tokio::spawn(serving.into_future());
        Ok(Self { address, handle, stop: Some(stop), task })
    }

    /// Returns the URL, such as `http://127.0.0.1:41234`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the handle, which can be cloned.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Returns the received requests: [`Handle::received`].
    pub fn received(&self) -> Vec<Received> {
        self.handle.received()
    }

    /// Returns the received requests of an operation: [`Handle::received_by`].
    pub fn received_by(&self, operation: &str) -> Vec<Received> {
        self.handle.received_by(operation)
    }

    /// Returns how many requests the log has removed: [`Handle::removed`].
    pub fn removed(&self) -> u64 {
        self.handle.removed()
    }

    /// Sets the scenario of an operation: [`Handle::script`].
    pub fn script(
        &self,
        operation: &str,
        scenario: impl TryInto<Scenario, Error: Into<ScenarioError>>,
    ) -> Result<(), MockError> {
        self.handle.script(operation, scenario)
    }

    /// Returns which bodies of scenarios do not match the document: [`Handle::warnings`].
    pub fn warnings(&self) -> Vec<ScenarioWarning> {
        self.handle.warnings()
    }

    /// Sets or removes the fault of every response of an operation: [`Handle::fault`].
    pub fn fault(&self, operation: &str, fault: impl Into<Option<Fault>>) -> Result<(), MockError> {
        self.handle.fault(operation, fault)
    }

    /// Sets the latency of every response: [`Handle::latency`].
    pub fn latency(&self, latency: Duration) {
        self.handle.latency(latency);
    }

    /// Removes all requests from the log: [`Handle::clear`].
    pub fn clear(&self) {
        self.handle.clear();
    }

    /// Resets the mock to its start: [`Handle::reset`].
    pub fn reset(&self) {
        self.handle.reset();
    }

    /// Waits until the listener fails.
    pub async fn wait(mut self) -> io::Result<()> {
        (&mut self.task).await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }

    /// Stops the server, and returns once the last request has its response.
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
