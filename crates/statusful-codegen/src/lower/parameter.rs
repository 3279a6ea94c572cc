//! Parameter Objects to arguments and setters.

use super::naming::unique_idents;
use super::style::Writing;
use super::types::Hint;
use super::{Lowering, docs, example};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Operation as Found, template_names};
use crate::ir::{Ident, Location, Parameter, Scalar, Style, TypeRef};
use crate::media::{self, Family};
use crate::source::{FileId, Node, Span, Value};

/// Names that an argument or a setter cannot have, because every call has them already.
const RESERVED: [&str; 19] = [
    "body",
    "new",
    "request_mut",
    "client",
    "request",
    "self",
    "timeout",
    "header",
    "query",
    "server",
    "max_body_bytes",
    "into_future",
    "retry",
    "poll",
    "options",
    "credential",
    "idempotency_key",
    "send_blocking",
    "from",
];

/// Headers that are not parameters even where they are listed as such: those of OpenAPI 3.0.3, section 4.7.12.2, and those
/// by which HTTP finds where a message ends and whom it is for (RFC 9112, sections 3.2 and 6), which nobody else can set.
const NOT_PARAMETERS: [&str; 7] =
    ["accept", "content-type", "authorization", "content-length", "transfer-encoding", "connection", "host"];

/// Stands for a parameter that a path names and nobody declares: text, in the style of its place.
static UNDECLARED: Node = Node { span: Span { file: FileId(0), start: 0, end: 0 }, value: Value::Null };

impl<'d> Lowering<'d> {
    /// The parameters of a path and of an operation, of which the latter win.
    pub(super) fn parameters(&mut self, found: &Found<'d>, hint: &Hint) -> Vec<Parameter> {
        let listed = |node: &'d Node| node.get("parameters").into_iter().flat_map(Node::items);
        let mut nodes: Vec<(Location, &'d str, &'d Node)> = Vec::new();
        for node in listed(found.path_item).chain(listed(found.node)) {
            let Some((location, name, node)) = self.identified(node) else { continue };
            match nodes.iter_mut().find(|(place, other, _)| (*place, *other) == (location, name)) {
                Some(earlier) => earlier.2 = node,
                None => nodes.push((location, name, node)),
            }
        }
        for name in template_names(found.path) {
            if !nodes.iter().any(|(place, other, _)| (*place, *other) == (Location::Path, name)) {
                nodes.push((Location::Path, name, &UNDECLARED));
            }
        }
        let in_template = |name: &str| found.path.find(&format!("{{{name}}}"));
        nodes.retain(|(location, name, _)| *location != Location::Path || in_template(name).is_some());
        nodes.sort_by_key(|(location, name, _)| (*location, in_template(name), *name));
        let mut parameters: Vec<_> =
            nodes.into_iter().map(|(location, name, node)| self.parameter(location, name, node, hint)).collect();
        unique_idents(&mut parameters, |parameter| &mut parameter.ident, &RESERVED);
        parameters
    }

    /// A parameter's location and name, which together are its identity.
    fn identified(&self, node: &'d Node) -> Option<(Location, &'d str, &'d Node)> {
        let node = self.document.resolve(node)?;
        let name = node.get("name")?.as_str()?;
        let location = match node.get("in")?.as_str()? {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" if !NOT_PARAMETERS.contains(&name.to_ascii_lowercase().as_str()) => Location::Header,
            "cookie" => Location::Cookie,
            _ => return None,
        };
        Some((location, name, node))
    }

    fn parameter(&mut self, location: Location, name: &str, node: &'d Node, hint: &Hint) -> Parameter {
        let required = location == Location::Path || node.get("required").and_then(Node::as_bool).unwrap_or(false);
        let content = node.get("content").and_then(|content| content.members().next());
        let Writing { style, explode, allow_reserved } = self.writing(location, node);
        let ty = match content {
            Some((media_type, entry)) => self.content(media_type, &entry.node, &hint.inside(name)),
            None => self.styled(node, style, explode, &hint.inside(name)),
        };
        Parameter {
            location,
            wire: name.to_owned(),
            ident: Ident::new(name),
            ty,
            style,
            explode,
            allow_reserved,
            content: content.map(|(media_type, _)| media_type.to_owned()),
            required,
            docs: docs::of(node),
            example: example::of(self.document, node),
        }
    }

    /// The type of a parameter that is described by `content`: JSON of a schema or any, or text of another media type.
    fn content(&mut self, media_type: &str, media: &'d Node, hint: &Hint) -> TypeRef {
        match (media::family(media_type), media.get("schema")) {
            (Family::Json, Some(schema)) => without_null(self.schema(schema, hint)),
            (Family::Json, None) => TypeRef::Any,
            _ => TypeRef::Scalar(Scalar::String),
        }
    }

    /// The type of a parameter in a style. Where its style does not say how the value is written, callers write it out.
    fn styled(&mut self, node: &'d Node, style: Style, explode: bool, hint: &Hint) -> TypeRef {
        // That a reference leads nowhere was said where it stands.
        let schema = node.get("schema").filter(|schema| self.document.resolve(schema).is_some());
        let Some(schema) = schema else { return TypeRef::Scalar(Scalar::String) };
        let ty = without_null(self.schema(schema, hint));
        if ty != TypeRef::Any && self.has_form(schema, style, explode) {
            return ty;
        }
        let style = style.as_str();
        self.diagnostics.push(
            Diagnostic::new(
                Code::Untyped,
                format!("the style `{style}` does not define how this parameter is written"),
            )
            .at(node.span, "is taken as text")
            .help("callers write its value out themselves"),
        );
        TypeRef::Scalar(Scalar::String)
    }
}

/// An absent parameter is not set at all, so that `null` needs no type.
pub(super) fn without_null(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(inner) => *inner,
        ty => ty,
    }
}
