//! Adds credentials to a request.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Credential, SchemeKind, SecurityScheme};
use crate::error::{RequestError, RequestErrorKind};
use crate::request::{Request, sensitive_value};

/// Adds credentials to the headers or to a copy of the request, depending on the scheme of each.
pub(crate) fn authorize(
    request: &mut Cow<'_, Request>,
    headers: &mut HeaderMap,
    credentials: &[(SecurityScheme, Cow<'_, Credential>)],
) -> Result<(), RequestError> {
    credentials.iter().try_for_each(|(scheme, credential)| apply(request, headers, *scheme, credential))
}

/// Returns `true` if a header contains a credential. Values that [`authorize`] sets are marked as sensitive.
pub(crate) fn is_credential(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive() || [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name)
}

fn apply(
    request: &mut Cow<'_, Request>,
    headers: &mut HeaderMap,
    scheme: SecurityScheme,
    credential: &Credential,
) -> Result<(), RequestError> {
    match (scheme.kind, credential) {
        (SchemeKind::Bearer | SchemeKind::OAuth2 { .. }, Credential::Bearer(token)) => {
            let value = ["Bearer ", token.expose_secret()].concat();
            header(headers, scheme, AUTHORIZATION, value)
        }
        (SchemeKind::Basic, Credential::Basic { user, .. }) if user.contains(':') => {
            Err(invalid(scheme, "contains a colon in the user name"))
        }
        (SchemeKind::Basic, Credential::Basic { user, password }) => {
            request.to_mut().set_basic(user.clone(), password.clone());
            Ok(())
        }
        (SchemeKind::ApiKeyHeader(name), Credential::ApiKey(key)) => {
            let name = name.parse().map_err(|_| invalid(scheme, "is sent in a header with an invalid name"))?;
            header(headers, scheme, name, key.expose_secret().to_owned())
        }
        (SchemeKind::ApiKeyQuery(name), Credential::ApiKey(key)) => {
            request.to_mut().query(name, key);
            Ok(())
        }
        (SchemeKind::ApiKeyCookie(name), Credential::ApiKey(key)) => {
            request.to_mut().cookie(name, key);
            Ok(())
        }
        _ => Err(invalid(scheme, "has a different kind than the scheme")),
    }
}

fn header(
    headers: &mut HeaderMap,
    scheme: SecurityScheme,
    name: HeaderName,
    value: String,
) -> Result<(), RequestError> {
    let value = sensitive_value(value)
        .ok_or_else(|| invalid(scheme, "contains characters that are not allowed in a header"))?;
    headers.insert(name, value);
    Ok(())
}

fn invalid(scheme: SecurityScheme, problem: &str) -> RequestError {
    RequestError::new(RequestErrorKind::Credential, format!("the credential for `{}` {problem}", scheme.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Client, Secret};

    #[test]
    fn what_carries_a_credential_is_marked_sensitive() {
        let (bearer, key) = (Credential::Bearer(Secret::from("sk")), Credential::ApiKey(Secret::from("sk")));
        let credentials = [
            (SecurityScheme::bearer("token"), Cow::Owned(bearer)),
            (SecurityScheme::api_key_header("key", "X-Key"), Cow::Borrowed(&key)),
            (SecurityScheme::api_key_cookie("key", "sid"), Cow::Borrowed(&key)),
        ];
        let mut request = Cow::Owned(Request::new(&Client::new().unwrap()));
        let mut headers = HeaderMap::new();
        authorize(&mut request, &mut headers, &credentials).unwrap();
        request.add_cookies(&mut headers).unwrap();
        assert_eq!(headers.len(), 3);
        assert!(headers.values().all(http::HeaderValue::is_sensitive), "{headers:?}");
    }
}
