//! The credentials of a client, and the selection of a security alternative.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::provider::{CredentialProvider, CredentialSource};
use super::scheme::{SchemeKind, SecurityScheme};
use crate::Secret;

/// A credential for a security scheme. `Debug` does not print secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credential {
    /// A token, for [`SecurityScheme::bearer`].
    Bearer(Secret),
    /// A user and a password, for [`SecurityScheme::basic`].
    Basic {
        /// The user name, without a colon (RFC 7617, section 2).
        user: String,
        /// The password.
        password: Secret,
    },
    /// A key, for the API-key schemes.
    ApiKey(Secret),
}

/// The credentials of a client, by scheme name or for all schemes of a kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Credentials {
    bearer: Option<CredentialSource>,
    basic: Option<CredentialSource>,
    oauth2: Option<CredentialSource>,
    named: BTreeMap<String, CredentialSource>,
}

impl Credentials {
    pub(crate) fn set_bearer(&mut self, token: Secret) {
        self.bearer = Some(CredentialSource::Known(Credential::Bearer(token)));
    }

    pub(crate) fn provide_bearer(&mut self, provider: impl CredentialProvider) {
        self.bearer = Some(CredentialSource::Provided(Arc::new(provider)));
    }

    pub(crate) fn provide_oauth2(&mut self, provider: impl CredentialProvider) {
        self.oauth2 = Some(CredentialSource::Provided(Arc::new(provider)));
    }

    pub(crate) fn set_basic(&mut self, user: String, password: Secret) {
        self.basic = Some(CredentialSource::Known(Credential::Basic { user, password }));
    }

    pub(crate) fn set_named(&mut self, scheme: String, credential: Credential) {
        self.named.insert(scheme, CredentialSource::Known(credential));
    }

    pub(crate) fn provide_named(&mut self, scheme: String, provider: impl CredentialProvider) {
        self.named.insert(scheme, CredentialSource::Provided(Arc::new(provider)));
    }

    /// Adds credentials from `others` that are missing here.
    pub(crate) fn or(mut self, others: &Self) -> Self {
        self.bearer = self.bearer.or_else(|| others.bearer.clone());
        self.basic = self.basic.or_else(|| others.basic.clone());
        self.oauth2 = self.oauth2.or_else(|| others.oauth2.clone());
        for (scheme, credential) in &others.named {
            self.named.entry(scheme.clone()).or_insert_with(|| credential.clone());
        }
        self
    }

    /// Returns the credentials of the first security alternative for which all are available, here or, with lower
    /// precedence, in `others`. Returns no credentials if there is no such alternative.
    ///
    /// An empty alternative makes credentials optional. It is tried last, regardless of its position, because
    /// configured credentials are meant to be used.
    pub(crate) fn choose<'a>(
        &'a self,
        others: &'a Self,
        security: &[&'a [SecurityScheme]],
    ) -> impl Iterator<Item = (SecurityScheme, &'a CredentialSource)> {
        let found = |scheme: &SecurityScheme| Some((*scheme, self.find(others, scheme)?));
        let has_all = |schemes: &&[SecurityScheme]| {
            sent(schemes).next().is_some() && sent(schemes).all(|scheme| found(scheme).is_some())
        };
        let chosen: &[SecurityScheme] = security.iter().copied().find(has_all).unwrap_or_default();
        sent(chosen).filter_map(found)
    }

    fn find<'a>(&'a self, others: &'a Self, scheme: &SecurityScheme) -> Option<&'a CredentialSource> {
        let either = |of: fn(&Self) -> Option<&CredentialSource>| of(self).or_else(|| of(others));
        self.named.get(scheme.name).or_else(|| others.named.get(scheme.name)).or_else(|| match scheme.kind {
            SchemeKind::Bearer => either(|known| known.bearer.as_ref()),
            SchemeKind::OAuth2 { .. } => {
                either(|known| known.oauth2.as_ref()).or_else(|| either(|known| known.bearer.as_ref()))
            }
            SchemeKind::Basic => either(|known| known.basic.as_ref()),
            _ => None,
        })
    }
}

/// Returns the schemes whose credentials are sent in the request.
fn sent(schemes: &[SecurityScheme]) -> impl Iterator<Item = &SecurityScheme> {
    schemes.iter().filter(|scheme| scheme.kind != SchemeKind::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEARER: SecurityScheme = SecurityScheme::bearer("token");
    const BASIC: SecurityScheme = SecurityScheme::basic("login");
    const KEY: SecurityScheme = SecurityScheme::api_key_header("key", "X-Key");
    const MTLS: SecurityScheme = SecurityScheme::other("mtls");

    fn chosen(credentials: &Credentials, security: &[&[SecurityScheme]]) -> Vec<&'static str> {
        credentials.choose(&Credentials::default(), security).map(|(scheme, _)| scheme.name).collect()
    }

    fn bearer() -> Credentials {
        let mut credentials = Credentials::default();
        credentials.set_bearer(Secret::from("t"));
        credentials
    }

    #[test]
    fn the_first_complete_alternative_is_chosen() {
        assert_eq!(chosen(&bearer(), &[&[KEY], &[BASIC], &[BEARER]]), ["token"]);
    }

    #[test]
    fn an_incomplete_alternative_is_not_chosen() {
        assert!(chosen(&bearer(), &[&[BEARER, KEY]]).is_empty());
    }

    #[test]
    fn optional_credentials_are_sent_if_there_are_any() {
        assert_eq!(chosen(&bearer(), &[&[], &[BEARER]]), ["token"]);
        assert!(chosen(&Credentials::default(), &[&[], &[BEARER]]).is_empty());
    }

    #[test]
    fn an_operation_without_security_gets_nothing() {
        assert!(chosen(&bearer(), &[]).is_empty());
    }

    #[test]
    fn a_scheme_without_credentials_in_the_request_is_skipped() {
        assert_eq!(chosen(&bearer(), &[&[MTLS], &[MTLS, BEARER]]), ["token"]);
    }

    #[test]
    fn a_named_credential_takes_precedence_over_its_kind() {
        let mut credentials = bearer();
        credentials.set_named("token".to_owned(), Credential::Bearer(Secret::from("other")));
        let none = Credentials::default();
        let (_, credential) = credentials.choose(&none, &[&[BEARER]]).next().unwrap();
        assert!(
            matches!(credential, CredentialSource::Known(known) if *known == Credential::Bearer(Secret::from("other")))
        );
    }
}
