//! The steps of a scenario.

use std::path::PathBuf;
use std::time::Duration;

use axum::body::Bytes;
use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::WantedStatus;
use crate::Fault;
use crate::plan::is_set_by_server;

/// A response of a [`Scenario`](crate::Scenario). Whatever is not set is as without a scenario.
///
/// ```
/// use statusful_mock::{Scenario, Step};
///
/// let wait = Step::status(201).json(&["wait"]).header("Retry-After", "1").times(2);
/// assert_eq!(Scenario::from([wait, Step::status(200)]), r#"201 ["wait"] Retry-After="1"*2, 200"#.parse()?);
/// # Ok::<_, statusful_mock::ScenarioError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a step is part of a scenario"]
pub struct Step {
    pub(crate) status: Option<WantedStatus>,
    pub(crate) content: Option<StepContent>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) fault: Option<Fault>,
    pub(crate) latency: Option<Duration>,
    pub(crate) interval: Option<Duration>,
    /// How many requests get the response.
    pub(crate) times: u32,
    /// The first error.
    pub(crate) error: Option<&'static str>,
}

/// The body of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepContent {
    /// An example of the document, by its name.
    Example(String),
    Body(ScriptedBody),
}

/// A body that the document does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ScriptedBody {
    /// JSON as it is written. A string is sent as text unless the media type is JSON.
    Json(String),
    /// Bytes as they are, with the media type if the document has none.
    Bytes(Bytes, &'static str),
    /// A file that is not read yet.
    File(PathBuf),
}

pub(super) const EXPECTED_STATUS: &str = "expected a status such as `201`, `4XX` or `default`, or a fault";
const EXPECTED_TIMES: &str = "expected a number of requests such as `*3`";
pub(super) const EXPECTED_HEADER: &str = "expected a header such as `Retry-After=\"3\"`";
const SET_BY_SERVER: &str = "the server sets this header itself";
const TWICE: &str = "unexpected second value of the same kind";

impl Step {
    /// Creates a step with the response that is sent without a scenario.
    pub fn new() -> Self {
        Self {
            status: None,
            content: None,
            headers: Vec::new(),
            fault: None,
            latency: None,
            interval: None,
            times: 1,
            error: None,
        }
    }

    /// Creates a step with the documented response of this status.
    pub fn status(status: u16) -> Self {
        Self::response(&status.to_string())
    }

    /// Creates a step with a response as scenarios write it: `201`, `4XX` or `default`, or `503!` for a status that need not be
    /// documented.
    pub fn response(status: &str) -> Self {
        match status.parse() {
            Ok(status) => Self { status: Some(status), ..Self::new() },
            Err(_) => Self::new().failed(EXPECTED_STATUS),
        }
    }

    /// Sends the example with this name.
    pub fn example(self, name: impl Into<String>) -> Self {
        Self { content: Some(StepContent::Example(name.into())), ..self }
    }

    /// Sends a JSON body. An array is the items of a stream, and a string is text unless the media type is JSON.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_string(body) {
            Ok(text) => self.body_of(ScriptedBody::Json(text)),
            Err(_) => self.failed("the body cannot be serialized as JSON"),
        }
    }

    /// Sends a text body as it is.
    pub fn text(self, body: impl Into<String>) -> Self {
        self.body_of(ScriptedBody::Bytes(body.into().into(), "text/plain; charset=utf-8"))
    }

    /// Sends a body of bytes as they are.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.body_of(ScriptedBody::Bytes(body.into(), OCTETS))
    }

    /// Sends the content of a file as it is. It is read when the scenario is set.
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        self.body_of(ScriptedBody::File(path.into()))
    }

    /// Sends a header, instead of the documented one with this name. A header that is added twice is sent twice.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match header(name.as_ref(), value.as_ref()) {
            Ok(header) => self.headers.push(header),
            Err(error) => return self.failed(error),
        }
        self
    }

    /// Sends the response with a fault.
    pub fn fault(self, fault: Fault) -> Self {
        Self { fault: Some(fault), ..self }
    }

    /// Waits before the response is sent.
    pub fn latency(self, latency: Duration) -> Self {
        Self { latency: Some(latency), ..self }
    }

    /// Sends the items of a stream one by one, and waits between them.
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval: Some(interval), ..self }
    }

    /// Sets how many requests get the response. Defaults to one, and for the last step to all.
    pub fn times(self, times: u32) -> Self {
        if times == 0 { self.failed(EXPECTED_TIMES) } else { Self { times, ..self } }
    }

    fn body_of(self, body: ScriptedBody) -> Self {
        Self { content: Some(StepContent::Body(body)), ..self }
    }

    fn failed(self, error: &'static str) -> Self {
        Self { error: self.error.or(Some(error)), ..self }
    }
}

impl Default for Step {
    fn default() -> Self {
        Self::new()
    }
}

/// The settings of the parser, each at most once.
impl Step {
    pub(super) fn set_status(&mut self, status: WantedStatus) -> Result<(), &'static str> {
        set(&mut self.status, status)
    }

    pub(super) fn set_content(&mut self, content: StepContent) -> Result<(), &'static str> {
        set(&mut self.content, content)
    }

    pub(super) fn set_fault(&mut self, fault: Fault) -> Result<(), &'static str> {
        set(&mut self.fault, fault)
    }

    pub(super) fn set_latency(&mut self, latency: Duration) -> Result<(), &'static str> {
        set(&mut self.latency, latency)
    }

    pub(super) fn set_interval(&mut self, interval: Duration) -> Result<(), &'static str> {
        set(&mut self.interval, interval)
    }

    pub(super) fn set_times(&mut self, text: &str) -> Result<(), &'static str> {
        let times = text.parse().ok().filter(|times| *times > 0).ok_or(EXPECTED_TIMES)?;
        self.times = if self.times == 1 { times } else { return Err(TWICE) };
        Ok(())
    }

    pub(super) fn add_header(&mut self, name: &str, value: &str) -> Result<(), &'static str> {
        self.headers.push(header(name, value)?);
        Ok(())
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> Result<(), &'static str> {
    match place.replace(value) {
        Some(_) => Err(TWICE),
        None => Ok(()),
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name: HeaderName = name.parse().map_err(|_| EXPECTED_HEADER)?;
    if is_set_by_server(&name) {
        return Err(SET_BY_SERVER);
    }
    Ok((name, HeaderValue::from_str(value).map_err(|_| "invalid value of a header")?))
}

/// The media type of bytes of which nothing is known.
pub(super) const OCTETS: &str = "application/octet-stream";
