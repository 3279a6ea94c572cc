//! Serializes path parameters: styles `simple`, `label` and `matrix`.

use serde::Serialize;

use super::encode::encode;
use super::parts::Parts;
use super::style::StyleKind;
use super::{ParamError, Style, Value, json_text};

/// Serializes a path parameter, percent-encoded. Returns `None` for a null.
pub(crate) fn path(name: &str, style: Style, value: &(impl Serialize + ?Sized)) -> Result<Option<String>, ParamError> {
    if style.kind == StyleKind::Json {
        return Ok(Some(encode(&json_text(value)?)));
    }
    let parts = Parts::of(Value::of(value)?, encode)?;
    Ok(match parts {
        Parts::Null => None,
        // The caller reports that the parameter is empty.
        Parts::List(items) if items.is_empty() => Some(String::new()),
        parts => Some(match style.kind {
            StyleKind::Label => format!(".{}", parts.items(style.explode).join(if style.explode { "." } else { "," })),
            StyleKind::Matrix => matrix(&encode(name), style.explode, parts),
            _ => match parts {
                Parts::Scalar(text) => text,
                parts => parts.items(style.explode).join(","),
            },
        }),
    })
}

/// Formats `;name=value`, without the `=` if the value is empty (RFC 6570, section 3.2.7).
fn matrix(name: &str, explode: bool, parts: Parts) -> String {
    let pair = |name: &str, value: &str| {
        if value.is_empty() { format!(";{name}") } else { format!(";{name}={value}") }
    };
    match parts {
        Parts::List(items) if explode => items.iter().map(|item| pair(name, item)).collect(),
        Parts::Object(properties) if explode => properties.iter().map(|(name, value)| pair(name, value)).collect(),
        parts => pair(name, &parts.items(false).join(",")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Color;
    use super::*;

    /// The rows of OpenAPI 3.0.3, section 4.7.12.5, for paths. `label` without `explode` uses commas, as in RFC 6570
    /// and in the tables since 3.0.4.
    #[test]
    fn every_style() {
        let all = ["blue", "black", "brown"];
        for (style, empty, string, array, object) in [
            (Style::MATRIX, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
            (
                Style::MATRIX.explode(true),
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ),
            (Style::LABEL, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
            (Style::LABEL.explode(true), ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
            (Style::SIMPLE, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
            (Style::SIMPLE.explode(true), "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
        ] {
            assert_eq!(path("color", style, "").unwrap().as_deref(), Some(empty), "{style:?}");
            assert_eq!(path("color", style, "blue").unwrap().as_deref(), Some(string), "{style:?}");
            assert_eq!(path("color", style, &all).unwrap().as_deref(), Some(array), "{style:?}");
            assert_eq!(path("color", style, &Color::new()).unwrap().as_deref(), Some(object), "{style:?}");
        }
    }

    #[test]
    fn parts_are_encoded_and_delimiters_are_not() {
        for (style, expected) in [
            (Style::SIMPLE, "a%2Fb,c%2Cd%3B"),
            (Style::LABEL.explode(true), ".a%2Fb.c%2Cd%3B"),
            (Style::MATRIX.explode(true), ";a%20b=a%2Fb;a%20b=c%2Cd%3B"),
            (Style::JSON, "%5B%22a%2Fb%22%2C%22c%2Cd%3B%22%5D"),
        ] {
            assert_eq!(path("a b", style, &["a/b", "c,d;"]).unwrap().as_deref(), Some(expected));
        }
    }

    #[test]
    fn nulls_and_empty_lists_are_empty() {
        assert_eq!(path("p", Style::MATRIX, &None::<u8>).unwrap(), None);
        assert_eq!(path("p", Style::LABEL, &Vec::<u8>::new()).unwrap().as_deref(), Some(""));
        assert_eq!(path("p", Style::LABEL, &[[1]]).unwrap_err(), ParamError::Nested);
    }
}
