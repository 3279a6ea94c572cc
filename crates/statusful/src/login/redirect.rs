//! Parses the redirect that ends a login.

use reqwest::Url;

use super::{AuthorizationError, LoginError};
use crate::Secret;

/// The authorization code, or the error of the login.
pub(super) type RedirectResult = Result<Secret, LoginError>;

/// Parses a redirect (RFC 6749, sections 4.1.2 and 4.1.2.1). Returns `None` if its `state` is missing or different.
pub(super) fn read(redirect: &Url, state: &Secret) -> Option<RedirectResult> {
    // Secrets are compared in constant time.
    if Secret::from(parameter(redirect, "state")?) != *state {
        return None;
    }
    if let Some(error) = parameter(redirect, "error") {
        return Some(Err(LoginError::Authorization(AuthorizationError {
            error,
            description: parameter(redirect, "error_description"),
            uri: parameter(redirect, "error_uri"),
        })));
    }
    Some(parameter(redirect, "code").map(Secret::from).ok_or(LoginError::NoCode))
}

/// Returns the value of a parameter, or `None` if it is absent, empty or repeated (RFC 6749, section 3.1).
fn parameter(redirect: &Url, wanted: &str) -> Option<String> {
    let mut values = redirect.query_pairs().filter(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(query: &str) -> Option<RedirectResult> {
        let url = format!("http://127.0.0.1:1/callback?{query}").parse().unwrap();
        read(&url, &Secret::from("x z"))
    }

    #[test]
    fn a_redirect_with_the_right_state_has_a_code() {
        for query in ["code=a%2Bb&state=x+z", "state=x%20z&iss=https%3A%2F%2Fa&code=a%2bb"] {
            assert_eq!(redirect(query).unwrap().unwrap().expose_secret(), "a+b", "{query}");
        }
    }

    #[test]
    fn another_state_is_refused() {
        for query in ["", "code=c", "code=c&state", "code=c&state=", "code=c&state=x", "code=c&state=x+zz"] {
            assert!(redirect(query).is_none(), "{query}");
        }
        assert!(redirect("error=access_denied").is_none());
        assert!(redirect("code=c&state=x+z&state=x+z").is_none());
    }

    #[test]
    fn an_error_contains_its_description() {
        let error = redirect("state=x+z&error=access_denied&error_description=Not+now&error_uri=https://a/b");
        let Some(Err(LoginError::Authorization(error))) = error else { panic!("{error:?}") };
        assert_eq!(error.error(), "access_denied");
        assert_eq!(error.description(), Some("Not now"));
        assert_eq!(error.uri(), Some("https://a/b"));
        assert!(matches!(redirect("state=x+z&code=c&error=e"), Some(Err(LoginError::Authorization(_)))));
    }

    #[test]
    fn a_redirect_without_a_code_is_an_error() {
        for query in ["state=x+z", "state=x+z&code=", "state=x+z&code=a&code=b", "state=x+z&error=&code="] {
            assert!(matches!(redirect(query), Some(Err(LoginError::NoCode))), "{query}");
        }
    }
}
