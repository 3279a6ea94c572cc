//! The start page: a web page that lists the operations, with a form for each to try it.
//!
//! The page is one HTML document without anything to load. Every text of the API's document is escaped in one place, `html.rs`, and
//! its script only writes text. The policy allows this style and this script alone, by their hashes, so that even markup that
//! got through would not run. `room.rs` limits its size.

mod credential;
mod form;
mod html;
mod list;
mod room;

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use mediatype::MediaTypeList;
use statusful_document::openapi::{Document, Info};

use crate::answer::MockResponse;

/// The path of the page, besides `/`. Documents with an operation at `/` have it only here.
const PATH: &str = "/_mock";

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The Content-Security-Policy of the page: it may use its style and its script, and send requests to the mock. A test compares the hashes.
const POLICY: &str = "default-src 'none'; \
     style-src 'sha256-uw2Fbnn1MT0EkBlpGaPpHphuQgIi/vsYdjVGjbSyVO4='; \
     script-src 'sha256-7GJhqE7KQwWQT2Dsn8VnFk0HzuFozFU9rgsK9pf8Avs='; \
     connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// Returns `true` if a request without an operation is one for the page. Browsers name `text/html` in `Accept`; other clients get the
/// problem that they get for any unknown path.
pub(crate) fn is_wanted(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let is_page = matches!(path, "" | "/" | PATH) || path.strip_suffix('/') == Some(PATH);
    is_page && matches!(*method, Method::GET | Method::HEAD) && accepts_html(headers)
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut ranges = lines.flat_map(MediaTypeList::new).filter_map(Result::ok);
    ranges.any(|range| range.ty == "text" && range.subty == "html")
}

/// Writes the page of a document.
pub(crate) fn write(document: &Document<'_>) -> String {
    let title = document.info().and_then(Info::title).unwrap_or("API");
    format!(
        include_str!("page.html"),
        title = html::escape(title),
        style = STYLE,
        script = SCRIPT,
        head = list::head(document),
        operations = list::operations(document),
    )
}

/// Returns the response with the page.
pub(crate) fn respond(page: &str) -> MockResponse {
    let mut response = MockResponse::new(StatusCode::OK);
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::VARY, "accept"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    response.headers.extend(headers.map(|(name, value)| (name, HeaderValue::from_static(value))));
    page.as_bytes().clone_into(&mut response.body);
    response
}

#[cfg(test)]
mod tests;
