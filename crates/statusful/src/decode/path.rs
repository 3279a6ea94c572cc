//! The path to an error in JSON, without keys that only the server knows.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::{Path, Segment};

use crate::show::foreign;

/// The maximum number of keys of a path that are checked. Each costs one more decoding.
const MAX_KEYS: usize = 16;

/// A key that no document contains, and no server sends.
const OTHER_KEY: &str = "\u{0}statusful";

/// Formats the path, such as `.detail[0].loc`.
///
/// Keys that are not names of fields may be secrets, such as those of a map from API keys to their owners. They are
/// replaced by `*`, as is every key that cannot be identified as the name of a field. `known` contains the names that
/// the tables of structs have recorded. For other types, the text is decoded again with different keys.
pub(super) fn render<T: DeserializeOwned>(text: &[u8], path: &Path, known: &[&str]) -> String {
    let segments: Vec<&Segment> = path.iter().collect();
    let is_known = |segment: &Segment| matches!(segment, Segment::Map { key } if known.contains(&key.as_str()));
    let all_are_known = segments.iter().all(|segment| !matches!(segment, Segment::Map { .. }) || is_known(segment));
    let names = if all_are_known { Vec::new() } else { names_of_fields::<T>(text, &segments) };
    let is_name = |index: usize, segment: &Segment| is_known(segment) || names.contains(&index);
    let rendered: String =
        segments.iter().enumerate().map(|(index, segment)| show(segment, is_name(index, segment))).collect();
    if rendered.is_empty() { ".".to_owned() } else { rendered }
}

fn show(segment: &Segment, is_name: bool) -> String {
    match segment {
        Segment::Seq { index } => format!("[{index}]"),
        Segment::Map { .. } if !is_name => ".*".to_owned(),
        Segment::Map { key } | Segment::Enum { variant: key } if is_plain(key) => format!(".{key}"),
        Segment::Map { key } | Segment::Enum { variant: key } => format!("[\"{}\"]", foreign(key)),
        Segment::Unknown => ".?".to_owned(),
    }
}

/// Returns which segments are names of fields: if such a key is changed, the error is no longer in the same place,
/// whereas the error in an entry of a map moves with its key.
fn names_of_fields<T: DeserializeOwned>(text: &[u8], path: &[&Segment]) -> Vec<usize> {
    // The path in a text that is not JSON, or that is decoded differently from a value, is not conclusive.
    let Ok(value) = serde_json::from_slice::<Value>(text) else { return Vec::new() };
    if error_path::<T>(&value).is_none_or(|found| found != shown(path)) {
        return Vec::new();
    }
    let keys = path.iter().enumerate().filter(|(_, segment)| matches!(segment, Segment::Map { .. }));
    let is_name = |index: &usize| {
        let key = Segment::Map { key: OTHER_KEY.to_owned() };
        let mut moved = path.to_vec();
        moved[*index] = &key;
        let renamed = renamed(value.clone(), path, *index);
        renamed.is_some_and(|value| error_path::<T>(&value).is_none_or(|found| found != shown(&moved)))
    };
    keys.map(|(index, _)| index).take(MAX_KEYS).filter(is_name).collect()
}

/// Returns the value with the key at the end of `path[..=index]` replaced, and without its sibling keys.
fn renamed(mut value: Value, path: &[&Segment], index: usize) -> Option<Value> {
    let mut place = &mut value;
    for segment in &path[..index] {
        place = match segment {
            Segment::Seq { index } => place.get_mut(*index)?,
            Segment::Map { key } => place.get_mut(key)?,
            // The segment is not part of the JSON text, or not known.
            Segment::Enum { .. } | Segment::Unknown => return None,
        };
    }
    let Segment::Map { key } = path.get(index)? else { return None };
    let member = place.get_mut(key)?.take();
    *place = Value::Object(Map::from_iter([(OTHER_KEY.to_owned(), member)]));
    Some(value)
}

/// Returns the path to the first error when a value is decoded, in a comparable form.
fn error_path<T: DeserializeOwned>(value: &Value) -> Option<Vec<String>> {
    let error = serde_path_to_error::deserialize::<_, T>(value).err()?;
    Some(shown(&error.path().iter().collect::<Vec<_>>()))
}

fn shown(path: &[&Segment]) -> Vec<String> {
    path.iter().map(|segment| format!("{segment:?}")).collect()
}

fn is_plain(key: &str) -> bool {
    (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-$@".contains(&byte))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Team {
        by_key: BTreeMap<String, Vec<Member>>,
        #[serde(default, rename = "an odd name")]
        odd: Option<u8>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Member {
        id: u8,
        #[serde(default)]
        next: Option<Box<Member>>,
    }

    fn path<T: DeserializeOwned>(text: &str) -> String {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err().unwrap();
        render::<T>(text.as_bytes(), error.path(), &[])
    }

    #[test]
    fn keys_of_maps_are_not_shown() {
        for (text, expected) in [
            (r#"{"by-key":{"sk-1":[{"id":1},{"id":"x"}]}}"#, ".by-key.*[1].id"),
            (r#"{"by-key":{"sk-1":[{"id":1,"next":{"id":true}}],"sk-2":[{"id":true}]}}"#, ".by-key.*[0].next.id"),
            (r#"{"by-key":{"id":7}}"#, ".by-key.*"),
            (r#"{"by-key":{},"an odd name":"x"}"#, r#"["an odd name"]"#),
            (r#"{"by-key":{"sk-1":[{}]}}"#, ".by-key.*[0]"),
        ] {
            assert_eq!(path::<Team>(text), expected, "{text}");
        }
        assert_eq!(path::<BTreeMap<String, BTreeMap<String, u8>>>(r#"{"sk-1":{"sk-2":"x"}}"#), ".*.*");
    }

    #[test]
    fn a_text_that_is_no_json_shows_no_keys() {
        assert_eq!(path::<Team>(r#"{"by-key":{"sk-1":tru}}"#), ".*.*");
    }

    #[test]
    fn the_keys_that_are_looked_into_are_bounded() {
        let deep = format!(r#"{}{{"id":"x"}}{}"#, r#"{"id":1,"next":"#.repeat(30), "}".repeat(30));
        assert_eq!(path::<Member>(&deep), format!("{}{}", ".next".repeat(MAX_KEYS), ".*".repeat(31 - MAX_KEYS)));
    }
}
