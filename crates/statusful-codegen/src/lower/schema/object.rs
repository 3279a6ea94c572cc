//! The fields of a struct.

use super::constants;
use super::context::Context;
use super::form::Parts;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::extension;
use crate::ir::{Access, Constant, Docs, Example, Field, Ident, Optionality, Scalar, TypeRef};
use crate::lower::{docs, example};
use crate::openapi::Schema;
use crate::source::Span;

/// Returns the field of a property that these schemas describe, given its type.
pub(super) fn field(wire: &str, schemas: &[Schema<'_>], ty: TypeRef, required: bool) -> Field {
    let (ty, nullable) = match ty {
        TypeRef::Nullable(ty) => (*ty, true),
        ty => (ty, false),
    };
    let chosen = schemas.iter().find_map(|schema| extension::name(schema.extension(extension::X_NAME)));
    let aliases = schemas.iter().flat_map(|schema| extension::aliases(*schema));
    let docs = schemas.iter().rev().map(|schema| docs::of_schema(*schema)).find(|docs| !docs.is_empty());
    let limits = || schemas.last().map(|schema| docs::of_limits(*schema)).unwrap_or_default();
    Field {
        wire: wire.to_owned(),
        aliases: aliases.map(str::to_owned).collect(),
        ident: Ident::new(chosen.unwrap_or(wire)),
        constant: constant(schemas, &ty),
        ty,
        optionality: Optionality::new(required, nullable),
        docs: docs.unwrap_or_else(limits),
        deprecated: schemas.iter().find_map(|schema| docs::deprecation_of_schema(*schema)),
        access: access(schemas),
        example: example::of_any(schemas),
    }
}

/// Returns the fields of properties that are required but not described. They are kept when received and optional when
/// sent, because the name in `required` may be a mistake.
pub(super) fn undescribed(parts: &Parts<'_>, context: &mut Context<'_, '_>) -> Vec<Field> {
    if parts.rest.is_some() {
        return Vec::new();
    }
    let undescribed = parts.required.iter().filter(|(name, _)| !parts.properties.contains_key(*name));
    undescribed.map(|(wire, place)| undescribed_field(wire, *place, context)).collect()
}

fn undescribed_field(wire: &str, place: Span, context: &mut Context<'_, '_>) -> Field {
    context.warn(
        Diagnostic::new(Code::UndescribedMember, format!("{} is required but not described", quote(wire)))
            .at(place, "not in `properties`")
            .help("describe it in `properties`, or remove it from `required`"),
    );
    Field {
        wire: wire.to_owned(),
        aliases: Vec::new(),
        ident: Ident::new(wire),
        ty: TypeRef::Any,
        optionality: Optionality::new(false, false),
        constant: None,
        docs: Docs::default(),
        deprecated: None,
        access: Access::Both,
        example: Example::default(),
    }
}

/// Returns the only value of a field that is a number or a boolean. For strings, the enum contains it.
fn constant(schemas: &[Schema<'_>], ty: &TypeRef) -> Option<Constant> {
    let mut listed = schemas.iter().filter_map(|schema| constants::of(*schema));
    let [constant] = listed.next()?.try_into().ok()?;
    let is_of_type = match (&constant, ty) {
        (Constant::Integer(_), TypeRef::Scalar(scalar)) => {
            matches!(scalar, Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64)
        }
        (Constant::Boolean(_), TypeRef::Scalar(Scalar::Bool)) => true,
        _ => false,
    };
    is_of_type.then_some(constant)
}

/// Returns whether a field is only in requests or only in responses.
fn access(schemas: &[Schema<'_>]) -> Access {
    let is_read_only = schemas.iter().any(|schema| schema.is_read_only());
    let is_write_only = schemas.iter().any(|schema| schema.is_write_only());
    match (is_read_only, is_write_only) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        _ => Access::Both,
    }
}
