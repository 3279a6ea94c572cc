//! Keys that several tools share, and those of tools with only one or two.

use super::edit::Edit;
use super::enums;
use super::pages::{X_PAGINATION, pagination, parameter, response_part};
use super::rule::{Meaning, Refusal, Rule, Subject};
use crate::openapi::ObjectKind as K;
use crate::source::Value;
use Meaning::{Same, Translated};

/// The name of a method, an argument or a field.
pub(super) const NAME: &str = "x-name";
/// The replacement of something deprecated.
pub(super) const MESSAGE: &str = "x-deprecation-message";

pub(super) const RULES: &[Rule] = &[
    // NSwag.
    Rule { key: "x-enumNames", objects: &[K::Schema], meaning: Translated(enums::X_ENUM_VARNAMES, enums::names) },
    // Redocly, openapi-generator and others.
    Rule {
        key: "x-internal",
        objects: &[K::PathItem, K::Operation, K::Parameter, K::Schema],
        meaning: Same("x-ignore"),
    },
    // openapi-generator and swagger-codegen.
    Rule { key: "x-codegen-request-body-name", objects: &[K::Operation], meaning: Same("x-body-name") },
    // Dropshot, whose pages all look the same.
    Rule { key: "x-dropshot-pagination", objects: &[K::Operation], meaning: Translated(X_PAGINATION, dropshot) },
];

/// Names the field if the schema is a property, and otherwise the type.
#[expect(clippy::unnecessary_wraps, reason = "it is a translator")]
pub(super) fn name_of_schema(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let key = if subject.place.is_property() { NAME } else { "x-type-name" };
    Ok(subject.becomes(key, subject.value().value.clone()))
}

fn dropshot(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    let input = parameter(subject, &subject.node(Value::String("page_token".to_owned())))?;
    let (next, results) = (response_part(value, "/next_page"), response_part(value, "/items"));
    let members = vec![("input", input), ("next", next), ("results", results)];
    Ok(subject.becomes(X_PAGINATION, pagination("cursor", subject, members)))
}
