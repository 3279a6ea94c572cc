//! Validation of parameters: whether the required ones are there, and whether all are valid against their schemas.

use http::StatusCode;
use serde_json::{Map, Value};
use statusful_document::openapi::{JsonType, ParameterLocation, Style};
use statusful_schema::{Violation, best_reading, fewest_violations, listed, read_json};

use super::style::{Pairs, add, cookie_pairs, decoded, deep_object, of_text, query_pairs};
use super::{CheckedRequest, RequestFault};
use crate::plan::PlannedParameter;

/// Returns the faults of parameters. Parameters that the document does not describe are ignored.
pub(super) fn faults(parameters: &[PlannedParameter], request: &CheckedRequest<'_>) -> Vec<RequestFault> {
    let query = query_pairs(request.query);
    let cookies = cookie_pairs(request.headers);
    let faults = parameters.iter().flat_map(|parameter| {
        let values = match parameter.location {
            ParameterLocation::Path => of_path(parameter, request),
            ParameterLocation::Query => of_pairs(parameter, &query),
            ParameterLocation::Header => of_headers(parameter, request),
            ParameterLocation::Cookie => of_pairs(parameter, &cookies),
        };
        validated(parameter, values)
    });
    faults.collect()
}

/// The value of a parameter in a request.
enum Arrived {
    Missing,
    /// The values that the text can mean.
    Values(Vec<Value>),
    /// How often it occurs, although it is not an array with a pair for each item.
    Repeated(usize),
}

impl From<Option<Vec<Value>>> for Arrived {
    fn from(values: Option<Vec<Value>>) -> Self {
        values.map_or(Self::Missing, Self::Values)
    }
}

/// Returns the value of a field of a form that is written like a parameter of the query.
pub(super) fn value(field: &PlannedParameter, pairs: &Pairs) -> Option<Value> {
    match of_pairs(field, pairs) {
        Arrived::Missing => None,
        Arrived::Values(candidates) => Some(best_reading(&field.validator, &field.schema, candidates)?.0),
        // Arrays in an array, which the schema of neither a list nor a single value allows.
        Arrived::Repeated(_) => {
            let own = pairs.iter().filter(|(name, _)| *name == field.name);
            Some(own.map(|(_, text)| Value::from(vec![decoded(text)])).collect())
        }
    }
}

/// Returns `true` if a pair is of a field, by its name or as a property of its object.
pub(super) fn is_of(field: &PlannedParameter, name: &str) -> bool {
    let is_property =
        || name.strip_prefix(field.name.as_str()).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']'));
    name == field.name || (field.style == Style::DeepObject && is_property())
}

fn of_path(parameter: &PlannedParameter, request: &CheckedRequest<'_>) -> Arrived {
    let text = request.captures.iter().find(|(name, _)| *name == parameter.name).map(|(_, text)| text);
    // If the template lacks the parameter, the request cannot have it.
    Arrived::Values(text.map(|text| values(parameter, text)).unwrap_or_default())
}

fn of_headers(parameter: &PlannedParameter, request: &CheckedRequest<'_>) -> Arrived {
    let lines: Vec<_> = request.headers.get_all(parameter.name.as_str()).iter().collect();
    let text = lines.iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join(",");
    (!lines.is_empty()).then(|| values(parameter, text.trim())).into()
}

fn of_pairs(parameter: &PlannedParameter, pairs: &Pairs) -> Arrived {
    let own: Vec<_> = pairs.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value).collect();
    let is_list = parameter.explode && !parameter.is_json && parameter.may_be(JsonType::Array);
    if own.len() > 1 && !is_list {
        return Arrived::Repeated(own.len());
    }
    if parameter.is_json {
        return own.first().map(|text| values(parameter, text)).into();
    }
    if parameter.style == Style::DeepObject {
        let object = deep_object(&parameter.name, pairs);
        let object = object.map(|value| vec![listed(&parameter.schema, value.clone()), value]);
        return object.or_else(|| single(parameter, &own)).into();
    }
    let mut found = Vec::new();
    if parameter.explode && parameter.allows(JsonType::Object) {
        found.extend(exploded_object(parameter, pairs));
    }
    if is_list && (own.len() > 1 || (own.len() == 1 && parameter.allows(JsonType::Array))) {
        let items = own.iter().filter(|text| own.len() > 1 || !text.is_empty());
        found.push(items.map(|text| Value::String(decoded(text))).collect());
    }
    found.extend(single(parameter, &own).unwrap_or_default());
    (!found.is_empty() || !own.is_empty()).then_some(found).into()
}

/// Returns the values of a text that is not one of several.
fn single(parameter: &PlannedParameter, own: &[&String]) -> Option<Vec<Value>> {
    let is_exploded = parameter.explode && parameter.allows_only(&[JsonType::Array, JsonType::Object]);
    match own {
        [text] if !is_exploded => Some(values(parameter, text)),
        _ => None,
    }
}

/// Returns the object whose properties are pairs of their own. A property with several pairs is an array.
fn exploded_object(parameter: &PlannedParameter, pairs: &Pairs) -> Option<Value> {
    let (names, allows_others) = &parameter.properties;
    let own = pairs.iter().filter(|(name, _)| names.contains(name) || (*allows_others && names.is_empty()));
    let mut properties = Map::new();
    for (name, value) in own {
        add(&mut properties, name, decoded(value).into());
    }
    (!properties.is_empty()).then_some(Value::Object(properties))
}

fn values(parameter: &PlannedParameter, text: &str) -> Vec<Value> {
    if !parameter.is_json {
        return of_text(parameter, text);
    }
    let is_plain = parameter.location == ParameterLocation::Header;
    let text = if is_plain { text.to_owned() } else { decoded(text) };
    // A text that is not JSON is validated as a string, which most schemas do not allow.
    vec![read_json(text.as_bytes()).unwrap_or(Value::String(text))]
}

fn validated(parameter: &PlannedParameter, arrived: Arrived) -> Vec<RequestFault> {
    let whole = |message: String| vec![fault(parameter, Violation { pointer: String::new(), message })];
    let candidates = match arrived {
        Arrived::Values(candidates) => candidates,
        Arrived::Missing if parameter.required => return whole("required, but missing".to_owned()),
        Arrived::Missing => return Vec::new(),
        Arrived::Repeated(times) => return whole(format!("occurs {times} times instead of once")),
    };
    let is_empty = |value: &Value| value.as_str() == Some("");
    if parameter.allows_empty_value && candidates.iter().any(is_empty) {
        return Vec::new();
    }
    let violations = fewest_violations(&parameter.validator, &parameter.schema, candidates);
    violations.into_iter().map(|violation| fault(parameter, violation)).collect()
}

fn fault(parameter: &PlannedParameter, violation: Violation) -> RequestFault {
    RequestFault {
        location: parameter.location.into(),
        name: parameter.name.clone(),
        pointer: violation.pointer,
        message: violation.message,
        status: StatusCode::BAD_REQUEST,
    }
}
