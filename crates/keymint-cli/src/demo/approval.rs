//! The approval page of the demo's ComfyUI Deploy.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::authorization::Decided;
use super::ledger::{Decision, Ledger};
use super::page::{self, Choice, Content};

/// The maximum length of a request id.
const LONGEST: usize = 128;

/// The page and its form.
pub(super) fn router() -> Router<Arc<Ledger>> {
    Router::new().route("/auth-request/{request_id}", get(ask).post(decide))
}

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
    let Ok(Form(decided)) = decided else { return fault("This form neither allows nor denies access.") };
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

fn is_id(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn fault(text: &str) -> Response {
    page::page(StatusCode::BAD_REQUEST, &Content::message("No request", text))
}
