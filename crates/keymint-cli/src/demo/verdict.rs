//! Selects the response of each operation: the mock can return every documented response, and this module chooses one.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use keymint::Secret;
use keymint::statusful::login::Pkce;
use serde::Deserialize;

use super::ledger::{Decision, Ledger};
use super::service::TOKEN;

/// The header that selects the response of the mock (RFC 7240).
const PREFER: HeaderName = HeaderName::from_static("prefer");

/// The maximum size of a request body.
const LARGEST: usize = 64 * 1024;

/// The paths of the operations in the document.
const EXCHANGE: &str = "/auth/keys";
const RESPONSE: &str = "/auth-response/";
const CREATE: &str = "/api-keys";

/// Passes a request to the mock, with the status of the response in the header `Prefer`.
pub(super) async fn prefer(State(ledger): State<Arc<Ledger>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let path = parts.uri.path();
    let verdict = match (&parts.method, path.rsplit_once(RESPONSE)) {
        (&Method::POST, _) if path.ends_with(EXCHANGE) => Some(exchange(&ledger, &body)),
        (&Method::POST, _) if path.ends_with(CREATE) => Some(create(&body)),
        (&Method::GET, Some((_, request_id))) => Some(response(&ledger, request_id, &parts.headers)),
        _ => None,
    };
    // Clients must not select the response.
    parts.headers.remove(PREFER);
    if let Some(status) = verdict.and_then(|status| HeaderValue::try_from(format!("code={}", status.as_u16())).ok()) {
        parts.headers.insert(PREFER, status);
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

#[derive(Deserialize)]
struct Exchange {
    code: Secret,
    code_verifier: Option<Secret>,
    code_challenge_method: Option<String>,
}

/// Returns `200` if the code was granted and the verifier matches its challenge. The code cannot be used again in any case.
fn exchange(ledger: &Ledger, body: &Bytes) -> StatusCode {
    let Ok(exchange) = serde_json::from_slice::<Exchange>(body) else { return StatusCode::BAD_REQUEST };
    let Some(challenge) = ledger.granted(&exchange.code) else { return StatusCode::FORBIDDEN };
    let verified = exchange.code_verifier.and_then(|verifier| Pkce::from_verifier(verifier).ok());
    let fits = verified.is_some_and(|pkce| pkce.challenge() == challenge);
    match exchange.code_challenge_method.as_deref() {
        Some(Pkce::METHOD) if fits => StatusCode::OK,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// Returns the status for a request that may be approved, if the bearer token is valid.
fn response(ledger: &Ledger, request_id: &str, headers: &HeaderMap) -> StatusCode {
    if !is_authorized(headers) {
        return StatusCode::UNAUTHORIZED;
    }
    match ledger.decided(request_id) {
        None => StatusCode::CREATED,
        Some(Decision::Allow) => StatusCode::OK,
        Some(Decision::Deny) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn is_authorized(headers: &HeaderMap) -> bool {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    // `Secret` compares in constant time.
    value
        .and_then(|value| value.strip_prefix("Bearer "))
        .is_some_and(|token| Secret::from(token) == Secret::from(TOKEN))
}

#[derive(Deserialize)]
struct Create {
    #[serde(rename = "keyName")]
    name: String,
}

/// Returns `201` if the key has a name.
fn create(body: &Bytes) -> StatusCode {
    match serde_json::from_slice::<Create>(body) {
        Ok(create) if !create.name.trim().is_empty() => StatusCode::CREATED,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
