//! Values that neither a schema nor its struct allows.

use serde_json::{Map, Value, json};
use statusful_codegen::ir::{Api, Field, Kind, Optionality, Scalar, Struct, TypeRef};
use statusful_schema::Validator;

use super::cases::{Case, Expected, Subject};

/// Returns changes of a valid value that the schema does not allow and the struct must refuse: without a required property,
/// and with a property of the wrong JSON type.
pub(super) fn cases(subject: &Subject<'_, '_>, object: &Struct, valid: &Value, validator: &Validator) -> Vec<Case> {
    let Value::Object(valid) = valid else { return Vec::new() };
    let api = subject.context.api;
    let known = object.fields.iter().filter(|field| valid.contains_key(&field.wire));
    let changed = known.flat_map(|field| {
        let missing = (field.optionality == Optionality::Required && !holds_any(api, &field.ty, 0))
            .then(|| without(valid, field));
        let wrong = wrong(api, &field.ty).map(|value| with(valid, field, value));
        missing.into_iter().chain(wrong)
    });
    let invalid = changed.filter(|(_, value)| validator.first_error(value).is_some());
    invalid.map(|(why, value)| subject.case(&why, value, Expected::Refused(why.clone()))).collect()
}

fn without(valid: &Map<String, Value>, field: &Field) -> (String, Value) {
    let mut changed = valid.clone();
    changed.remove(&field.wire);
    (format!("the required property `{}` is missing", field.wire), changed.into())
}

fn with(valid: &Map<String, Value>, field: &Field, value: Value) -> (String, Value) {
    let mut changed = valid.clone();
    let why = format!("the property `{}` is {value}", field.wire);
    changed.insert(field.wire.clone(), value);
    (why, changed.into())
}

/// Returns whether a type allows any JSON, so that serde takes a missing field for `null`.
fn holds_any(api: &Api, ty: &TypeRef, depth: usize) -> bool {
    match ty {
        TypeRef::Any => true,
        TypeRef::Named(id) | TypeRef::Boxed(id) => api.ty(*id).is_some_and(|model| match &model.kind {
            Kind::Newtype(inner) => depth < 16 && holds_any(api, inner, depth + 1),
            _ => false,
        }),
        _ => false,
    }
}

/// Returns a value that is not of the JSON type of a field; nothing if the field may have values of any type.
fn wrong(api: &Api, ty: &TypeRef) -> Option<Value> {
    match ty {
        TypeRef::Scalar(scalar) => Some(of_other_type(*scalar)),
        TypeRef::List(_) | TypeRef::Map(_) => Some(json!(17)),
        TypeRef::Nullable(inner) => wrong(api, inner),
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &api.ty(*id)?.kind {
            Kind::Struct(_) | Kind::Enum(_) => Some(json!(17)),
            Kind::Newtype(inner) => matches!(inner, TypeRef::List(_) | TypeRef::Map(_)).then(|| json!(17)),
            Kind::Union(_) | Kind::Foreign(_) => None,
        },
        TypeRef::Any => None,
    }
}

fn of_other_type(scalar: Scalar) -> Value {
    if scalar.json_type() == "string" { json!(17) } else { json!("seventeen") }
}
