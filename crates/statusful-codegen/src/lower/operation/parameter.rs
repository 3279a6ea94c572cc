//! Lowers parameters to arguments and setters.

use super::fit;
use crate::diagnostic::{Code, Diagnostic};
use crate::extension::{self, X_NAME};
use crate::ir::{Constant, Idempotency, Ident, Parameter, Scalar, TypeRef, ValueOrigin};
use crate::lower::schema::{Hint, Models, constants};
use crate::lower::{docs, example};
use crate::openapi::{self, Content, Family, Operation, ParameterLocation, template_names};

/// Lowers the parameters of an operation: path parameters in the order of the template, then the others in document
/// order.
pub(super) fn parameters<'d>(operation: Operation<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> Vec<Parameter> {
    let path = operation.path.value;
    let in_template = |name: &str| path.find(&format!("{{{name}}}"));
    let idempotency = extension::idempotency(operation).value;
    let mut parameters = Vec::new();
    for parameter in operation.parameters() {
        let (Some(name), Some(location)) = (parameter.name(), parameter.location()) else { continue };
        if is_key(&idempotency, parameter) {
            continue;
        }
        if location != ParameterLocation::Path || in_template(name.value).is_some() {
            parameters.push(self::Listed { location, name: name.value, parameter: Some(parameter) });
        }
    }
    for name in template_names(path) {
        if !parameters.iter().any(|other| (other.location, other.name) == (ParameterLocation::Path, name)) {
            parameters.push(Listed { location: ParameterLocation::Path, name, parameter: None });
        }
    }
    parameters.sort_by_key(|listed| match listed.location {
        ParameterLocation::Path => (0, in_template(listed.name)),
        _ => (1, None),
    });
    parameters
        .into_iter()
        .map(|listed| match listed.parameter {
            Some(parameter) => self::parameter(parameter, listed.location, listed.name, hint, models),
            None => undeclared(listed.name),
        })
        .collect()
}

/// Returns `true` if a parameter is the idempotency key, which every call can set, so that it is optional.
fn is_key(idempotency: &Idempotency, parameter: openapi::Parameter<'_>) -> bool {
    let is_header = parameter.location() == Some(ParameterLocation::Header);
    let name = parameter.name().filter(|_| is_header);
    let is_it =
        name.is_some_and(|name| idempotency.header().is_some_and(|header| header.eq_ignore_ascii_case(name.value)));
    is_it && (!parameter.is_required() || matches!(idempotency, Idempotency::GeneratedKey(_)))
}

/// A parameter, or the name of one that only the path template mentions.
struct Listed<'d> {
    location: ParameterLocation,
    name: &'d str,
    parameter: Option<openapi::Parameter<'d>>,
}

fn parameter<'d>(
    parameter: openapi::Parameter<'d>,
    location: ParameterLocation,
    name: &str,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> Parameter {
    let hint = hint.inside(name);
    warn_of_style(parameter, models);
    let constant = constant(parameter);
    let ty = match (&constant, parameter.content()) {
        (Some(constant), _) => TypeRef::Scalar(constant.scalar()),
        (None, Some(content)) => content_type(content, &hint, models),
        (None, None) => styled(parameter, &hint, models),
    };
    Parameter {
        location,
        wire: name.to_owned(),
        ident: Ident::new(extension::name(parameter.extension(X_NAME)).unwrap_or(name)),
        ty,
        style: parameter.style(),
        explode: parameter.explode(),
        allow_reserved: parameter.allow_reserved(),
        content: parameter.content().map(|content| content.key.value.to_owned()),
        origin: origin(parameter, constant),
        docs: docs::of(parameter.description()),
        example: example::of_parameter(parameter),
    }
}

/// Returns an undeclared parameter of a path template: a string, in the default style of paths.
fn undeclared(name: &str) -> Parameter {
    let style = ParameterLocation::Path.default_style();
    Parameter {
        location: ParameterLocation::Path,
        wire: name.to_owned(),
        ident: Ident::new(name),
        ty: TypeRef::Scalar(Scalar::String),
        style,
        explode: style.explodes(),
        allow_reserved: false,
        content: None,
        origin: ValueOrigin::Argument,
        docs: docs::of(None),
        example: crate::ir::Example::default(),
    }
}

/// Returns where the value of a parameter comes from.
fn origin(parameter: openapi::Parameter<'_>, constant: Option<Constant>) -> ValueOrigin {
    let required = parameter.is_required();
    match constant {
        Some(constant) => ValueOrigin::Constant(constant),
        None if extension::is_global(parameter) => ValueOrigin::Global { required },
        None if required => ValueOrigin::Argument,
        None => ValueOrigin::Setter,
    }
}

/// Returns the fixed value of a required parameter, if it has only one possible value.
fn constant(parameter: openapi::Parameter<'_>) -> Option<Constant> {
    let schema = parameter.schema().or_else(|| parameter.content()?.media.schema());
    match constants(schema.filter(|_| parameter.is_required())?)?.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Warns about a parameter with a style that is not defined for its location.
fn warn_of_style(parameter: openapi::Parameter<'_>, models: &mut Models<'_, '_>) {
    let Some(place) = parameter.invalid_style() else { return };
    let style = parameter.style();
    models.warn(
        Diagnostic::new(
            Code::Untyped,
            format!("this style is not defined for the location of the parameter; `{style}` is used"),
        )
        .at(place, "invalid style")
        .help("see the table of styles in OpenAPI 3.0.3, section 4.7.12.3"),
    );
}

/// Returns the type of a parameter with a media type: for JSON, the type of its schema or any JSON; otherwise, a
/// string.
fn content_type<'d>(content: Content<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> TypeRef {
    match (content.family(), content.media.schema()) {
        (Family::Json, Some(schema)) => without_null(models.schema(schema, hint)),
        (Family::Json, None) => TypeRef::Any,
        _ => TypeRef::Scalar(Scalar::String),
    }
}

/// Returns the type of a parameter with a style. If the style does not define how the value is written, it is a string.
fn styled<'d>(parameter: openapi::Parameter<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> TypeRef {
    // Another rule reports dangling references.
    let schema = parameter.schema().filter(|schema| schema.resolve().is_some());
    let Some(schema) = schema else { return TypeRef::Scalar(Scalar::String) };
    let ty = without_null(models.schema(schema, hint));
    let style = parameter.style();
    if ty != TypeRef::Any && fit::has_form(schema, style, parameter.explode()) {
        return ty;
    }
    models.warn(
        Diagnostic::new(Code::Untyped, format!("the style `{style}` does not define how this parameter is written"))
            .at(parameter.span(), "passed as a string")
            .help("callers serialize its value themselves"),
    );
    TypeRef::Scalar(Scalar::String)
}

/// Returns the type without `null`, because a parameter without a value is absent.
pub(super) fn without_null(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(inner) => *inner,
        ty => ty,
    }
}
