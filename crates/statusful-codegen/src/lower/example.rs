//! Examples from the document.

use crate::ir::Example;
use crate::openapi::{Content, Parameter, Schema, Shown};

/// Returns the first example of a parameter or, without one, of its schema.
pub(super) fn of_parameter(parameter: Parameter<'_>) -> Example {
    first(parameter.examples().next(), parameter.schema())
}

/// Returns the first example of a media type or, without one, of its schema.
pub(super) fn of_content(content: Content<'_>) -> Example {
    first(content.media.examples().next(), content.media.schema())
}

/// Returns the first example of a schema.
pub(super) fn of_schema(schema: Schema<'_>) -> Example {
    first(schema.examples().next(), None)
}

/// Returns the first example of any of the schemas, starting with the last schema.
pub(super) fn of_any(schemas: &[Schema<'_>]) -> Example {
    let own_or_of_target = |schema: Schema<'_>| match of_schema(schema) {
        Example(None) => schema.resolve().map(of_schema),
        own => Some(own),
    };
    let mut examples = schemas.iter().rev().filter_map(|schema| own_or_of_target(*schema));
    examples.find(|example| example.value().is_some()).unwrap_or_default()
}

fn first(own: Option<Shown<'_>>, schema: Option<Schema<'_>>) -> Example {
    let shown = own.or_else(|| schema?.resolve()?.examples().next());
    Example(shown.map(|shown| shown.value.to_json()))
}
