//! Values of parameters out of the styles they are written in (OpenAPI 3.0.3, section 4.7.12.3).

use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::plan::{Location, Parameter};

/// Names, decoded, and values as they arrived.
pub(super) type Pairs = Vec<(String, String)>;

/// The pairs of a query.
pub(super) fn query_pairs(query: &str) -> Pairs {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(&name.replace('+', " ")), value.replace('+', "%20"))).collect()
}

/// The pairs of all cookies.
pub(super) fn cookie_pairs(headers: &HeaderMap) -> Pairs {
    let headers = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = headers.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (decoded(name), value.to_owned())).collect()
}

pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What one text may be as a parameter, its leaves strings. The schema says which of lists, objects and texts there
/// may be, so that several answers are possible.
pub(super) fn of_text(parameter: &Parameter, text: &str) -> Vec<Value> {
    let plain = unmarked(parameter, text);
    let mut found = Vec::new();
    let has_parts = parameter.may_be("array") || parameter.may_be("object");
    for items in if has_parts { items(parameter, text) } else { Vec::new() } {
        if parameter.may_be("array") {
            found.push(items.iter().map(|item| Value::String(item.clone())).collect());
        }
        if parameter.may_be("object") {
            found.extend(object(parameter, &items));
        }
    }
    let is_parts_alone = parameter.types.iter().all(|ty| ty == "array" || ty == "object");
    if !is_parts_alone || parameter.types.is_empty() {
        found.push(Value::String(read(parameter, &plain)));
    }
    found
}

/// A text decoded as its place asks: headers are not encoded.
fn read(parameter: &Parameter, text: &str) -> String {
    if parameter.location == Location::Header { text.to_owned() } else { decoded(text) }
}

/// The text without the marks of its style: the dot of `label`, and `;name=` of `matrix`.
fn unmarked(parameter: &Parameter, text: &str) -> String {
    match parameter.style.as_str() {
        "label" => text.strip_prefix('.').unwrap_or(text).to_owned(),
        "matrix" => {
            let text = text.strip_prefix(';').unwrap_or(text);
            let own = text.split_once('=').filter(|(name, _)| decoded(name) == parameter.name);
            own.map_or(text, |(_, value)| value).to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The items of a list or the parts of an object: delimiters count as they are, or where they were encoded too.
fn items(parameter: &Parameter, text: &str) -> Vec<Vec<String>> {
    let plain = unmarked(parameter, text);
    if plain.is_empty() {
        return vec![Vec::new()];
    }
    if parameter.style == "matrix" && parameter.explode {
        let parts = text.strip_prefix(';').unwrap_or(text).split(';');
        let own = |part: &str| match part.split_once('=') {
            Some((name, value)) if decoded(name) == parameter.name => decoded(value),
            _ => decoded(part),
        };
        return vec![parts.map(own).collect()];
    }
    let delimiter = match parameter.style.as_str() {
        "label" if parameter.explode || !plain.contains(',') => '.',
        "spaceDelimited" => ' ',
        "pipeDelimited" => '|',
        _ => ',',
    };
    let as_written: Vec<_> = plain.split(delimiter).map(|item| read(parameter, item.trim())).collect();
    let as_decoded: Vec<_> = read(parameter, &plain).split(delimiter).map(str::to_owned).collect();
    if as_written == as_decoded { vec![as_written] } else { vec![as_written, as_decoded] }
}

/// `a=1` each where parts are exploded, else name and value in turn.
fn object(parameter: &Parameter, items: &[String]) -> Option<Value> {
    let text = |text: &str| Value::String(text.to_owned());
    let is_exploded =
        parameter.explode && parameter.location != Location::Query && parameter.location != Location::Cookie;
    let members: Option<Map<_, _>> = if is_exploded {
        items.iter().map(|item| item.split_once('=').map(|(name, value)| (name.to_owned(), text(value)))).collect()
    } else {
        let pairs = items.chunks(2);
        pairs.map(|pair| Some((pair.first()?.clone(), text(pair.get(1)?)))).collect()
    };
    members.map(Value::Object)
}

/// The object that `name[member]=value` describe, whatever they hold in one another.
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

/// How many names may follow one another in brackets.
const DEPTH: usize = 16;

fn insert(members: &mut Map<String, Value>, path: &[&str], value: String) {
    let Some((name, rest)) = path.split_first() else { return };
    let value = Value::String(value);
    match (rest, members.get_mut(*name)) {
        // A list in an object is written once for each item.
        ([] | [""], Some(Value::Array(items))) => items.push(value),
        ([], Some(known)) => *known = Value::Array(vec![known.take(), value]),
        ([], None) => drop(members.insert((*name).to_owned(), value)),
        ([""], None) => drop(members.insert((*name).to_owned(), Value::Array(vec![value]))),
        (_, known) => {
            let mut inner = match known.map(Value::take) {
                Some(Value::Object(inner)) => inner,
                _ => Map::new(),
            };
            if let Value::String(value) = value {
                insert(&mut inner, rest, value);
            }
            members.insert((*name).to_owned(), Value::Object(inner));
        }
    }
}
