//! The keys of Speakeasy.

use std::collections::HashMap;

use super::edit::Edit;
use super::enums;
use super::globals::{X_GLOBAL, global, identity};
use super::pages::{X_PAGINATION, pagination, parameter, property, response_part};
use super::path::BodyPath;
use super::rule::{Meaning, Refusal, Rule, Subject, refuse};
use super::tools::{MESSAGE, NAME, name_of_schema};
use crate::diagnostic::quote;
use crate::openapi::{ObjectKind as K, Parameter, View};
use crate::source::{Node, Value};
use Meaning::{Nothing, Same, Translated};

pub(super) const RULES: &[Rule] = &[
    Rule {
        key: "x-speakeasy-retries",
        objects: &[K::Document, K::Operation],
        meaning: Translated("x-retries", retries),
    },
    Rule { key: "x-speakeasy-pagination", objects: &[K::Operation], meaning: Translated(X_PAGINATION, pages) },
    Rule { key: "x-speakeasy-globals", objects: &[K::Document], meaning: Translated(X_GLOBAL, globals) },
    Rule { key: "x-speakeasy-name-override", objects: &[K::Operation, K::Parameter], meaning: Same(NAME) },
    Rule { key: "x-speakeasy-name-override", objects: &[K::Schema], meaning: Translated(NAME, name_of_schema) },
    Rule {
        key: "x-speakeasy-name-override",
        objects: &[K::Document],
        meaning: Nothing("patterns for the ids of several operations are not supported"),
    },
    Rule { key: "x-speakeasy-group", objects: &[K::Operation], meaning: Same("x-group") },
    Rule {
        key: "x-speakeasy-ignore",
        objects: &[K::PathItem, K::Operation, K::Parameter, K::Schema],
        meaning: Same("x-ignore"),
    },
    Rule { key: "x-speakeasy-enums", objects: &[K::Schema], meaning: Translated(enums::X_ENUM_VARNAMES, enums::names) },
    Rule {
        key: "x-speakeasy-deprecation-message",
        objects: &[K::Operation, K::Parameter, K::Schema],
        meaning: Same(MESSAGE),
    },
    Rule {
        key: "x-speakeasy-deprecation-replacement",
        objects: &[K::Operation],
        meaning: Translated(MESSAGE, replacement),
    },
    Rule { key: "x-speakeasy-error-message", objects: &[K::Schema], meaning: Same("x-error-message") },
    Rule {
        key: "x-speakeasy-sse-sentinel",
        objects: &[K::MediaType],
        meaning: Nothing("`[DONE]` ends every stream of events"),
    },
    Rule {
        key: "x-speakeasy-unknown-values",
        objects: &[K::Schema],
        meaning: Nothing("every enum keeps unknown values"),
    },
    Rule {
        key: "x-speakeasy-stream-request-field",
        objects: &[K::Operation],
        meaning: Nothing("the media type of the response selects the return type"),
    },
    Rule {
        key: "x-speakeasy-max-method-params",
        objects: &[K::Document, K::Operation],
        meaning: Nothing("required parameters are arguments, and the others are setters"),
    },
    Rule {
        key: "x-speakeasy-server-id",
        objects: &[K::Server],
        meaning: Nothing("servers are named after their URLs"),
    },
    Rule { key: "x-speakeasy-entity", objects: &[K::Schema], meaning: Nothing("it is for Terraform providers") },
    Rule {
        key: "x-speakeasy-entity-operation",
        objects: &[K::Operation],
        meaning: Nothing("it is for Terraform providers"),
    },
    Rule {
        key: "x-speakeasy-usage-example",
        objects: &[K::Operation],
        meaning: Nothing("every operation has an example program"),
    },
];

/// The value is that of `x-retries`, except for strategies of newer versions.
fn retries(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    match value.get("strategy").map(|strategy| (strategy, strategy.as_str())) {
        None | Some((_, Some("backoff" | "none"))) => Ok(subject.becomes("x-retries", value.value.clone())),
        Some((strategy, _)) => refuse(strategy, "expected the strategy `backoff` or `none`"),
    }
}

