//! Turns a request of a scenario into a call of the generated client.

use serde::Serialize;
use serde_json::{Map, Value, json};
use statusful_codegen::ir::{
    BodyContent, BodyEncoding, Operation, ParameterLocation, PartKind, RequestBody, Scalar, TypeRef,
};
use statusful_schema::written;

use super::credentials::{Credentials, credentials};
use super::parameter;
use super::route::Route;
use super::scenario::{Content, Exchange, Form};

/// One call for the program.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Call {
    package: String,
    pub(super) number: usize,
    operation: usize,
    server: String,
    accept: Option<String>,
    #[serde(flatten)]
    credentials: Credentials,
    case: Case,
}

/// The arguments of a call.
#[derive(Debug, Clone, Serialize)]
struct Case {
    number: usize,
    arguments: Map<String, Value>,
}

/// Returns the call that sends a request, or the reason why the generated client cannot send it.
pub(super) fn call(number: usize, route: &Route<'_, '_>, exchange: &Exchange) -> Result<Call, String> {
    let operation = route.pair.operation;
    let credentials = credentials(&operation.security, exchange);
    let mut arguments = parameters(route, exchange, &credentials)?;
    if let Some(body) = &operation.body {
        arguments.extend(self::body(body, exchange)?);
    } else if exchange.body.as_ref().is_some_and(|body| !body.bytes.is_empty()) {
        return Err("the operation has no request body".to_owned());
    }
    // What the client sends is right if it has one media type. Where there are several, the caller selects one.
    let wanted = exchange.header("accept").and_then(Value::as_str).filter(|wanted| *wanted != operation.accept);
    Ok(Call {
        package: format!("harness-{}", route.target.subject.package()),
        number,
        operation: route.pair.index,
        server: route.server.clone(),
        accept: wanted.map(str::to_owned),
        credentials,
        case: Case { number, arguments },
    })
}

/// Returns the arguments for the parameters of an operation.
fn parameters(
    route: &Route<'_, '_>,
    exchange: &Exchange,
    credentials: &Credentials,
) -> Result<Map<String, Value>, String> {
    let operation = route.pair.operation;
    let documented = route.pair.found.parameters();
    let in_query: Vec<_> = names(operation, ParameterLocation::Query).collect();
    let mut arguments = Map::new();
    for parameter in &operation.parameters {
        let found = documented.iter().find(|found| {
            found.name().is_some_and(|name| *name == parameter.wire) && found.location() == Some(parameter.location)
        });
        let others: Vec<_> = in_query.iter().copied().filter(|name| *name != parameter.wire).collect();
        match found.and_then(|found| parameter::value(*found, exchange, &route.path, &others)) {
            Some(value) => drop(arguments.insert(parameter.ident.as_str().to_owned(), value)),
            None if parameter.is_required() => {
                return Err(format!("the scenario has no value for `{}`", parameter.wire));
            }
            None => {}
        }
    }
    stray(operation, exchange, credentials, &arguments).map_or(Ok(arguments), Err)
}

fn names(operation: &Operation, location: ParameterLocation) -> impl Iterator<Item = &str> {
    let parameters = operation.parameters.iter().filter(move |parameter| parameter.location == location);
    parameters.map(|parameter| parameter.wire.as_str())
}

/// Headers that are no parameters: the media types of the bodies.
const NEGOTIATION: [&str; 2] = ["accept", "content-type"];

/// Returns why the generated function cannot send a part of the query or a header, if there is one.
fn stray(
    operation: &Operation,
    exchange: &Exchange,
    credentials: &Credentials,
    arguments: &Map<String, Value>,
) -> Option<String> {
    let properties = || arguments.values().filter_map(Value::as_object).flat_map(Map::keys);
    let is_sent = |name: &String| {
        names(operation, ParameterLocation::Query).any(|known| known == name) || properties().any(|known| known == name)
    };
    if let Some(stray) = exchange.query.keys().find(|name| !is_sent(name)) {
        return Some(format!("the document has no parameter for `{stray}` in the query"));
    }
    let mut headers = exchange.headers.keys().map(|name| name.to_ascii_lowercase());
    let stray = headers.find(|name| {
        let is_parameter = names(operation, ParameterLocation::Header).any(|known| known.eq_ignore_ascii_case(name));
        !is_parameter && !credentials.headers.contains(name) && !NEGOTIATION.contains(&name.as_str())
    });
    stray.map(|stray| format!("the document has no parameter or scheme for the header `{stray}`"))
}

