//! The authorization page of the demo's OpenRouter.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use keymint::statusful::login::Pkce;
use keymint::statusful::reqwest::Url;
use serde::Deserialize;

use super::ledger::{Authorization, Decision, Ledger};
use super::page::{self, Choice, Content};
use crate::client::is_loopback;

/// A SHA-256 in base64url without padding (RFC 7636, section 4.2).
const CHALLENGE_LENGTH: usize = 43;

/// The page and its form.
pub(super) fn router() -> Router<Arc<Ledger>> {
    Router::new().route("/auth", get(ask)).route("/authorizations/{name}", post(decide))
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

/// The form with the decision of the user.
#[derive(Deserialize)]
pub(super) struct Decided {
    pub(super) decision: Decision,
}

/// Returns the page that asks for access.
async fn ask(State(ledger): State<Arc<Ledger>>, asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let Ok(Query(asked)) = asked else { return fault("The query of this URL is invalid.") };
    let Some(callback) = Url::parse(&asked.callback_url).ok().filter(is_callback) else {
        return fault("This URL has no callback on this machine.");
    };
    if asked.code_challenge_method != Pkce::METHOD || !is_challenge(&asked.code_challenge) {
        return fault("This URL has no code challenge with the method S256.");
    }
    let back = callback.origin().ascii_serialization();
    let name = ledger.ask(Authorization { callback, challenge: asked.code_challenge });
    let action = format!("/authorizations/{name}");
    page::page(StatusCode::OK, &Content::choice(&Choice { service: "OpenRouter", action: &action, back: Some(&back) }))
}

/// Redirects the browser to the application, with a code or with the error of RFC 6749.
async fn decide(
    State(ledger): State<Arc<Ledger>>,
    Path(name): Path<String>,
    decided: Result<Form<Decided>, FormRejection>,
) -> Response {
    let Ok(Form(decided)) = decided else { return fault("This form neither allows nor denies access.") };
    let Some(Authorization { mut callback, challenge }) = ledger.asked(&name) else {
        let text = "This request was already decided, or is too old. Run the command again.";
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

fn fault(text: &str) -> Response {
    page::page(StatusCode::BAD_REQUEST, &Content::message("No login", text))
}

/// Returns `true` if a URL is the redirect URI of a native app on this machine (RFC 8252, section 7.3).
fn is_callback(url: &Url) -> bool {
    url.scheme() == "http" && is_loopback(url) && url.fragment().is_none() && url.username().is_empty()
}

fn is_challenge(text: &str) -> bool {
    text.len() == CHALLENGE_LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
