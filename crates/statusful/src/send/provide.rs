//! The credentials of an attempt.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::outgoing::Outgoing;
use crate::auth::{Credential, CredentialRequest, CredentialSource, SecurityScheme};
use crate::error::{RequestError, RequestErrorKind};

/// The credentials of an attempt.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Provided {
    pub(super) credentials: Vec<(SecurityScheme, Credential)>,
    /// Some are from a provider, which may return others after a `401`.
    pub(super) is_renewable: bool,
}

/// Collects the credentials of the first security alternative for which there are any. Providers are passed those that
/// the server `rejected`, if any.
pub(super) async fn provide(
    outgoing: &Outgoing<'_>,
    rejected: Option<&Provided>,
    time_left: Duration,
) -> Result<Provided, RequestError> {
    let known = outgoing.credentials();
    let mut provided = Provided::default();
    for (scheme, source) in known.choose(outgoing.info.security) {
        let credential = match source {
            CredentialSource::Known(credential) => credential.clone(),
            CredentialSource::Provided(source) => {
                provided.is_renewable = true;
                let request = CredentialRequest {
                    scheme,
                    rejected: rejected.and_then(|rejected| rejected.of(scheme)),
                    server: outgoing.server().to_owned(),
                    allows_cleartext: outgoing.config.allows_cleartext_credentials,
                    transport: outgoing.config.transport.clone(),
                    clock: Arc::clone(&outgoing.config.clock),
                };
                match timeout(time_left, source.credential(request)).await {
                    Ok(Ok(credential)) => credential,
                    Ok(Err(source)) => return Err(missing(outgoing, scheme).because(source)),
                    Err(late) => return Err(missing(outgoing, scheme).because(late.into()).timed_out()),
                }
            }
        };
        provided.credentials.push((scheme, credential));
    }
    Ok(provided)
}

impl Provided {
    fn of(&self, scheme: SecurityScheme) -> Option<Credential> {
        self.credentials.iter().find(|(other, _)| *other == scheme).map(|(_, credential)| credential.clone())
    }
}

fn missing(outgoing: &Outgoing<'_>, scheme: SecurityScheme) -> RequestError {
    let message = format!("there is no credential for `{}`", scheme.name());
    RequestError::new(RequestErrorKind::Credential, message).in_operation(outgoing.info.id)
}
