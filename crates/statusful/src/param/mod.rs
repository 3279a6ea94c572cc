//! Serializes parameters in the styles of OpenAPI.

mod encode;
mod parts;
mod path;
mod query;
mod style;
mod value;

use serde::Serialize;

pub(crate) use path::path;
pub(crate) use query::{form, join, query};
pub use style::Style;
pub(crate) use value::ParamError;

pub(crate) use encode::encode;
use encode::encode_cookie;
use parts::Parts;
use style::StyleKind;
use value::Value;

/// The name and the value of a parameter, percent-encoded.
pub(crate) type Pair = (String, String);

/// Serializes a header. Returns `None` for a null or an empty list.
pub(crate) fn header(style: Style, value: &(impl Serialize + ?Sized)) -> Result<Option<String>, ParamError> {
    if style.kind == StyleKind::Json {
        return json_text(value).map(Some);
    }
    Ok(match Parts::of(Value::of(value)?, str::to_owned)? {
        Parts::Null => None,
        Parts::List(items) if items.is_empty() => None,
        parts => Some(parts.items(style.explode).join(",")),
    })
}

/// Serializes a cookie, or one per property of an exploded object. A cookie has only one value, so list items are
/// joined with encoded commas. Returns no cookie for a null.
pub(crate) fn cookie(name: &str, style: Style, value: &(impl Serialize + ?Sized)) -> Result<Vec<Pair>, ParamError> {
    let pair = |name: &str, value: &str| (encode_cookie(name), encode_cookie(value));
    if style.kind == StyleKind::Json {
        return Ok(vec![pair(name, &json_text(value)?)]);
    }
    Ok(match Parts::of(Value::of(value)?, str::to_owned)? {
        Parts::Null => Vec::new(),
        Parts::Object(properties) if style.explode => {
            properties.iter().map(|(name, value)| pair(name, value)).collect()
        }
        parts => vec![pair(name, &parts.items(false).join(","))],
    })
}

/// Serializes a value as parts of a multipart form: the text of each part, and `true` if it is JSON.
#[cfg(feature = "multipart")]
pub(crate) fn plain_parts(value: &(impl Serialize + ?Sized)) -> Result<Vec<(String, bool)>, ParamError> {
    let items = match Value::of(value)? {
        Value::List(items) => items,
        value => vec![value],
    };
    let text = |item: Value| if item.has_parts() { (item.json(), true) } else { (item.text(), false) };
    Ok(items.into_iter().filter(|item| *item != Value::Null).map(text).collect())
}

/// Serializes a value as JSON. The serializer's error is replaced, because it may contain the value.
fn json_text(value: &(impl Serialize + ?Sized)) -> Result<String, ParamError> {
    serde_json::to_string(value).map_err(|_| ParamError::Custom)
}

#[cfg(test)]
mod fixture {
    /// The object in the specification's table, with its properties in order.
    #[derive(serde::Serialize)]
    #[serde(rename_all = "UPPERCASE")]
    pub(super) struct Color {
        r: u8,
        g: u8,
        b: u8,
    }

    impl Color {
        pub(super) fn new() -> Self {
            Self { r: 100, g: 200, b: 150 }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::fixture::Color;
    use super::*;

    #[test]
    fn headers_are_joined_by_commas() {
        for (style, array, object) in [
            (Style::SIMPLE, "blue,black", "R,100,G,200,B,150"),
            (Style::SIMPLE.explode(true), "blue,black", "R=100,G=200,B=150"),
            (Style::JSON, r#"["blue","black"]"#, r#"{"R":100,"G":200,"B":150}"#),
        ] {
            assert_eq!(header(style, &["blue", "black"]).unwrap().as_deref(), Some(array));
            assert_eq!(header(style, &Color::new()).unwrap().as_deref(), Some(object));
        }
        assert_eq!(header(Style::SIMPLE, "a/b c").unwrap().as_deref(), Some("a/b c"));
        assert_eq!(header(Style::SIMPLE, &Vec::<u8>::new()).unwrap(), None);
        assert_eq!(header(Style::SIMPLE, &None::<u8>).unwrap(), None);
    }

    #[test]
    fn cookies_keep_the_characters_that_are_allowed() {
        let pair = |value: &str| cookie("sid", Style::FORM, value).unwrap().remove(0).1;
        assert_eq!(pair("abc+/="), "abc+/=");
        assert_eq!(pair("a; b=\"c\""), "a%3B%20b=%22c%22");
        assert_eq!(pair("a\r\nb"), "a%0D%0Ab");
    }

    #[test]
    fn every_style_of_a_cookie() {
        let text = |style, value: &serde_json::Value| join(&cookie("color", style, value).unwrap());
        assert_eq!(text(Style::FORM, &json!("")), "color=");
        assert_eq!(text(Style::FORM, &json!("blue")), "color=blue");
        assert_eq!(text(Style::FORM, &json!(["blue", "black"])), "color=blue%2Cblack");
        assert_eq!(text(Style::FORM.explode(false), &json!(["blue", "black"])), "color=blue%2Cblack");
        assert_eq!(text(Style::FORM, &json!({"G": 200, "R": 100})), "G=200&R=100");
        assert_eq!(text(Style::FORM.explode(false), &json!({"G": 200, "R": 100})), "color=G%2C200%2CR%2C100");
        assert_eq!(text(Style::JSON, &json!([1, 2])), "color=[1%2C2]");
        assert_eq!(text(Style::FORM, &json!(null)), "");
    }

    #[test]
    fn nested_values_and_numbers_that_are_not_finite_are_errors() {
        assert_eq!(header(Style::SIMPLE, &[[1]]).unwrap_err(), ParamError::Nested);
        assert_eq!(header(Style::SIMPLE, &f64::NAN).unwrap_err(), ParamError::NotFinite);
        assert_eq!(cookie("c", Style::FORM, &Err::<u8, u8>(1)).unwrap_err(), ParamError::Nested);
    }
}
