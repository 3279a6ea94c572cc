//! A request from its arrival to its response.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::answer::{self, MockResponse, RequestedPage, Sent};
use crate::check::{self, CheckedRequest, RequestFault};
use crate::cors;
use crate::decoding::{ACCEPTED, BodyError, decoded};
use crate::handle::{Shared, lock};
use crate::plan::OperationPlan;
use crate::prefer::{PREFER, PREFERENCE_APPLIED, Preferences};
use crate::problem::Problem;
use crate::received::Received;
use crate::route::RouteMatch;
use crate::scenario::{WantedStatus, response_key};
use crate::start_page;

/// The operation of a request, its response and its faults.
struct RequestOutcome {
    operation: Option<usize>,
    response: MockResponse,
    faults: Vec<RequestFault>,
}

impl From<MockResponse> for RequestOutcome {
    fn from(response: MockResponse) -> Self {
        Self { operation: None, response, faults: Vec::new() }
    }
}

/// Responds to a request, and adds it to the log.
pub(crate) async fn serve(shared: Arc<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (body, error) = read(&parts.headers, body, shared.settings.body_limit).await;
    let outcome = outcome(&shared, &parts, &body, error).await;
    let RequestOutcome { operation, mut response, faults } = outcome;
    if shared.settings.cors {
        cors::share(&mut response, parts.headers.get(header::ORIGIN));
    }
    let received = Received {
        operation: operation.and_then(|index| Some(shared.api.routes.get(index)?.name().to_owned())),
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body,
        status: response.status,
        faults,
    };
    record(&shared, received);
    if !response.latency.is_zero() {
        tokio::time::sleep(response.latency).await;
    }
    response.into_response()
}

fn record(shared: &Shared, received: Received) {
    if let Some(on_request) = &shared.settings.on_request {
        on_request(&received);
    }
    lock(&shared.log).push(received);
}

/// Reads and decodes a body. With an error, it is as it arrived, or empty if it is too large.
async fn read(headers: &HeaderMap, body: Body, limit: usize) -> (Bytes, Option<BodyError>) {
    let Ok(body) = to_bytes(body, limit).await else { return (Bytes::new(), Some(BodyError::TooLarge)) };
    match decoded(headers, body.clone(), limit) {
        Ok(body) => (body, None),
        Err(BodyError::TooLarge) => (Bytes::new(), Some(BodyError::TooLarge)),
        Err(error) => (body, Some(error)),
    }
}

fn too_large(shared: &Shared) -> Problem {
    let detail = format!("the request body is incomplete, or larger than {} bytes", shared.settings.body_limit);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
}

async fn outcome(shared: &Shared, parts: &Parts, body: &Bytes, body_error: Option<BodyError>) -> RequestOutcome {
    let query = parts.uri.query().unwrap_or_default();
    let (index, captures) = match shared.api.routes.find(&parts.method, parts.uri.path(), query) {
        RouteMatch::Operation(index, captures) => (index, captures),
        RouteMatch::OtherMethods { methods, operations } => {
            let unknown = || unknown_method(shared, parts, &methods, &operations);
            return preflight(shared, parts).unwrap_or_else(unknown).into();
        }
        RouteMatch::Nothing => return without_operation(shared, parts).into(),
    };
    let Some(plan) = shared.api.plan(index) else { return unknown_path().into() };
    if body_error == Some(BodyError::TooLarge) {
        let response = answer::refuse(&plan.responses, &parts.headers, too_large(shared));
        return RequestOutcome { operation: Some(index), response, faults: Vec::new() };
    }
    let request = CheckedRequest { captures: &captures, query, headers: &parts.headers, body, body_error };
    let faults = if shared.settings.validates { check::faults(plan, &request).await } else { Vec::new() };
    let mut response = match check::status(&faults) {
        Some(status) => refuse(plan, &request, status, &faults),
        None => respond(shared, index, plan, parts, &request),
    };
    if response.latency.is_zero() {
        response.latency = lock(&shared.control).latency_of(Some(index));
    }
    RequestOutcome { operation: Some(index), response, faults }
}

