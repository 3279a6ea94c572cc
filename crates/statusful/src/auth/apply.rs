//! Putting credentials into a request.

use http::HeaderName;
use http::header::AUTHORIZATION;

use super::{Credential, Credentials, SchemeKind, SecurityScheme};
use crate::error::{RequestError, RequestErrorKind};
use crate::request::{Request, sensitive_value};

/// Adds the credentials that `security` names, and no others.
pub(crate) fn authorize(
    request: &mut Request,
    credentials: &Credentials,
    security: &[&[SecurityScheme]],
) -> Result<(), RequestError> {
    credentials.choose(security).into_iter().try_for_each(|(scheme, credential)| apply(request, scheme, credential))
}

fn apply(request: &mut Request, scheme: SecurityScheme, credential: &Credential) -> Result<(), RequestError> {
    match (scheme.kind, credential) {
        (SchemeKind::Bearer, Credential::Bearer(token)) => {
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
            request.confine();
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
        let mut credentials = Credentials::default();
        credentials.set_bearer(Secret::from("sk"));
        credentials.set_named("key".to_owned(), Credential::ApiKey(Secret::from("sk")));
        let schemes = [
            SecurityScheme::bearer("token"),
            SecurityScheme::api_key_header("key", "X-Key"),
            SecurityScheme::api_key_cookie("key", "sid"),
        ];
        let mut request = Request::new(&Client::new().unwrap());
        authorize(&mut request, &credentials, &[&schemes]).unwrap();
        let mut headers = HeaderMap::new();
        request.add_headers(&mut headers).unwrap();
        assert_eq!(headers.len(), 3);
        assert!(headers.values().all(http::HeaderValue::is_sensitive), "{headers:?}");
    }
}