fn pages(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    let outputs = Outputs(subject);
    let ty = value.get("type").and_then(Node::as_str);
    let (ty, mut members) = match ty {
        Some("offsetLimit") => match (input(subject, "offset")?, input(subject, "page")?) {
            (Some(offset), None) => ("offset", vec![("input", offset)]),
            (None, Some(page)) => ("page", [Some(("input", page)), outputs.total()?].into_iter().flatten().collect()),
            _ => return subject.refuse("expected exactly one input of type `offset` or `page`"),
        },
        Some("cursor") => match input(subject, "cursor")? {
            Some(cursor) => ("cursor", vec![("input", cursor), outputs.cursor()?]),
            None => return subject.refuse("it has no input of type `cursor`"),
        },
        Some("url") => ("url", vec![("next", outputs.required("nextUrl")?)]),
        _ => return subject.refuse("expected the type `offsetLimit`, `cursor` or `url`"),
    };
    members.extend(outputs.part("results")?.map(|results| ("results", results)));
    Ok(subject.becomes(X_PAGINATION, pagination(ty, subject, members)))
}

/// Returns the runtime expression of the input of a type.
fn input(subject: &Subject<'_>, ty: &str) -> Result<Option<Node>, Refusal> {
    let inputs = subject.value().get("inputs").into_iter().flat_map(Node::items);
    let mut of_type = inputs.filter(|input| input.get("type").and_then(Node::as_str) == Some(ty));
    let Some(input) = of_type.next() else { return Ok(None) };
    let Some(name) = input.get("name") else { return refuse(input, "an input has no name") };
    match (input.get("in").and_then(Node::as_str), name.as_str()) {
        (Some("parameters"), _) => parameter(subject, name).map(Some),
        (Some("requestBody"), Some(text)) => property(subject, name, text).map(Some),
        _ => refuse(input, "an input is neither in `parameters` nor in `requestBody`"),
    }
}

/// The parts of a response that the next page is found by.
#[derive(Clone, Copy)]
struct Outputs<'s, 'd>(&'s Subject<'d>);

impl<'d> Outputs<'_, 'd> {
    fn path(self, key: &str) -> Result<Option<(&'d Node, BodyPath)>, Refusal> {
        let Some(node) = self.0.value().get("outputs").and_then(|outputs| outputs.get(key)) else { return Ok(None) };
        match node.as_str().and_then(BodyPath::of_json_path) {
            Some(path) => Ok(Some((node, path))),
            None => refuse(node, format!("{} is not a JSONPath of names, such as `$.data`", quote(key))),
        }
    }

    /// Returns the runtime expression of a part.
    fn part(self, key: &str) -> Result<Option<Node>, Refusal> {
        match self.path(key)? {
            None => Ok(None),
            Some((node, BodyPath { pointer, in_last_item: None })) => Ok(Some(response_part(node, &pointer))),
            Some((node, _)) => refuse(node, format!("{} is in the last item of a list", quote(key))),
        }
    }

    fn required(self, key: &str) -> Result<Node, Refusal> {
        match self.part(key)? {
            Some(part) => Ok(part),
            None => self.0.refuse(format!("{} is missing in `outputs`", quote(key))),
        }
    }

    /// Returns where the next cursor is: a part of the body, or of the last item of the results.
    fn cursor(self) -> Result<(&'static str, Node), Refusal> {
        let Some((node, path)) = self.path("nextCursor")? else { return Ok(("next", self.required("nextCursor")?)) };
        let Some(in_last_item) = path.in_last_item else { return Ok(("next", response_part(node, &path.pointer))) };
        match self.path("results")? {
            Some((_, results)) if results.pointer == path.pointer && results.in_last_item.is_none() => {
                Ok(("lastItem", Node { span: node.span, value: Value::String(in_last_item) }))
            }
            _ => refuse(node, "`nextCursor` is in the last item of another list than `results`"),
        }
    }

    /// Returns where the number of pages is.
    fn total(self) -> Result<Option<(&'static str, Node)>, Refusal> {
        Ok(self.part("numPages")?.map(|total| ("total", total)))
    }
}

fn globals(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let listed = subject.value().get("parameters").into_iter().flat_map(Node::items);
    let mut parameters = HashMap::new();
    for node in listed {
        let resolved = subject.document.resolve(node).map(|target| Parameter::of(subject.document, target));
        let parameter = resolved.and_then(|parameter| Some((parameter.location()?, parameter.name()?)));
        let Some((location, name)) = parameter else {
            return refuse(node, "a parameter has no name or location");
        };
        parameters.insert(identity(location, name.value), node);
    }
    Ok(global(subject, &parameters))
}

/// Names the operation to use instead.
fn replacement(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    // The vendor's message says more than the id of an operation.
    let has_message = subject.place.node.get("x-speakeasy-deprecation-message").is_some();
    match subject.value().as_str() {
        Some(_) if has_message => Ok(Vec::new()),
        Some(id) => Ok(subject.becomes(MESSAGE, Value::String(format!("Use the operation {} instead.", quote(id))))),
        None => subject.refuse("no operation has this id"),
    }
}
