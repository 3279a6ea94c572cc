//! A debug log of requests and responses, without secrets.

mod body;
mod hidden;

use std::fmt;
use std::sync::Arc;

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

pub(crate) use body::ShownBody;
pub(crate) use hidden::{Hidden, REDACTED};

/// The default maximum size of the part of a body that a [`DebugLog`] shows, in bytes: 1 KiB.
pub const DEFAULT_LOGGED_BODY_BYTES: usize = 1024;

/// The headers whose values are shown, because they contain no secrets.
const SHOWN: [&str; 33] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "age",
    "allow",
    "cache-control",
    "connection",
    "content-encoding",
    "content-language",
    "content-length",
    "content-range",
    "content-type",
    "date",
    "etag",
    "expires",
    "host",
    "last-modified",
    "ratelimit",
    "ratelimit-policy",
    "request-id",
    "retry-after",
    "server",
    "traceparent",
    "tracestate",
    "transfer-encoding",
    "user-agent",
    "vary",
    "x-correlation-id",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-request-id",
];

/// The headers whose values are never shown.
const NEVER_SHOWN: [HeaderName; 4] = [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE];

/// A debug log of requests and responses, for [`ClientBuilder::debug_log`](crate::ClientBuilder::debug_log).
///
/// It contains no secrets:
///
/// * URLs have the path template instead of the path, and only the query parameters that are documented and not secret;
/// * headers have values only if they are well-known ones such as `Content-Type` and `X-Request-Id`;
///   [`show_header`](Self::show_header) adds others;
/// * JSON and form bodies are shown as the decoded value's type prints it, without [`Secret`](crate::Secret)s, up to
///   [`max_body_bytes`](Self::max_body_bytes). Arbitrary JSON, keys of maps, and everything that the document does not
///   describe are left out;
/// * other bodies are shown by size only;
/// * values that are hidden in a request are also hidden where the response repeats them.
///
/// ```
/// # fn run() -> Result<(), statusful::BuildError> {
/// use statusful::{Client, DebugLog};
///
/// let client = Client::builder().debug_log(DebugLog::new(|entry| eprintln!("{entry}"))).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a log does nothing until it is passed to `ClientBuilder::debug_log`"]
pub struct DebugLog {
    write: Arc<dyn Fn(&str) + Send + Sync>,
    is_enabled: fn() -> bool,
    max_body_bytes: usize,
    shown_headers: Vec<String>,
}

impl DebugLog {
    /// Creates a log that calls this function with each entry, which has several lines.
    pub fn new(write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            write: Arc::new(write),
            is_enabled: || true,
            max_body_bytes: DEFAULT_LOGGED_BODY_BYTES,
            shown_headers: Vec::new(),
        }
    }

    /// Creates a log that emits each entry as a `tracing` event with the level `DEBUG` and the target `statusful`.
    #[cfg(feature = "tracing")]
    pub fn tracing() -> Self {
        Self {
            is_enabled: || tracing::enabled!(target: "statusful", tracing::Level::DEBUG),
            ..Self::new(|entry| tracing::debug!(target: "statusful", "{entry}"))
        }
    }

    /// Sets the maximum size of the part of a body that is shown, in bytes. With 0, only sizes are shown. Defaults to
    /// [`DEFAULT_LOGGED_BODY_BYTES`].
    pub fn max_body_bytes(self, bytes: usize) -> Self {
        Self { max_body_bytes: bytes, ..self }
    }

    /// Shows the value of a header, which must not be secret. `Authorization`, `Cookie`, `Set-Cookie` and headers that
    /// the client marks as sensitive are never shown.
    pub fn show_header(mut self, name: impl AsRef<str>) -> Self {
        self.shown_headers.push(name.as_ref().to_ascii_lowercase());
        self
    }

    /// Returns `true` if entries are currently written.
    pub(crate) fn is_enabled(&self) -> bool {
        (self.is_enabled)()
    }

    pub(crate) fn write(&self, entry: &str) {
        (self.write)(entry);
    }

    /// Returns the shown part of a body's value.
    pub(crate) fn show(&self, value: &dyn fmt::Debug) -> ShownBody {
        ShownBody::of(value, self.max_body_bytes)
    }

    /// Adds headers to an entry, one per line.
    pub(crate) fn add_headers(&self, entry: &mut String, headers: &HeaderMap) {
        for (name, value) in headers {
            let shown = value.to_str().ok().filter(|_| self.shows(name, value));
            entry.extend(["\n", name.as_str(), ": ", shown.unwrap_or(REDACTED)]);
        }
    }

    /// Returns `true` if the value of a header is shown.
    pub(crate) fn shows(&self, name: &HeaderName, value: &HeaderValue) -> bool {
        let is_allowed =
            SHOWN.contains(&name.as_str()) || self.shown_headers.iter().any(|shown| shown == name.as_str());
        is_allowed && !value.is_sensitive() && !NEVER_SHOWN.contains(name)
    }
}

impl fmt::Debug for DebugLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DebugLog")
            .field("max_body_bytes", &self.max_body_bytes)
            .field("shown_headers", &self.shown_headers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_other_headers_are_hidden_unless_they_are_shown() {
        let log = DebugLog::new(|_| ()).show_header("X-Shard").show_header("Authorization").show_header("x-key");
        let mut key = HeaderValue::from_static("sk-key");
        key.set_sensitive(true);
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("accept", HeaderValue::from_static("*/*")),
            ("x-shard", HeaderValue::from_static("7")),
            ("x-other", HeaderValue::from_static("sk-other")),
            ("authorization", HeaderValue::from_static("sk-token")),
            ("x-key", key.clone()),
            ("etag", key),
        ] {
            headers.insert(name, value);
        }
        let mut entry = String::new();
        log.add_headers(&mut entry, &headers);
        let mut lines: Vec<_> = entry.lines().filter(|line| !line.is_empty()).collect();
        lines.sort_unstable();
        let expected = ["accept: */*", "authorization: [redacted]", "etag: [redacted]", "x-key: [redacted]"];
        assert_eq!(lines, [&expected[..], &["x-other: [redacted]", "x-shard: 7"]].concat());
        assert_eq!(format!("{:?}", log.max_body_bytes(7)).split(',').next(), Some("DebugLog { max_body_bytes: 7"));
    }
}
