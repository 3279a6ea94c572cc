//! A Request Body Object to what a call sends.

use super::choice::is_text;
use super::naming::unique_type_names;
use super::types::Hint;
use super::{Lowering, docs, example};
use crate::ir::{BodyContent, BodyEncoding, FormField, RequestBody, Style, TypeName, TypeRef};
use crate::media::{self, Family};
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// What an operation sends: a body of one media type, or of one out of several.
    pub(super) fn request_body(&mut self, operation: &'d Node, marker: &TypeName, hint: &Hint) -> Option<RequestBody> {
        let node = self.document.resolve(operation.get("requestBody")?)?;
        let mut media: Vec<_> = node.get("content")?.members().collect();
        media.sort_by_key(|(name, _)| preference(name));
        let mut contents: Vec<BodyContent> = Vec::new();
        for (name, entry) in media {
            let content = self.body_content(name, &entry.node, marker, hint);
            if !contents.iter().any(|other| says_the_same(other, &content)) {
                contents.push(content);
            }
        }
        contents.first()?;
        unique_type_names(&mut contents, |content| &mut content.variant, &[]);
        Some(RequestBody {
            contents,
            choice: marker.with_suffix("Body"),
            required: node.get("required").and_then(Node::as_bool).unwrap_or(false),
            docs: docs::of(node),
        })
    }

    fn body_content(&mut self, name: &str, media: &'d Node, marker: &TypeName, hint: &Hint) -> BodyContent {
        let encoding = self.encoding(name, media, marker, hint);
        // Some tools write a range for all that they take in; JSON is sent as what it is.
        let is_json_of_a_range = matches!(encoding, BodyEncoding::Json(_)) && media::is_range(name);
        let media_type = if is_json_of_a_range { "application/json" } else { name.trim() };
        BodyContent {
            variant: TypeName::variant(&media::words(media_type)),
            media_type: media_type.to_owned(),
            encoding,
            example: example::of(self.document, media),
        }
    }

    fn encoding(&mut self, name: &str, media: &'d Node, marker: &TypeName, hint: &Hint) -> BodyEncoding {
        let schema = media.get("schema");
        let hint = hint.inside("body");
        match media::family(name) {
            Family::Json => BodyEncoding::Json(self.body_type(schema, &hint)),
            Family::Form => BodyEncoding::Form(self.body_type(schema, &hint), form_fields(media)),
            Family::Multipart => BodyEncoding::Multipart(self.multipart(media, marker, &hint)),
            Family::Any => match self.body_type(schema, &hint) {
                ty if is_text(&ty) || ty == TypeRef::Any => BodyEncoding::Typed,
                ty => BodyEncoding::Json(ty),
            },
            Family::Text | Family::Other if media::is_range(name) => BodyEncoding::Typed,
            Family::Text => BodyEncoding::Text,
            Family::Events | Family::JsonLines | Family::Other => BodyEncoding::Bytes,
        }
    }

    fn body_type(&mut self, schema: Option<&'d Node>, hint: &Hint) -> TypeRef {
        schema.map_or(TypeRef::Any, |schema| self.schema(schema, hint))
    }
}

/// Typed media types first; among equals the document's order.
fn preference(name: &str) -> u8 {
    match media::family(name) {
        Family::Json if name == "application/json" => 0,
        Family::Json => 1,
        Family::Form => 2,
        Family::Multipart => 3,
        Family::Text => 4,
        Family::Events | Family::JsonLines => 5,
        Family::Other if !media::is_range(name) => 5,
        Family::Other | Family::Any => 6,
    }
}

/// Whether a body adds nothing to an earlier one: some tools list every name and range that JSON ever had.
fn says_the_same(earlier: &BodyContent, later: &BodyContent) -> bool {
    let is_plain = |content: &BodyContent| matches!(content.media_type.as_str(), "application/json" | "text/json");
    is_plain(earlier) && is_plain(later) && earlier.encoding == later.encoding
}

/// The fields of a form that an Encoding Object says something about (OpenAPI 3.0.3, section 4.7.15).
fn form_fields(media: &Node) -> Vec<FormField> {
    let encodings = media.get("encoding").into_iter().flat_map(Node::members);
    encodings.filter_map(|(wire, entry)| form_field(wire, &entry.node)).collect()
}

fn form_field(wire: &str, encoding: &Node) -> Option<FormField> {
    let named = encoding.get("style").and_then(Node::as_str).and_then(Style::from_key);
    let flag = |key| encoding.get(key).and_then(Node::as_bool);
    let is_json =
        encoding.get("contentType").and_then(Node::as_str).is_some_and(|it| media::family(it) == Family::Json);
    let says_style = named.is_some() || flag("explode").is_some() || flag("allowReserved").is_some();
    let style = says_style.then(|| named.unwrap_or(Style::Form));
    (says_style || is_json).then(|| FormField {
        wire: wire.to_owned(),
        style,
        explode: flag("explode").unwrap_or(style.is_some_and(Style::explodes)),
        allow_reserved: flag("allowReserved").unwrap_or(false),
    })
}
