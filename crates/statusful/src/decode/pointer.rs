//! Finds values in JSON text by JSON Pointer (RFC 6901), without decoding the rest.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::json::without_mark;

/// Returns the value at `pointer`, or `None` if it does not exist or the text is not JSON. Finds only properties of
/// objects.
pub(crate) fn find<'j>(json: &'j [u8], pointer: &str) -> Option<&'j RawValue> {
    let whole = serde_json::from_slice(without_mark(json)).ok()?;
    names(pointer).try_fold(whole, |value: &RawValue, name| member(value, &name))
}

/// Returns a property of an object.
fn member<'j>(object: &'j RawValue, name: &str) -> Option<&'j RawValue> {
    let mut deserializer = serde_json::Deserializer::from_str(object.get());
    deserializer.deserialize_map(Member(name)).ok()?
}

/// Returns the number of items in a list, and the last item. Returns `None` if the value is not a list.
pub(crate) fn items(list: &RawValue) -> Option<(usize, Option<&RawValue>)> {
    serde_json::Deserializer::from_str(list.get()).deserialize_seq(LastItem).ok()
}

/// Returns the names in a pointer, unescaped (RFC 6901, section 4).
pub(crate) fn names(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// A value that is neither a string nor a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoScalar;

/// Returns the text of a JSON string or number. Returns `None` if it is empty, `null` or `false`.
pub(crate) fn scalar(json: &RawValue) -> Result<Option<String>, NoScalar> {
    match json.get() {
        "null" | "false" => Ok(None),
        text if text.starts_with('"') => {
            let text: String = serde_json::from_str(text).or(Err(NoScalar))?;
            Ok(Some(text).filter(|text| !text.is_empty()))
        }
        text if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => Ok(Some(text.to_owned())),
        _ => Err(NoScalar),
    }
}

/// Finds a property. If several have the name, finds the last one.
struct Member<'n>(&'n str);

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_it) = map.next_key_seed(IsName(self.0))? {
            if is_it {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Compares a name without storing it.
struct IsName<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for IsName<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsName<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

/// Counts the items of a list, and keeps the last one.
struct LastItem;

impl<'de> Visitor<'de> for LastItem {
    type Value = (usize, Option<&'de RawValue>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let (mut count, mut last) = (0, None);
        while let Some(item) = sequence.next_element()? {
            count += 1;
            last = Some(item);
        }
        Ok((count, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str, pointer: &str) -> Option<String> {
        find(json.as_bytes(), pointer).map(|value| value.get().to_owned())
    }

    #[test]
    fn values_are_found_as_they_are_written() {
        let json = "\u{feff} {\"a\": {\"b/c\": 1.50, \"d\\u0065\": [1, 2]}, \"\": null, \"x~y\": \"z\"}";
        for (pointer, expected) in [
            ("/a/b~1c", Some("1.50")),
            ("/a/de", Some("[1, 2]")),
            ("/", Some("null")),
            ("/x~0y", Some("\"z\"")),
            ("/a/b", None),
            ("/a/de/0", None),
            ("/x~0y/z", None),
        ] {
            assert_eq!(found(json, pointer).as_deref(), expected, "{pointer}");
        }
        assert_eq!(found("[1]", "").as_deref(), Some("[1]"));
        assert_eq!(found(r#"{"a":1,"a":2}"#, "/a").as_deref(), Some("2"));
        for broken in ["", "{\"a\":1", "{\"a\":1}}", "{\"a\":1,}"] {
            assert_eq!(found(broken, "/a"), None, "{broken}");
        }
    }

    #[test]
    fn items_are_counted() {
        let counted = |json: &str| {
            let list: &RawValue = serde_json::from_str(json).unwrap();
            items(list).map(|(count, last)| (count, last.map(|last| last.get().to_owned())))
        };
        assert_eq!(counted("[]"), Some((0, None)));
        assert_eq!(counted("[1, [2], {\"a\": 3}]"), Some((3, Some("{\"a\": 3}".to_owned()))));
        assert_eq!(counted("{}"), None);
        assert_eq!(counted("null"), None);
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let deep = format!("{{\"a\":{}1{},\"b\":2}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(found(&deep, "/b").as_deref(), Some("2"));
    }
}
