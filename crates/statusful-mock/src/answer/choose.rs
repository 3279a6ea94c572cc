//! From a selection to a response.

use http::{HeaderMap, HeaderValue, StatusCode, header};

use statusful_document::openapi::Family;

use super::accept::{Accepted, concrete};
use super::{MockResponse, body};
use crate::Fault;
use crate::plan::{OperationPlan, PlannedContent, PlannedResponse};
use crate::problem::Problem;
use crate::scenario::WantedStatus;

/// Which response to send. What is `None` is up to the document.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) status: Option<WantedStatus>,
    pub(crate) example: Option<String>,
    pub(crate) fault: Option<Fault>,
    /// Whether the request asks for a stream, by the property `stream` of its body.
    pub(crate) streams: Option<bool>,
}

/// Returns the response to a request. If the document does not have it, that is a problem with a list of what it has.
pub(crate) fn respond(plan: &OperationPlan, selection: &Selection, headers: &HeaderMap) -> MockResponse {
    let found = match selection.status {
        Some(WantedStatus::Anyway(status)) => {
            let problem = Problem::new(status, "undocumented", "the scenario requests this status");
            return MockResponse { fault: selection.fault, ..problem.respond() };
        }
        Some(WantedStatus::Documented(key)) => plan.responses.find(key),
        None => plan.responses.usual(),
    };
    match found {
        Some((response, status)) => documented(response, status, selection, headers).unwrap_or_else(Problem::respond),
        None => unknown_status(plan),
    }
}

/// Returns the problem that the operation does not have a response.
pub(crate) fn unknown_status(plan: &OperationPlan) -> MockResponse {
    let detail = "the operation has no response with this status";
    Problem::new(StatusCode::NOT_FOUND, "unknown-status", detail).available(plan.responses.names()).respond()
}

fn documented(
    planned: &PlannedResponse,
    status: u16,
    selection: &Selection,
    headers: &HeaderMap,
) -> Result<MockResponse, Problem> {
    let mut response = MockResponse::new(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    // A header such as `Set-Cookie` may occur several times.
    for (name, value) in &planned.headers {
        response.headers.append(name, value.clone());
    }
    response.fault = selection.fault;
    let Some((content, media)) = content(planned, selection, headers)? else { return Ok(response) };
    response.body = match selection.fault {
        Some(Fault::WrongType) => {
            content.invalid_value().map_or_else(|| body::GARBAGE.to_vec(), |value| value.to_string().into_bytes())
        }
        Some(Fault::Garbage) => body::GARBAGE.to_vec(),
        _ => content.body(selection.example.as_deref()).map_err(|reason| no_body(&reason))?,
    };
    let media = if selection.fault == Some(Fault::WrongMedia) { UNDOCUMENTED } else { &media };
    let media = HeaderValue::from_str(media).ok();
    response.headers.extend(media.map(|media| (header::CONTENT_TYPE, media)));
    Ok(response)
}

/// A media type that no document has.
const UNDOCUMENTED: &str = "application/x-undocumented";

fn no_body(reason: &str) -> Problem {
    let detail = format!("no body could be made for the response: {reason}");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "no-body", detail)
}

/// Returns the content to send and its media type, or `None` if the response has no content. If the status was
/// selected, the response is sent whatever media types the request accepts.
fn content<'p>(
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
    let wanted: Vec<_> = response.contents.iter().filter(|content| is_wanted(content, selection.streams)).collect();
    let chosen = accepted.choose(wanted).or_else(|| accepted.choose(&response.contents));
    let first = || response.contents.first().map(|content| (content, concrete(content)));
    match (chosen, first()) {
        (Some(chosen), _) => Ok(Some(chosen)),
        (None, Some(_)) if selection.status.is_none() => Err(not_acceptable(response)),
        (None, first) => Ok(first),
    }
}

/// Returns whether a content is a stream if the request asks for one, and none if it asks for none.
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