/// Returns the arguments of a request body.
fn body(body: &RequestBody, exchange: &Exchange) -> Result<Map<String, Value>, String> {
    let empty = Content::default();
    let Some(content) = exchange.body.as_ref().or_else(|| body.required.then_some(&empty)) else {
        return Ok(Map::new());
    };
    let written = exchange.header("content-type").and_then(Value::as_str);
    let found = written.and_then(|media| chosen(body, media)).or_else(|| chosen(body, &content.media_type));
    let only = || if let [only] = body.contents.as_slice() { Some(only) } else { None };
    let found = found.or_else(only).ok_or_else(|| format!("no request body is `{}`", content.media_type))?;
    let mut arguments = Map::new();
    arguments.insert("body".to_owned(), value(found, content)?);
    arguments.insert("body variant".to_owned(), found.variant.as_str().into());
    arguments.insert("body media".to_owned(), content.media_type.clone().into());
    if let BodyEncoding::Multipart(Some(form)) = &found.encoding {
        let names = form.fields.iter().map(|field| (field.ident.as_str().to_owned(), field.wire.clone().into()));
        arguments.insert("body fields".to_owned(), names.collect::<Map<_, _>>().into());
    }
    Ok(arguments)
}

fn chosen<'b>(body: &'b RequestBody, media: &str) -> Option<&'b BodyContent> {
    let exact = body.contents.iter().find(|content| content.media_type == media);
    let is_within = |range: &str| range == "*/*" || range.strip_suffix('*').is_some_and(|kind| media.starts_with(kind));
    exact.or_else(|| body.contents.iter().find(|content| is_within(&content.media_type)))
}

/// Returns the value of a body. A scenario without a body, of an operation that requires one, sends an empty object: the
/// properties of its schema are all read-only.
fn value(content: &BodyContent, found: &Content) -> Result<Value, String> {
    match &content.encoding {
        BodyEncoding::Json(_) if found.bytes.is_empty() => Ok(json!({})),
        BodyEncoding::Json(_) => found.json().ok_or_else(|| "the body is not JSON".to_owned()),
        BodyEncoding::Text => Ok(found.plain().into()),
        BodyEncoding::Bytes | BodyEncoding::Typed => Ok(found.bytes.clone().into()),
        BodyEncoding::Multipart(Some(form)) => {
            let given = found.form.as_ref().ok_or("the scenario does not define the parts of the form")?;
            let fields = form.fields.iter().map(|field| (field.wire.as_str(), &field.kind));
            self::form(fields, given)
        }
        BodyEncoding::Multipart(None) => Err("the form has no fields".to_owned()),
        BodyEncoding::Form(..) => Err("no scenario sends such a form".to_owned()),
    }
}

/// Returns the fields of a form. Scenarios write numbers that the document describes as text.
fn form<'f>(fields: impl Iterator<Item = (&'f str, &'f PartKind)>, given: &Form) -> Result<Value, String> {
    let mut values = given.parts.clone();
    let mut names: Vec<_> = given.parts.keys().cloned().collect();
    for (wire, kind) in fields {
        let files = given.files.iter().filter(|file| file.field == wire);
        let files: Vec<_> = files
            .map(|file| json!({ "name": file.name, "media_type": file.media_type, "bytes": file.bytes }))
            .collect();
        if let (PartKind::Value(TypeRef::Scalar(Scalar::String)), Some(value)) = (kind, values.get_mut(wire)) {
            *value = written(value).into();
        }
        if matches!(kind, PartKind::File | PartKind::Files) && !files.is_empty() {
            values.insert(wire.to_owned(), files.into());
        }
        names.retain(|name| name != wire);
    }
    match names.first() {
        Some(stray) => Err(format!("the form has no field `{stray}`")),
        None => Ok(values.into()),
    }
}

#[cfg(test)]
mod tests {
    use statusful_codegen::ir::TypeName;

    use super::*;

    fn content(media_type: &str, encoding: BodyEncoding) -> BodyContent {
        BodyContent {
            variant: TypeName::new("Body"),
            media_type: media_type.to_owned(),
            encoding,
            example: statusful_codegen::ir::Example::default(),
        }
    }

    #[test]
    fn a_form_has_the_fields_of_the_document() {
        let text = PartKind::Value(TypeRef::Scalar(Scalar::String));
        let given: Form = serde_json::from_value(json!({
            "parts": { "id": 1 },
            "files": [{ "field": "f", "name": "a.png", "mediaType": "image/png", "bytes": [1] }],
        }))
        .unwrap();
        let fields = || [("id", &text), ("f", &PartKind::Files)].into_iter();
        let file = json!({ "name": "a.png", "media_type": "image/png", "bytes": [1] });
        assert_eq!(form(fields(), &given), Ok(json!({ "id": "1", "f": [file] })));
        assert_eq!(form(fields().skip(1), &given), Err("the form has no field `id`".to_owned()));
    }

    #[test]
    fn a_text_is_sent_as_it_is() {
        let found = Content { media_type: "application/json".to_owned(), bytes: b"\"a\"".to_vec(), form: None };
        assert_eq!(value(&content("text/plain", BodyEncoding::Text), &found), Ok(json!("a")));
        assert_eq!(value(&content("application/json", BodyEncoding::Json(TypeRef::Any)), &found), Ok(json!("a")));
        assert_eq!(value(&content("image/png", BodyEncoding::Bytes), &found), Ok(json!([34, 97, 34])));
    }
}
