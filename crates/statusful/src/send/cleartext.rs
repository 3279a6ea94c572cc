//! Prevents credentials from being sent over connections that others can read.

use std::net::IpAddr;

use reqwest::{Request, Url};

use crate::auth::is_credential;
use crate::error::{RequestError, RequestErrorKind};

/// Returns an error if a request would send credentials to another host without encryption.
pub(super) fn check(request: &Request, has_credentials: bool) -> Result<(), RequestError> {
    let is_secret = has_credentials || request.headers().iter().any(|(name, value)| is_credential(name, value));
    if is_secret && is_readable_by_others(request.url()) {
        return Err(RequestError::new(
            RequestErrorKind::Credential,
            "credentials are not sent over http to another host: use https, or `allow_cleartext_credentials`",
        ));
    }
    Ok(())
}

/// Returns `true` if requests to a URL are not encrypted and leave this host (RFC 6761, section 6.3).
pub(crate) fn is_readable_by_others(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_local = match host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    };
    url.scheme() == "http" && !is_local
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_host_may_be_reached_without_encryption() {
        for (url, expected) in [
            ("http://api.example", true),
            ("http://10.0.0.1", true),
            ("http://127.0.0.1.example", true),
            ("http://localhost.example", true),
            ("http://[::2]", true),
            ("https://api.example", false),
            ("http://localhost:80", false),
            ("http://api.localhost", false),
            ("http://127.8.9.1", false),
            ("http://0x7f.1", false),
            ("http://[::1]", false),
            ("http://[::ffff:127.0.0.1]", false),
        ] {
            assert_eq!(is_readable_by_others(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
