//! Serializes query parameters and form bodies: styles `form`, `spaceDelimited`, `pipeDelimited` and `deepObject`.

use serde::Serialize;

use super::encode::{encode, encode_query};
use super::parts::Parts;
use super::style::StyleKind;
use super::{Pair, ParamError, Style, Value, json_text};

/// Serializes a query parameter. Returns no pair for a null, an empty list or an empty object.
pub(crate) fn query(name: &str, style: Style, value: &(impl Serialize + ?Sized)) -> Result<Vec<Pair>, ParamError> {
    match style.kind {
        StyleKind::Json => Ok(vec![(encode(name), encode_query(style, &json_text(value)?))]),
        _ => written(name, style, Value::of(value)?),
    }
}

/// Serializes a body of type `application/x-www-form-urlencoded`. The value must be an object.
///
/// Each property is written in its style, if any. Otherwise, lists are exploded, and objects are written as JSON
/// (OpenAPI 3.0.4, section 4.7.15.1).
pub(crate) fn form(value: &(impl Serialize + ?Sized), styles: &[(&str, Style)]) -> Result<String, ParamError> {
    let Value::Object(properties) = Value::of(value)? else { return Err(ParamError::NotAnObject) };
    let mut pairs = Vec::new();
    for (name, value) in properties {
        match styles.iter().find(|(known, _)| *known == name) {
            Some((_, Style { kind: StyleKind::Json, .. })) if value == Value::Null => {}
            Some((_, Style { kind: StyleKind::Json, .. })) => pairs.push((encode(&name), encode(&value.json()))),
            Some((_, style)) => pairs.extend(written(&name, *style, value)?),
            None => pairs.extend(written(&name, Style::FORM, flattened(value))?),
        }
    }
    Ok(join(&pairs))
}

