//! Finds the models that are used in only one place, so that their documentation can refer to it.

use crate::ir::{Api, Body, BodyEncoding, Kind, Operation, Place, PlaceOwner, PlacePart, Type, TypeId, TypeRef};

/// Sets the place of each model that only one other item refers to.
pub(in crate::lower) fn find(api: &mut Api) {
    let mut places: Vec<Found> = api.types.iter().map(|_| Found::Nowhere).collect();
    let mut add = |from: Option<TypeId>, ty: &TypeRef, owner: Option<PlaceOwner>| {
        let Some(id) = ty.model().filter(|id| Some(*id) != from) else { return };
        let Some(found) = places.get_mut(id.0) else { return };
        *found = match (&found, owner) {
            (Found::Nowhere, Some(owner)) => Found::Once(Place { owner, part: part(ty) }),
            _ => Found::Elsewhere,
        };
    };
    for (index, ty) in api.types.iter().enumerate() {
        in_model(ty, |ty, owner| add(Some(TypeId(index)), ty, owner));
    }
    for operation in api.operations() {
        in_operation(operation, |ty, owner| add(None, ty, owner));
    }
    for (ty, found) in api.types.iter_mut().zip(places) {
        if let Found::Once(place) = found {
            ty.place = Some(place);
        }
    }
}

/// The places that refer to a model.
enum Found {
    Nowhere,
    Once(Place),
    Elsewhere,
}

fn in_model(model: &Type, mut add: impl FnMut(&TypeRef, Option<PlaceOwner>)) {
    let name = || model.name.clone();
    match &model.kind {
        Kind::Struct(object) => {
            for field in &object.fields {
                add(&field.ty, Some(PlaceOwner::Field(name(), field.ident.clone())));
            }
            object.rest.iter().for_each(|(_, ty)| add(ty, None));
        }
        Kind::Union(union) => {
            for variant in &union.variants {
                add(&variant.ty, Some(PlaceOwner::Variant(name(), variant.name.clone())));
            }
        }
        Kind::Newtype(ty) => add(ty, None),
        Kind::Enum(_) | Kind::Foreign(_) => {}
    }
}

fn in_operation(operation: &Operation, mut add: impl FnMut(&TypeRef, Option<PlaceOwner>)) {
    let method = || operation.call_path();
    for parameter in &operation.parameters {
        add(&parameter.ty, Some(PlaceOwner::Parameter(method(), parameter.ident.clone())));
    }
    for content in operation.body.iter().flat_map(|body| &body.contents) {
        let is_form = matches!(content.encoding, BodyEncoding::Multipart(_));
        for ty in content.encoding.types() {
            add(ty, (!is_form).then(|| PlaceOwner::RequestBody(method())));
        }
    }
    for response in operation.responses.documented() {
        let Some(ty) = response.body.ty() else { continue };
        add(ty, matches!(response.body, Body::Json(_)).then(|| PlaceOwner::ResponseBody(method())));
    }
    for headers in &operation.responses.headers {
        headers.fields.iter().for_each(|field| add(&field.ty, None));
    }
}

fn part(ty: &TypeRef) -> PlacePart {
    match ty {
        TypeRef::List(_) => PlacePart::Item,
        TypeRef::Map(_) => PlacePart::Value,
        TypeRef::Nullable(inner) => part(inner),
        TypeRef::Named(_) | TypeRef::Boxed(_) | TypeRef::Scalar(_) | TypeRef::Any => PlacePart::Whole,
    }
}
