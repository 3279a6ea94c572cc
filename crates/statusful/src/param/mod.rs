//! How parameters are written: the styles of OpenAPI, applied to any `Serialize`.

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

/// Name and value of one parameter, percent-encoded.
pub(crate) type Pair = (String, String);

/// A header, as it is. `None` for a null, and for an empty list.
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

/// A cookie, or one for each member of an object that explodes. The items of a list stay together, with commas that are
/// encoded, since a cookie has one value. None for a null.
pub(crate) fn cookie(name: &str, style: Style, value: &(impl Serialize + ?Sized)) -> Result<Vec<Pair>, ParamError> {
    let pair = |name: &str, value: &str| (encode_cookie(name), encode_cookie(value));
    if style.kind == StyleKind::Json {
        return Ok(vec![pair(name, &json_text(value)?)]);
    }
    Ok(match Parts::of(Value::of(value)?, str::to_owned)? {
        Parts::Null => Vec::new(),
        Parts::Object(members) if style.explode => members.iter().map(|(name, value)| pair(name, value)).collect(),
        parts => vec![pair(name, &parts.items(false).join(","))],
    })
}

/// The parts of a multipart form that a value makes: each its text, and whether that is JSON.
#[cfg(feature = "multipart")]
pub(crate) fn plain_parts(value: &(impl Serialize + ?Sized)) -> Result<Vec<(String, bool)>, ParamError> {
    let items = match Value::of(value)? {
        Value::List(items) => items,
        value => vec![value],
    };
    let text = |item: Value| if item.has_parts() { (item.json(), true) } else { (item.text(), false) };
    Ok(items.into_iter().filter(|item| *item != Value::Null).map(text).collect())
}

/// The JSON text of a value. The error of the serialiser may quote the value, so it is not passed on.
fn json_text(value: &(impl Serialize + ?Sized)) -> Result<String, ParamError> {
    serde_json::to_string(value).map_err(|_| ParamError::Custom)
}

#[cfg(test)]
mod fixture {
    /// The object of the specification's table, its members in order.
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
    fn headers_join_by_commas() {
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
    fn cookies_keep_what_cookies_may_hold() {
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
    fn what_has_no_plain_form_is_an_error() {
        assert_eq!(header(Style::SIMPLE, &[[1]]).unwrap_err(), ParamError::Nested);
        assert_eq!(header(Style::SIMPLE, &f64::NAN).unwrap_err(), ParamError::NotFinite);
        assert_eq!(cookie("c", Style::FORM, &Err::<u8, u8>(1)).unwrap_err(), ParamError::Nested);
    }
}
