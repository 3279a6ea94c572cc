//! Credentials from environment variables.

use std::ffi::OsString;

use super::ClientCredentials;
use crate::CallOptions;

/// The environment variables with the credentials of a generated client.
///
/// Generated clients implement it for
/// [`ClientBuilder::credentials_from_env`](crate::ClientBuilder::credentials_from_env).
pub trait Environment {
    /// The prefix of all variables, such as `KEYMINT`.
    const PREFIX: &'static str;
    /// The API key schemes of the document, each with its variable, such as `("apiKey", "KEYMINT_API_KEY")`.
    const API_KEYS: &'static [(&'static str, &'static str)];
}

/// Returns the credentials in the environment. Ignores variables that are empty or not UTF-8.
pub(crate) fn credentials<C: Environment>(read: impl Fn(&str) -> Option<OsString>) -> CallOptions {
    let text = |name: &str| read(name)?.into_string().ok().filter(|text| !text.is_empty());
    let own = |suffix: &str| text(&format!("{}_{suffix}", C::PREFIX));
    let mut options = CallOptions::new();
    if let Some(token) = own("BEARER_TOKEN") {
        options = options.bearer_auth(token);
    }
    if let (Some(user), Some(password)) = (own("USERNAME"), own("PASSWORD")) {
        options = options.basic_auth(user, password);
    }
    if let (Some(id), Some(secret)) = (own("CLIENT_ID"), own("CLIENT_SECRET")) {
        options = options.client_credentials(ClientCredentials::new(id, secret));
    }
    for (scheme, variable) in C::API_KEYS {
        if let Some(key) = text(variable) {
            options = options.api_key(*scheme, key);
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Keymint;

    impl Environment for Keymint {
        const PREFIX: &'static str = "KEYMINT";
        const API_KEYS: &'static [(&'static str, &'static str)] = &[("apiKey", "KEYMINT_API_KEY")];
    }

    fn found(variables: &[(&str, &str)]) -> String {
        let read = |name: &str| Some(variables.iter().find(|(known, _)| *known == name)?.1.into());
        format!("{:?}", credentials::<Keymint>(read).credentials)
    }

    #[test]
    fn each_variable_is_a_credential() {
        let all = found(&[
            ("KEYMINT_BEARER_TOKEN", "sk-t"),
            ("KEYMINT_USERNAME", "me"),
            ("KEYMINT_PASSWORD", "sk-p"),
            ("KEYMINT_CLIENT_ID", "id"),
            ("KEYMINT_CLIENT_SECRET", "sk-s"),
            ("KEYMINT_API_KEY", "sk-k"),
        ]);
        for part in ["Bearer(", "Basic {", "CredentialProvider", "\"apiKey\": ApiKey("] {
            assert!(all.contains(part), "{part} in {all}");
        }
        assert!(!all.contains("sk-"), "{all}");
    }

    #[test]
    fn what_is_empty_or_half_is_not_there() {
        let none = found(&[]);
        assert_eq!(found(&[("KEYMINT_BEARER_TOKEN", ""), ("KEYMINT_USERNAME", "me")]), none);
        assert_eq!(found(&[("OTHER_BEARER_TOKEN", "t")]), none);
    }
}
