//! A Request Body Object to what a call sends.

use super::types::Hint;
use super::{Lowering, docs};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{BodyEncoding, RequestBody, TypeRef};
use crate::media::{self, Family};
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// What an operation sends, in the first of its media types that has a type.
    pub(super) fn request_body(&mut self, operation: &'d Node, hint: &Hint) -> Option<RequestBody> {
        let node = self.document.resolve(operation.get("requestBody")?)?;
        let content = node.get("content")?;
        let (name, entry) = content.members().min_by_key(|(name, _)| preference(name))?;
        if content.members().count() > 1 {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::Untyped,
                    format!("the body can be sent in several media types; `{name}` is taken"),
                )
                .at(content.span, "several media types")
                .help("the others cannot be sent yet"),
            );
        }
        Some(RequestBody {
            encoding: self.encoding(name, &entry.node, hint),
            media_type: if name.contains('*') { "application/octet-stream".to_owned() } else { name.to_owned() },
            required: node.get("required").and_then(Node::as_bool).unwrap_or(false),
            docs: docs::of(node),
        })
    }

    fn encoding(&mut self, name: &str, media: &'d Node, hint: &Hint) -> BodyEncoding {
        let mut ty = || media.get("schema").map_or(TypeRef::Any, |schema| self.schema(schema, &hint.inside("body")));
        match media::family(name) {
            Family::Json => BodyEncoding::Json(ty()),
            Family::Form => BodyEncoding::Form(ty()),
            Family::Text => BodyEncoding::Text,
            Family::Any | Family::Other => BodyEncoding::Bytes,
        }
    }
}

/// Typed media types first; among equals the document's order.
fn preference(name: &str) -> u8 {
    match media::family(name) {
        Family::Json => 0,
        Family::Form => 1,
        Family::Text => 2,
        Family::Other => 3,
        Family::Any => 4,
    }
}
