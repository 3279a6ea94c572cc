//! Checks that a received request matches the document and the arguments of the call.

use axum::http::header;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use statusful_codegen::ir::{Api, ParameterLocation, Style};
use statusful_schema::{Validator, written};

use super::compare::{same, same_written};
use super::multipart;
use super::pair::OperationPair;
use super::requests::{BodyKind, Part, Sent, SentBody, field};
use super::server::Arrival;

/// What is wrong with a request: the kind, and the details.
pub(super) type WrongRequest = (&'static str, String);

/// Returns what is wrong with a request, if anything.
pub(super) fn fault(api: &Api, pair: &OperationPair<'_>, sent: &Sent, arrival: &Arrival) -> Option<WrongRequest> {
    let method = pair.operation.method.as_str();
    if arrival.method != method {
        return Some(("request: method", format!("{} instead of {method}", arrival.method)));
    }
    path(pair, sent, arrival)
        .or_else(|| query(pair, sent, arrival))
        .or_else(|| headers(sent, arrival))
        .or_else(|| cookies(sent, arrival))
        .or_else(|| body(api, sent.body.as_ref(), arrival))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Compares the path. If the template contains a query or a fragment, which a path cannot have, it may arrive with
/// or without them.
fn path(pair: &OperationPair<'_>, sent: &Sent, arrival: &Arrival) -> Option<WrongRequest> {
    let whole = pair.operation.path.as_str();
    let alone = whole.split(['?', '#']).next().unwrap_or_default();
    let is_same = [whole, alone].iter().any(|template| is_path(template, sent, &arrival.path));
    (!is_same).then(|| ("request: path", format!("`{}` instead of `{whole}`", arrival.path)))
}

/// Compares segment by segment, so that a slash in a value is not confused with one between segments.
fn is_path(template: &str, sent: &Sent, arrived: &str) -> bool {
    let mut wanted = template.to_owned();
    for part in sent.parameters.iter().filter(|part| part.location == ParameterLocation::Path) {
        // Slashes in the value are marked, so that they do not count as separators.
        wanted = wanted.replace(&format!("{{{}}}", part.name), &in_path(part).replace('/', "\u{0}"));
    }
    let wanted: Vec<_> = wanted.split('/').map(|segment| segment.replace('\u{0}', "/")).collect();
    let arrived: Vec<_> = arrived.split('/').map(decoded).collect();
    let segments = template.split('/').zip(wanted.iter().zip(&arrived));
    let is_same = |(template, (wanted, arrived)): (&str, (&String, &String))| {
        let in_any_order = || has_object(template, sent) && sorted(wanted) == sorted(arrived);
        same_written(wanted, arrived) || is_same_json(wanted, arrived) || in_any_order()
    };
    wanted.len() == arrived.len() && segments.into_iter().all(is_same)
}

/// Returns whether a segment of the template has an object as its value, whose members may be in any order.
fn has_object(segment: &str, sent: &Sent) -> bool {
    let parts = sent.parameters.iter().filter(|part| part.location == ParameterLocation::Path);
    parts.filter(|part| part.value.is_object()).any(|part| segment.contains(&format!("{{{}}}", part.name)))
}

/// Returns whether two texts have the same members of an object, `a=1,b=2` or `a,1,b,2`, in whatever order.
fn is_same_object(a: &str, b: &str) -> bool {
    let pairs = |text: &str| {
        let tokens: Vec<_> = text.split([',', ' ', '|']).map(str::to_owned).collect();
        let length = if tokens.iter().all(|token| token.contains('=')) { 1 } else { 2 };
        let mut pairs: Vec<_> = tokens.chunks(length).map(<[_]>::to_vec).collect();
        pairs.sort_unstable();
        pairs
    };
    a.contains([',', ' ', '|']) && pairs(a) == pairs(b)
}

/// Returns what is between the delimiters of a segment, sorted.
fn sorted(segment: &str) -> Vec<&str> {
    let mut tokens: Vec<_> = segment.split([',', ';', '.', '=']).collect();
    tokens.sort_unstable();
    tokens
}

/// Returns the value in the style of a path parameter (OpenAPI 3.0.3, section 4.7.12.3).
fn in_path(part: &Part) -> String {
    if part.is_json {
        return part.value.to_string();
    }
    let name = &part.name;
    match (part.style, part.explode, &part.value) {
        (Style::Label, true, value) => format!(".{}", assigned(value).join(".")),
        (Style::Label, false, value) => format!(".{}", listed(value).join(",")),
        (Style::Matrix, true, Value::Array(items)) => {
            items.iter().fold(String::new(), |path, item| path + ";" + name + "=" + &written(item))
        }
        (Style::Matrix, true, value @ Value::Object(_)) => format!(";{}", assigned(value).join(";")),
        (Style::Matrix, _, value) => format!(";{name}={}", listed(value).join(",")),
        (_, true, value) => assigned(value).join(","),
        (_, false, value) => listed(value).join(","),
    }
}

/// Returns `a`, `1`, `b`, `2` for an object, and the items of an array.
fn listed(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(written).collect(),
        Value::Object(members) => members.iter().flat_map(|(name, value)| [name.clone(), written(value)]).collect(),
        value => vec![written(value)],
    }
}

/// Returns `a=1`, `b=2` for an object, and the items of an array.
fn assigned(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members.iter().map(|(name, value)| format!("{name}={}", written(value))).collect(),
        value => listed(value),
    }
}

