//! Cross-origin requests of browsers (WHATWG Fetch, section 3.3).
//!
//! `tower-http` has a layer for this, but it answers every `OPTIONS` request, documented or not, and exposes the same headers
//! with every response.

use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::answer::MockResponse;

/// The start of the names of all headers that say what a page may do.
const PREFIX: &str = "access-control-";

/// Returns the response to a preflight request, which asks whether a page may send a request. It may: only the response to the
/// request itself can say what is wrong with it.
pub(crate) fn preflight(parts: &Parts) -> Option<MockResponse> {
    let asked = |name: HeaderName| parts.headers.get(name);
    let method = asked(header::ACCESS_CONTROL_REQUEST_METHOD)?;
    if parts.method != Method::OPTIONS || asked(header::ORIGIN).is_none() {
        return None;
    }
    let mut response = MockResponse::new(StatusCode::NO_CONTENT);
    response.headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, method.clone());
    if let Some(names) = asked(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        response.headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    let varying = "access-control-request-method, access-control-request-headers";
    response.headers.append(header::VARY, HeaderValue::from_static(varying));
    Some(response)
}

/// Lets the page that sent the request read the response and all of its headers, with credentials. Replaces what the document
/// says of that, but not what a scenario says.
pub(crate) fn share(response: &mut MockResponse, origin: Option<&HeaderValue>) {
    let Some(origin) = origin.filter(|_| !response.sets_cors) else { return };
    let exposed = exposed(&response.headers);
    let headers = &mut response.headers;
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    // A response with credentials must name the origin and each header: `*` is a name like any other then.
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    if let Some(exposed) = exposed {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    headers.append(header::VARY, HeaderValue::from_static("origin"));
}

/// Returns the names of all headers that a page may read; a browser never shows it `Set-Cookie`.
fn exposed(headers: &HeaderMap) -> Option<HeaderValue> {
    let is_exposed = |name: &&HeaderName| !is_cors(name) && **name != header::SET_COOKIE;
    let names: Vec<_> = headers.keys().filter(is_exposed).map(HeaderName::as_str).collect();
    HeaderValue::from_str(&names.join(", ")).ok().filter(|names| !names.is_empty())
}

/// Returns `true` if a header says what a page may do.
pub(crate) fn is_cors(name: &HeaderName) -> bool {
    name.as_str().starts_with(PREFIX)
}
