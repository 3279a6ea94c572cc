//! How vendors describe lists that are returned page by page, as `x-pagination`.

use super::path::BodyPath;
use super::rule::{Refusal, Subject, object, refuse};
use crate::diagnostic::quote;
use crate::openapi::{Content, Family, Operation, Parameter, ParameterLocation, RequestBody, Schema};
use crate::source::{Node, Value};

/// How an operation returns a list page by page.
pub(super) const X_PAGINATION: &str = "x-pagination";

/// Makes the value of an `x-pagination`.
pub(super) fn pagination(ty: &'static str, subject: &Subject<'_>, members: Vec<(&'static str, Node)>) -> Value {
    let ty = ("type", subject.node(Value::String(ty.to_owned())));
    object([ty].into_iter().chain(members))
}

/// Returns the runtime expression of a parameter of the operation, whatever its location.
pub(super) fn parameter(subject: &Subject<'_>, name: &Node) -> Result<Node, Refusal> {
    let Some(text) = name.as_str() else { return refuse(name, "a name must be a string") };
    match find_parameter(subject, text) {
        Some(location) => Ok(expression(name, format!("$request.{}.{text}", location.as_str()))),
        None => refuse(name, format!("the operation has no parameter {}", quote(text))),
    }
}

/// Returns the runtime expression of a parameter of the operation, or of a property of its JSON body.
pub(super) fn parameter_or_property(subject: &Subject<'_>, at: &Node, name: &str) -> Result<Node, Refusal> {
    if let Some(location) = find_parameter(subject, name) {
        return Ok(expression(at, format!("$request.{}.{name}", location.as_str())));
    }
    property(subject, at, name)
}

/// Returns the runtime expression of a property of the JSON body of a request, given names with dots between them.
pub(super) fn property(subject: &Subject<'_>, at: &Node, name: &str) -> Result<Node, Refusal> {
    let contents = subject.operation.and_then(Operation::request_body).into_iter();
    let mut contents = contents.flat_map(RequestBody::contents);
    let has_json = contents.any(|content: Content<'_>| content.family() == Family::Json);
    match BodyPath::pointer_of_names(name).filter(|_| has_json) {
        Some(pointer) => Ok(expression(at, format!("$request.body#{pointer}"))),
        None => refuse(at, format!("the operation has neither a parameter nor a JSON body with {}", quote(name))),
    }
}

fn find_parameter(subject: &Subject<'_>, name: &str) -> Option<ParameterLocation> {
    let parameters = subject.operation?.parameters();
    let is_named = |parameter: &&Parameter<'_>| parameter.name().is_some_and(|known| known.value == name);
    parameters.iter().find(is_named)?.location().filter(|location| *location != ParameterLocation::Cookie)
}

/// Returns the runtime expression of a value in the body of a response.
pub(super) fn response_part(at: &Node, pointer: &str) -> Node {
    let fragment = if pointer.is_empty() { String::new() } else { format!("#{pointer}") };
    expression(at, format!("$response.body{fragment}"))
}

fn expression(at: &Node, text: String) -> Node {
    Node { span: at.span, value: Value::String(text) }
}

/// Returns `true` if the operation has a success whose JSON body has a property.
pub(super) fn has_property(subject: &Subject<'_>, name: &str) -> bool {
    let Some(responses) = subject.operation.and_then(Operation::responses) else { return false };
    let contents = responses.iter().flat_map(|(_, response)| response.contents());
    let schemas = contents.filter_map(|content| content.media.schema()).filter_map(Schema::resolve);
    schemas.into_iter().any(|schema| schema.property(name).is_some())
}
