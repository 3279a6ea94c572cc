//! From a selection to a response.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use statusful_document::openapi::Family;

use super::accept::{Accepted, concrete};
use super::echo::{Sent, echoed};
use super::{MockResponse, body, scripted};
use crate::Fault;
use crate::cors::is_cors;
use crate::plan::{OperationPlan, PlannedContent, PlannedResponse, SampleChoice};
use crate::problem::Problem;
use crate::scenario::{ScriptedBody, Step, StepContent, WantedStatus};

/// Which response to send. What is `None` is up to the document.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) status: Option<WantedStatus>,
    pub(crate) example: Option<String>,
    pub(crate) body: Option<ScriptedBody>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) fault: Option<Fault>,
    /// The pause between the items of a stream.
    pub(crate) interval: Option<Duration>,
    /// Whether the body is made, even if there are examples.
    pub(crate) makes: bool,
    /// Whether the request asks for a stream, by the property `stream` of its body.
    pub(crate) streams: Option<bool>,
}

impl Selection {
    /// The response of a step.
    pub(crate) fn of(step: Step) -> Self {
        let (example, body) = match step.content {
            Some(StepContent::Example(name)) => (Some(name), None),
            Some(StepContent::Body(body)) => (None, Some(body)),
            None => (None, None),
        };
        let Step { status, headers, fault, interval, .. } = step;
        Self { status, example, body, headers, fault, interval, makes: false, streams: None }
    }

    fn sample(&self) -> SampleChoice<'_> {
        match &self.example {
            Some(name) => SampleChoice::Named(name),
            None if self.makes => SampleChoice::Made,
            None => SampleChoice::Usual,
        }
    }

    /// Returns `true` if the body is what the document makes of it.
    fn is_usual(&self) -> bool {
        let is_valid = !matches!(self.fault, Some(Fault::WrongType | Fault::Garbage));
        self.body.is_none() && self.example.is_none() && is_valid
    }
}

/// Returns the response to a request. If the document does not have it, that is a problem with a list of what it has.
pub(crate) fn respond(
    plan: &OperationPlan,
    selection: &Selection,
    headers: &HeaderMap,
    sent: &Sent<'_>,
) -> MockResponse {
    let found = match selection.status {
        Some(WantedStatus::Anyway(status)) => {
            return undocumented(status, selection);
        }
        Some(WantedStatus::Documented(key)) => plan.responses.find(key),
        None => plan.responses.usual(),
    };
    match found {
        Some((response, status)) => {
            documented(response, status, selection, headers, sent).unwrap_or_else(Problem::respond)
        }
        None => unknown_status(plan),
    }
}

/// Returns the problem that the operation does not have a response.
pub(crate) fn unknown_status(plan: &OperationPlan) -> MockResponse {
    let detail = "the operation has no response with this status";
    Problem::new(StatusCode::NOT_FOUND, "unknown-status", detail).available(plan.responses.names()).respond()
}

/// Returns a response whose status need not be documented.
fn undocumented(status: StatusCode, selection: &Selection) -> MockResponse {
    let mut response = match &selection.body {
        Some(body) => of_scripted(MockResponse::new(status), body),
        None => Problem::new(status, "undocumented", "the scenario requests this status").respond(),
    };
    response.fault = selection.fault;
    set_headers(&mut response, &selection.headers);
    response
}

/// Adds a body that the document does not have.
fn of_scripted(mut response: MockResponse, body: &ScriptedBody) -> MockResponse {
    response.body = scripted::written(body, None);
    response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(scripted::media(body)));
    response
}

/// Replaces headers by those of a step.
fn set_headers(response: &mut MockResponse, step: &[(HeaderName, HeaderValue)]) {
    for (name, _) in step {
        response.headers.remove(name);
    }
    response.add_headers(step);
    response.sets_cors = step.iter().any(|(name, _)| is_cors(name));
}

