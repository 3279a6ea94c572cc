//! API keys.

use keymint::Secret;
use serde_json::{Map, Value};

use crate::failure::{Failure, Kind};

/// An API key, with metadata.
#[derive(Debug)]
pub(crate) struct Key {
    service: &'static str,
    secret: Secret,
    facts: Map<String, Value>,
}

impl Key {
    /// Creates a key from the response of a service. Keys of all services consist of visible ASCII, and so do the formats
    /// that contain them; anything else could be an escape sequence, or a second line of the output file.
    pub(crate) fn new(service: &'static str, secret: Secret) -> Result<Self, Failure> {
        let key = secret.expose_secret();
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Failure::new(Kind::Service, format!("The key in the response of {service} is invalid.")).help(
                "The key is empty, or contains characters other than visible ASCII. Ask the operator of the service.",
            ));
        }
        Ok(Self { service, secret, facts: Map::new() })
    }

    /// Adds metadata.
    pub(crate) fn with(mut self, name: &str, fact: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), fact.into());
        self
    }

    /// Returns the name of the service.
    pub(crate) fn service(&self) -> &'static str {
        self.service
    }

    /// Returns the key.
    pub(crate) fn expose_secret(&self) -> &str {
        self.secret.expose_secret()
    }

    /// Returns the metadata as JSON, with the key or with the file that contains it.
    pub(crate) fn to_json(&self, file: Option<&str>) -> Value {
        let mut members = Map::new();
        members.insert("service".to_owned(), self.service.into());
        match file {
            Some(file) => members.insert("file".to_owned(), file.into()),
            None => members.insert("key".to_owned(), self.expose_secret().into()),
        };
        members.extend(self.facts.clone());
        Value::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_key_holds_is_no_key() {
        for wrong in ["", "sk or", "sk\n", "sk\u{1b}[2J", "schlüssel"] {
            let failure = Key::new("openrouter", Secret::from(wrong)).unwrap_err();
            assert_eq!(failure.kind(), Kind::Service, "{wrong:?}");
        }
        assert!(Key::new("openrouter", Secret::from("sk-or-v1_a.b~=")).is_ok());
    }

    #[test]
    fn debug_hides_it_and_json_has_it_unless_a_file_does() {
        let key = Key::new("openrouter", Secret::from("sk-or")).unwrap().with("user_id", "user_1");
        assert!(!format!("{key:?}").contains("sk-or"));
        assert_eq!(key.to_json(None).to_string(), r#"{"service":"openrouter","key":"sk-or","user_id":"user_1"}"#);
        let shown = key.to_json(Some("key.txt")).to_string();
        assert_eq!(shown, r#"{"service":"openrouter","file":"key.txt","user_id":"user_1"}"#);
    }
}
