//! The pages of the demo. They contain no scripts, load nothing, and every value in them is escaped.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use keymint::statusful::login::random_state;

/// The content of a page.
pub(super) struct Content {
    title: String,
    html: String,
    /// The origin to which its form may redirect, besides the server itself.
    leads_to: Option<String>,
}

/// A choice to allow or to deny access.
pub(super) struct Choice<'a> {
    /// The name of the service.
    pub(super) service: &'a str,
    /// The URL of the form.
    pub(super) action: &'a str,
    /// The origin of the redirect URI, if there is one.
    pub(super) back: Option<&'a str>,
}

impl Content {
    /// Creates a page with a title and a text.
    pub(super) fn message(title: &str, text: &str) -> Self {
        let html = format!(include_str!("message.html"), title = escape(title), text = escape(text));
        Self { title: title.to_owned(), html, leads_to: None }
    }

    /// Creates a page with a form to allow or deny access.
    pub(super) fn choice(choice: &Choice<'_>) -> Self {
        let then = match choice.back {
            Some(back) => format!("Your browser goes back to the application at {back} with a code for the key."),
            None => "The application waits for your decision, and fetches the key by itself.".to_owned(),
        };
        let html = format!(
            include_str!("choice.html"),
            service = escape(choice.service),
            action = escape(choice.action),
            then = escape(&then),
        );
        let leads_to = choice.back.map(source);
        Self { title: "Allow keymint to get an API key?".to_owned(), html, leads_to }
    }
}

/// Returns the response with a page.
pub(super) fn page(status: StatusCode, content: &Content) -> Response {
    let nonce = random_state();
    let nonce = nonce.expose_secret();
    let html = format!(
        include_str!("page.html"),
        title = escape(&content.title),
        nonce = nonce,
        style = include_str!("page.css"),
        content = content.html,
    );
    let headers = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, policy(nonce, content.leads_to.as_deref().unwrap_or_default())),
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, html).into_response()
}

/// Allows the style of the page and its form. Browsers also apply the policy to the redirect after a form, so the policy
/// contains its target.
fn policy(nonce: &str, leads_to: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self' {leads_to}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Returns an origin as a source of the policy. Policies do not support IPv6 addresses, so those become their scheme.
fn source(origin: &str) -> String {
    if origin.contains('[') { "http:".to_owned() } else { origin.to_owned() }
}

/// Escapes text for the content of an element or the value of an attribute.
///
/// The runtime escapes the text of its own page (`statusful::login`). It does not export that function, because HTML is
/// not part of the API of an HTTP client.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</p><script>alert('1')</script>\" onclick=\"x";

    fn choice(back: Option<&str>) -> Content {
        Content::choice(&Choice { service: HOSTILE, action: HOSTILE, back })
    }

    #[test]
    fn text_stays_text() {
        for content in [choice(Some(HOSTILE)), Content::message(HOSTILE, HOSTILE)] {
            assert!(content.html.contains("&lt;script&gt;alert(&#39;1&#39;)"), "{}", content.html);
            assert!(!content.html.contains("<script") && !content.html.contains("\" onclick"), "{}", content.html);
        }
    }

    #[test]
    fn it_runs_and_loads_nothing_and_is_not_stored() {
        let page = page(StatusCode::OK, &choice(Some("http://127.0.0.1:3")));
        let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'nonce-"), "{policy}");
        assert!(policy.contains("form-action 'self' http://127.0.0.1:3; base-uri 'none'"), "{policy}");
        assert_eq!(page.headers()[CACHE_CONTROL], "no-store");
        assert_eq!(page.headers()[REFERRER_POLICY], "no-referrer");
        for part in [include_str!("page.html"), include_str!("choice.html"), include_str!("page.css")] {
            for outside in ["http:", "https:", "src=", "href=", "url(", "@import", "<script"] {
                assert!(!part.contains(outside), "{outside}");
            }
        }
    }

    #[test]
    fn a_policy_names_where_the_form_leads() {
        assert_eq!(choice(None).leads_to, None);
        assert_eq!(choice(Some("http://[::1]:3")).leads_to.as_deref(), Some("http:"));
    }
}
