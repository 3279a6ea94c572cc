//! Decodes headers (style `simple` of OpenAPI): numbers and booleans from their text, lists split at commas.

use std::fmt;

use http::{HeaderMap, HeaderValue};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// Decodes a header, or returns `None` if it is absent. Several lines with the same name form one list (RFC 9110,
/// section 5.3).
pub(crate) fn header<T: for<'de> Deserialize<'de>>(headers: &HeaderMap, name: &str) -> Result<Option<T>, String> {
    let lines: Option<Vec<&str>> = headers.get_all(name).iter().map(text).collect();
    match lines.as_deref() {
        None => Err(format!("the header `{name}` is not UTF-8")),
        Some([]) => Ok(None),
        Some(lines) => {
            // The only header whose values contain commas without being a list (RFC 9110, section 5.3).
            let splits = !name.eq_ignore_ascii_case("set-cookie");
            let value = T::deserialize(HeaderDeserializer { lines, splits });
            value.map(Some).map_err(|Mismatch| format!("the header `{name}` does not have its documented type"))
        }
    }
}

fn text(value: &HeaderValue) -> Option<&str> {
    std::str::from_utf8(value.as_bytes()).ok()
}

/// Deserializes all lines of a header.
struct HeaderDeserializer<'h> {
    lines: &'h [&'h str],
    splits: bool,
}

impl HeaderDeserializer<'_> {
    fn joined(&self) -> String {
        self.lines.join(", ")
    }

    fn number<T: std::str::FromStr>(&self) -> Result<T, Mismatch> {
        self.joined().trim().parse().map_err(|_| Mismatch)
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visitor.$visit(self.number()?)
        })*
    };
}

impl<'de> Deserializer<'de> for HeaderDeserializer<'_> {
    type Error = Mismatch;

    numbers! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8
        deserialize_i16 visit_i16
        deserialize_i32 visit_i32
        deserialize_i64 visit_i64
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
        deserialize_f32 visit_f32
        deserialize_f64 visit_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_string(self.joined())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_enum(self.joined().into_deserializer())
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let splits = self.splits;
        let items = self.lines.iter().flat_map(|line| {
            let parts: Vec<_> = if splits { line.split(',').map(str::trim).collect() } else { vec![*line] };
            parts
        });
        let items: Vec<_> = items.filter(|item| !item.is_empty()).collect();
        visitor.visit_seq(Items(items.iter()))
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

/// The items of a list.
struct Items<'h>(std::slice::Iter<'h, &'h str>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Mismatch;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Mismatch> {
        let Some(item) = self.0.next() else { return Ok(None) };
        seed.deserialize(HeaderDeserializer { lines: &[item], splits: false }).map(Some)
    }
}

/// An error for a value of the wrong type. It does not contain the value, because headers may contain secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unexpected type")
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (http::HeaderName::from_static("x"), HeaderValue::from_static(line))).collect()
    }

    #[test]
    fn values_are_decoded_by_their_type() {
        assert_eq!(header(&headers(&["-5"]), "x"), Ok(Some(-5_i64)));
        assert_eq!(header(&headers(&["true"]), "x"), Ok(Some(true)));
        assert_eq!(header(&headers(&["1.5"]), "x"), Ok(Some(1.5_f64)));
        assert_eq!(header(&headers(&["a, b"]), "x"), Ok(Some("a, b".to_owned())));
        assert_eq!(header(&headers(&["1, 2", "3"]), "x"), Ok(Some(vec![1_u32, 2, 3])));
        assert_eq!(header(&headers(&["5"]), "x"), Ok(Some(serde_json::Value::from("5"))));
    }

    #[test]
    fn an_absent_header_is_none() {
        assert_eq!(header::<i64>(&headers(&["5"]), "y"), Ok(None));
    }

    #[test]
    fn a_malformed_header_is_named_and_not_quoted() {
        for (value, result) in [
            ("sk-secret", header::<i64>(&headers(&["sk-secret"]), "x").unwrap_err()),
            ("sk-secret", header::<Vec<bool>>(&headers(&["true, sk-secret"]), "x").unwrap_err()),
        ] {
            assert_eq!(result, "the header `x` does not have its documented type");
            assert!(!result.contains(value));
        }
        let mut bytes = HeaderMap::new();
        bytes.insert("x", HeaderValue::from_bytes(b"\xff").unwrap());
        assert_eq!(header::<String>(&bytes, "x").unwrap_err(), "the header `x` is not UTF-8");
    }

    #[test]
    fn cookies_keep_their_commas() {
        let mut cookies = HeaderMap::new();
        for cookie in ["a=1; expires=Sun, 06 Nov 1994", "b=2"] {
            cookies.append("set-cookie", HeaderValue::from_static(cookie));
        }
        let read: Vec<String> = header(&cookies, "Set-Cookie").unwrap().unwrap();
        assert_eq!(read, ["a=1; expires=Sun, 06 Nov 1994", "b=2"]);
    }

    #[test]
    fn a_mismatch_has_no_value() {
        assert_eq!(<Mismatch as de::Error>::custom("sk-secret").to_string(), "unexpected type");
    }
}
