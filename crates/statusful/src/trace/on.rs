//! Spans of the crate `tracing`.

use tracing::field::Empty;
use tracing::instrument::Instrumented;
use tracing::{Instrument, Span, info_span};

use crate::error::{Error, Never};
use crate::operation::OperationInfo;
use crate::raw::RawResponse;

/// The span of a call, which contains all of its attempts.
pub(crate) struct CallSpan(Span);

impl CallSpan {
    pub(crate) fn new(info: &OperationInfo) -> Self {
        Self(info_span!(
            "call",
            otel.name = info.id,
            otel.kind = "internal",
            http.request.method = info.method.as_str(),
            url.template = info.path,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
        ))
    }

    pub(crate) fn run<F: Future>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.0.clone())
    }

    pub(crate) fn end(&self, outcome: &Result<RawResponse, Error<Never>>, resends: u32) {
        self.0.record("http.request.resend_count", resends);
        record(&self.0, outcome);
    }
}

/// The span of an attempt, which OpenTelemetry calls a client span.
pub(crate) struct AttemptSpan(Span);

impl AttemptSpan {
    /// Creates the span of a request after a number of resends.
    pub(crate) fn new(info: &OperationInfo, request: &reqwest::Request, resends: u32) -> Self {
        let url = request.url();
        let span = info_span!(
            "attempt",
            otel.name = format!("{} {}", info.method, info.path),
            otel.kind = "client",
            http.request.method = info.method.as_str(),
            url.template = info.path,
            url.scheme = url.scheme(),
            server.address = url.host_str().unwrap_or_default(),
            server.port = url.port_or_known_default().unwrap_or_default(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
        );
        if resends > 0 {
            span.record("http.request.resend_count", resends);
        }
        Self(span)
    }

    /// Runs a function within the span.
    pub(crate) fn scope(&self, run: impl FnOnce()) {
        self.0.in_scope(run);
    }

    pub(crate) fn run<F: Future>(&self, attempt: F) -> Instrumented<F> {
        attempt.instrument(self.0.clone())
    }

    pub(crate) fn end(&self, outcome: &Result<RawResponse, Error<Never>>) {
        record(&self.0, outcome);
    }
}

/// Records the status, and the kind of a failure.
fn record(span: &Span, outcome: &Result<RawResponse, Error<Never>>) {
    let status = match outcome {
        Ok(response) => Some(response.status()),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    match outcome {
        Ok(response) if !(response.status().is_client_error() || response.status().is_server_error()) => {}
        Ok(response) => drop(span.record("error.type", response.status().as_str())),
        Err(error) => drop(span.record("error.type", kind(error))),
    }
}

fn kind(error: &Error<Never>) -> &'static str {
    match error {
        error if error.is_timeout() => "timeout",
        error if error.is_connect() => "connect",
        Error::Transport(_) => "transport",
        Error::Body(_) => "body",
        Error::Request(_) => "request",
        _ => "_OTHER",
    }
}