/// Returns the response to a request whose path the document does not have.
fn without_operation(shared: &Shared, parts: &Parts) -> MockResponse {
    if start_page::is_wanted(&parts.method, parts.uri.path(), &parts.headers) {
        return start_page::respond(shared.api.start_page());
    }
    preflight(shared, parts).unwrap_or_else(unknown_path)
}

fn preflight(shared: &Shared, parts: &Parts) -> Option<MockResponse> {
    cors::preflight(parts).filter(|_| shared.settings.cors)
}

/// Returns the response to a request whose method the path does not have: the documented `405` of any of its operations.
fn unknown_method(shared: &Shared, parts: &Parts, methods: &[Method], operations: &[usize]) -> MockResponse {
    let methods: Vec<_> = methods.iter().map(|method| method.as_str().to_owned()).collect();
    let allow = methods.join(", ");
    let detail = "the document does not have this method for the path";
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let problem = Problem::new(status, "unknown-method", detail).available(methods).header(header::ALLOW, &allow);
    let plans = operations.iter().take(PLANS).filter_map(|index| shared.api.plan(*index));
    match plans.map(|plan| &plan.responses).find(|responses| responses.has(status)) {
        Some(responses) => answer::refuse(responses, &parts.headers, problem),
        None => problem.respond(),
    }
}

/// How many operations of a path are asked for a documented `405`. A path has one for each method.
const PLANS: usize = 16;

fn unknown_path() -> MockResponse {
    Problem::new(StatusCode::NOT_FOUND, "unknown-path", "the document does not have this path").respond()
}

/// Returns the response to a request that does not match the document.
fn refuse(
    plan: &OperationPlan,
    request: &CheckedRequest<'_>,
    status: StatusCode,
    faults: &[RequestFault],
) -> MockResponse {
    let mut response = answer::refuse(&plan.responses, request.headers, Problem::of_faults(status, faults));
    if request.body_error == Some(BodyError::UnsupportedCoding) && status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
        response.headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(ACCEPTED));
    }
    let challenges = if status == StatusCode::UNAUTHORIZED { check::challenges(plan) } else { Vec::new() };
    for challenge in challenges {
        response.headers.append(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// Returns the response that the request prefers, otherwise that of the scenario, otherwise the default one.
fn respond(
    shared: &Shared,
    index: usize,
    plan: &OperationPlan,
    parts: &Parts,
    request: &CheckedRequest<'_>,
) -> MockResponse {
    let preferences = Preferences::of(&parts.headers);
    let applied = preferences.applied();
    let (mut selection, latency) = lock(&shared.control).next(index, preferences.selects());
    if let Some(code) = &preferences.code {
        let Ok(key) = response_key(code) else { return answer::unknown_status(plan) };
        selection.status = Some(WantedStatus::Documented(key));
    }
    let body = check::value(plan, request);
    // The property by which services let clients ask for a stream or for one body.
    selection.streams = body.as_ref().and_then(|body| body.get("stream")?.as_bool());
    selection.makes = preferences.dynamic.unwrap_or(shared.settings.dynamic);
    selection.example = preferences.example.or(selection.example);
    let page = plan.pagination.as_ref();
    let page = page.map(|pagination| RequestedPage::of(pagination, parts, request.captures, body.as_ref()));
    let sent = Sent::of(request.captures, body, page);
    let mut response = answer::respond(plan, &selection, &parts.headers, &sent);
    let applied = applied.and_then(|applied| HeaderValue::from_str(&applied).ok());
    if let Some(applied) = applied.filter(|_| !response.is_problem) {
        response.headers.insert(PREFERENCE_APPLIED, applied);
        response.headers.append(header::VARY, PREFER.into());
    }
    response.latency = latency.unwrap_or(Duration::ZERO);
    response
}
