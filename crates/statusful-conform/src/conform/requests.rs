//! What is sent: the arguments of calls, and what should arrive for them.

use serde_json::{Map, Value};
use statusful_codegen::ir::{
    BodyContent, BodyEncoding, FormField, ParameterLocation, PartKind, Scalar, Style, TypeRef,
};
use statusful_codegen::openapi::{Content, Parameter, RequestBody};
use statusful_schema::{Direction, Values, prune, values, visible, written};

use super::pair::OperationPair;

/// How many calls with different arguments an operation is given at the most.
const CALLS: usize = 8;

/// The arguments of a call, and what should arrive.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent {
    pub(super) arguments: Map<String, Value>,
    pub(super) parameters: Vec<Part>,
    pub(super) body: Option<SentBody>,
}

/// A parameter that should arrive.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) location: ParameterLocation,
    pub(super) name: String,
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) is_json: bool,
    pub(super) value: Value,
}

/// A body that should arrive.
#[derive(Debug, Clone)]
pub(super) struct SentBody {
    pub(super) media: String,
    pub(super) kind: BodyKind,
    pub(super) value: Value,
    pub(super) schema: Value,
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BodyKind {
    Json,
    /// With the fields whose style the document gives.
    Form(Vec<FormField>),
    /// With the fields that are always written as JSON.
    Multipart(Vec<String>),
    Text,
}

/// An argument: whether a call needs it, and its values, each with the input of the harness.
struct Argument {
    required: bool,
    values: Vec<(Map<String, Value>, Target)>,
}

#[derive(Clone)]
enum Target {
    Part(Part),
    Body(SentBody),
}

/// Calls of an operation that differ in their arguments; where none can be made, the reason.
pub(super) fn requests(pair: &OperationPair<'_>) -> Result<Vec<Sent>, String> {
    let mut arguments = parameters(pair)?;
    arguments.extend(body(pair)?);
    let most = arguments.iter().map(|argument| argument.values.len()).max().unwrap_or(1);
    let mut sent = vec![call(&arguments, 0, true)];
    if arguments.iter().any(|argument| !argument.required) {
        sent.push(call(&arguments, 0, false));
    }
    sent.extend((1..most.min(CALLS)).map(|index| call(&arguments, index, true)));
    Ok(sent)
}

fn call(arguments: &[Argument], index: usize, with_optional: bool) -> Sent {
    let mut sent = Sent::default();
    for argument in arguments.iter().filter(|argument| argument.required || with_optional) {
        let Some((told, target)) = argument.values.get(index % argument.values.len().max(1)) else { continue };
        sent.arguments.extend(told.clone());
        match target.clone() {
            Target::Part(part) => sent.parameters.push(part),
            Target::Body(body) => sent.body = Some(body),
        }
    }
    sent
}

fn parameters(pair: &OperationPair<'_>) -> Result<Vec<Argument>, String> {
    let documented = pair.found.parameters();
    let mut arguments = Vec::new();
    for parameter in &pair.operation.parameters {
        let is_it = |documented: &&Parameter<'_>| {
            documented.name().is_some_and(|name| *name == parameter.wire)
                && documented.location() == Some(parameter.location)
        };
        let Some(documented) = documented.iter().find(is_it).copied() else { continue };
        let found = parameter_values(documented);
        let as_text = parameter.ty == TypeRef::Scalar(Scalar::String);
        let parts = found.all.iter().map(|(_, value)| value).filter_map(|value| {
            let value = if as_text { Value::String(written(value)) } else { value.clone() };
            let part = part(documented, parameter.location, &parameter.wire, value.clone());
            is_defined(&part).then(|| (told(parameter.ident.as_str(), value), Target::Part(part)))
        });
        let values: Vec<_> = parts.collect();
        if values.is_empty() && parameter.is_required() {
            return Err(format!("the parameter `{}` has no value: {}", parameter.wire, found.reason));
        }
        arguments.push(Argument { required: parameter.is_required(), values });
    }
    Ok(arguments)
}

fn parameter_values(parameter: Parameter<'_>) -> Values {
    let mut found = values(parameter, Direction::Request);
    if found.schema == Value::Bool(true) && found.all.is_empty() {
        found.all.push(("text".to_owned(), "text".into()));
    }
    found
}

/// Returns what should arrive for a parameter. How a style is written is defined here again, in `arrival`, as a check that
/// is independent of the runtime; which style a parameter has is the model's to say.
fn part(parameter: Parameter<'_>, location: ParameterLocation, name: &str, value: Value) -> Part {
    let is_json = parameter.content().is_some_and(|content| content.key.contains("json"));
    Part { location, name: name.to_owned(), style: parameter.style(), explode: parameter.explode(), is_json, value }
}

/// Returns `true` if OpenAPI defines how a value is written. It does not for empty values, or for nested values in nested ones.
fn is_defined(part: &Part) -> bool {
    if part.is_json {
        return true;
    }
    let is_text = |value: &Value| !matches!(value, Value::Null | Value::Array(_) | Value::Object(_));
    let fits = |value: &Value| match part.location {
        // A segment that is empty or dots would make another path, and a header has neither ends of blanks nor lines.
        ParameterLocation::Path => !matches!(written(value).as_str(), "" | "." | ".."),
        ParameterLocation::Header | ParameterLocation::Cookie => {
            let text = written(value);
            !text.is_empty() && text.trim() == text && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        }
        ParameterLocation::Query => true,
    };
    match &part.value {
        // The pairs of a list in a cookie would have `&` between them, which cookies have not.
        Value::Array(_) if part.location == ParameterLocation::Cookie && part.explode => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| is_text(item) && fits(item)),
        Value::Object(members) => !members.is_empty() && members.values().all(|member| is_text(member) && fits(member)),
        value => is_text(value) && fits(value),
    }
}

