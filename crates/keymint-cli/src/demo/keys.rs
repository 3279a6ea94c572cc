//! The demo's own service: keys that are created directly.

use std::sync::Arc;
use std::time::SystemTime;

use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::ledger::Ledger;

/// How long a key is, without its beginning.
const LENGTH: usize = 24;

/// The operation.
pub(super) fn router() -> Router<Arc<Ledger>> {
    Router::new().route("/api-keys", post(create))
}

/// A key that says that it is none.
pub(super) fn demo_key(prefix: &str) -> String {
    let random = Uuid::new_v4().simple().to_string();
    format!("{prefix}{}", &random[..LENGTH])
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    #[serde(default)]
    key_name: String,
}

/// A key of a name, unless there is no name.
async fn create(body: Result<Json<Asked>, JsonRejection>) -> Response {
    let name = body.map(|Json(asked)| asked.key_name).unwrap_or_default();
    if name.trim().is_empty() {
        let fault = json!({ "loc": ["body", "keyName"], "msg": "A name is required", "type": "missing" });
        return (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "detail": [fault] }))).into_response();
    }
    let key = json!({
        "apiKey": demo_key("flow_demo_"),
        "createdAt": DateTime::<Utc>::from(SystemTime::now()).to_rfc3339(),
        "id": Uuid::new_v4(),
        "keyName": name,
        "keyPrefix": "flow_",
        "userId": Uuid::new_v4(),
    });
    (StatusCode::CREATED, Json(key)).into_response()
}
