//! The demo's OpenRouter: a page where access is granted, and the exchange of its codes.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use keymint::Secret;
use keymint::statusful::login::Pkce;
use keymint::statusful::reqwest::Url;
use serde::Deserialize;
use serde_json::json;

use super::keys::demo_key;
use super::ledger::{Authorization, Decision, Ledger};
use super::page::{self, Choice, Content};
use crate::client::is_loopback;

/// A SHA-256 in base64url without padding (RFC 7636, section 4.2).
const CHALLENGE_LENGTH: usize = 43;

/// The page, its form, and the exchange.
pub(super) fn router() -> Router<Arc<Ledger>> {
    Router::new()
        .route("/auth", get(ask))
        .route("/auth/{name}", post(decide))
        .route("/api/v1/auth/keys", post(exchange))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    callback_url: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
}

/// What a person decided, as the form says it.
#[derive(Deserialize)]
pub(super) struct Decided {
    pub(super) decision: Decision,
}

/// The page that asks for access.
async fn ask(State(ledger): State<Arc<Ledger>>, asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let Ok(Query(asked)) = asked else { return fault("This address says something twice, or not as text.") };
    let Some(callback) = Url::parse(&asked.callback_url).ok().filter(is_callback) else {
        return fault("This address does not say where on this machine to go back to.");
    };
    if asked.code_challenge_method != Pkce::METHOD || !is_challenge(&asked.code_challenge) {
        return fault("This address has no code challenge of the method S256.");
    }
    let back = callback.origin().ascii_serialization();
    let name = ledger.ask(Authorization { callback, challenge: asked.code_challenge });
    let action = format!("/auth/{name}");
    page::page(StatusCode::OK, &Content::choice(&Choice { service: "OpenRouter", action: &action, back: Some(&back) }))
}

/// Sends the browser back: with a code, or with the error that the RFC has for it.
async fn decide(
    State(ledger): State<Arc<Ledger>>,
    Path(name): Path<String>,
    decided: Result<Form<Decided>, FormRejection>,
) -> Response {
    let Ok(Form(decided)) = decided else { return fault("This form says neither to allow nor to deny access.") };
    let Some(Authorization { mut callback, challenge }) = ledger.asked(&name) else {
        let text = "This request is decided already, or too old. Run the command again.";
        return page::page(StatusCode::GONE, &Content::message("Nothing to decide", text));
    };
    match decided.decision {
        Decision::Allow => {
            let code = ledger.grant(challenge);
            callback.query_pairs_mut().append_pair("code", code.expose_secret());
        }
        Decision::Deny => {
            let mut query = callback.query_pairs_mut();
            query.append_pair("error", "access_denied");
            query.append_pair("error_description", "You chose to deny access.");
        }
    }
    Redirect::to(callback.as_str()).into_response()
}

#[derive(Deserialize)]
struct Exchange {
    code: Secret,
    code_verifier: Option<Secret>,
    code_challenge_method: Option<String>,
}

/// A key for a code, and for the verifier that its challenge was made of. Either way the code is used up.
async fn exchange(State(ledger): State<Arc<Ledger>>, body: Result<Json<Exchange>, JsonRejection>) -> Response {
    let Ok(Json(exchange)) = body else { return refusal(StatusCode::BAD_REQUEST, "Invalid request parameters") };
    let Some(challenge) = ledger.granted(&exchange.code) else {
        return refusal(StatusCode::FORBIDDEN, "The code is unknown, used up or expired");
    };
    let verified = exchange.code_verifier.and_then(|verifier| Pkce::from_verifier(verifier).ok());
    let fits = verified.is_some_and(|pkce| pkce.challenge() == challenge);
    if !fits || exchange.code_challenge_method.as_deref() != Some(Pkce::METHOD) {
        return refusal(StatusCode::BAD_REQUEST, "The code verifier does not fit the code challenge");
    }
    Json(json!({ "key": demo_key("sk-or-v1-demo-"), "user_id": "user_of_the_demo" })).into_response()
}

/// A failure in the shape that the document has for it.
fn refusal(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "error": { "code": status.as_u16(), "message": message } }))).into_response()
}

fn fault(text: &str) -> Response {
    page::page(StatusCode::BAD_REQUEST, &Content::message("No login", text))
}

/// Native apps alone are served, whose browsers go back to this machine (RFC 8252, section 7.3).
fn is_callback(url: &Url) -> bool {
    url.scheme() == "http" && is_loopback(url) && url.fragment().is_none() && url.username().is_empty()
}

fn is_challenge(text: &str) -> bool {
    text.len() == CHALLENGE_LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
