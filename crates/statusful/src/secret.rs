//! A string that is never printed.

use std::cell::RefCell;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde::de::{Deserialize, Deserializer, Error as _, Unexpected};
use serde::ser::{Serialize, Serializer};
use subtle::ConstantTimeEq as _;

thread_local! {
    /// The secrets that this thread has serialized during a collection.
    static COLLECTED: RefCell<Option<Vec<Secret>>> = const { RefCell::new(None) };
}

/// Runs a function, and returns the secrets that it serializes, wherever they are in a value.
pub(crate) fn collect<T>(run: impl FnOnce() -> T) -> (T, Vec<Secret>) {
    /// Ends the collection, even if the function panics.
    struct Outer(Option<Vec<Secret>>);

    impl Drop for Outer {
        fn drop(&mut self) {
            COLLECTED.set(self.0.take());
        }
    }

    let outer = Outer(COLLECTED.replace(Some(Vec::new())));
    let result = run();
    let collected = COLLECTED.take().unwrap_or_default();
    drop(outer);
    (result, collected)
}

/// A string such as an API key. It is wiped when dropped, compared in constant time, and never printed.
///
/// It has no `Display`, and its `Debug` prints `Secret([redacted])`. `Serialize` writes the value, because this is how
/// a secret is added to a request. Do not serialize secrets elsewhere.
///
/// ```
/// let key = statusful::Secret::from("sk-or-v1");
/// assert_eq!(format!("{key:?}"), "Secret([redacted])");
/// assert_eq!(key.expose_secret(), "sk-or-v1");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Returns the value.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value.into())
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose_secret().as_bytes().ct_eq(other.expose_secret().as_bytes()).into()
    }
}

impl Eq for Secret {}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        COLLECTED.with_borrow_mut(|collected| collected.as_mut().map(|secrets| secrets.push(self.clone())));
        serializer.serialize_str(self.expose_secret())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The deserializer's error would contain a value of the wrong type, which may be the secret.
        String::deserialize(deserializer)
            .map(Self::from)
            .map_err(|_| D::Error::invalid_type(Unexpected::Other("value"), &"a secret string"))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Secret {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Secret".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "password" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_nothing_of_it() {
        assert_eq!(format!("{:#?}", Some(Secret::from("sk-or-v1"))), "Some(\n    Secret([redacted]),\n)");
    }

    #[test]
    fn it_compares_by_value() {
        assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
        assert_ne!(Secret::from("a"), Secret::from("b"));
        assert_ne!(Secret::from("a"), Secret::from("aa"));
    }

    #[test]
    fn it_travels_as_it_is() {
        let key: Secret = serde_json::from_str(r#""sk-\u006fr""#).unwrap();
        assert_eq!(key.expose_secret(), "sk-or");
        assert_eq!(serde_json::to_string(&key).unwrap(), r#""sk-or""#);
    }

    #[test]
    fn secrets_are_collected_only_where_it_is_wanted() {
        let json = |text: &str| serde_json::to_string(&[Some(Secret::from(text))]).unwrap();
        json("before");
        let ((), outer) = collect(|| {
            json("outer");
            assert_eq!(collect(|| json("inner")), (r#"["inner"]"#.to_owned(), vec![Secret::from("inner")]));
            assert!(std::panic::catch_unwind(|| collect(|| panic!("a type refuses to be serialized"))).is_err());
        });
        assert_eq!(outer, [Secret::from("outer")]);
        json("after");
        assert_eq!(collect(|| ()).1, []);
    }

    #[test]
    fn an_error_does_not_quote_it() {
        let error = serde_json::from_str::<Secret>("123456").unwrap_err();
        assert!(!error.to_string().contains("123456"), "{error}");
    }
}
