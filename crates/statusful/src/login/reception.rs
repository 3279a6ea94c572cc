//! The responses of the listener.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use http::header::ALLOW;
use http::{HeaderValue, Method, Response, StatusCode, Uri};
use reqwest::Url;

use super::LoginError;
use super::page::page;
use super::redirect::{RedirectResult, read};
use crate::Secret;

/// Accepts the redirect of a login, and refuses every other request to its port.
///
/// A redirect with a different `state` is refused and counted, but does not end the login (RFC 8252, section 8.9): any
/// process on the machine and any page in the browser can send one, and must not be able to end a login that it did not
/// start. The `state` has 256 bits, so it cannot be guessed.
pub(super) struct Reception {
    redirect_uri: Url,
    state: Secret,
    is_over: AtomicBool,
    refused: AtomicUsize,
}

impl Reception {
    pub(super) fn new(redirect_uri: Url, state: Secret) -> Self {
        Self { redirect_uri, state, is_over: AtomicBool::new(false), refused: AtomicUsize::new(0) }
    }

    /// Returns the number of redirects with a different `state`.
    pub(super) fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// Returns the page for a request, and the result of the login if this request ends it.
    pub(super) fn answer(&self, method: &Method, target: &Uri) -> (Response<String>, Option<RedirectResult>) {
        if target.path() != self.redirect_uri.path() {
            return (page(StatusCode::NOT_FOUND, "Not found", "There is nothing here."), None);
        }
        if method != Method::GET {
            return (method_not_allowed(), None);
        }
        let mut redirect = self.redirect_uri.clone();
        redirect.set_query(target.query());
        let Some(outcome) = read(&redirect, &self.state) else {
            self.refused.fetch_add(1, Ordering::Relaxed);
            let text = "This link does not belong to the current login. Nothing was changed.";
            return (page(StatusCode::BAD_REQUEST, "Not your login", text), None);
        };
        if self.is_over.swap(true, Ordering::Relaxed) {
            let text = "This login has already ended. Start another one from the application.";
            return (page(StatusCode::GONE, "Login ended", text), None);
        }
        (last_page(&outcome), Some(outcome))
    }
}

fn method_not_allowed() -> Response<String> {
    let mut answer = page(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed", "A redirect is a GET request.");
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET"));
    answer
}

fn last_page(outcome: &RedirectResult) -> Response<String> {
    match outcome {
        Ok(_) => {
            let text = "You can close this window and go back to the application.";
            page(StatusCode::OK, "Access granted", text)
        }
        Err(LoginError::Authorization(error)) => {
            let text = error.description().unwrap_or(error.error());
            page(StatusCode::OK, "Access not granted", text)
        }
        Err(error) => page(StatusCode::BAD_REQUEST, "Login failed", &error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reception() -> Reception {
        Reception::new("http://127.0.0.1:1/callback".parse().unwrap(), Secret::from("xyz"))
    }

    fn get(reception: &Reception, target: &str) -> (u16, Option<RedirectResult>) {
        let (page, outcome) = reception.answer(&Method::GET, &target.parse().unwrap());
        (page.status().as_u16(), outcome)
    }

    #[test]
    fn a_second_redirect_is_refused() {
        let reception = reception();
        let (status, outcome) = get(&reception, "/callback?code=c&state=xyz");
        assert_eq!(status, 200);
        assert_eq!(outcome.unwrap().unwrap().expose_secret(), "c");
        let (status, outcome) = get(&reception, "/callback?code=d&state=xyz");
        assert_eq!(status, 410);
        assert!(outcome.is_none());
    }

    #[test]
    fn a_different_state_is_counted_and_does_not_end_the_login() {
        let reception = reception();
        for target in ["/callback", "/callback?code=c", "/callback?code=c&state=abc"] {
            let (status, outcome) = get(&reception, target);
            assert_eq!(status, 400, "{target}");
            assert!(outcome.is_none(), "{target}");
        }
        assert_eq!(reception.refused(), 3);
        assert!(get(&reception, "/callback?code=c&state=xyz").1.is_some());
    }

    #[test]
    fn other_paths_and_methods_do_not_end_the_login() {
        let reception = reception();
        for target in ["/", "/favicon.ico", "/callback/?code=c&state=xyz", "/Callback?code=c&state=xyz"] {
            let (status, outcome) = get(&reception, target);
            assert_eq!(status, 404, "{target}");
            assert!(outcome.is_none(), "{target}");
        }
        for method in [Method::POST, Method::HEAD, Method::OPTIONS] {
            let (page, outcome) = reception.answer(&method, &"/callback?code=c&state=xyz".parse().unwrap());
            assert_eq!(page.status(), 405, "{method}");
            assert_eq!(page.headers()[ALLOW], "GET");
            assert!(outcome.is_none(), "{method}");
        }
        assert_eq!(reception.refused(), 0);
        assert!(get(&reception, "/callback?code=c&state=xyz").1.is_some());
    }

    #[test]
    fn an_error_is_shown_as_text() {
        let target = "/callback?state=xyz&error=access_denied&error_description=%3Cb%3ENo%3C/b%3E".parse().unwrap();
        let (page, outcome) = reception().answer(&Method::GET, &target);
        assert!(page.body().contains("<p>&lt;b&gt;No&lt;/b&gt;</p>"), "{}", page.body());
        assert!(matches!(outcome, Some(Err(LoginError::Authorization(_)))));
    }

    #[test]
    fn a_redirect_without_a_code_fails() {
        let (status, outcome) = get(&reception(), "/callback?state=xyz");
        assert_eq!(status, 400);
        assert!(matches!(outcome, Some(Err(LoginError::NoCode))));
    }
}