fn query(pair: &OperationPair<'_>, sent: &Sent, arrival: &Arrival) -> Option<WrongRequest> {
    let mut wanted: Vec<_> =
        sent.parameters.iter().filter(|part| part.location == ParameterLocation::Query).flat_map(pairs).collect();
    // Some documents have a query in their path templates.
    let template = pair.operation.path.split_once('?').into_iter().flat_map(|(_, query)| form(query));
    wanted.extend(template.map(|(name, value)| (name, filled(value, sent))));
    let arrived = form(&arrival.query);
    difference(wanted, arrived).map(|fault| ("request: query", format!("{fault} in `{}`", arrival.query)))
}

/// Returns a part of a template with the values of path parameters.
fn filled(template: String, sent: &Sent) -> String {
    let parts = sent.parameters.iter().filter(|part| part.location == ParameterLocation::Path);
    parts.fold(template, |template, part| template.replace(&format!("{{{}}}", part.name), &in_path(part)))
}

/// Returns the pairs of a query parameter, by its style.
fn pairs(part: &Part) -> Vec<(String, String)> {
    let name = part.name.clone();
    if part.is_json {
        return vec![(name, part.value.to_string())];
    }
    let delimiter = match part.style {
        Style::SpaceDelimited => " ",
        Style::PipeDelimited => "|",
        _ => ",",
    };
    match (&part.value, part.style, part.explode) {
        (Value::Object(members), Style::DeepObject, _) => {
            members.iter().map(|(member, value)| (format!("{name}[{member}]"), written(value))).collect()
        }
        (Value::Object(members), _, true) => {
            members.iter().map(|(member, value)| (member.clone(), written(value))).collect()
        }
        (Value::Array(items), Style::DeepObject, _) | (Value::Array(items), _, true) => {
            items.iter().map(|item| (name.clone(), written(item))).collect()
        }
        (value, ..) => vec![(name, listed(value).join(delimiter))],
    }
}

/// Returns the pairs of `application/x-www-form-urlencoded`.
fn form(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")))).collect()
}

