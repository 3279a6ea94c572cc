//! The credentials a client holds, and the choice among an operation's alternatives.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::provider::{CredentialProvider, CredentialSource};
use super::scheme::{SchemeKind, SecurityScheme};
use crate::Secret;

/// What a security scheme asks for. `Debug` prints no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credential {
    /// A token, for [`SecurityScheme::bearer`].
    Bearer(Secret),
    /// A user and a password, for [`SecurityScheme::basic`].
    Basic {
        /// The user; RFC 7617 allows no colon in it.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A key, for the API-key schemes.
    ApiKey(Secret),
}

/// All credentials of a client: some by scheme name, some for every scheme of their kind.
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

    /// These, and `others` where these have none.
    pub(crate) fn or(mut self, others: &Self) -> Self {
        self.bearer = self.bearer.or_else(|| others.bearer.clone());
        self.basic = self.basic.or_else(|| others.basic.clone());
        self.oauth2 = self.oauth2.or_else(|| others.oauth2.clone());
        for (scheme, credential) in &others.named {
            self.named.entry(scheme.clone()).or_insert_with(|| credential.clone());
        }
        self
    }

    /// The credentials for the first alternative that can be met; none where none can.
    ///
    /// An empty alternative says that credentials are optional. It counts last wherever it stands, since whoever
    /// configured a credential wants it used.
    pub(crate) fn choose(&self, security: &[&[SecurityScheme]]) -> Vec<(SecurityScheme, &CredentialSource)> {
        security.iter().filter_map(|schemes| self.meet(schemes)).find(|met| !met.is_empty()).unwrap_or_default()
    }

    fn meet(&self, schemes: &[SecurityScheme]) -> Option<Vec<(SecurityScheme, &CredentialSource)>> {
        let sent = schemes.iter().filter(|scheme| scheme.kind != SchemeKind::Other);
        sent.map(|scheme| self.find(scheme).map(|credential| (*scheme, credential))).collect()
    }

    fn find(&self, scheme: &SecurityScheme) -> Option<&CredentialSource> {
        self.named.get(scheme.name).or(match scheme.kind {
            SchemeKind::Bearer => self.bearer.as_ref(),
            SchemeKind::OAuth2 { .. } => self.oauth2.as_ref().or(self.bearer.as_ref()),
            SchemeKind::Basic => self.basic.as_ref(),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEARER: SecurityScheme = SecurityScheme::bearer("token");
    const BASIC: SecurityScheme = SecurityScheme::basic("login");
    const KEY: SecurityScheme = SecurityScheme::api_key_header("key", "X-Key");
    const MTLS: SecurityScheme = SecurityScheme::other("mtls");

    fn chosen(credentials: &Credentials, security: &[&[SecurityScheme]]) -> Vec<&'static str> {
        credentials.choose(security).iter().map(|(scheme, _)| scheme.name).collect()
    }

    fn bearer() -> Credentials {
        let mut credentials = Credentials::default();
        credentials.set_bearer(Secret::from("t"));
        credentials
    }

    #[test]
    fn the_first_alternative_that_can_be_met_is_taken() {
        assert_eq!(chosen(&bearer(), &[&[KEY], &[BASIC], &[BEARER]]), ["token"]);
    }

    #[test]
    fn an_alternative_is_met_as_a_whole_or_not_at_all() {
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
    fn a_scheme_outside_the_request_does_not_stand_in_the_way() {
        assert_eq!(chosen(&bearer(), &[&[MTLS], &[MTLS, BEARER]]), ["token"]);
    }

    #[test]
    fn a_named_credential_comes_before_that_of_its_kind() {
        let mut credentials = bearer();
        credentials.set_named("token".to_owned(), Credential::Bearer(Secret::from("other")));
        let (_, credential) = credentials.choose(&[&[BEARER]])[0];
        assert!(
            matches!(credential, CredentialSource::Known(known) if *known == Credential::Bearer(Secret::from("other")))
        );
    }
}
