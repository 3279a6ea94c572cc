//! What is sent: the arguments of calls, and what should arrive for them.

use serde_json::{Map, Value};
use statusful_codegen::document::Document;
use statusful_codegen::ir::{BodyEncoding, Location, Scalar, TypeRef};
use statusful_codegen::source::Node;

use super::place::{Place, Values, values};
use super::responses::written;
use super::schema::{Direction, prune};

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
    pub(super) location: Location,
    pub(super) name: String,
    pub(super) style: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyKind {
    Json,
    Form,
    Text,
}

/// An argument: its name, whether a call needs it, and its values.
struct Argument {
    name: String,
    required: bool,
    values: Vec<(Value, Target)>,
}

#[derive(Clone)]
enum Target {
    Part(Part),
    Body(SentBody),
}

/// Calls of an operation that differ in their arguments; where none can be made, the reason.
pub(super) fn requests(place: &Place<'_, '_>) -> Result<Vec<Sent>, String> {
    let mut arguments = parameters(place)?;
    arguments.extend(body(place)?);
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
        let Some((value, target)) = argument.values.get(index % argument.values.len().max(1)) else { continue };
        sent.arguments.insert(argument.name.clone(), value.clone());
        match target.clone() {
            Target::Part(part) => sent.parameters.push(part),
            Target::Body(body) => sent.body = Some(body),
        }
    }
    sent
}

fn parameters(place: &Place<'_, '_>) -> Result<Vec<Argument>, String> {
    let nodes = place.found.parameters(place.document);
    let mut arguments = Vec::new();
    for parameter in &place.operation.parameters {
        let is_it = |node: &&&Node| {
            let text = |key| node.get(key).and_then(Node::as_str);
            text("name") == Some(&parameter.wire) && text("in") == Some(place_name(parameter.location))
        };
        let Some(node) = nodes.iter().find(is_it) else { continue };
        let found = parameter_values(place.document, node);
        let as_text = parameter.ty == TypeRef::Scalar(Scalar::String);
        let parts = found.all.iter().map(|(_, value)| value).filter_map(|value| {
            let value = if as_text { Value::String(written(value)) } else { value.clone() };
            let part = part(node, parameter.location, &parameter.wire, value.clone());
            is_defined(&part).then_some((value, Target::Part(part)))
        });
        let values: Vec<_> = parts.collect();
        if values.is_empty() && parameter.required {
            return Err(format!("the parameter `{}` has no value: {}", parameter.wire, found.reason));
        }
        arguments.push(Argument { name: parameter.ident.as_str().to_owned(), required: parameter.required, values });
    }
    Ok(arguments)
}

fn parameter_values(document: &Document<'_>, node: &Node) -> Values {
    let content = node.get("content").and_then(|content| content.members().next());
    let holder = content.map_or(node, |(_, entry)| &entry.node);
    let mut found = values(document, holder, Direction::Request);
    if found.schema == Value::Bool(true) && found.all.is_empty() {
        found.all.push(("text".to_owned(), "text".into()));
    }
    found
}

fn part(node: &Node, location: Location, name: &str, value: Value) -> Part {
    let default = match location {
        Location::Path | Location::Header => "simple",
        Location::Query | Location::Cookie => "form",
    };
    let style = node.get("style").and_then(Node::as_str).unwrap_or(default).to_owned();
    let explode =
        node.get("explode").and_then(Node::as_bool).unwrap_or(matches!(style.as_str(), "form" | "deepObject"));
    let media = node.get("content").and_then(|content| content.members().next()).map(|(media, _)| media);
    let is_json = media.is_some_and(|media| media.contains("json"));
    Part { location, name: name.to_owned(), style, explode, is_json, value }
}

/// Whether OpenAPI says how a value is written. It does not for what is empty, or nested in what is nested.
fn is_defined(part: &Part) -> bool {
    if part.is_json {
        return true;
    }
    let is_text = |value: &Value| !matches!(value, Value::Null | Value::Array(_) | Value::Object(_));
    let fits = |value: &Value| match part.location {
        // A segment that is empty or dots would make another path, and a header has neither ends of blanks nor lines.
        Location::Path => !matches!(written(value).as_str(), "" | "." | ".."),
        Location::Header | Location::Cookie => {
            let text = written(value);
            !text.is_empty() && text.trim() == text && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        }
        Location::Query => true,
    };
    match &part.value {
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| is_text(item) && fits(item)),
        Value::Object(members) => !members.is_empty() && members.values().all(|member| is_text(member) && fits(member)),
        value => is_text(value) && fits(value),
    }
}

fn place_name(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn body(place: &Place<'_, '_>) -> Result<Option<Argument>, String> {
    let Some(body) = &place.operation.body else { return Ok(None) };
    let content = place.found.node.get("requestBody").and_then(|node| place.document.resolve(node)?.get("content"));
    let entries = || content.into_iter().flat_map(Node::members);
    let entry = entries().find(|(media, _)| *media == body.media_type).or_else(|| entries().next());
    let found = entry.map(|(_, entry)| values(place.document, &entry.node, Direction::Request)).unwrap_or_default();
    let (kind, found) = if matches!(body.encoding, BodyEncoding::Json(_)) {
        (BodyKind::Json, found)
    } else if matches!(body.encoding, BodyEncoding::Form(_)) {
        (BodyKind::Form, found)
    } else if matches!(body.encoding, BodyEncoding::Text | BodyEncoding::Bytes) {
        let all = vec![("text".to_owned(), "some text".into()), ("nothing".to_owned(), "".into())];
        (BodyKind::Text, Values { schema: Value::Bool(true), all, ..Values::default() })
    } else {
        return unsent(body.required, "this kind of body is not driven");
    };
    let sent = |value: &Value| SentBody {
        media: body.media_type.clone(),
        kind,
        value: prune(&found.schema, value).0,
        schema: found.schema.clone(),
    };
    let mut values: Vec<_> = found.all.iter().map(|(_, value)| (value.clone(), Target::Body(sent(value)))).collect();
    if values.is_empty() && found.schema == Value::Bool(true) {
        let any = serde_json::json!({ "anything": [1, null] });
        values.push((any.clone(), Target::Body(sent(&any))));
    }
    if kind == BodyKind::Form {
        values.retain(|(value, _)| value.as_object().is_some_and(|members| members.values().all(is_flat)));
    }
    if values.is_empty() {
        return unsent(body.required, &found.reason);
    }
    Ok(Some(Argument { name: "body".to_owned(), required: body.required, values }))
}

fn unsent(required: bool, reason: &str) -> Result<Option<Argument>, String> {
    if required { Err(format!("the body has no value: {reason}")) } else { Ok(None) }
}

/// Whether a member of a form is written the same way by everyone.
fn is_flat(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Array(_) | Value::Object(_))
}
