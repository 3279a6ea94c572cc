//! The schema of a `multipart/form-data` body to a struct of parts.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::naming::unique_idents;
use super::schema::type_names;
use super::types::Hint;
use super::{Lowering, docs};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Ident, Multipart, PartField, PartKind, TypeName};
use crate::media::{self, Family};
use crate::source::Node;

/// How many schemas are looked at for the fields of a form, or for a file in a field. Schemas may hold themselves.
const MAX_SCHEMAS: usize = 200;

/// The properties of a form, and whether each is required.
type Properties<'d> = IndexMap<&'d str, (&'d Node, bool)>;

impl<'d> Lowering<'d> {
    /// The form of a body; nothing where its schema names no properties.
    pub(super) fn multipart(&mut self, media: &'d Node, marker: &TypeName, hint: &Hint) -> Option<Multipart> {
        let schema = media.get("schema").and_then(|schema| self.document.resolve(schema))?;
        let properties = self.form_properties(schema);
        if properties.is_empty() {
            self.diagnostics.push(
                Diagnostic::new(Code::Untyped, "the schema of this form names no properties")
                    .at(schema.span, "has no typed form")
                    .help("callers put its parts together themselves"),
            );
            return None;
        }
        let mut fields: Vec<_> = properties
            .into_iter()
            .map(|(wire, (node, required))| {
                let encoding = media.get("encoding").and_then(|encodings| encodings.get(wire));
                self.part_field(wire, node, required, encoding, hint)
            })
            .collect();
        fields.sort_by(|a, b| (&a.ident, &a.wire).cmp(&(&b.ident, &b.wire)));
        unique_idents(&mut fields, |field| &mut field.ident, &[]);
        Some(Multipart { name: marker.with_suffix("Form"), fields, docs: docs::of(schema) })
    }

    /// The properties of a schema and of all it is made of. What only some choices have, or require, is optional.
    fn form_properties(&self, schema: &'d Node) -> Properties<'d> {
        let mut found = IndexMap::new();
        let mut required = HashSet::new();
        let mut stack = vec![(schema, true)];
        let mut seen = 0;
        while let Some((node, certain)) = stack.pop() {
            let Some(node) = self.document.resolve(node) else { continue };
            seen += 1;
            if seen > MAX_SCHEMAS {
                break;
            }
            for (name, entry) in node.get("properties").into_iter().flat_map(Node::members) {
                found.entry(name).or_insert(&entry.node);
            }
            if certain {
                required.extend(node.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str));
            }
            let choices = ["oneOf", "anyOf"].into_iter().filter_map(|key| node.get(key)).flat_map(Node::items);
            let parts = node.get("allOf").into_iter().flat_map(Node::items);
            let inside: Vec<_> = choices.map(|node| (node, false)).chain(parts.map(|node| (node, certain))).collect();
            stack.extend(inside.into_iter().rev());
        }
        found.into_iter().map(|(name, node)| (name, (node, required.contains(name)))).collect()
    }

    fn part_field(
        &mut self,
        wire: &str,
        node: &'d Node,
        required: bool,
        encoding: Option<&'d Node>,
        hint: &Hint,
    ) -> PartField {
        let named = encoding.and_then(|encoding| encoding.get("contentType")).and_then(Node::as_str).map(str::trim);
        let family = named.and_then(|named| named.split(',').next()).map(media::family);
        let kind = match self.file(node, family) {
            Some(File::One) => PartKind::File,
            Some(File::Many) => PartKind::Files,
            None => {
                let ty = super::parameter::without_null(self.schema(node, &hint.inside(wire)));
                if family == Some(Family::Json) { PartKind::Json(ty) } else { PartKind::Value(ty) }
            }
        };
        // A list or a range is for the caller to choose from.
        let media_type = named.filter(|named| !named.contains(',') && !media::is_range(named));
        PartField {
            wire: wire.to_owned(),
            ident: Ident::new(wire),
            kind,
            media_type: media_type.map(str::to_owned),
            required,
            docs: docs::of(node),
        }
    }

    /// Whether a property is a file or several: a binary string (OpenAPI 3.0.3, section 4.4), content of a media type
    /// that is not encoded (3.1.0, section 4.4.3), or anything whose part is neither text nor JSON.
    fn file(&self, node: &'d Node, family: Option<Family>) -> Option<File> {
        let mut stack = vec![(node, File::One)];
        let mut found = None;
        let mut seen = 0;
        while let Some((node, number)) = stack.pop() {
            let Some(node) = self.document.resolve(node) else { continue };
            seen += 1;
            if seen > MAX_SCHEMAS {
                break;
            }
            if is_binary(node, family) {
                found = found.max(Some(number));
            }
            let parts = ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|key| node.get(key)).flat_map(Node::items);
            stack.extend(parts.map(|part| (part, number)));
            // A list within a list is no list of files.
            if number == File::One {
                stack.extend(node.get("items").map(|items| (items, File::Many)));
            }
        }
        found
    }
}

/// How many files a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    One,
    Many,
}

fn is_binary(node: &Node, family: Option<Family>) -> bool {
    let text = |key| node.get(key).and_then(Node::as_str);
    let types = type_names(node);
    let may_be_bytes = types.iter().all(|ty| *ty == "string") && node.get("enum").is_none();
    let has_parts = ["oneOf", "anyOf", "allOf", "properties", "items"].iter().any(|key| node.get(key).is_some());
    let is_content = text("contentMediaType").is_some() && text("contentEncoding").is_none();
    let is_other = family.is_some_and(|family| !matches!(family, Family::Text | Family::Json | Family::Any));
    may_be_bytes && !has_parts && (text("format") == Some("binary") || is_content || is_other)
}
