//! Which redirects are followed, and the record of those that were.

use std::fmt;

use http::StatusCode;
use reqwest::Url;

/// Which redirects (RFC 9110, section 15.4) are followed.
///
/// A redirect that is not followed is the response of the call, so that its status and its `Location` are not lost.
///
/// | redirect | default |
/// | --- | --- |
/// | of an operation that documents a `3xx` | never followed |
/// | to the same origin | followed |
/// | to another origin | followed without credentials, if the request has no body, and only headers that the Fetch standard safelists; see [`across_origins`](Self::across_origins) |
/// | from `https` to `http` | never followed |
/// | to a URL with a password, or with a scheme other than `http` and `https` | never followed |
/// | `301` or `302` to `POST`, `303` to `POST` | followed with `GET` and without the body, as in the Fetch standard |
/// | `303` to `PUT`, `PATCH` or `DELETE` | never followed, because the response to the `GET` would be mistaken for that of the operation |
/// | that requires a streamed body again | never followed |
/// | the eleventh | the call fails; see [`limit`](Self::limit) |
///
/// Credentials are those of the security schemes, `Authorization`, `Cookie` and `Proxy-Authorization`. Once they have
/// been removed, later redirects do not restore them, even back to the original origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedirectPolicy {
    limit: usize,
    across_origins: bool,
}

impl RedirectPolicy {
    /// Creates a policy with the defaults.
    pub const fn new() -> Self {
        Self { limit: 10, across_origins: false }
    }

    /// Creates a policy that follows no redirects.
    pub const fn never() -> Self {
        Self { limit: 0, across_origins: false }
    }

    /// Sets the maximum number of redirects that an attempt follows. One more fails it with
    /// [`Error::Transport`](crate::Error::Transport); with 0, a redirect is the response of the call. Defaults to 10.
    #[must_use]
    pub const fn limit(self, redirects: usize) -> Self {
        Self { limit: redirects, ..self }
    }

    /// Sets whether requests with a body, with header parameters or with headers from the caller are redirected to
    /// other origins, which then receive these. Credentials are removed nevertheless. Defaults to `false`.
    #[must_use]
    pub const fn across_origins(self, follow: bool) -> Self {
        Self { across_origins: follow, ..self }
    }

    pub(crate) const fn max_redirects(&self) -> usize {
        self.limit
    }

    pub(crate) const fn sends_everything_across_origins(&self) -> bool {
        self.across_origins
    }
}

impl Default for RedirectPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// A redirect that was followed.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redirect {
    /// The status of the redirect.
    pub status: StatusCode,
    /// The target URL. Its path and its query may contain secrets.
    pub location: Url,
}

/// Prints only the origin, because paths and queries may contain secrets.
impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirect")
            .field("status", &self.status.as_u16())
            .field("location", &self.location.origin().ascii_serialization())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_queries_are_not_printed() {
        let location = "https://api.example:8443/sk-path?key=sk-query".parse().unwrap();
        let printed = format!("{:?}", Redirect { status: StatusCode::FOUND, location });
        assert_eq!(printed, r#"Redirect { status: 302, location: "https://api.example:8443" }"#);
    }

    #[test]
    fn each_setting_changes_itself_alone() {
        let policies = [
            RedirectPolicy::default(),
            RedirectPolicy::never(),
            RedirectPolicy::default().limit(3),
            RedirectPolicy::never().across_origins(true),
        ];
        let settings = policies.map(|policy| (policy.max_redirects(), policy.sends_everything_across_origins()));
        assert_eq!(settings, [(10, false), (0, false), (3, false), (0, true)]);
        assert!(RedirectPolicy::new().across_origins(true).limit(3).sends_everything_across_origins());
    }
}
