//! Control over a mock while it runs.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::api::Api;
use crate::control::Control;
use crate::log::{Log, LogLimits};
use crate::{Fault, MockError, Received, Scenario, ScenarioError, ScenarioWarning};

/// The callback for each request, before its response is sent.
pub(crate) type OnRequest = Arc<dyn Fn(&Received) + Send + Sync>;

/// Controls a running mock, and returns the requests that it received. Clones control the same mock.
#[derive(Clone)]
pub struct Handle(pub(crate) Arc<Shared>);

/// The state that the handle and the server share.
pub(crate) struct Shared {
    pub(crate) api: Api,
    pub(crate) settings: Settings,
    pub(crate) start: Control,
    pub(crate) control: Mutex<Control>,
    pub(crate) log: Mutex<Log>,
}

/// Settings that do not change while a mock runs.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) validates: bool,
    /// Whether bodies are made, even if there are examples.
    pub(crate) dynamic: bool,
    /// Whether pages of other origins may use the mock.
    pub(crate) cors: bool,
    pub(crate) body_limit: usize,
    pub(crate) log_limits: LogLimits,
    pub(crate) on_request: Option<OnRequest>,
}

/// Locks a mutex. No holder leaves its value half changed, so that a panic of one does not matter.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Handle {
    /// Returns the received requests, the oldest first. The log keeps a limited number of them.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.0.log).iter().cloned().collect()
    }

    /// Returns the received requests of an operation, which is named by its `operationId`, or by method and path
    /// template.
    pub fn received_by(&self, operation: &str) -> Vec<Received> {
        let index = self.0.api.routes.named(operation);
        let name = index.and_then(|index| self.0.api.routes.get(index)).map(|route| route.name().to_owned());
        let log = lock(&self.0.log);
        log.iter().filter(|received| name.is_some() && received.operation == name).cloned().collect()
    }

    /// Returns how many requests the log has removed to stay within its limits, since it was cleared.
    pub fn removed(&self) -> u64 {
        lock(&self.0.log).removed()
    }

    /// Sets the scenario of an operation: text, or [`Step`](crate::Step)s.
    pub fn script(
        &self,
        operation: &str,
        scenario: impl TryInto<Scenario, Error: Into<ScenarioError>>,
    ) -> Result<(), MockError> {
        let scripted = self.0.api.scenario(operation, scenario.try_into().map_err(Into::into))?;
        lock(&self.0.control).script(scripted);
        Ok(())
    }

    /// Returns which bodies of the current scenarios do not match the document. They are sent nevertheless.
    pub fn warnings(&self) -> Vec<ScenarioWarning> {
        lock(&self.0.control).warnings()
    }

    /// Sets or removes the fault of every response of an operation.
    pub fn fault(&self, operation: &str, fault: impl Into<Option<Fault>>) -> Result<(), MockError> {
        let index = self.0.api.named(operation)?;
        lock(&self.0.control).fault(index, fault.into());
        Ok(())
    }

    /// Sets the latency of every response, except those of operations with a latency of their own.
    pub fn latency(&self, latency: Duration) {
        lock(&self.0.control).latency(None, latency);
    }

    /// Removes all requests from the log.
    pub fn clear(&self) {
        lock(&self.0.log).clear();
    }

    /// Removes all requests from the log, and resets scenarios, faults and latencies to those of the start.
    pub fn reset(&self) {
        *lock(&self.0.control) = self.0.start.clone();
        self.clear();
    }

    /// Returns the names of the operations.
    pub fn operations(&self) -> Vec<String> {
        self.0.api.routes.names()
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("received", &lock(&self.0.log).iter().count()).finish_non_exhaustive()
    }
}
