//! A request as it arrived, compared with the names and values of the document.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use statusful_tests::Recorded;

use super::operation::{Body, Operation, Place};

/// Names and values, sorted.
type Pairs = Vec<(String, String)>;

/// Returns the differences between a request and the document.
pub(crate) fn fault(index: usize, operation: &Operation, request: &Recorded) -> Option<String> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let path: Vec<_> = path.split('/').skip(2).map(decoded).collect();
    let segments: Vec<_> = of(operation, Place::Path).into_iter().map(|(_, value)| value).collect();
    let cookies = request.header("cookie").split("; ").filter_map(|pair| pair.split_once('='));
    let cookies = cookies.map(|(name, value)| (name.to_owned(), decoded(value))).collect();
    let headers = of(operation, Place::Header);
    let arrived = headers.iter().map(|(name, _)| (name.clone(), request.header(name).to_owned())).collect();
    let differ = |what: &str, expected: String, found: String| {
        (expected != found).then(|| format!("{what}\n   expected: {expected}\n   arrived: {found}"))
    };
    let pairs = |what: &str, expected: Pairs, found: Pairs| differ(what, shown(expected), shown(found));
    differ("the method", operation.method.to_uppercase(), request.method.to_string())
        .or_else(|| {
            differ("the path", format!("/o{index} {segments:?}"), format!("{} {path:?}", first(&request.target)))
        })
        .or_else(|| pairs("the query", of(operation, Place::Query), form(query, decoded)))
        .or_else(|| pairs("the headers", headers, arrived))
        .or_else(|| pairs("the cookies", of(operation, Place::Cookie), cookies))
        .or_else(|| operation.body.as_ref().and_then(|body| self::body(body, request)))
}

fn first(target: &str) -> String {
    target.split(['/', '?']).nth(1).map(|segment| format!("/{segment}")).unwrap_or_default()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn shown(mut pairs: Pairs) -> String {
    pairs.sort();
    format!("{pairs:?}")
}

/// The parameters of a place: a pair for each item of a list.
fn of(operation: &Operation, place: Place) -> Pairs {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.place == place);
    let pairs = parameters.flat_map(|parameter| {
        let property = &parameter.property;
        property.kind.texts().into_iter().map(|text| (property.name.clone(), text.to_owned()))
    });
    pairs.collect()
}

/// The pairs of a query or a form.
fn form(text: &str, decoded: impl Fn(&str) -> String) -> Pairs {
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn body(body: &Body, request: &Recorded) -> Option<String> {
    let text = String::from_utf8_lossy(&request.body).into_owned();
    let expected = body.model.value();
    let properties = body.model.properties.iter();
    let is_right = match body.media[body.media.len() - 1] {
        "application/json" => serde_json::from_str::<Value>(&text).is_ok_and(|value| value == expected),
        "application/x-www-form-urlencoded" => {
            let pairs = properties.map(|property| (property.name.clone(), property.kind.texts()[0].to_owned()));
            shown(pairs.collect()) == shown(form(&text, |text| decoded(&text.replace('+', " "))))
        }
        _ => {
            let mut parts = properties
                .map(|property| format!("name=\"{}\"\r\n\r\n{}\r\n", property.name, property.kind.texts()[0]));
            parts.all(|part| text.contains(&part))
                && text.matches("form-data; name=").count() == body.model.properties.len()
        }
    };
    (!is_right).then(|| format!("the body\n   expected: {expected}\n   arrived: {text}"))
}
