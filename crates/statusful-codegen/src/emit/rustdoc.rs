//! The documentation of an operation: description, request line, arguments and responses.

use std::fmt::Write;

use super::outcome;
use crate::ir::{
    Api, BodyContent, BodyEncoding, DocumentedResponse, Operation, Parameter, ParameterLocation, RequestBody, TypeName,
};
use crate::tokens::markdown::{code, code_in_cell};

/// Returns a link to an operation's method.
pub(super) fn method(operation: &Operation) -> String {
    let path = operation.call_path();
    format!("[`{path}`]")
}

/// Returns the documentation of an operation's method.
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
    for response in operation.responses.successes() {
        docs += &row(api, response, operation.responses.success.as_ref());
    }
    for response in operation.responses.failures() {
        docs += &row(api, response, operation.responses.failure.as_ref());
    }
    docs += "| any other | any | [`Undocumented`](statusful::Error::Undocumented) |";
    docs += &headers(operation);
    docs + &polling(operation) + &pagination(operation)
}

/// Returns the list of responses with documented headers.
fn headers(operation: &Operation) -> String {
    let described = operation.responses.headers.iter();
    let described = described.map(|headers| format!("\n* {}: [`{}`]", outcome::status(headers.status), headers.name));
    let list: String = described.collect();
    if list.is_empty() { list } else { format!("\n\nDocumented headers:\n{list}") }
}

/// Returns the paragraph about polling, or an empty string if the operation is not polled.
fn polling(operation: &Operation) -> String {
    let Some(polling) = &operation.polling else { return String::new() };
    format!(
        "\n\n[`poll`](Call::poll) resends the request while the status is {}, until it is {}.",
        polling.pending, polling.ready
    )
}

/// Returns the paragraph about pagination, or an empty string if the operation is not paginated.
fn pagination(operation: &Operation) -> String {
    if operation.pagination.is_none() {
        return String::new();
    }
    "\n\n[`items`](Call::items) returns a stream of all items, [`pages`](Call::pages) a stream of pages.".to_owned()
}

/// Returns the section about required parameters and a required body.
fn arguments(operation: &Operation) -> String {
    let mut list = String::new();
    for parameter in operation.required_parameters() {
        let text = self::parameter(parameter).replace('\n', "\n  ");
        let _ = writeln!(list, "* `{}`: {text}", parameter.ident);
    }
    let body = operation.body.as_ref().filter(|body| body.required);
    if let Some((ident, body)) = body.and_then(|body| Some((&body.ident, body_argument(body)?))) {
        let _ = writeln!(list, "* `{ident}`: {body}.");
    }
    let arguments = if list.is_empty() { list } else { format!("\n# Arguments\n\n{list}") };
    let constants = operation.constant_parameters().map(|(parameter, constant)| {
        format!(
            "\nAlways sends the {} {} with the value {}.\n",
            place(parameter),
            code(&parameter.wire),
            code(&constant.to_string())
        )
    });
    constants.collect::<Vec<_>>().concat() + &arguments
}

fn row(api: &Api, response: &DocumentedResponse, of: Option<&TypeName>) -> String {
    let status = outcome::status(response.status);
    let media = response.media.as_ref().map_or_else(|| "none".to_owned(), |media| code_in_cell(media.as_str()));
    let outcome = match of {
        Some(of) => format!("[`{0}`]({of}::{0})", response.variant),
        None => match outcome::body(api, &response.body) {
            Some(ty) => code_in_cell(&ty.to_string().replace(' ', "")),
            None => "`()`".to_owned(),
        },
    };
    format!("| {status} | {media} | {outcome} |\n")
}

/// Returns the name of a parameter's location, such as `query parameter`.
fn place(parameter: &Parameter) -> &'static str {
    match parameter.location {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

/// Returns the documentation of a parameter.
pub(super) fn parameter(parameter: &Parameter) -> String {
    let parameters = match parameter.location {
        ParameterLocation::Path => "in the path",
        ParameterLocation::Query => "in the query",
        ParameterLocation::Header => "as a header",
        ParameterLocation::Cookie => "as a cookie",
    };
    let mut sent = if parameter.wire == parameter.ident.as_str() {
        format!("Sent {parameters}")
    } else {
        format!("Sent as the {} {}", place(parameter), code(&parameter.wire))
    };
    if let Some(example) = parameter.example.text().filter(|example| example.len() < 200) {
        let _ = write!(sent, ", for example {}", code(&example));
    }
    let docs = &parameter.docs.0;
    match docs.as_str() {
        "" => format!("{sent}."),
        short if !short.contains('\n') && short.len() + sent.len() < LINE => format!("{short} {sent}."),
        _ => format!("{docs}\n\n{sent}."),
    }
}

/// The maximum length of a description that shares a line with how the parameter is sent.
const LINE: usize = 100;

/// Returns the documentation of an optional body.
pub(super) fn body(body: &RequestBody) -> String {
    let docs = if body.docs.is_empty() { "The request body.".to_owned() } else { body.docs.0.clone() };
    match body_argument(body) {
        Some(text) => format!("{docs}\n\n{text}."),
        None => docs,
    }
}

/// Returns what to pass as a body, unless the argument's type makes it clear.
fn body_argument(body: &RequestBody) -> Option<String> {
    let text = match body.contents.as_slice() {
        [BodyContent { encoding: BodyEncoding::Multipart(Some(form)), .. }] => {
            format!("A [`{0}`], or a [`Form`](statusful::Form) built by hand", form.name)
        }
        [BodyContent { encoding: BodyEncoding::Typed, media_type, .. }] => {
            format!("The media type, which must match {}, and the bytes", code(media_type))
        }
        [BodyContent { encoding: BodyEncoding::Bytes, media_type, .. }] => {
            format!("Bytes or a stream of bytes, sent as {}", code(media_type))
        }
        [_] => return None,
        _ => format!("A [`{}`] with a variant for each media type", body.choice),
    };
    Some(text)
}
