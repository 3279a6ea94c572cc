//! Classifies a schema by its `type`, or by the types that its other keywords imply.

use super::context::Context;
use super::form::{Alternative, Alternatives, Extent, Form, Parts};
use super::scalar;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Scalar;
use crate::openapi::{AdditionalProperties, JsonType, Schema, Spanned};

/// Returns the form for the declared types of a schema, or for those that its other keywords imply.
pub(super) fn by_type<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    if let Some(name) = schema.unknown_type() {
        warn_of_type(name, context);
    }
    match schema.types().as_slice() {
        [] if schema.describes_properties() => of_type(schema, JsonType::Object, context),
        [] if schema.items().is_some() => of_type(schema, JsonType::Array, context),
        [] => Form::Any,
        [one] => of_type(schema, *one, context),
        several => one_of_types(schema, several),
    }
}

/// Returns the form of the values of one type.
pub(super) fn of_type<'d>(schema: Schema<'d>, ty: JsonType, context: &mut Context<'_, 'd>) -> Form<'d> {
    match ty {
        JsonType::String => Form::Scalar(scalar::string(schema)),
        JsonType::Integer => Form::Scalar(scalar::integer(schema, context)),
        JsonType::Number => Form::Scalar(scalar::number(schema)),
        JsonType::Boolean => Form::Scalar(Scalar::Bool),
        JsonType::Array if schema.has_prefix_items() => {
            context.untyped(schema, "the items of this list have different types");
            Form::List(None)
        }
        JsonType::Array => Form::List(schema.items()),
        JsonType::Object => object(schema),
        // `null` alone needs no type. Any other value is kept.
        JsonType::Null => Form::Any,
    }
}

/// Returns the union of several types.
pub(super) fn one_of_types<'d>(schema: Schema<'d>, types: &[JsonType]) -> Form<'d> {
    let list = types.iter().map(|ty| Alternative { schema, extent: Extent::OfType(*ty) }).collect();
    Form::Union(schema, Alternatives { list, tagging: None })
}

/// Returns the union of several schemas.
pub(super) fn one_of<'d>(schema: Schema<'d>, schemas: &[Schema<'d>]) -> Form<'d> {
    let list = schemas.iter().map(|schema| Alternative { schema: *schema, extent: Extent::Whole }).collect();
    Form::Union(schema, Alternatives { list, tagging: None })
}

/// Returns a struct if the schema describes properties by name, or a map otherwise.
fn object(schema: Schema<'_>) -> Form<'_> {
    let parts = Parts::of(schema);
    if !parts.properties.is_empty() {
        return Form::Object(schema, parts);
    }
    match parts.rest {
        Some(AdditionalProperties::Of(value)) => Form::Map(Some(value)),
        Some(AdditionalProperties::OneOf(values)) => Form::MapOfAny(schema, values),
        Some(AdditionalProperties::Any | AdditionalProperties::None) | None => Form::Map(None),
    }
}

fn warn_of_type(name: Spanned<&str>, context: &mut Context<'_, '_>) {
    context.warn(
        Diagnostic::new(Code::Untyped, format!("unknown type `{}`; any JSON is accepted", name.value))
            .at(name.span, "unknown type")
            .help("use string, number, integer, boolean, array or object"),
    );
}
