//! Putting credentials into a request.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderName, HeaderValue};

use super::{Credential, SchemeKind, SecurityScheme};
use crate::error::{RequestError, RequestErrorKind};
use crate::request::{Request, sensitive_value};

/// Adds credentials, each as its scheme says.
pub(crate) fn authorize(
    request: &mut Request,
    credentials: &[(SecurityScheme, Credential)],
) -> Result<(), RequestError> {
    credentials.iter().try_for_each(|(scheme, credential)| apply(request, *scheme, credential))
}

/// Returns `true` if a header is a credential. Values that [`authorize`] sets are marked as sensitive.
pub(crate) fn is_credential(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive() || [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name)
}

fn apply(request: &mut Request, scheme: SecurityScheme, credential: &Credential) -> Result<(), RequestError> {
    match (scheme.kind, credential) {
        (SchemeKind::Bearer | SchemeKind::OAuth2 { .. }, Credential::Bearer(token)) => {
            header(request, scheme, AUTHORIZATION, &format!("Bearer {}", token.expose_secret()))
        }
        (SchemeKind::Basic, Credential::Basic { user, .. }) if user.contains(':') => {
            Err(unfit(scheme, "has a colon in the user"))
        }
        (SchemeKind::Basic, Credential::Basic { user, password }) => {
            request.set_basic(user.clone(), password.clone());
            Ok(())
        }
        (SchemeKind::ApiKeyHeader(name), Credential::ApiKey(key)) => {
            let name = name.parse().map_err(|_| unfit(scheme, "goes to a header whose name is not valid"))?;
            header(request, scheme, name, key.expose_secret())
        }
        (SchemeKind::ApiKeyQuery(name), Credential::ApiKey(key)) => {
            request.query(name, key);
            Ok(())
        }
        (SchemeKind::ApiKeyCookie(name), Credential::ApiKey(key)) => {
            request.cookie(name, key);
            Ok(())
        }
        _ => Err(unfit(scheme, "is of another kind than the scheme")),
    }
}

fn header(request: &mut Request, scheme: SecurityScheme, name: HeaderName, value: &str) -> Result<(), RequestError> {
    let value = sensitive_value(value).ok_or_else(|| unfit(scheme, "has characters that a header cannot carry"))?;
    request.set_header(name, value);
    Ok(())
}

fn unfit(scheme: SecurityScheme, fault: &str) -> RequestError {
    RequestError::new(RequestErrorKind::Credential, format!("the credential for `{}` {fault}", scheme.name))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::{Client, Secret};

    #[test]
    fn what_carries_a_credential_is_marked_sensitive() {
        let (bearer, key) = (Credential::Bearer(Secret::from("sk")), Credential::ApiKey(Secret::from("sk")));
        let credentials = [
            (SecurityScheme::bearer("token"), bearer),
            (SecurityScheme::api_key_header("key", "X-Key"), key.clone()),
            (SecurityScheme::api_key_cookie("key", "sid"), key),
        ];
        let mut request = Request::new(&Client::new().unwrap());
        authorize(&mut request, &credentials).unwrap();
        let mut headers = HeaderMap::new();
        request.add_headers(&mut headers).unwrap();
        assert_eq!(headers.len(), 3);
        assert!(headers.values().all(http::HeaderValue::is_sensitive), "{headers:?}");
    }
}
