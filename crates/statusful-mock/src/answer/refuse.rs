//! Responses to requests that are refused.

use http::{HeaderMap, HeaderValue, header};
use serde_json::Value;
use statusful_document::openapi::{Family, JsonType};
use statusful_schema::{marked, properties, types};

use super::choose::content;
use super::echo::with_property;
use super::{MockResponse, Selection};
use crate::plan::{PlannedContent, PlannedResponse, PlannedResponses, SampleChoice};
use crate::problem::{FAULTS, MOCK_PROBLEM, Problem};
use crate::scenario::WantedStatus;

/// The extension that marks the message of an error.
const ERROR_MESSAGE: &str = "x-error-message";

/// The members by which a schema is that of a problem (RFC 9457, section 3.1), whatever its media type.
const PROBLEM: [&str; 2] = ["title", DETAIL];

const DETAIL: &str = "detail";

/// Returns the response to a request with a problem: the documented one of its status, or else the problem itself. A documented
/// response without a body has the problem as its body.
pub(crate) fn refuse(responses: &PlannedResponses, headers: &HeaderMap, problem: Problem) -> MockResponse {
    let Some((planned, status)) = responses.refusal(problem.status()) else { return problem.respond() };
    let problem = problem.with_status(status);
    let documented = documented(planned, headers, &problem);
    let own = documented.unwrap_or_else(|| problem.respond());
    let mut response = MockResponse::new(status);
    response.add_headers(&planned.headers);
    // What the mock says of this request, such as `Allow`, replaces what the document says of all.
    response.headers.extend(own.headers);
    MockResponse { headers: response.headers, ..own }
}

/// Returns a response with a documented body, if one can be made.
fn documented(planned: &PlannedResponse, headers: &HeaderMap, problem: &Problem) -> Option<MockResponse> {
    let selection = Selection { status: Some(WantedStatus::Documented(planned.key)), ..Selection::default() };
    let (content, media) = content(planned, &selection, headers).ok()??;
    let mut response = MockResponse::new(problem.status());
    response.body = body(content, problem)?;
    response.headers.extend(HeaderValue::from_str(&media).ok().map(|media| (header::CONTENT_TYPE, media)));
    response.headers.insert(MOCK_PROBLEM, problem.as_header());
    response.add_headers(problem.headers());
    Some(response)
}

/// Returns the documented body, with as much of the problem as the document has a place for.
fn body(content: &PlannedContent, problem: &Problem) -> Option<Vec<u8>> {
    let value = match content.structured_value(SampleChoice::Usual) {
        _ if is_message(content, problem) => Value::String(problem.message().to_owned()),
        Some((value, _)) => with_message(content, with_members(content, value.clone(), problem), problem),
        // A schema that allows everything allows the problem.
        None if content.family == Family::Json && is_problem(content) => problem.members().into(),
        _ => return content.body(SampleChoice::Usual).ok(),
    };
    Some(content.text(&value).into_bytes())
}

/// Returns `true` if the whole body is a text for which the document has no example, so that it can be the message.
fn is_message(content: &PlannedContent, problem: &Problem) -> bool {
    let is_text = types(&content.schema).iter().eq(&[JsonType::String]);
    let is_valid = || content.validator.violations(&problem.message().into()).is_empty();
    is_text && !content.has_examples() && content.family != Family::Events && is_valid()
}

/// Returns `true` if the document says that the body is a problem.
fn is_problem(content: &PlannedContent) -> bool {
    let (names, _) = properties(&content.schema);
    content.media.contains("problem+") || PROBLEM.iter().all(|name| names.contains(name))
}

/// Returns the body with the members of the problem: all that stay valid if its media type is that of problems, or else those
/// that the schema names.
fn with_members(content: &PlannedContent, body: Value, problem: &Problem) -> Value {
    if !is_problem(content) {
        return body;
    }
    let (names, _) = properties(&content.schema);
    let has_place = |name: &str| content.media.contains("problem+") || names.contains(name);
    let members = problem.members().into_iter().filter(|(name, _)| has_place(name));
    let body = members.fold(body, |body, (name, value)| with_property(content, body, &name, value));
    // Without a property for the errors, they are the detail.
    if body.get(FAULTS).is_none() && has_place(DETAIL) {
        return with_property(content, body, DETAIL, problem.message().into());
    }
    body
}

/// Returns the body with the message in the place that the document marks for it.
fn with_message(content: &PlannedContent, body: Value, problem: &Problem) -> Value {
    let Some(pointer) = marked(&content.schema, ERROR_MESSAGE) else { return body };
    let mut next = body.clone();
    match next.pointer_mut(&pointer) {
        Some(message) if message.is_string() => *message = problem.message().into(),
        _ => return body,
    }
    if content.validator.violations(&next).is_empty() { next } else { body }
}
