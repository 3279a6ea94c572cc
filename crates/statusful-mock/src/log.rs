//! The log of the last requests.

use std::collections::VecDeque;

use crate::Received;

/// How many requests are kept by default.
pub(crate) const REQUESTS: usize = 1_000;

/// How many bytes the bodies of all kept requests may have.
const BYTES: usize = 64 << 20;

/// The last requests, the oldest first. The oldest is removed if there are too many, or if their bodies are too large.
#[derive(Debug)]
pub(crate) struct Log {
    requests: VecDeque<Received>,
    bytes: usize,
    limit: usize,
}

impl Log {
    pub(crate) fn new(limit: usize) -> Self {
        Self { requests: VecDeque::new(), bytes: 0, limit }
    }

    pub(crate) fn push(&mut self, received: Received) {
        self.bytes += received.body.len();
        self.requests.push_back(received);
        while self.requests.len() > self.limit || (self.bytes > BYTES && self.requests.len() > 1) {
            let Some(oldest) = self.requests.pop_front() else { break };
            self.bytes -= oldest.body.len();
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Received> {
        self.requests.iter()
    }

    pub(crate) fn clear(&mut self) {
        self.requests.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use http::{HeaderMap, Method, StatusCode};

    use super::*;

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

    fn paths(log: &Log) -> Vec<&str> {
        log.iter().map(Received::path).collect()
    }

    #[test]
    fn the_oldest_requests_are_removed() {
        let mut log = Log::new(2);
        for path in ["a", "b", "c"] {
            log.push(received(path, 1));
        }
        assert_eq!(paths(&log), ["b", "c"]);
        log.push(received("large", BYTES));
        assert_eq!(paths(&log), ["large"]);
        log.clear();
        log.push(received("d", 1));
        assert_eq!((paths(&log), log.bytes), (vec!["d"], 1));
    }
}
