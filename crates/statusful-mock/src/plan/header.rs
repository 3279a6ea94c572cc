//! Headers of documented responses.

use http::{HeaderName, HeaderValue, header};
use serde_json::{Value, json};
use statusful_document::openapi::{Header, Response};
use statusful_schema::{Direction, values_up_to, written};

/// Headers that the server sets itself, because they depend on how the body is sent.
const SET_BY_SERVER: [HeaderName; 6] = [
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
    header::TRAILER,
    header::UPGRADE,
];

/// Returns `true` if the server sets a header itself.
pub(crate) fn is_set_by_server(name: &HeaderName) -> bool {
    SET_BY_SERVER.contains(name)
}

/// Returns the documented headers with a value, without those for which no value can be made.
pub(super) fn headers(response: Response<'_>) -> Vec<(HeaderName, HeaderValue)> {
    let headers = response.headers().filter_map(|(name, described)| {
        let name: HeaderName = name.parse().ok().filter(|name| !is_set_by_server(name))?;
        let mut value = HeaderValue::from_str(value(described, &name).trim()).ok()?;
        value.set_sensitive(name == header::SET_COOKIE);
        Some((name, value))
    });
    headers.collect()
}

fn value(described: Header<'_>, name: &HeaderName) -> String {
    let found = values_up_to(1, described, Direction::Response);
    let value = found.all.into_iter().next().map_or_else(|| json!("text"), |(_, value)| value);
    if described.content().is_some() {
        return value.to_string();
    }
    // A wait that is not documented would only slow down clients.
    if *name == header::RETRY_AFTER && found.examples == 0 {
        return "0".to_owned();
    }
    simple(&value, described.explode())
}

/// Writes a value in the style `simple` (OpenAPI 3.0.3, section 4.7.12.3).
fn simple(value: &Value, explode: bool) -> String {
    let pair = |(name, value): (&String, &Value)| {
        if explode { format!("{name}={}", written(value)) } else { format!("{name},{}", written(value)) }
    };
    match value {
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(","),
        Value::Object(properties) => properties.iter().map(pair).collect::<Vec<_>>().join(","),
        value => written(value),
    }
}