/// Joins pairs as in a query: `a=1&b=2`.
pub(crate) fn join<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> String {
    pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn written(name: &str, style: Style, value: Value) -> Result<Vec<Pair>, ParamError> {
    match style.kind {
        StyleKind::DeepObject => Ok(deep(&encode(name), style, value)),
        StyleKind::SpaceDelimited if !style.explode => delimited(name, style, value, "%20"),
        StyleKind::PipeDelimited if !style.explode => delimited(name, style, value, "%7C"),
        _ if !style.explode => delimited(name, style, value, ","),
        _ => exploded(name, style, value),
    }
}

/// Returns one pair per item or property. A property may be a list.
fn exploded(name: &str, style: Style, value: Value) -> Result<Vec<Pair>, ParamError> {
    let Value::Object(properties) = value else { return items(name, style, value) };
    let nested: Result<Vec<_>, _> = properties.into_iter().map(|(name, value)| items(&name, style, value)).collect();
    Ok(nested?.into_iter().flatten().collect())
}

fn items(name: &str, style: Style, value: Value) -> Result<Vec<Pair>, ParamError> {
    match Parts::of(value, |text| encode_query(style, text))? {
        Parts::Object(_) => Err(ParamError::Nested),
        parts => Ok(parts.items(false).into_iter().map(|item| (encode(name), item)).collect()),
    }
}

/// Returns one pair. Its value is the items, or alternating names and values, joined with the delimiter.
fn delimited(name: &str, style: Style, value: Value, delimiter: &str) -> Result<Vec<Pair>, ParamError> {
    let parts = Parts::of(value, |text| encode_query(style, text))?.items(false);
    Ok(if parts.is_empty() { Vec::new() } else { vec![(encode(name), parts.join(delimiter))] })
}

/// Returns one pair per scalar, named by its path: `name[key][0]`.
fn deep(name: &str, style: Style, value: Value) -> Vec<Pair> {
    let inside = |key: &str, value| deep(&format!("{name}%5B{}%5D", encode(key)), style, value);
    match value {
        Value::Null => Vec::new(),
        Value::Scalar(text) | Value::Text(text) => vec![(name.to_owned(), encode_query(style, &text))],
        Value::List(items) => {
            items.into_iter().enumerate().flat_map(|(index, item)| inside(&index.to_string(), item)).collect()
        }
        Value::Object(properties) => properties.into_iter().flat_map(|(key, value)| inside(&key, value)).collect(),
    }
}

/// Returns a property of a form without nesting: nested values become JSON text.
fn flattened(value: Value) -> Value {
    let text = |value: Value| if value.has_parts() { Value::Text(value.json()) } else { value };
    match value {
        Value::List(items) => Value::List(items.into_iter().map(text).collect()),
        value => text(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::fixture::Color;
    use super::*;

    fn text(style: Style, value: &(impl Serialize + ?Sized)) -> String {
        join(&query("color", style, value).unwrap())
    }

    /// The rows of OpenAPI 3.0.3, section 4.7.12.5, for queries. Characters that are not allowed in URIs are
    /// percent-encoded.
    #[test]
    fn every_style() {
        let exploded = "color=blue&color=black&color=brown";
        let all = ["blue", "black", "brown"];
        for (style, array, object) in [
            (Style::FORM.explode(false), "color=blue,black,brown", "color=R,100,G,200,B,150"),
            (Style::FORM, exploded, "R=100&G=200&B=150"),
            (Style::SPACE_DELIMITED, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
            (Style::SPACE_DELIMITED.explode(true), exploded, "R=100&G=200&B=150"),
            (Style::PIPE_DELIMITED, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
            (Style::PIPE_DELIMITED.explode(true), exploded, "R=100&G=200&B=150"),
            (
                Style::DEEP_OBJECT,
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ),
            (
                Style::JSON,
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ),
        ] {
            assert_eq!(text(style, &all), array, "{style:?}");
            assert_eq!(text(style, &Color::new()), object, "{style:?}");
        }
        for style in [Style::FORM, Style::FORM.explode(false)] {
            assert_eq!(text(style, ""), "color=");
            assert_eq!(text(style, "blue"), "color=blue");
        }
    }

    #[test]
    fn scalars_are_written_plainly() {
        assert_eq!(text(Style::FORM, "a b&c=ü/+"), "color=a%20b%26c%3D%C3%BC%2F%2B");
        assert_eq!(text(Style::FORM, &true), "color=true");
        assert_eq!(text(Style::FORM, &-7_i64), "color=-7");
        assert_eq!(text(Style::FORM, &0.1_f32), "color=0.1");
        assert_eq!(text(Style::FORM, &1.0_f64), "color=1");
        assert_eq!(text(Style::FORM, &'x'), "color=x");
        assert_eq!(text(Style::FORM, &crate::Secret::from("sk")), "color=sk");
        assert_eq!(text(Style::FORM, &Some(1)), "color=1");
    }

    #[test]
    fn nulls_and_empty_lists_are_omitted() {
        for style in [Style::FORM, Style::FORM.explode(false), Style::PIPE_DELIMITED, Style::DEEP_OBJECT] {
            assert_eq!(text(style, &None::<u8>), "");
            assert_eq!(text(style, &Vec::<u8>::new()), "");
        }
        assert_eq!(text(Style::FORM, &json!({"x": 1, "y": [2, 3], "z": null})), "x=1&y=2&y=3");
        assert_eq!(text(Style::FORM.explode(false), &json!({"x": 1, "z": null})), "color=x,1");
    }

    #[test]
    fn delimiters_in_values_are_encoded() {
        assert_eq!(text(Style::FORM, &["a", "b,c"]), "color=a&color=b%2Cc");
        assert_eq!(text(Style::FORM.explode(false), &["a", "b,c"]), "color=a,b%2Cc");
    }

    #[test]
    fn reserved_characters_may_stay() {
        let every = ":/?#[]@!$&'()*+,;= %ü";
        assert_eq!(text(Style::FORM.allow_reserved(), every), "color=:/?%23[]@!$%26'()*%2B,;=%20%25%C3%BC");
        assert_eq!(
            text(Style::FORM, every),
            "color=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25%C3%BC"
        );
        assert_eq!(text(Style::FORM.explode(false).allow_reserved(), &["a/b", "c:d"]), "color=a/b,c:d");
    }

    #[test]
    fn deep_objects_may_be_deep() {
        let filter = json!({"a": {"b c": 1}, "ids": [{"x": 1}, 2], "none": null});
        assert_eq!(
            text(Style::DEEP_OBJECT, &filter),
            "color%5Ba%5D%5Bb%20c%5D=1&color%5Bids%5D%5B0%5D%5Bx%5D=1&color%5Bids%5D%5B1%5D=2"
        );
    }

    #[test]
    fn forms_are_objects() {
        assert_eq!(form(&json!({"grant": "a b", "scope": ["x", "y"]}), &[]).unwrap(), "grant=a%20b&scope=x&scope=y");
        assert_eq!(form(&"text", &[]).unwrap_err(), ParamError::NotAnObject);
    }

    #[test]
    fn properties_of_forms_have_their_styles() {
        let body =
            json!({"at": {"x": 1}, "ids": [1, 2], "list": [{"x": "\"ü"}], "name": "n", "no": null, "o": {"y": 0.5}});
        let styles = [("at", Style::DEEP_OBJECT), ("ids", Style::PIPE_DELIMITED), ("no", Style::JSON)];
        let decoded =
            percent_encoding::percent_decode_str(&form(&body, &styles).unwrap()).decode_utf8().unwrap().into_owned();
        assert_eq!(decoded, r#"at[x]=1&ids=1|2&list={"x":"\"ü"}&name=n&o={"y":0.5}"#);
    }

    #[test]
    fn nested_values_and_numbers_that_are_not_finite_are_errors() {
        assert_eq!(query("q", Style::FORM, &[[1]]).unwrap_err(), ParamError::Nested);
        assert_eq!(query("q", Style::PIPE_DELIMITED, &json!({"a": [1]})).unwrap_err(), ParamError::Nested);
        assert_eq!(query("q", Style::FORM, &f64::NAN).unwrap_err(), ParamError::NotFinite);
    }
}