fn documented(
    planned: &PlannedResponse,
    status: u16,
    selection: &Selection,
    headers: &HeaderMap,
    sent: &Sent<'_>,
) -> Result<MockResponse, Problem> {
    let mut response = MockResponse::new(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    response.add_headers(&planned.headers);
    response.fault = selection.fault;
    let Some((content, media)) = content(planned, selection, headers)? else {
        if let Some(body) = &selection.body {
            response = of_scripted(response, body);
        }
        set_headers(&mut response, &selection.headers);
        return Ok(response);
    };
    response.body = match selection.fault {
        Some(Fault::WrongType) => {
            content.invalid_value().map_or_else(|| body::GARBAGE.to_vec(), |value| value.to_string().into_bytes())
        }
        Some(Fault::Garbage) => body::GARBAGE.to_vec(),
        _ => valid_body(content, selection, sent).map_err(|reason| no_body(&reason))?,
    };
    if let Some(page) = sent.page.as_ref().filter(|_| selection.is_usual()) {
        page.turn(content, &mut response);
    }
    response.items = selection.interval.map(|pause| (scripted::items(&response.body, content.family), pause));
    let media = if selection.fault == Some(Fault::WrongMedia) { UNDOCUMENTED } else { &media };
    let media = HeaderValue::from_str(media).ok();
    response.headers.extend(media.map(|media| (header::CONTENT_TYPE, media)));
    set_headers(&mut response, &selection.headers);
    Ok(response)
}

/// Returns the body of the scenario, or the example, or a made one with what the request sent.
fn valid_body(content: &PlannedContent, selection: &Selection, sent: &Sent<'_>) -> Result<Vec<u8>, String> {
    if let Some(body) = &selection.body {
        return Ok(scripted::written(body, Some(content)));
    }
    let choice = selection.sample();
    match content.structured_value(choice).filter(|(_, is_example)| !is_example) {
        Some((value, _)) => Ok(content.text(&echoed(content, value.clone(), sent)).into_bytes()),
        None => content.body(choice),
    }
}

/// A media type that no document has.
const UNDOCUMENTED: &str = "application/x-undocumented";

fn no_body(reason: &str) -> Problem {
    let detail = format!("no body could be made for the response: {reason}");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "no-body", detail)
}

/// Returns the content to send and its media type, or `None` if the response has no content. If the status was
/// selected, the response is sent whatever media types the request accepts.
pub(super) fn content<'p>(
    response: &'p PlannedResponse,
    selection: &Selection,
    headers: &HeaderMap,
) -> Result<Option<(&'p PlannedContent, String)>, Problem> {
    let accepted = Accepted::of(headers);
    if let Some(name) = &selection.example {
        let has_example = |content: &&PlannedContent| content.example_names().any(|own| own == name);
        let named: Vec<_> = response.contents.iter().filter(has_example).collect();
        let chosen = named.iter().find_map(|content| accepted.choose([*content]));
        let found = chosen.or_else(|| named.first().map(|content| (*content, concrete(content))));
        return found.map(Some).ok_or_else(|| no_example(response));
    }
    let fits = |content: &&PlannedContent| selection.body.as_ref().is_none_or(|body| scripted::fits(body, content));
    let fitting: Vec<_> = response.contents.iter().filter(fits).collect();
    let wanted = fitting.iter().copied().filter(|content| is_wanted(content, selection.streams));
    let chosen = accepted.choose(wanted).or_else(|| accepted.choose(fitting.iter().copied()));
    let chosen = chosen.or_else(|| accepted.choose(&response.contents));
    let first = || fitting.first().copied().or(response.contents.first()).map(|content| (content, concrete(content)));
    match (chosen, first()) {
        (Some(chosen), _) => Ok(Some(chosen)),
        (None, Some(_)) if selection.status.is_none() => Err(not_acceptable(response)),
        (None, first) => Ok(first),
    }
}

/// Returns the content that a body of a step is sent as, if the request accepts anything.
pub(crate) fn planned_content<'p>(response: &'p PlannedResponse, step: &Step) -> Option<&'p PlannedContent> {
    let (content, _) = content(response, &Selection::of(step.clone()), &HeaderMap::new()).ok()??;
    let has_media = step.headers.iter().any(|(name, _)| *name == header::CONTENT_TYPE);
    Some(content).filter(|_| !has_media)
}

/// Returns `true` if a content is a stream if the request asks for one, and none if it asks for none.
fn is_wanted(content: &PlannedContent, streams: Option<bool>) -> bool {
    streams.is_none_or(|streams| matches!(content.family, Family::Events | Family::JsonLines) == streams)
}

fn no_example(response: &PlannedResponse) -> Problem {
    let names = response.contents.iter().flat_map(PlannedContent::example_names);
    let mut names: Vec<_> = names.map(str::to_owned).collect();
    names.dedup();
    let detail = "the response has no example with this name";
    Problem::new(StatusCode::NOT_FOUND, "unknown-example", detail).available(names)
}

fn not_acceptable(response: &PlannedResponse) -> Problem {
    let names = response.contents.iter().map(|content| content.media.clone()).collect();
    let detail = "the request accepts none of the media types of the response";
    Problem::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", detail).available(names)
}
