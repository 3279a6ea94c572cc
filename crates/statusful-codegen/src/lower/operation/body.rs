//! Request bodies.

use super::multipart::multipart;
use super::words::media_words;
use crate::ir::{BodyContent, BodyEncoding, FormField, Ident, RequestBody, TypeName, TypeRef};
use crate::lower::schema::{Hint, Models};
use crate::lower::{docs, example};
use crate::openapi::{self, Content, Encoding, Family, MediaType, Schema};

/// Lowers the request body of an operation, which may have several media types. Its argument is named `body` unless the
/// document names it.
pub(super) fn request_body<'d>(
    body: openapi::RequestBody<'d>,
    name: Option<&str>,
    marker: &TypeName,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> Option<RequestBody> {
    let mut listed: Vec<_> = body.contents().collect();
    listed.sort_by_key(|content| preference(*content));
    let mut contents: Vec<BodyContent> = Vec::new();
    for content in listed {
        let content = body_content(content, marker, hint, models);
        if !contents.iter().any(|other| is_same_json(other, &content)) {
            contents.push(content);
        }
    }
    contents.first()?;
    name_variants(&mut contents);
    Some(RequestBody {
        ident: Ident::new(name.unwrap_or("body")),
        contents,
        choice: marker.with_suffix("Body"),
        required: body.is_required(),
        docs: docs::of(body.description()),
    })
}

/// Names the variant of each media type.
fn name_variants(contents: &mut [BodyContent]) {
    let types: Vec<_> = contents.iter().map(|content| content.media_type.clone()).collect();
    for content in contents {
        content.variant = TypeName::variant(&media_words(&content.media_type, types.iter().map(String::as_str)));
    }
}

fn body_content<'d>(content: Content<'d>, marker: &TypeName, hint: &Hint, models: &mut Models<'_, 'd>) -> BodyContent {
    let encoding = encoding(content, marker, &hint.inside("body"), models);
    // Some tools write a range for all media types that they accept. JSON is sent as JSON.
    let is_json_of_a_range = matches!(encoding, BodyEncoding::Json(_)) && content.range().is_range();
    let media_type = if is_json_of_a_range { "application/json" } else { content.key.trim() };
    BodyContent {
        variant: TypeName::variant(media_type),
        media_type: media_type.to_owned(),
        encoding,
        example: example::of_content(content),
    }
}

fn encoding<'d>(content: Content<'d>, marker: &TypeName, hint: &Hint, models: &mut Models<'_, 'd>) -> BodyEncoding {
    let schema = content.media.schema();
    match content.family() {
        Family::Json => BodyEncoding::Json(body_type(schema, hint, models)),
        Family::Form => BodyEncoding::Form(body_type(schema, hint, models), form_fields(content.media)),
        Family::Multipart => BodyEncoding::Multipart(multipart(content.media, marker, hint, models)),
        Family::Any => match body_type(schema, hint, models) {
            ty if ty.is_text() || ty == TypeRef::Any => BodyEncoding::Typed,
            ty => BodyEncoding::Json(ty),
        },
        Family::Text | Family::Other if content.range().is_range() => BodyEncoding::Typed,
        Family::Text => BodyEncoding::Text,
        Family::Events | Family::JsonLines | Family::Other => BodyEncoding::Bytes,
    }
}

fn body_type<'d>(schema: Option<Schema<'d>>, hint: &Hint, models: &mut Models<'_, 'd>) -> TypeRef {
    schema.map_or(TypeRef::Any, |schema| models.schema(schema, hint))
}

/// Returns the rank of a media type: typed ones first, equal ones in document order.
fn preference(content: Content<'_>) -> u8 {
    match content.family() {
        Family::Json if content.key.value == "application/json" => 0,
        Family::Json => 1,
        Family::Form => 2,
        Family::Multipart => 3,
        Family::Text => 4,
        Family::Events | Family::JsonLines => 5,
        Family::Other if !content.range().is_range() => 5,
        Family::Other | Family::Any => 6,
    }
}

/// Returns `true` if a JSON body repeats an earlier one. Some tools list every media type that was ever used for JSON.
fn is_same_json(earlier: &BodyContent, later: &BodyContent) -> bool {
    let is_plain = |content: &BodyContent| matches!(content.media_type.as_str(), "application/json" | "text/json");
    is_plain(earlier) && is_plain(later) && earlier.encoding == later.encoding
}

/// Returns the fields of a form that an Encoding Object describes (OpenAPI 3.0.3, section 4.7.15).
fn form_fields(media: MediaType<'_>) -> Vec<FormField> {
    media.encodings().filter_map(|(wire, encoding)| form_field(wire, encoding)).collect()
}

fn form_field(wire: &str, encoding: Encoding<'_>) -> Option<FormField> {
    let style = encoding.style();
    let is_json = encoding.content_type().is_some_and(|it| Family::of(it) == Family::Json);
    (style.is_some() || is_json).then(|| FormField {
        wire: wire.to_owned(),
        style,
        explode: encoding.explode(),
        allow_reserved: encoding.allow_reserved(),
    })
}
