//! Turns a request of a scenario into a call of the generated client.

use serde::Serialize;
use serde_json::{Map, Value, json};
use statusful_codegen::ir::{BodyContent, BodyEncoding, ParameterLocation, PartKind, RequestBody, Scalar, TypeRef};
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
    // What the client sends is right if it has one media type. A caller who wants one of several says so.
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

/// Headers that are no parameters: the media types of the bodies and of the response.
const NEGOTIATION: [&str; 2] = ["accept", "content-type"];

fn parameters(
    route: &Route<'_, '_>,
    exchange: &Exchange,
    credentials: &Credentials,
) -> Result<Map<String, Value>, String> {
    let operation = route.pair.operation;
    let documented = route.pair.found.parameters();
    let of = |location| operation.parameters.iter().filter(move |parameter| parameter.location == location);
    let in_query: Vec<_> = of(ParameterLocation::Query).map(|parameter| parameter.wire.as_str()).collect();
    let mut arguments = Map::new();
    let mut exploded = Vec::new();
    for parameter in &operation.parameters {
        let found = documented.iter().find(|found| {
            found.name().is_some_and(|name| *name == parameter.wire) && found.location() == Some(parameter.location)
        });
        let others: Vec<_> = in_query.iter().copied().filter(|name| *name != parameter.wire).collect();
        match found.and_then(|found| parameter::value(*found, exchange, &route.path, &others)) {
            Some(value) => {
                exploded.extend(value.as_object().into_iter().flat_map(Map::keys).cloned());
                arguments.insert(parameter.ident.as_str().to_owned(), value);
            }
            None if parameter.required => return Err(format!("the scenario has no value for `{}`", parameter.wire)),
            None => {}
        }
    }
    let stray = exchange.query.keys().find(|name| !in_query.contains(&name.as_str()) && !exploded.contains(name));
    if let Some(stray) = stray {
        return Err(format!("the document has no parameter for `{stray}` in the query"));
    }
    let in_header: Vec<_> = of(ParameterLocation::Header).map(|it| it.wire.to_ascii_lowercase()).collect();
    let names = exchange.headers.keys().map(|name| name.to_ascii_lowercase());
    let mut stray = names.filter(|name| !in_header.contains(name) && !credentials.headers.contains(name));
    match stray.find(|name| !NEGOTIATION.contains(&name.as_str())) {
        Some(stray) => Err(format!("the document has no parameter or scheme for the header `{stray}`")),
        None => Ok(arguments),
    }
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