fn told(name: &str, value: Value) -> Map<String, Value> {
    [(name.to_owned(), value)].into_iter().collect()
}

/// The bodies of every media type.
fn body(pair: &OperationPair<'_>) -> Result<Option<Argument>, String> {
    let Some(body) = &pair.operation.body else { return Ok(None) };
    let documented: Vec<_> = pair.found.request_body().into_iter().flat_map(RequestBody::contents).collect();
    let mut reason = String::new();
    let mut values = Vec::new();
    for content in &body.contents {
        let same = documented.iter().find(|documented| documented.key.trim() == content.media_type);
        let range = || documented.iter().find(|documented| documented.key.contains('*'));
        let (found, kind) = content_values(same.or_else(range).copied(), content);
        let before = values.len();
        values.extend(found.all.iter().filter_map(|(_, value)| content_value(content, &kind, &found.schema, value)));
        if values.len() == before {
            let why =
                if found.reason.is_empty() { "what it holds is not written the same by all" } else { &found.reason };
            reason = format!("the body as `{}` has no value: {why}", content.media_type);
        }
    }
    if values.is_empty() && body.required {
        Err(reason)
    } else {
        Ok(Some(Argument { required: body.required, values }))
    }
}

fn content_values(documented: Option<Content<'_>>, content: &BodyContent) -> (Values, BodyKind) {
    let found = || documented.map(|documented| values(documented, Direction::Request)).unwrap_or_default();
    let anything = |mut found: Values| {
        if found.all.is_empty() && found.schema == Value::Bool(true) {
            found.all.push(("anything".to_owned(), serde_json::json!({ "anything": "text" })));
        }
        found
    };
    match &content.encoding {
        BodyEncoding::Json(_) => (anything(found()), BodyKind::Json),
        BodyEncoding::Form(_, fields) => (anything(found()), BodyKind::Form(fields.clone())),
        BodyEncoding::Multipart(form) => {
            let fields = form.iter().flat_map(|form| &form.fields);
            let json = fields.filter(|field| matches!(field.kind, PartKind::Json(_))).map(|field| field.wire.clone());
            (anything(found()), BodyKind::Multipart(json.collect()))
        }
        BodyEncoding::Text | BodyEncoding::Bytes | BodyEncoding::Typed => {
            let all = vec![("text".to_owned(), "some text".into()), ("nothing".to_owned(), "".into())];
            (Values { schema: Value::Bool(true), all, ..Values::default() }, BodyKind::Text)
        }
    }
}

/// A body of a media type, as input of the harness, and as it must arrive.
fn content_value(
    content: &BodyContent,
    kind: &BodyKind,
    schema: &Value,
    value: &Value,
) -> Option<(Map<String, Value>, Target)> {
    let pruned = prune(schema, value).0;
    let is_written = match kind {
        BodyKind::Json | BodyKind::Text => true,
        BodyKind::Form(fields) => pruned.as_object().is_some_and(|members| {
            members.iter().all(|(name, value)| is_defined(&field(fields, name, value)) && !value.is_object())
        }),
        BodyKind::Multipart(_) => pruned.as_object().is_some_and(|members| members.values().all(is_part)),
    };
    let media = match content.media_type.as_str() {
        "*/*" => "application/x-conform".to_owned(),
        media => media.replace("/*", "/x-conform"),
    };
    let mut told = told("body", visible(schema, value));
    told.insert("body variant".to_owned(), content.variant.as_str().into());
    told.insert("body media".to_owned(), media.clone().into());
    if let BodyEncoding::Multipart(Some(form)) = &content.encoding {
        let fields = form.fields.iter().map(|field| (field.ident.as_str().to_owned(), field.wire.clone().into()));
        told.insert("body fields".to_owned(), fields.collect::<Map<_, _>>().into());
    }
    let sent = SentBody { media, kind: kind.clone(), value: pruned, schema: schema.clone() };
    is_written.then_some((told, Target::Body(sent)))
}

/// Returns `true` if all implementations write a part of a multipart form in the same way.
fn is_part(value: &Value) -> bool {
    let is_empty = value.as_array().is_some_and(Vec::is_empty);
    let is_nested = value.as_array().is_some_and(|items| items.iter().any(|item| item.is_array() || item.is_null()));
    !value.is_null() && !is_empty && !is_nested
}

/// A field of a form as if it were a parameter of the query, which it is written like.
pub(super) fn field(fields: &[FormField], name: &str, value: &Value) -> Part {
    let known = fields.iter().find(|field| field.wire == name);
    Part {
        location: ParameterLocation::Query,
        name: name.to_owned(),
        style: known.and_then(|field| field.style).unwrap_or(Style::Form),
        explode: known.is_none_or(|field| field.explode),
        is_json: known.is_some_and(|field| field.style.is_none()),
        value: value.clone(),
    }
}
