//! Lowers the schema of a `multipart/form-data` body to a struct of parts.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::parameter::without_null;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Constructor, Ident, Multipart, PartField, PartKind, TypeName};
use crate::lower::docs;
use crate::lower::schema::{Hint, Models};
use crate::openapi::{Encoding, Family, JsonType, MediaRange, MediaType, Schema};

/// The maximum number of schemas to visit for the fields of a form, or for a file in a field. Schemas may contain
/// themselves.
const MAX_SCHEMAS: usize = 200;

/// The properties of a form, and whether each is required.
type Properties<'d> = IndexMap<&'d str, (Schema<'d>, bool)>;

/// Lowers the form of a body. Returns `None` if its schema names no properties.
pub(super) fn multipart<'d>(
    media: MediaType<'d>,
    marker: &TypeName,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> Option<Multipart> {
    let schema = media.schema()?.resolve()?;
    let properties = form_properties(schema);
    if properties.is_empty() {
        models.warn(
            Diagnostic::new(Code::Untyped, "the schema of this form names no properties")
                .at(schema.span(), "no typed form is generated")
                .help("callers add its parts to a `Form` themselves"),
        );
        return None;
    }
    let mut fields = Vec::new();
    for (wire, (schema, required)) in properties {
        fields.push(part_field(wire, schema, required, media.encoding(wire), hint, models));
    }
    let name = marker.with_suffix("Form");
    Some(Multipart { name, fields, constructor: Constructor::Positional, docs: docs::of_schema(schema) })
}

/// Returns the properties of a schema and of its parts, in the same order as fields of models: parts first. If a
/// property has several descriptions, the outermost one is used. Properties that only some alternatives have or require
/// are optional.
fn form_properties(schema: Schema<'_>) -> Properties<'_> {
    let mut found: IndexMap<&str, (Schema<'_>, usize)> = IndexMap::new();
    let mut required = HashSet::new();
    for Visited { schema, certain, depth } in with_parts(schema) {
        for (name, property) in schema.properties() {
            let known = found.entry(name.value).or_insert((property, depth));
            if depth < known.1 {
                *known = (property, depth);
            }
        }
        if certain {
            required.extend(schema.required().map(|name| name.value));
        }
    }
    found.into_iter().map(|(name, (schema, _))| (name, (schema, required.contains(name)))).collect()
}

/// A part of the schema of a form.
#[derive(Clone, Copy)]
struct Visited<'d> {
    schema: Schema<'d>,
    /// Whether it applies to every value. `false` for alternatives.
    certain: bool,
    depth: usize,
}

/// Returns the parts of a schema, each after its own parts, and then the schema.
fn with_parts(schema: Schema<'_>) -> Vec<Visited<'_>> {
    let mut all = Vec::new();
    let mut stack = vec![(Visited { schema, certain: true, depth: 0 }, false)];
    let mut seen = 0;
    while let Some((visited, parts_are_done)) = stack.pop() {
        if parts_are_done {
            all.push(visited);
            continue;
        }
        let Some(schema) = visited.schema.resolve() else { continue };
        seen += 1;
        if seen > MAX_SCHEMAS {
            continue;
        }
        stack.push((Visited { schema, ..visited }, true));
        let part = |schema, certain| (Visited { schema, certain, depth: visited.depth + 1 }, false);
        let alternatives = [schema.one_of(), schema.any_of()].into_iter().flatten().flatten();
        let inside = alternatives.map(|schema| part(schema, false));
        let inside: Vec<_> =
            inside.chain(schema.all_of().into_iter().map(|schema| part(schema, visited.certain))).collect();
        stack.extend(inside.into_iter().rev());
    }
    all
}

fn part_field<'d>(
    wire: &str,
    schema: Schema<'d>,
    required: bool,
    encoding: Option<Encoding<'d>>,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> PartField {
    let named = encoding.and_then(Encoding::content_type);
    let family = named.and_then(|named| named.split(',').next()).map(Family::of);
    let kind = match file(schema, family) {
        Some(File::One) => PartKind::File,
        Some(File::Many) => PartKind::Files,
        None => {
            let ty = without_null(models.schema(schema, &hint.inside(wire)));
            if family == Some(Family::Json) { PartKind::Json(ty) } else { PartKind::Value(ty) }
        }
    };
    // Callers choose from a list or a range.
    let media_type = named.filter(|named| !named.contains(',') && !MediaRange::new(named).is_range());
    PartField {
        wire: wire.to_owned(),
        ident: Ident::new(wire),
        kind,
        media_type: media_type.map(str::to_owned),
        required,
        docs: docs::of_schema(schema),
    }
}

/// The number of files in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    One,
    Many,
}

/// Returns whether a property is a file or several files: a binary string (OpenAPI 3.0.3, section 4.4), content of a
/// media type that is not encoded (3.1.0, section 4.4.3), or any value whose part is neither text nor JSON.
fn file(schema: Schema<'_>, family: Option<Family>) -> Option<File> {
    let mut stack = vec![(schema, File::One)];
    let mut found = None;
    let mut seen = 0;
    while let Some((schema, number)) = stack.pop() {
        let Some(schema) = schema.resolve() else { continue };
        seen += 1;
        if seen > MAX_SCHEMAS {
            break;
        }
        if is_binary(schema, family) {
            found = found.max(Some(number));
        }
        stack.extend(parts(schema).into_iter().map(|part| (part, number)));
        // A nested list is not a list of files.
        if number == File::One {
            stack.extend(schema.items().map(|items| (items, File::Many)));
        }
    }
    found
}

fn parts(schema: Schema<'_>) -> Vec<Schema<'_>> {
    let parts = [schema.one_of(), schema.any_of(), Some(schema.all_of())];
    parts.into_iter().flatten().flatten().collect()
}

fn is_binary(schema: Schema<'_>, family: Option<Family>) -> bool {
    let is_string = schema.types().as_slice().iter().all(|ty| *ty == JsonType::String);
    let has_parts = schema.has_properties() || schema.items().is_some() || !parts(schema).is_empty();
    let is_content = schema.content_media_type().is_some() && schema.content_encoding().is_none();
    let is_other = family.is_some_and(|family| !matches!(family, Family::Text | Family::Json | Family::Any));
    let may_be_bytes = is_string && schema.values_span().is_none();
    may_be_bytes && !has_parts && (schema.format() == "binary" || is_content || is_other)
}
