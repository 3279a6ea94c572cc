//! Parameters: whether those that have to be there are, and whether all keep their schemas.

use http::StatusCode;
use serde_json::Value;
use statusful_schema::{Judge, Preference, Violation, coerce};

use super::style::{Pairs, cookie_pairs, decoded, deep_object, of_text, query_pairs};
use super::{FaultLocation, Request, RequestFault};
use crate::plan::{Location, Parameter};

/// What is wrong with the parameters. Those that the document does not describe are nobody's business.
pub(super) fn faults(parameters: &[Parameter], request: &Request<'_>) -> Vec<RequestFault> {
    let query = query_pairs(request.query);
    let cookies = cookie_pairs(request.headers);
    let faults = parameters.iter().flat_map(|parameter| {
        let values = match parameter.location {
            Location::Path => of_path(parameter, request),
            Location::Query => of_pairs(parameter, &query),
            Location::Header => of_headers(parameter, request),
            Location::Cookie => of_pairs(parameter, &cookies),
        };
        judged(parameter, values)
    });
    faults.collect()
}

/// What a parameter may be; nothing where it is not there.
type Candidates = Option<Vec<Value>>;

fn of_path(parameter: &Parameter, request: &Request<'_>) -> Candidates {
    let text = request.captures.iter().find(|(name, _)| *name == parameter.name).map(|(_, text)| text);
    // A parameter that is not in the template is the document's fault.
    text.map_or_else(|| Some(Vec::new()), |text| Some(values(parameter, text)))
}

fn of_headers(parameter: &Parameter, request: &Request<'_>) -> Candidates {
    let lines: Vec<_> = request.headers.get_all(parameter.name.as_str()).iter().collect();
    let text = lines.iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join(",");
    (!lines.is_empty()).then(|| values(parameter, text.trim()))
}

fn of_pairs(parameter: &Parameter, pairs: &Pairs) -> Candidates {
    let own: Vec<_> = pairs.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value).collect();
    if parameter.is_json {
        return own.first().map(|text| values(parameter, text));
    }
    if parameter.style == "deepObject" {
        return deep_object(&parameter.name, pairs).map(|value| vec![value]).or_else(|| single(parameter, &own));
    }
    let mut found = Vec::new();
    if parameter.explode && parameter.may_be("object") {
        found.extend(members(parameter, pairs));
    }
    if parameter.explode && parameter.may_be("array") && !own.is_empty() {
        let items = own.iter().filter(|text| own.len() > 1 || !text.is_empty());
        found.push(items.map(|text| Value::String(decoded(text))).collect());
    }
    found.extend(single(parameter, &own).unwrap_or_default());
    (!found.is_empty() || !own.is_empty()).then_some(found)
}

/// One text, where there is one. Several of what is no list are as good as one that is wrong.
fn single(parameter: &Parameter, own: &[&String]) -> Candidates {
    let parts = if parameter.explode { ["array", "object"].as_slice() } else { &[] };
    let is_parts_alone = !parameter.types.is_empty() && parameter.types.iter().all(|ty| parts.contains(&ty.as_str()));
    own.first().filter(|_| !is_parts_alone).map(|text| values(parameter, text))
}

/// The members of an object that each stand in the query for themselves.
fn members(parameter: &Parameter, pairs: &Pairs) -> Option<Value> {
    let (named, is_open) = &parameter.members;
    let own = pairs.iter().filter(|(name, _)| named.contains(name) || (*is_open && named.is_empty()));
    let members: serde_json::Map<_, _> =
        own.map(|(name, value)| (name.clone(), Value::String(decoded(value)))).collect();
    (!members.is_empty()).then_some(Value::Object(members))
}

fn values(parameter: &Parameter, text: &str) -> Vec<Value> {
    if !parameter.is_json {
        return of_text(parameter, text);
    }
    let is_plain = parameter.location == Location::Header;
    let text = if is_plain { text.to_owned() } else { decoded(text) };
    // What is no JSON is no value that a schema of JSON could be asked about.
    vec![serde_json::from_str(&text).unwrap_or(Value::String(text))]
}

fn judged(parameter: &Parameter, candidates: Candidates) -> Vec<RequestFault> {
    let Some(candidates) = candidates else {
        let message = "it is required, and is not there".to_owned();
        let missing = || fault(parameter, Violation { pointer: String::new(), message });
        return if parameter.required { vec![missing()] } else { Vec::new() };
    };
    let is_empty = |value: &Value| value.as_str() == Some("");
    if parameter.may_be_empty && candidates.iter().any(is_empty) {
        return Vec::new();
    }
    let violations = best(&parameter.judge, &parameter.schema, candidates);
    violations.into_iter().map(|violation| fault(parameter, violation)).collect()
}

/// What is wrong with the value that least is wrong with.
pub(super) fn best(judge: &Judge, schema: &Value, candidates: Vec<Value>) -> Vec<Violation> {
    let both = candidates.into_iter().flat_map(|value| {
        [Preference::Typed, Preference::Text].map(|preference| coerce(schema, value.clone(), preference))
    });
    both.map(|value| judge.violations(&value)).min_by_key(Vec::len).unwrap_or_default()
}

fn fault(parameter: &Parameter, violation: Violation) -> RequestFault {
    RequestFault {
        location: match parameter.location {
            Location::Path => FaultLocation::Path,
            Location::Query => FaultLocation::Query,
            Location::Header => FaultLocation::Header,
            Location::Cookie => FaultLocation::Cookie,
        },
        name: parameter.name.clone(),
        pointer: violation.pointer,
        message: violation.message,
        status: StatusCode::BAD_REQUEST,
    }
}
