//! How callers create models that are sent, and the names of the structs that constructors take.

use std::collections::HashSet;

use super::scope::Scope;
use crate::ir::{Api, ArgumentKind, BodyEncoding, Constructor, Kind, Multipart, Struct, TypeName};

/// The suffix of the name of a struct of required fields.
pub(super) const REQUIRED: &str = "Required";

/// Decides how callers create models and forms. At this point, names of models and required fields are final.
pub(in crate::lower) fn settle(api: &mut Api) {
    models(api);
    forms(api);
}

fn models(api: &mut Api) {
    let mut scope = Scope::default();
    for ty in &api.types {
        scope.type_name(&ty.name);
    }
    let mut constructors = Vec::new();
    for ty in &api.types {
        constructors.push(match &ty.kind {
            Kind::Struct(object) if ty.usage.sent => {
                Some(of_struct(api, object, || scope.type_name(&ty.name.with_suffix(REQUIRED))))
            }
            _ => None,
        });
    }
    for (ty, constructor) in api.types.iter_mut().zip(constructors) {
        ty.constructor = constructor;
    }
}

fn forms(api: &mut Api) {
    let mut groups = std::mem::take(&mut api.groups);
    let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
    for content in operations.flat_map(|operation| &mut operation.body).flat_map(|body| &mut body.contents) {
        if let BodyEncoding::Multipart(Some(form)) = &mut content.encoding {
            form.constructor = of_form(api, form);
        }
    }
    api.groups = groups;
}

fn of_struct(api: &Api, object: &Struct, name: impl FnOnce() -> TypeName) -> Constructor {
    let arguments = object.fields.iter().filter(|field| api.is_argument(field));
    let kinds: Vec<_> = arguments.map(|field| api.argument_kind(&field.given())).collect();
    let takes_every_field = kinds.len() == object.fields.len() && object.rest.is_none();
    constructor(kinds, takes_every_field, name)
}

/// The name was reserved together with that of the form.
fn of_form(api: &Api, form: &Multipart) -> Constructor {
    let arguments = form.fields.iter().filter(|field| field.required);
    let kinds: Vec<_> = arguments.map(|field| api.part_kind(&field.kind)).collect();
    let takes_every_field = kinds.len() == form.fields.len();
    constructor(kinds, takes_every_field, || form.name.with_suffix(REQUIRED))
}

/// Positional arguments must have different kinds, so that the compiler reports an error if a document renames or moves
/// a property, or if a caller confuses the order.
fn constructor(kinds: Vec<ArgumentKind<'_>>, takes_every_field: bool, name: impl FnOnce() -> TypeName) -> Constructor {
    let mut seen = HashSet::new();
    if kinds.into_iter().all(|kind| seen.insert(kind)) {
        Constructor::Positional
    } else if takes_every_field {
        Constructor::Literal
    } else {
        Constructor::Named(name())
    }
}
