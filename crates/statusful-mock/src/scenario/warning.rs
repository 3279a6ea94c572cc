//! Bodies of scenarios that do not match the document.

use std::fmt;

use serde_json::{Deserializer, Value};
use statusful_document::diagnostic::quote;
use statusful_document::openapi::Family;

use super::{ScriptedBody, Step, StepContent};
use crate::answer::scripted;
use crate::plan::PlannedContent;

/// A body of a scenario that is not valid against the schema of its response. It is sent nevertheless: a test may want that.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScenarioWarning {
    /// The operation, as the caller named it.
    pub operation: String,
    /// The number of the step, starting at 1.
    pub step: usize,
    /// The JSON pointer (RFC 6901) into the body, or of a stream into the array of its items; empty for the whole body.
    pub pointer: String,
    /// The problem. It does not quote the body.
    pub message: String,
}

impl fmt::Display for ScenarioWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, step, pointer, message } = self;
        let space = if pointer.is_empty() { "" } else { " " };
        write!(f, "the body of step {step} of {} does not match the document:", quote(operation))?;
        write!(f, "{space}{pointer}{}{message}", if pointer.is_empty() { " " } else { ": " })
    }
}

/// Returns the warnings of a step, whose body is sent as this content.
pub(crate) fn warnings(operation: &str, step: usize, found: &Step, content: &PlannedContent) -> Vec<ScenarioWarning> {
    let Some(StepContent::Body(body)) = &found.content else { return Vec::new() };
    let text = match body {
        ScriptedBody::Json(text) => text.as_bytes(),
        ScriptedBody::Bytes(bytes, _) => bytes,
        ScriptedBody::File(_) => return Vec::new(),
    };
    let warning = |pointer, message| ScenarioWarning { operation: operation.to_owned(), step, pointer, message };
    if content.is_xml() {
        return match content.xml_violations(&String::from_utf8_lossy(&scripted(body, Some(content)))) {
            Ok(violations) => violations.into_iter().map(|found| warning(found.pointer, found.message)).collect(),
            Err(error) => vec![warning(String::new(), error.to_string())],
        };
    }
    let Some(values) = values(content, body, text) else {
        return vec![warning(String::new(), "it is not valid JSON".to_owned())];
    };
    let are_items = content.family != Family::Json && content.describes_items();
    let violations = values.iter().enumerate().flat_map(|(index, value)| {
        let at = if are_items { format!("/{index}") } else { String::new() };
        let violations = content.validator.violations(value);
        violations.into_iter().map(move |violation| (format!("{at}{}", violation.pointer), violation.message))
    });
    violations.map(|(pointer, message)| warning(pointer, message)).collect()
}

/// Returns the values that are validated; `None` if the body is not JSON, and nothing if it need not be.
fn values(content: &PlannedContent, body: &ScriptedBody, text: &[u8]) -> Option<Vec<Value>> {
    let items: Vec<Value> = match (content.family, body) {
        (Family::Json, _) => return serde_json::from_slice(text).ok().map(|value| vec![value]),
        (Family::Events | Family::JsonLines, ScriptedBody::Json(_)) => match serde_json::from_slice(text).ok()? {
            Value::Array(items) => items,
            value => vec![value],
        },
        (Family::JsonLines, _) => {
            let text: Vec<_> = text.iter().copied().filter(|byte| *byte != b'\x1e').collect();
            Deserializer::from_slice(&text).into_iter().collect::<Result<_, _>>().ok()?
        }
        _ => return Some(Vec::new()),
    };
    Some(if content.describes_items() { items } else { vec![Value::Array(items)] })
}
