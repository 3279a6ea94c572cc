//! What a test holds while a mock runs.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::api::Api;
use crate::control::Control;
use crate::log::Log;
use crate::{Fault, MockError, Received};

/// What is called for each request, once its answer is settled.
pub(crate) type OnRequest = Arc<dyn Fn(&Received) + Send + Sync>;

/// Control over a mock that runs, and a view of what it received. Clones are of the same mock.
#[derive(Clone)]
pub struct Handle(pub(crate) Arc<Shared>);

/// What the handle and the server share.
pub(crate) struct Shared {
    pub(crate) api: Api,
    pub(crate) settings: Settings,
    pub(crate) start: Control,
    pub(crate) control: Mutex<Control>,
    pub(crate) log: Mutex<Log>,
}

/// What does not change while a mock runs.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) validates: bool,
    pub(crate) body_limit: usize,
    pub(crate) log_limit: usize,
    pub(crate) on_request: Option<OnRequest>,
}

/// A lock whose holder cannot have left it in a state that means nothing.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Handle {
    /// What was received, the oldest first. Of more than the log keeps, the oldest are gone.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.0.log).iter().cloned().collect()
    }

    /// What was received for an operation, by its `operationId`, or by method and path template.
    pub fn received_by(&self, operation: &str) -> Vec<Received> {
        let index = self.0.api.routes.named(operation);
        let name = index.and_then(|index| self.0.api.routes.get(index)).map(|route| route.name().to_owned());
        let log = lock(&self.0.log);
        log.iter().filter(|received| name.is_some() && received.operation == name).cloned().collect()
    }

    /// Gives an operation a scenario from now on.
    pub fn script(&self, operation: &str, scenario: &str) -> Result<(), MockError> {
        let (index, scenario) = self.0.api.scenario(operation, scenario)?;
        lock(&self.0.control).script(index, scenario);
        Ok(())
    }

    /// Gives all answers of an operation a fault from now on, or none.
    pub fn fault(&self, operation: &str, fault: impl Into<Option<Fault>>) -> Result<(), MockError> {
        let index = self.0.api.named(operation)?;
        lock(&self.0.control).fault(index, fault.into());
        Ok(())
    }

    /// Holds all answers back from now on, but for those of operations that have a latency of their own.
    pub fn latency(&self, latency: Duration) {
        lock(&self.0.control).latency(None, latency);
    }

    /// Forgets what was received.
    pub fn clear(&self) {
        lock(&self.0.log).clear();
    }

    /// Forgets what was received, and puts scenarios, faults and latencies back to how the mock was started.
    pub fn reset(&self) {
        *lock(&self.0.control) = self.0.start.clone();
        self.clear();
    }

    /// What the operations are called.
    pub fn operations(&self) -> Vec<String> {
        self.0.api.routes.names()
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("received", &lock(&self.0.log).iter().count()).finish_non_exhaustive()
    }
}
