//! The demo's ComfyUI Deploy: a page where a request is approved, and its key.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Form, Json, Router};
use keymint::Secret;
use serde_json::json;

use super::authorization::Decided;
use super::keys::demo_key;
use super::ledger::{Decision, Ledger};
use super::page::{self, Choice, Content};
use super::service::TOKEN;

/// How long the id of a request may be.
const LONGEST: usize = 128;

/// The page, its form, and the operation.
pub(super) fn router() -> Router<Arc<Ledger>> {
    Router::new()
        .route("/auth-request/{request_id}", get(ask).post(decide))
        .route("/api/auth-response/{request_id}", get(answer))
}

/// The page that asks for approval.
async fn ask(Path(request_id): Path<String>) -> Response {
    if !is_id(&request_id) {
        return fault("This is not the id of a request.");
    }
    let action = format!("/auth-request/{request_id}");
    page::page(StatusCode::OK, &Content::choice(&Choice { service: "ComfyUI Deploy", action: &action, back: None }))
}

async fn decide(
    State(ledger): State<Arc<Ledger>>,
    Path(request_id): Path<String>,
    decided: Result<Form<Decided>, FormRejection>,
) -> Response {
    let Ok(Form(decided)) = decided else { return fault("This form says neither to allow nor to deny access.") };
    if !is_id(&request_id) {
        return fault("This is not the id of a request.");
    }
    ledger.decide(request_id, decided.decision);
    let text = "You can close this window and go back to the application.";
    let title = match decided.decision {
        Decision::Allow => "Request approved",
        Decision::Deny => "Request denied",
    };
    page::page(StatusCode::OK, &Content::message(title, text))
}

/// The operation: what became of the request so far.
async fn answer(State(ledger): State<Arc<Ledger>>, Path(request_id): Path<String>, headers: HeaderMap) -> Response {
    if !is_authorized(&headers) {
        return (StatusCode::UNAUTHORIZED, "Invalid or expired token").into_response();
    }
    match ledger.decided(&request_id) {
        None => (StatusCode::CREATED, Json(json!({ "message": "Not approved yet" }))).into_response(),
        Some(Decision::Allow) => {
            Json(json!({ "api_key": demo_key("cd_demo_"), "name": "keymint demo" })).into_response()
        }
        // The document has no other answer for what will never be ready.
        Some(Decision::Deny) => {
            let body = Json(json!({ "error": "The request was denied" }));
            (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
        }
    }
}

fn is_authorized(headers: &HeaderMap) -> bool {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    // Secrets compare in constant time.
    value
        .and_then(|value| value.strip_prefix("Bearer "))
        .is_some_and(|token| Secret::from(token) == Secret::from(TOKEN))
}

fn is_id(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn fault(text: &str) -> Response {
    page::page(StatusCode::BAD_REQUEST, &Content::message("No request", text))
}
