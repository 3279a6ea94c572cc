//! The document that progenitor renders.
//!
//! Models and fields have numbered placeholders instead of names. Progenitor does not rename these, and names that are
//! keywords or in other scripts cannot collide.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ArrayType, BooleanType, Components, Info, IntegerFormat, IntegerType, NumberFormat,
    NumberType, ObjectType, OpenAPI, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, StringType,
    Type as OpenApiType, VariantOrUnknownOrEmpty,
};
use serde_json::json;

use super::selection::Selection;
use crate::ir::{Api, Kind, Optionality, Scalar, Struct, TypeId, TypeRef};

/// Returns the placeholder of a model.
pub(super) fn model_name(id: TypeId) -> String {
    format!("Model{}", id.0)
}

/// Returns the model that a placeholder represents.
pub(super) fn model_id(name: &proc_macro2::Ident) -> Option<TypeId> {
    let name = name.to_string();
    let number = name.strip_prefix("Model").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    number.parse().ok().map(TypeId)
}

/// Returns the placeholder of a struct's field. All numbers have the same length, because progenitor sorts fields by
/// name.
pub(super) fn field_name(index: usize) -> String {
    format!("field_{index:08}")
}

/// Returns the index of the field that a placeholder represents.
pub(super) fn field_index(name: &str) -> Option<usize> {
    name.strip_prefix("field_")?.parse().ok()
}

/// Returns a document that has only components.
pub(super) fn document(api: &Api, selection: &Selection) -> OpenAPI {
    let rendered = selection.rendered.iter().filter_map(|id| Some((model_name(*id), model(&api.ty(*id)?.kind))));
    // Progenitor replaces these models, so their schema does not matter.
    let named = selection.named.iter().map(|id| (model_name(*id), item(OpenApiType::String(StringType::default()))));
    let schemas: IndexMap<_, _> = rendered.chain(named).collect();
    OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: Info { title: api.title.clone(), version: api.version.clone(), ..Info::default() },
        components: Some(Components { schemas, ..Components::default() }),
        ..OpenAPI::default()
    }
}

fn model(kind: &Kind) -> ReferenceOr<Schema> {
    match kind {
        Kind::Struct(object) => item(OpenApiType::Object(structure(object))),
        Kind::Newtype(TypeRef::List(inner)) => item(list(inner)),
        Kind::Newtype(TypeRef::Map(inner)) => item(map(inner)),
        Kind::Newtype(inner) => schema(inner),
        // Progenitor replaces the model, so its schema does not matter.
        Kind::Enum(_) | Kind::Union(_) | Kind::Foreign(_) => item(OpenApiType::String(StringType::default())),
    }
}

fn structure(object: &Struct) -> ObjectType {
    let properties = object.fields.iter().enumerate().map(|(index, field)| {
        let ty = match field.optionality {
            Optionality::Required => schema(&field.ty),
            Optionality::RequiredNullable => option(&field.ty),
            Optionality::Optional => optional(&field.ty),
            Optionality::OptionalNullable => native("statusful::Nullable", &[&field.ty]),
        };
        (field_name(index), boxed(ty))
    });
    let required = object.fields.iter().enumerate().filter(|(_, field)| field.optionality.is_required());
    ObjectType {
        properties: properties.collect(),
        required: required.map(|(index, _)| field_name(index)).collect(),
        additional_properties: object.rest.as_ref().map(|(_, ty)| AdditionalProperties::Schema(Box::new(schema(ty)))),
        ..ObjectType::default()
    }
}

/// Returns the schema of an optional field. Progenitor treats an absent list or map like an empty one unless it does
/// not know the type.
fn optional(ty: &TypeRef) -> ReferenceOr<Schema> {
    match ty {
        TypeRef::List(inner) => native("std::vec::Vec", &[inner]),
        TypeRef::Map(inner) if **inner == TypeRef::Any => native("serde_json::Map", &[&TEXT, inner]),
        TypeRef::Map(inner) => native("std::collections::BTreeMap", &[&TEXT, inner]),
        ty => schema(ty),
    }
}

const TEXT: TypeRef = TypeRef::Scalar(Scalar::String);

