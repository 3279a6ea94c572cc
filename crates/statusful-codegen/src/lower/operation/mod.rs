//! Operations, and the servers that they are sent to.

mod body;
mod events;
mod fit;
mod group;
mod header;
mod identity;
mod matching;
mod multipart;
mod pagination;
mod parameter;
mod response;
mod security;
mod server;
mod words;

pub(super) use group::groups;
pub(super) use server::servers;

use super::docs;
use super::schema::{Hint, Models};
use crate::extension;
use crate::ir::{Docs, Operation, Polling, Retries};
use crate::openapi;
use identity::Identity;

/// Lowers an operation with its final names.
fn operation<'d>(operation: openapi::Operation<'d>, identity: Identity, models: &mut Models<'_, 'd>) -> Operation {
    let Identity { id, words, function, handle, marker } = identity;
    let hint = Hint::operation(&words);
    let parameters = parameter::parameters(operation, &hint, models);
    let name = extension::name(operation.extension(extension::X_BODY_NAME));
    let body = operation.request_body().and_then(|body| body::request_body(body, name, &marker, &hint, models));
    let responses = response::responses(operation, &marker, &hint, models);
    let pagination = pagination::pagination(operation, &hint, models);
    Operation {
        function,
        handle,
        method: operation.method.value,
        path: operation.path.value.to_owned(),
        server: operation.servers().first().map(|server| server.default_url()).unwrap_or_default(),
        accept: response::accept(&responses),
        security: security::security(operation),
        parameters,
        body,
        retries: retries(operation),
        idempotency: extension::idempotency(operation).value,
        polling: polling(operation),
        pagination,
        responses,
        deprecated: docs::deprecation(operation.is_deprecated(), operation.extension(extension::X_DEPRECATION_MESSAGE)),
        docs: operation_docs(operation),
        marker,
        id,
    }
}

/// Returns `x-retries` of the operation or, without it, of the document.
fn retries(operation: openapi::Operation<'_>) -> Option<Retries> {
    let node = operation.inherited_extension(extension::X_RETRIES)?;
    node.as_object().map(|_| extension::retries(node).value)
}

/// Returns `x-polling` of the operation.
fn polling(operation: openapi::Operation<'_>) -> Option<Polling> {
    extension::polling(operation.extension(extension::X_POLLING)?, operation).value
}

/// Returns the summary, then the description.
fn operation_docs(operation: openapi::Operation<'_>) -> Docs {
    let part = |text| Some(docs::of(text).0).filter(|text| !text.is_empty());
    match (part(operation.summary()), part(operation.description())) {
        (Some(summary), Some(description)) => Docs(format!("{}\n\n{description}", sentence(summary))),
        (Some(one), None) => Docs(sentence(one)),
        (None, Some(one)) => Docs(one),
        (None, None) => Docs::default(),
    }
}

/// Returns a summary as the first line of documentation, with a full stop.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?', ':', '>', '`']) || text.contains('\n') { text } else { text + "." }
}
