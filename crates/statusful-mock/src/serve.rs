//! A request, from its arrival to its answer.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};

use crate::answer::{self, Answer, Wish};
use crate::check::{self, RequestFault};
use crate::handle::{Shared, lock};
use crate::plan::Plan;
use crate::prefer::Preferences;
use crate::problem::Problem;
use crate::received::Received;
use crate::route::{Captures, Found};
use crate::scenario::Status;

const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// What came of a request: its operation, the answer, and what was wrong.
struct Outcome {
    operation: Option<usize>,
    answer: Answer,
    faults: Vec<RequestFault>,
}

/// Answers a request and writes it down.
pub(crate) async fn serve(shared: Arc<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, shared.settings.body_limit).await;
    let outcome = match &body {
        Ok(body) => outcome(&shared, &parts, body).await,
        Err(_) => Outcome { operation: None, answer: too_large(&shared), faults: Vec::new() },
    };
    let latency = outcome.answer.latency;
    let answer = outcome.answer;
    let received = Received {
        operation: outcome.operation.and_then(|index| Some(shared.api.routes.get(index)?.name().to_owned())),
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.unwrap_or_default(),
        status: answer.status,
        faults: outcome.faults,
    };
    record(&shared, received);
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    answer.into_response()
}

fn record(shared: &Shared, received: Received) {
    if let Some(on_request) = &shared.settings.on_request {
        on_request(&received);
    }
    lock(&shared.log).push(received);
}

fn too_large(shared: &Shared) -> Answer {
    let detail = format!("the body did not arrive, or has more than {} bytes", shared.settings.body_limit);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail).answer()
}

async fn outcome(shared: &Shared, parts: &Parts, body: &Bytes) -> Outcome {
    let query = parts.uri.query().unwrap_or_default();
    let (index, captures) = match shared.api.routes.find(&parts.method, parts.uri.path(), query) {
        Found::Operation(index, captures) => (index, captures),
        other => return Outcome { operation: None, answer: no_operation(&other), faults: Vec::new() },
    };
    let Some(plan) = shared.api.plan(index) else {
        return Outcome { operation: None, answer: no_operation(&Found::Nothing), faults: Vec::new() };
    };
    let faults = if shared.settings.validates { faults(plan, parts, &captures, body).await } else { Vec::new() };
    let mut answer = match check::status(&faults) {
        Some(status) => refused(plan, parts, status, &faults),
        None => wanted(shared, index, plan, parts),
    };
    if answer.latency.is_zero() {
        answer.latency = lock(&shared.control).latency_of(Some(index));
    }
    Outcome { operation: Some(index), answer, faults }
}

async fn faults(plan: &Plan, parts: &Parts, captures: &Captures, body: &Bytes) -> Vec<RequestFault> {
    let query = parts.uri.query().unwrap_or_default();
    check::faults(plan, &check::Request { captures, query, headers: &parts.headers, body }).await
}

fn no_operation(found: &Found) -> Answer {
    if let Found::OtherMethods(methods) = found {
        let methods: Vec<_> = methods.iter().map(|method| method.as_str().to_owned()).collect();
        let allow = methods.join(", ");
        let detail = "the document does not have this method for the path";
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "unknown-method", detail);
        return problem.available(methods).header(header::ALLOW, &allow).answer();
    }
    Problem::new(StatusCode::NOT_FOUND, "unknown-path", "the document has no such path").answer()
}

/// The answer to a request that is not what the document says. Without credentials that is the documented `401`, where
/// there is one.
fn refused(plan: &Plan, parts: &Parts, status: StatusCode, faults: &[RequestFault]) -> Answer {
    let problem = || Problem::of_faults(status, faults).answer();
    if status != StatusCode::UNAUTHORIZED {
        return problem();
    }
    let documented = plan.responses.find(Status::Code(401)).filter(|(response, _)| response.key == Status::Code(401));
    let wish = Wish { status: Some(Status::Code(401)), ..Wish::default() };
    let mut answer = documented.map_or_else(problem, |_| answer::answer(plan, &wish, &parts.headers));
    for challenge in check::challenges(plan) {
        answer.headers.append(header::WWW_AUTHENTICATE, challenge);
    }
    answer
}

/// The answer that the request prefers, else that of the scenario, else the usual one.
fn wanted(shared: &Shared, index: usize, plan: &Plan, parts: &Parts) -> Answer {
    let preferences = Preferences::of(&parts.headers);
    let applied = preferences.applied();
    let (mut wish, latency) = lock(&shared.control).next(index, applied.is_some());
    if let Some(code) = &preferences.code {
        let Some(status) = Status::parse(code) else { return answer::unknown_status(plan) };
        wish.status = Some(status);
    }
    wish.example = preferences.example.or(wish.example);
    let mut answer = answer::answer(plan, &wish, &parts.headers);
    let applied = applied.and_then(|applied| HeaderValue::from_str(&applied).ok());
    if let Some(applied) = applied.filter(|_| !answer.is_problem) {
        answer.headers.insert(PREFERENCE_APPLIED, applied);
        answer.headers.append(header::VARY, HeaderValue::from_static("prefer"));
    }
    answer.latency = latency.unwrap_or(Duration::ZERO);
    answer
}