fn schema(ty: &TypeRef) -> ReferenceOr<Schema> {
    match ty {
        TypeRef::Named(id) => ReferenceOr::ref_(&format!("#/components/schemas/{}", model_name(*id))),
        TypeRef::Boxed(id) => native("std::boxed::Box", &[&TypeRef::Named(*id)]),
        TypeRef::Scalar(scalar) => scalar_schema(*scalar),
        TypeRef::List(inner) => item(list(inner)),
        TypeRef::Map(inner) => item(map(inner)),
        TypeRef::Nullable(inner) => option(inner),
        TypeRef::Any => any(),
    }
}

fn scalar_schema(scalar: Scalar) -> ReferenceOr<Schema> {
    match scalar {
        Scalar::String => string(VariantOrUnknownOrEmpty::Empty),
        Scalar::Secret => native("statusful::Secret", &[]),
        Scalar::Bool => item(OpenApiType::Boolean(BooleanType::default())),
        Scalar::Int32 => integer(VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32)),
        Scalar::Int64 => integer(VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64)),
        Scalar::UInt32 => integer(VariantOrUnknownOrEmpty::Unknown("uint32".to_owned())),
        Scalar::UInt64 => integer(VariantOrUnknownOrEmpty::Unknown("uint64".to_owned())),
        Scalar::Float => number(NumberFormat::Float),
        Scalar::Double => number(NumberFormat::Double),
        Scalar::DateTime => string(VariantOrUnknownOrEmpty::Item(StringFormat::DateTime)),
        Scalar::Date => string(VariantOrUnknownOrEmpty::Item(StringFormat::Date)),
        Scalar::Uuid => string(VariantOrUnknownOrEmpty::Unknown("uuid".to_owned())),
        Scalar::Ip => string(VariantOrUnknownOrEmpty::Unknown("ip".to_owned())),
        Scalar::Ipv4 => string(VariantOrUnknownOrEmpty::Unknown("ipv4".to_owned())),
        Scalar::Ipv6 => string(VariantOrUnknownOrEmpty::Unknown("ipv6".to_owned())),
    }
}

fn item(ty: OpenApiType) -> ReferenceOr<Schema> {
    ReferenceOr::Item(Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Type(ty) })
}

fn any() -> ReferenceOr<Schema> {
    ReferenceOr::Item(Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Any(openapiv3::AnySchema::default()),
    })
}

fn string(format: VariantOrUnknownOrEmpty<StringFormat>) -> ReferenceOr<Schema> {
    item(OpenApiType::String(StringType { format, ..StringType::default() }))
}

fn integer(format: VariantOrUnknownOrEmpty<IntegerFormat>) -> ReferenceOr<Schema> {
    item(OpenApiType::Integer(IntegerType { format, ..IntegerType::default() }))
}

fn number(format: NumberFormat) -> ReferenceOr<Schema> {
    let format = VariantOrUnknownOrEmpty::Item(format);
    item(OpenApiType::Number(NumberType { format, ..NumberType::default() }))
}

fn list(inner: &TypeRef) -> OpenApiType {
    OpenApiType::Array(ArrayType {
        items: Some(boxed(schema(inner))),
        min_items: None,
        max_items: None,
        unique_items: false,
    })
}

fn map(inner: &TypeRef) -> OpenApiType {
    let additional_properties = Some(AdditionalProperties::Schema(Box::new(schema(inner))));
    OpenApiType::Object(ObjectType { additional_properties, ..ObjectType::default() })
}

fn option(inner: &TypeRef) -> ReferenceOr<Schema> {
    native("std::option::Option", &[inner])
}

/// Returns the schema of a type that progenitor uses without changes, through its extension `x-rust-type`.
fn native(path: &str, parameters: &[&TypeRef]) -> ReferenceOr<Schema> {
    let parameters: Vec<_> = parameters.iter().map(|ty| json!(schema(ty))).collect();
    let crate_name = path.split("::").next().unwrap_or_default();
    let extension = json!({ "crate": crate_name, "version": "*", "path": path, "parameters": parameters });
    let mut schema = Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Type(OpenApiType::String(StringType::default())),
    };
    schema.schema_data.extensions.insert("x-rust-type".to_owned(), extension);
    ReferenceOr::Item(schema)
}

fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}
