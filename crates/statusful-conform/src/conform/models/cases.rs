//! The values to test a model with.

use serde_json::Value;
use statusful_codegen::ir::{Api, Kind, Type, TypeId, TypeRef};
use statusful_codegen::origins::Origins;
use statusful_schema::{Direction, Values, prune, values, visible};

use super::alternatives;
use super::invalid;
use super::places::Places;

/// A value for a model and its expected outcome.
#[derive(Debug)]
pub(super) struct Case {
    /// The index of the model.
    pub(super) model: usize,
    /// The JSON pointer of the schema.
    pub(super) pointer: String,
    /// What is special about the value.
    pub(super) title: String,
    pub(super) value: Value,
    pub(super) expected: Expected,
}

/// The expected outcome of a value.
#[derive(Debug)]
pub(super) enum Expected {
    /// It is deserialized, as this variant if the model is a union, and serialized as this value.
    Read { variant: Option<String>, value: Value },
    /// It is refused, for this reason.
    Refused(String),
}

impl Case {
    /// Returns the type that the value is deserialized as.
    pub(super) fn ty(&self) -> TypeRef {
        TypeRef::Named(TypeId(self.model))
    }
}

/// What is the same for all models of a client.
#[derive(Clone, Copy)]
pub(super) struct Context<'a, 'd> {
    pub(super) api: &'a Api,
    pub(super) places: &'a Places<'d>,
}

/// What the cases of a model are made from.
pub(super) struct Subject<'a, 'd> {
    pub(super) index: usize,
    pub(super) model: &'a Type,
    pub(super) context: Context<'a, 'd>,
    pub(super) pointer: String,
    pub(super) direction: Direction,
}

impl Subject<'_, '_> {
    /// Returns the case of a value that is valid against a bundled schema.
    pub(super) fn read(&self, title: &str, schema: &Value, value: &Value, variant: Option<String>) -> Case {
        let expected = Expected::Read { variant, value: prune(schema, value).0 };
        self.case(title, visible(schema, value), expected)
    }

    pub(super) fn case(&self, title: &str, value: Value, expected: Expected) -> Case {
        Case { model: self.index, pointer: self.pointer.clone(), title: title.to_owned(), value, expected }
    }
}

/// Returns the cases of a model, or why it has none.
pub(super) fn cases<'a>(
    index: usize,
    model: &'a Type,
    origins: &'a Origins,
    context: &Context<'a, 'a>,
) -> Result<Vec<Case>, &'static str> {
    let origin = origins.of(&model.name).ok_or("the origin is not known")?;
    if !origin.is_whole {
        return Err("several schemas describe the model together; the models around it contain it");
    }
    let schema = context.places.schema(origin.place).ok_or("the schema is not in the document")?;
    let direction = if model.usage.received { Direction::Response } else { Direction::Request };
    let pointer = context.places.pointer(origin.place);
    let subject = Subject { index, model, context: *context, pointer, direction };
    if let Kind::Union(union) = &model.kind {
        return alternatives::cases(&subject, union, schema, origin);
    }
    let made = values(schema, direction);
    // A `null` is read by the type around the model.
    let some: Vec<_> = made.all.iter().filter(|(_, value)| !value.is_null()).collect();
    let mut cases: Vec<_> = some.iter().map(|(title, value)| subject.read(title, &made.schema, value, None)).collect();
    if cases.is_empty() {
        return Err("no value could be made");
    }
    cases.extend(invalid_of(&subject, &made));
    Ok(cases)
}

fn invalid_of(subject: &Subject<'_, '_>, made: &Values) -> Vec<Case> {
    let Kind::Struct(object) = &subject.model.kind else { return Vec::new() };
    let largest = made.all.iter().map(|(_, value)| visible(&made.schema, value)).filter(Value::is_object);
    let largest = largest.max_by_key(|value| value.as_object().map_or(0, serde_json::Map::len));
    largest.map(|value| invalid::cases(subject, object, &value, &made.validator)).unwrap_or_default()
}
