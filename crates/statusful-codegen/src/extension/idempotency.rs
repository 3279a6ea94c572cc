//! `x-idempotency` and `x-idempotent`: whether a request can be repeated safely.

use super::Read;
use super::fields::Fields;
use super::read::ExtensionError;
use crate::ir::Idempotency;
use crate::openapi::{Operation, is_header_name, is_reserved_header};
use crate::source::Node;

const X_IDEMPOTENCY: &str = "x-idempotency";
pub(crate) const X_IDEMPOTENT: &str = "x-idempotent";

/// Returns how requests of an operation can be repeated, according to the document.
pub(crate) fn idempotency(operation: Operation<'_>) -> Read<Idempotency> {
    let is_harmless = operation.extension(X_IDEMPOTENT).and_then(Node::as_bool) == Some(true);
    let Some(node) = operation.extension(X_IDEMPOTENCY) else {
        let value = if is_harmless { Idempotency::Harmless } else { Idempotency::ByMethod };
        return Read { value, errors: Vec::new() };
    };
    let mut fields = Fields::of(X_IDEMPOTENCY, node, &["header", "generate"]);
    let header = fields
        .required("header", |fields| fields.text("header", is_key_header, "the name of a header that is not reserved"));
    let generate = fields.boolean("generate").unwrap_or(true);
    let mut errors = fields.errors;
    if is_harmless {
        let message = "`x-idempotency` has no meaning together with `x-idempotent: true`".to_owned();
        errors.push(ExtensionError { span: node.span, message, help: "remove one of them".to_owned() });
    }
    let header = header.map(str::to_ascii_lowercase).filter(|_| errors.is_empty());
    let value = match header {
        Some(header) if generate => Idempotency::GeneratedKey(header),
        Some(header) => Idempotency::Key(header),
        None => Idempotency::ByMethod,
    };
    Read { value, errors }
}

/// Returns `true` if a text is the name of a header that may contain a key.
fn is_key_header(name: &str) -> bool {
    is_header_name(name) && !is_reserved_header(name)
}