/// Returns the first difference between two lists of pairs, ignoring their order.
fn difference(wanted: Vec<(String, String)>, mut arrived: Vec<(String, String)>) -> Option<String> {
    for (name, value) in wanted {
        let is_it = |(other, text): &(String, String)| {
            *other == name && (same_written(text, &value) || is_same_json(text, &value) || is_same_object(text, &value))
        };
        match arrived.iter().position(is_it) {
            Some(index) => drop(arrived.remove(index)),
            None => return Some(format!("`{name}={value}` is missing")),
        }
    }
    arrived.first().map(|(name, value)| format!("`{name}={value}` is too much"))
}

fn is_same_json(a: &str, b: &str) -> bool {
    let read =
        |text: &str| serde_json::from_str::<Value>(text).ok().filter(|value| value.is_object() || value.is_array());
    read(a).is_some_and(|value| read(b) == Some(value))
}

fn headers(sent: &Sent, arrival: &Arrival) -> Option<WrongRequest> {
    sent.parameters.iter().filter(|part| part.location == ParameterLocation::Header).find_map(|part| {
        let wanted = in_path(part);
        let arrived =
            arrival.headers.get(&part.name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let is_same = arrived.as_ref().is_some_and(|arrived| {
            same_written(arrived, &wanted) || is_same_json(arrived, &wanted) || is_same_object(arrived, &wanted)
        });
        (!is_same).then(|| ("request: header", format!("`{}` is {arrived:?} instead of {wanted:?}", part.name)))
    })
}

fn cookies(sent: &Sent, arrival: &Arrival) -> Option<WrongRequest> {
    let wanted: Vec<_> =
        sent.parameters.iter().filter(|part| part.location == ParameterLocation::Cookie).flat_map(pairs).collect();
    if wanted.is_empty() {
        return None;
    }
    let text =
        arrival.headers.get_all("cookie").iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let text = text.collect::<Vec<_>>().join("; ");
    let arrived = text.split("; ").filter_map(|pair| pair.split_once('='));
    let arrived = arrived.map(|(name, value)| (decoded(name), decoded(value))).collect();
    difference(wanted, arrived).map(|fault| ("request: cookie", format!("{fault} in `{text}`")))
}

fn body(api: &Api, sent: Option<&SentBody>, arrival: &Arrival) -> Option<WrongRequest> {
    let content_type =
        arrival.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(sent) = sent else {
        let fault = || ("request: body", format!("{} bytes arrived where there should be none", arrival.body.len()));
        return (!arrival.body.is_empty()).then(fault);
    };
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence(content_type) != essence(&sent.media) {
        return Some(("request: content type", format!("`{content_type}` instead of `{}`", sent.media)));
    }
    let text = String::from_utf8_lossy(&arrival.body);
    match &sent.kind {
        BodyKind::Json => json(api, sent, &text),
        BodyKind::Form(fields) => {
            let members = sent.value.as_object().into_iter().flatten();
            let wanted = members.flat_map(|(name, value)| pairs(&field(fields, name, value))).collect();
            difference(wanted, form(&text)).map(|fault| ("request: form", format!("{fault} in `{text}`")))
        }
        BodyKind::Multipart(json) => {
            let wanted = multipart::wanted(&sent.value, json);
            let arrived = multipart::parts(content_type, &text);
            difference(wanted, arrived).map(|fault| ("request: multipart", fault))
        }
        BodyKind::Text => (*text != written(&sent.value)).then(|| ("request: body", format!("{text:?} arrived"))),
    }
}

fn json(api: &Api, sent: &SentBody, text: &str) -> Option<WrongRequest> {
    let arrived: Value = match serde_json::from_str(text) {
        Ok(arrived) => arrived,
        Err(fault) => return Some(("request: body is no JSON", fault.to_string())),
    };
    if let Some(fault) = Validator::new(&sent.schema).first_error(&arrived) {
        return Some(("request: body does not keep the schema", fault));
    }
    match same(api, None, &sent.value, &arrived) {
        Ok(0) => None,
        Ok(_) => Some(("request: body changed", "a `null` went missing".to_owned())),
        Err(fault) => Some(("request: body changed", fault)),
    }
}
