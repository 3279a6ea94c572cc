//! The pages that the browser shows at the end of a login.

use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Response, StatusCode};

use super::random_state;

/// Returns a page with a title and a text, which may be untrusted.
///
/// The page runs and loads nothing. Its address contains the code, so the page is neither stored nor sent as a
/// referrer.
pub(super) fn page(status: StatusCode, title: &str, text: &str) -> Response<String> {
    let nonce = random_state();
    let nonce = nonce.expose_secret();
    let mut page = Response::new(format!(
        include_str!("page.html"),
        title = escape(title),
        nonce = nonce,
        style = include_str!("page.css"),
        text = escape(text),
    ));
    *page.status_mut() = status;
    for (name, value) in [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, policy(nonce)),
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ] {
        page.headers_mut().insert(name, value);
    }
    page
}

/// Returns a policy that allows only the style of the page.
fn policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Escapes text for the content of an element.
///
/// The demo server of `keymint-cli` has its own function, which also escapes attribute values. This crate depends on no
/// other crate of the repository, and does not export a function for HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let page = page(StatusCode::OK, "a & b", "</p><script>alert('&lt;')</script>");
        let body = page.body();
        assert!(body.contains("<title>a &amp; b</title>") && body.contains("<h1>a &amp; b</h1>"), "{body}");
        assert!(body.contains("<p>&lt;/p&gt;&lt;script&gt;alert('&amp;lt;')&lt;/script&gt;</p>"), "{body}");
        assert!(!body.contains("<script"), "{body}");
    }

    #[test]
    fn it_runs_and_loads_nothing_but_its_style() {
        let page = page(StatusCode::OK, "a", "b");
        let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        let (_, rest) = page.body().split_once("<style nonce=\"").unwrap();
        let (nonce, _) = rest.split_once('"').unwrap();
        assert!(policy.starts_with(&format!("default-src 'none'; style-src 'nonce-{nonce}';")), "{policy}");
        for outside in ["http:", "https:", "src=", "href=", "url(", "@import"] {
            assert!(!page.body().contains(outside), "{outside}");
        }
    }

    #[test]
    fn it_is_neither_stored_nor_passed_on() {
        let page = page(StatusCode::GONE, "a", "b");
        assert_eq!(page.status(), 410);
        assert_eq!(page.headers()[CACHE_CONTROL], "no-store");
        assert_eq!(page.headers()[REFERRER_POLICY], "no-referrer");
        assert_eq!(page.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(page.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}
