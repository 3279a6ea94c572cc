//! An operation's documentation: what the document says, the request line, the arguments, and what comes back.

use std::fmt::Write;

use super::outcome;
use super::text::{code, code_in_cell};
use crate::ir::{Api, Arm, Location, Media, Operation, Parameter, Success};

/// The documentation of an operation's function.
pub(super) fn operation(api: &Api, operation: &Operation) -> String {
    let mut docs =
        if operation.docs.is_empty() { format!("Calls {}.", code(&operation.id)) } else { operation.docs.0.clone() };
    let _ = write!(docs, "\n\n{}", code(&format!("{} {}", operation.method.as_str(), operation.path)));
    if !operation.server.is_empty() {
        let _ = write!(docs, " at {}", code(&operation.server));
    }
    docs += "\n";
    let arguments: Vec<_> = operation.required_parameters().collect();
    if !arguments.is_empty() {
        docs += "\n# Arguments\n\n";
        for parameter in arguments {
            let text = self::parameter(parameter).replace('\n', "\n  ");
            let _ = writeln!(docs, "* `{}`: {text}", parameter.ident);
        }
    }
    docs += "\n# Responses\n\n| status | media type | outcome |\n| --- | --- | --- |\n";
    let success_type = match &operation.responses.success {
        Success::Single(_) => None,
        Success::Several(name, _) => Some(name),
    };
    for arm in operation.responses.success_arms() {
        docs += &row(api, arm, success_type.map(|name| format!("{name}::{}", arm.variant)));
    }
    for arm in operation.responses.failure_arms() {
        docs += &row(api, arm, Some(format!("{}::{}", operation.responses.failure.0, arm.variant)));
    }
    docs + "| anything else | any | [`Undocumented`](statusful::Error::Undocumented) |"
}

fn row(api: &Api, arm: &Arm, variant: Option<String>) -> String {
    let status = outcome::status(arm.status);
    let media = if arm.media == Media::None { "none".to_owned() } else { code_in_cell(arm.media.as_str()) };
    let outcome = match variant {
        Some(variant) => format!("[`{}`]({variant})", arm.variant),
        None => match outcome::body(api, &arm.body) {
            Some(ty) => code_in_cell(&ty.to_string().replace(' ', "")),
            None => "`()`".to_owned(),
        },
    };
    format!("| {status} | {media} | {outcome} |\n")
}

/// The documentation of a parameter.
pub(super) fn parameter(parameter: &Parameter) -> String {
    let place = match parameter.location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let mut docs = if parameter.docs.is_empty() { String::new() } else { format!("{}\n\n", parameter.docs.0) };
    let _ = write!(docs, "Sent as the {place} {}", code(&parameter.wire));
    if let Some(example) = parameter.example.as_deref().filter(|example| example.len() < 200) {
        let _ = write!(docs, ", for example {}", code(example));
    }
    docs + "."
}
