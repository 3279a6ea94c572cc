//! The error for polling that reached its deadline.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::RawResponse;

/// The result was not ready when polling reached its deadline.
#[derive(Clone)]
pub struct DeadlineError(Box<DeadlineErrorInner>);

#[derive(Clone)]
struct DeadlineErrorInner {
    operation: &'static str,
    elapsed: Duration,
    polls: u32,
    last: Option<RawResponse>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl DeadlineError {
    /// Creates an error, for tests. `operation` is the `operationId`, and `last` is the last response, if any.
    pub fn new(operation: &'static str, elapsed: Duration, polls: u32, last: Option<RawResponse>) -> Self {
        Self(Box::new(DeadlineErrorInner { operation, elapsed, polls, last, source: None }))
    }

    /// Returns the error with the error of the last poll as its source.
    pub(crate) fn because(mut self, source: Option<Arc<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = source;
        self
    }

    /// Returns the `operationId`.
    pub fn operation(&self) -> &str {
        self.0.operation
    }

    /// Returns how long polling took.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// Returns the number of polls.
    pub fn polls(&self) -> u32 {
        self.0.polls
    }

    /// Returns the last response, if any.
    pub fn last_response(&self) -> Option<&RawResponse> {
        self.0.last.as_ref()
    }
}

impl fmt::Display for DeadlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DeadlineErrorInner { operation, elapsed, polls, last, .. } = &*self.0;
        write!(f, "{operation} was not ready after {:.1} s and {polls} polls", elapsed.as_secs_f64())?;
        match last {
            Some(last) => write!(f, "; last response: {last}"),
            None => f.write_str(", without a response"),
        }
    }
}

impl fmt::Debug for DeadlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DeadlineErrorInner { operation, elapsed, polls, last, source } = &*self.0;
        f.debug_struct("DeadlineError")
            .field("operation", operation)
            .field("elapsed", elapsed)
            .field("polls", polls)
            .field("last", last)
            .field("source", source)
            .finish()
    }
}

/// The source is the error of the last poll, if there was no complete response.
impl std::error::Error for DeadlineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_prints_the_time_the_polls_and_the_last_response() {
        let error = |last| DeadlineError::new("getKey", Duration::from_millis(90_040), 12, last).to_string();
        assert_eq!(
            error(Some(RawResponse::for_test(201, "text/plain", b"sk-body"))),
            "getKey was not ready after 90.0 s and 12 polls; last response: GET https://host/path returned 201 Created"
        );
        assert_eq!(error(None), "getKey was not ready after 90.0 s and 12 polls, without a response");
    }
}
