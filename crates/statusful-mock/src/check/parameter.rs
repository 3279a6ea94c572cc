//! Validation of parameters: whether the required ones are there, and whether all are valid against their schemas.

use http::StatusCode;
use serde_json::Value;
use statusful_document::openapi::{JsonType, ParameterLocation, Style};
use statusful_schema::{Violation, fewest_violations};

use super::style::{Pairs, cookie_pairs, decoded, deep_object, of_text, query_pairs};
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

/// The values that a text can mean; `None` if the request does not have the parameter.
type Candidates = Option<Vec<Value>>;

fn of_path(parameter: &PlannedParameter, request: &CheckedRequest<'_>) -> Candidates {
    let text = request.captures.iter().find(|(name, _)| *name == parameter.name).map(|(_, text)| text);
    // If the template lacks the parameter, the request cannot have it.
    text.map_or_else(|| Some(Vec::new()), |text| Some(values(parameter, text)))
}

fn of_headers(parameter: &PlannedParameter, request: &CheckedRequest<'_>) -> Candidates {
    let lines: Vec<_> = request.headers.get_all(parameter.name.as_str()).iter().collect();
    let text = lines.iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join(",");
    (!lines.is_empty()).then(|| values(parameter, text.trim()))
}

fn of_pairs(parameter: &PlannedParameter, pairs: &Pairs) -> Candidates {
    let own: Vec<_> = pairs.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value).collect();
    if parameter.is_json {
        return own.first().map(|text| values(parameter, text));
    }
    if parameter.style == Style::DeepObject {
        return deep_object(&parameter.name, pairs).map(|value| vec![value]).or_else(|| single(parameter, &own));
    }
    let mut found = Vec::new();
    if parameter.explode && parameter.allows(JsonType::Object) {
        found.extend(exploded_object(parameter, pairs));
    }
    if parameter.explode && parameter.allows(JsonType::Array) && !own.is_empty() {
        let items = own.iter().filter(|text| own.len() > 1 || !text.is_empty());
        found.push(items.map(|text| Value::String(decoded(text))).collect());
    }
    found.extend(single(parameter, &own).unwrap_or_default());
    (!found.is_empty() || !own.is_empty()).then_some(found)
}

/// Returns the values of the first text. Further texts are ignored.
fn single(parameter: &PlannedParameter, own: &[&String]) -> Candidates {
    let is_exploded = parameter.explode && parameter.allows_only(&[JsonType::Array, JsonType::Object]);
    own.first().filter(|_| !is_exploded).map(|text| values(parameter, text))
}

/// Returns the object whose properties are pairs of their own.
fn exploded_object(parameter: &PlannedParameter, pairs: &Pairs) -> Option<Value> {
    let (names, allows_others) = &parameter.properties;
    let own = pairs.iter().filter(|(name, _)| names.contains(name) || (*allows_others && names.is_empty()));
    let properties: serde_json::Map<_, _> =
        own.map(|(name, value)| (name.clone(), Value::String(decoded(value)))).collect();
    (!properties.is_empty()).then_some(Value::Object(properties))
}

fn values(parameter: &PlannedParameter, text: &str) -> Vec<Value> {
    if !parameter.is_json {
        return of_text(parameter, text);
    }
    let is_plain = parameter.location == ParameterLocation::Header;
    let text = if is_plain { text.to_owned() } else { decoded(text) };
    // A text that is not JSON is validated as a string, which most schemas do not allow.
    vec![serde_json::from_str(&text).unwrap_or(Value::String(text))]
}

fn validated(parameter: &PlannedParameter, candidates: Candidates) -> Vec<RequestFault> {
    let Some(candidates) = candidates else {
        let message = "required, but missing".to_owned();
        let missing = || fault(parameter, Violation { pointer: String::new(), message });
        return if parameter.required { vec![missing()] } else { Vec::new() };
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
