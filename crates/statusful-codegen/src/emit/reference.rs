//! An operation's documentation: what the document says, the request line, the arguments, and what comes back.

use std::fmt::Write;

use super::outcome;
use crate::ir::{Api, Arm, BodyContent, BodyEncoding, Location, Media, Operation, Parameter, RequestBody, Success};
use crate::tokens::text::{code, code_in_cell};

/// The documentation of an operation's function.
pub(super) fn operation(api: &Api, operation: &Operation) -> String {
    let mut docs =
        if operation.docs.is_empty() { format!("Calls {}.", code(&operation.id)) } else { operation.docs.0.clone() };
    let _ = write!(docs, "\n\n{}", code(&format!("{} {}", operation.method.as_str(), operation.path)));
    if !operation.server.is_empty() {
        let _ = write!(docs, " at {}", code(&operation.server));
    }
    docs += "\n";
    docs += &arguments(operation);
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
    docs += "| anything else | any | [`Undocumented`](statusful::Error::Undocumented) |";
    docs += &headers(operation);
    docs + &polling(operation)
}

/// Which responses have described headers.
fn headers(operation: &Operation) -> String {
    let described = operation.responses.headers.iter();
    let described = described.map(|headers| format!("\n* {}: [`{}`]", outcome::status(headers.status), headers.name));
    let list: String = described.collect();
    if list.is_empty() { list } else { format!("\n\nHeaders are described for:\n{list}") }
}

/// What `poll` does.
fn polling(operation: &Operation) -> String {
    let Some(polling) = &operation.polling else { return String::new() };
    format!(
        "\n\n# Polling\n\n[`poll`](Call::poll) repeats the call while it is answered with {}, until it is answered with {}.",
        polling.pending, polling.ready
    )
}

/// What a call cannot do without, and what is to be known about its body.
fn arguments(operation: &Operation) -> String {
    let mut list = String::new();
    for parameter in operation.required_parameters() {
        let text = self::parameter(parameter).replace('\n', "\n  ");
        let _ = writeln!(list, "* `{}`: {text}", parameter.ident);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required).and_then(body_argument) {
        let _ = writeln!(list, "* `body`: {body}.");
    }
    if list.is_empty() { list } else { format!("\n# Arguments\n\n{list}") }
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
    if let Some(example) = parameter.example.text().filter(|example| example.len() < 200) {
        let _ = write!(docs, ", for example {}", code(&example));
    }
    docs + "."
}

/// The documentation of an optional body.
pub(super) fn body(body: &RequestBody) -> String {
    let docs = if body.docs.is_empty() { "The request body.".to_owned() } else { body.docs.0.clone() };
    match body_argument(body) {
        Some(text) => format!("{docs}\n\n{text}."),
        None => docs,
    }
}

/// What to pass as a body, where its type alone does not tell.
fn body_argument(body: &RequestBody) -> Option<String> {
    let text = match body.contents.as_slice() {
        [BodyContent { encoding: BodyEncoding::Multipart(Some(form)), .. }] => {
            format!("A [`{0}`], or a [`Form`](statusful::Form) put together by hand", form.name)
        }
        [BodyContent { encoding: BodyEncoding::Typed, media_type, .. }] => {
            format!("The media type, which is one of {}, and the bytes", code(media_type))
        }
        [BodyContent { encoding: BodyEncoding::Bytes, media_type, .. }] => {
            format!("Bytes or a stream of them, sent as {}", code(media_type))
        }
        [_] => return None,
        _ => format!("A [`{}`], which has a variant for each media type", body.choice),
    };
    Some(text)
}
