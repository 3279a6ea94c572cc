//! The credentials of an attempt.

use std::borrow::Cow;
use std::sync::Arc;

use tokio::time::timeout;

use super::outgoing::Outgoing;
use crate::auth::{Credential, CredentialRequest, CredentialSource, SecurityScheme};
use crate::client::ResponseSource;
use crate::error::{RequestError, RequestErrorKind};
use crate::retry::Retries;

/// The credentials of an attempt.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Provided<'a> {
    pub(super) credentials: Vec<(SecurityScheme, Cow<'a, Credential>)>,
    /// Whether some are from a provider, which may return others after a `401`.
    pub(super) is_renewable: bool,
}

/// Collects the credentials of the first security alternative that is available. Providers receive the credentials that
/// the server `rejected`, if any.
pub(super) async fn provide<'a>(
    outgoing: &Outgoing<'a>,
    rejected: Option<&Provided<'_>>,
    retries: &Retries<'_>,
) -> Result<Provided<'a>, RequestError> {
    let Outgoing { config, options, info, .. } = *outgoing;
    let mut provided = Provided::default();
    let ResponseSource::Transport(transport) = &config.source else { return Ok(provided) };
    for (scheme, source) in options.credentials.choose(&config.options.credentials, info.security) {
        let credential = match source {
            CredentialSource::Known(credential) => Cow::Borrowed(credential),
            CredentialSource::Provided(source) => {
                provided.is_renewable = true;
                let request = CredentialRequest {
                    scheme,
                    rejected: rejected.and_then(|rejected| rejected.of(scheme)),
                    server: outgoing.server().to_owned(),
                    allows_cleartext: config.allows_cleartext_credentials,
                    transport: transport.clone(),
                    clock: Arc::clone(&config.clock),
                };
                match timeout(retries.time_left(), source.credential(request)).await {
                    Ok(Ok(credential)) => Cow::Owned(credential),
                    Ok(Err(source)) => return Err(missing(outgoing, scheme).because(source)),
                    Err(late) => return Err(missing(outgoing, scheme).because(late.into()).timed_out()),
                }
            }
        };
        provided.credentials.push((scheme, credential));
    }
    Ok(provided)
}

impl Provided<'_> {
    fn of(&self, scheme: SecurityScheme) -> Option<Credential> {
        self.credentials
            .iter()
            .find(|(other, _)| *other == scheme)
            .map(|(_, credential)| credential.clone().into_owned())
    }
}

fn missing(outgoing: &Outgoing<'_>, scheme: SecurityScheme) -> RequestError {
    let message = format!("there is no credential for `{}`", scheme.name());
    RequestError::new(RequestErrorKind::Credential, message).in_operation(outgoing.info.id)
}
