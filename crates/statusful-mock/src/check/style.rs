//! Reading of parameters in their styles (OpenAPI 3.0.3, section 4.7.12.3).

use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use statusful_document::openapi::{JsonType, ParameterLocation, Style};

use crate::plan::PlannedParameter;

/// Names, decoded, and values as in the request.
pub(super) type Pairs = Vec<(String, String)>;

/// Returns the pairs of a query.
pub(super) fn query_pairs(query: &str) -> Pairs {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(&name.replace('+', " ")), value.replace('+', "%20"))).collect()
}

/// Returns the pairs of all cookies.
pub(super) fn cookie_pairs(headers: &HeaderMap) -> Pairs {
    let headers = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = headers.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (decoded(name), value.to_owned())).collect()
}

pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Returns the values that a text can mean, with strings inside. There are several if the schema allows several of
/// arrays, objects and other types.
pub(super) fn of_text(parameter: &PlannedParameter, text: &str) -> Vec<Value> {
    let plain = unmarked(parameter, text);
    let mut found = Vec::new();
    let has_items = parameter.allows(JsonType::Array) || parameter.allows(JsonType::Object);
    for items in if has_items { items(parameter, text) } else { Vec::new() } {
        if parameter.allows(JsonType::Array) {
            found.push(items.iter().map(|item| Value::String(item.clone())).collect());
        }
        if parameter.allows(JsonType::Object) {
            found.extend(object(parameter, &items));
        }
    }
    if !parameter.allows_only(&[JsonType::Array, JsonType::Object]) {
        found.push(Value::String(read(parameter, &plain)));
    }
    found
}

/// Decodes a text, unless it is of a header, which is not encoded.
fn read(parameter: &PlannedParameter, text: &str) -> String {
    if parameter.location == ParameterLocation::Header { text.to_owned() } else { decoded(text) }
}

/// Returns the text without the prefix of its style: the dot of `label`, and `;name=` of `matrix`.
fn unmarked(parameter: &PlannedParameter, text: &str) -> String {
    match parameter.style {
        Style::Label => text.strip_prefix('.').unwrap_or(text).to_owned(),
        Style::Matrix => {
            let text = text.strip_prefix(';').unwrap_or(text);
            let own = text.split_once('=').filter(|(name, _)| decoded(name) == parameter.name);
            own.map_or(text, |(_, value)| value).to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Returns the items of an array, or the names and values of an object. Encoded delimiters either count as delimiters
/// or not.
fn items(parameter: &PlannedParameter, text: &str) -> Vec<Vec<String>> {
    let plain = unmarked(parameter, text);
    if plain.is_empty() {
        return vec![Vec::new()];
    }
    if parameter.style == Style::Matrix && parameter.explode {
        let parts = text.strip_prefix(';').unwrap_or(text).split(';');
        let own = |part: &str| match part.split_once('=') {
            Some((name, value)) if decoded(name) == parameter.name => decoded(value),
            _ => decoded(part),
        };
        return vec![parts.map(own).collect()];
    }
    let delimiter = match parameter.style {
        Style::Label if parameter.explode || !plain.contains(',') => '.',
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        _ => ',',
    };
    let as_written: Vec<_> = plain.split(delimiter).map(|item| read(parameter, item.trim())).collect();
    let as_decoded: Vec<_> = read(parameter, &plain).split(delimiter).map(str::to_owned).collect();
    if as_written == as_decoded { vec![as_written] } else { vec![as_written, as_decoded] }
}

/// Returns an object of items such as `a=1` if it is exploded, or else of names and values in turn.
fn object(parameter: &PlannedParameter, items: &[String]) -> Option<Value> {
    let text = |text: &str| Value::String(text.to_owned());
    let is_pairs = matches!(parameter.location, ParameterLocation::Query | ParameterLocation::Cookie);
    let properties: Option<Map<_, _>> = if parameter.explode && !is_pairs {
        items.iter().map(|item| item.split_once('=').map(|(name, value)| (name.to_owned(), text(value)))).collect()
    } else {
        let pairs = items.chunks(2);
        pairs.map(|pair| Some((pair.first()?.clone(), text(pair.get(1)?)))).collect()
    };
    properties.map(Value::Object)
}

/// Adds a value to an object. Several of one name are an array.
pub(super) fn add(properties: &mut Map<String, Value>, name: &str, value: Value) {
    match properties.get_mut(name) {
        Some(Value::Array(items)) => items.push(value),
        Some(known) => *known = Value::Array(vec![known.take(), value]),
        None => drop(properties.insert(name.to_owned(), value)),
    }
}

/// Returns the object that pairs such as `name[property]=value` describe, to any depth.
pub(super) fn deep_object(name: &str, pairs: &Pairs) -> Option<Value> {
    let mut root = Map::new();
    for (own, value) in pairs {
        let Some(rest) = own.strip_prefix(name).and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']')) else {
            continue;
        };
        let path: Vec<_> = rest.split("][").take(DEPTH).collect();
        insert(&mut root, &path, decoded(value));
    }
    (!root.is_empty()).then_some(Value::Object(root))
}

/// How many names in brackets count.
const DEPTH: usize = 16;

fn insert(properties: &mut Map<String, Value>, path: &[&str], value: String) {
    let Some((name, rest)) = path.split_first() else { return };
    let value = Value::String(value);
    match (rest, properties.get_mut(*name)) {
        // An array has a pair for each item.
        ([], _) | ([""], Some(Value::Array(_))) => add(properties, name, value),
        ([""], None) => drop(properties.insert((*name).to_owned(), Value::Array(vec![value]))),
        (_, known) => {
            let mut inner = match known.map(Value::take) {
                Some(Value::Object(inner)) => inner,
                _ => Map::new(),
            };
            if let Value::String(value) = value {
                insert(&mut inner, rest, value);
            }
            properties.insert((*name).to_owned(), Value::Object(inner));
        }
    }
}
