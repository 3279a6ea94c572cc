//! `x-idempotency` and `x-idempotent`: whether a request can be repeated without harm.

use super::Read;
use super::fault::ExtensionFault;
use super::fields::Fields;
use crate::ir::Idempotency;
use crate::openapi::{Operation, is_header_name, is_reserved_header};
use crate::source::Node;

const X_IDEMPOTENCY: &str = "x-idempotency";
pub(crate) const X_IDEMPOTENT: &str = "x-idempotent";

/// Returns whether the requests of an operation can be repeated, as the document says.
pub(crate) fn idempotency(operation: Operation<'_>) -> Read<Idempotency> {
    let is_harmless = operation.extension(X_IDEMPOTENT).and_then(Node::as_bool) == Some(true);
    let Some(node) = operation.extension(X_IDEMPOTENCY) else {
        let value = if is_harmless { Idempotency::Harmless } else { Idempotency::ByMethod };
        return Read { value, faults: Vec::new() };
    };
    let mut fields = Fields::of(X_IDEMPOTENCY, node, &["header", "generate"]);
    let header = fields
        .required("header", |fields| fields.text("header", is_key_header, "the name of a header that is not reserved"));
    let generate = fields.boolean("generate").unwrap_or(true);
    let mut faults = fields.faults;
    if is_harmless {
        let message = "`x-idempotency` has no meaning beside `x-idempotent: true`".to_owned();
        faults.push(ExtensionFault { span: node.span, message, help: "remove one of them".to_owned() });
    }
    let header = header.map(str::to_ascii_lowercase).filter(|_| faults.is_empty());
    let value = match header {
        Some(header) if generate => Idempotency::GeneratedKey(header),
        Some(header) => Idempotency::Key(header),
        None => Idempotency::ByMethod,
    };
    Read { value, faults }
}

/// Returns whether a text is the name of a header that may have a key.
fn is_key_header(name: &str) -> bool {
    is_header_name(name) && !is_reserved_header(name)
}
