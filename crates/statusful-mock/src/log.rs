//! The log of the last requests.

use std::collections::VecDeque;

use crate::Received;

/// How many requests are kept by default.
pub(crate) const REQUESTS: usize = 1_000;

/// How many bytes all kept requests have by default.
pub(crate) const BYTES: usize = 64 << 20;

/// The last requests, the oldest first. The oldest is removed if there are too many, or if they are too large together.
#[derive(Debug)]
pub(crate) struct Log {
    requests: VecDeque<Received>,
    bytes: usize,
    limits: LogLimits,
    removed: u64,
}

/// How much the log keeps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogLimits {
    pub(crate) requests: usize,
    pub(crate) bytes: usize,
}

impl Default for LogLimits {
    fn default() -> Self {
        Self { requests: REQUESTS, bytes: BYTES }
    }
}

impl Log {
    pub(crate) fn new(limits: LogLimits) -> Self {
        Self { requests: VecDeque::new(), bytes: 0, limits, removed: 0 }
    }

    pub(crate) fn push(&mut self, received: Received) {
        self.bytes += size(&received);
        self.requests.push_back(received);
        let LogLimits { requests, bytes } = self.limits;
        while self.requests.len() > requests || (self.bytes > bytes && self.requests.len() > 1) {
            let Some(oldest) = self.requests.pop_front() else { break };
            self.bytes -= size(&oldest);
            self.removed += 1;
        }
    }

    /// Returns how many requests were removed to stay within the limits.
    pub(crate) fn removed(&self) -> u64 {
        self.removed
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Received> {
        self.requests.iter()
    }

    pub(crate) fn clear(&mut self) {
        self.requests.clear();
        self.bytes = 0;
        self.removed = 0;
    }
}

/// Returns about how many bytes a request has in memory.
fn size(received: &Received) -> usize {
    let headers = received.headers.iter().map(|(name, value)| name.as_str().len() + value.len());
    let texts = [received.operation.as_deref().unwrap_or_default(), &received.path, &received.query];
    let faults = received.faults.iter().map(|fault| fault.to_string().len());
    let parts = headers.chain(texts.map(str::len)).chain(faults);
    size_of::<Received>() + received.body.len() + parts.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use http::{HeaderMap, Method, StatusCode};

    use super::*;
    use crate::check::{FaultLocation, RequestFault};

    fn received(path: &str, bytes: usize) -> Received {
        Received {
            operation: None,
            method: Method::GET,
            path: path.to_owned(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: Bytes::from(vec![0; bytes]),
            status: StatusCode::OK,
            faults: Vec::new(),
        }
    }

    fn log(requests: usize) -> Log {
        Log::new(LogLimits { requests, ..LogLimits::default() })
    }

    fn paths(log: &Log) -> Vec<&str> {
        log.iter().map(Received::path).collect()
    }

    #[test]
    fn the_oldest_requests_are_removed() {
        let mut log = log(2);
        for path in ["a", "b", "c"] {
            log.push(received(path, 1));
        }
        assert_eq!(paths(&log), ["b", "c"]);
        log.push(received("large", BYTES));
        assert_eq!((paths(&log), log.removed()), (vec!["large"], 3));
        log.clear();
        log.push(received("d", 1));
        assert_eq!((paths(&log), log.bytes, log.removed()), (vec!["d"], size(&received("d", 1)), 0));
    }

    #[test]
    fn everything_that_is_kept_of_a_request_counts() {
        let mut log = log(usize::MAX);
        let part = BYTES / 4;
        let mut with_header = received("header", 0);
        with_header.headers.insert("x-long", "x".repeat(part).parse().unwrap());
        let fault = RequestFault {
            location: FaultLocation::Body,
            name: "x".repeat(part),
            pointer: String::new(),
            message: String::new(),
            status: StatusCode::OK,
        };
        let parts = [
            received(&"x".repeat(part), 0),
            Received { query: "x".repeat(part), ..received("query", 0) },
            Received { operation: Some("x".repeat(part)), ..received("operation", 0) },
            Received { faults: vec![fault], ..received("faults", 0) },
            with_header,
        ];
        for part in parts {
            log.push(part);
            log.push(received("small", 0));
            assert!(log.bytes <= BYTES);
        }
        assert_eq!(log.iter().count(), 7, "the two oldest large requests, and the small one between, are removed");
    }

    #[test]
    fn empty_requests_count_too() {
        let mut log = log(usize::MAX);
        for _ in 0..BYTES / 100 {
            log.push(received("", 0));
        }
        assert!(log.iter().count() <= BYTES / size_of::<Received>());
    }
}
