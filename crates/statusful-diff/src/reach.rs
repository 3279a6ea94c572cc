//! Finds the operations that use a model.

use std::collections::{BTreeMap, BTreeSet};

use statusful_codegen::ir::{Api, DocumentedResponse, Operation, TypeId, TypeRef};

use crate::ChangePlace;

/// An operation that uses a model, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// The `operationId`.
    pub operation: String,
    /// The request bodies, responses and parameters that contain the model, at any depth.
    pub places: Vec<ChangePlace>,
}

/// The references from operations to models in one document, reversed.
pub(crate) struct Reach<'a> {
    /// The models that contain each model.
    holders: BTreeMap<TypeId, Vec<TypeId>>,
    /// The operations that refer to each model, and where.
    named: BTreeMap<TypeId, Vec<(&'a str, ChangePlace)>>,
}

impl<'a> Reach<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (index, ty) in api.types.iter().enumerate() {
            for held in ty.kind.types().into_iter().filter_map(TypeRef::model) {
                holders.entry(held).or_default().push(TypeId(index));
            }
        }
        let mut named: BTreeMap<TypeId, Vec<_>> = BTreeMap::new();
        for operation in api.operations() {
            for (id, place) in places(operation) {
                named.entry(id).or_default().push((operation.id.as_str(), place));
            }
        }
        Self { holders, named }
    }

    /// Returns the places that contain a model, by operation.
    pub(crate) fn to(&self, model: TypeId) -> BTreeMap<&'a str, BTreeSet<ChangePlace>> {
        let mut seen = BTreeSet::from([model]);
        let mut due = vec![model];
        let mut found: BTreeMap<&str, BTreeSet<ChangePlace>> = BTreeMap::new();
        while let Some(id) = due.pop() {
            for (operation, place) in self.named.get(&id).into_iter().flatten() {
                found.entry(operation).or_default().insert(place.clone());
            }
            due.extend(self.holders.get(&id).into_iter().flatten().filter(|holder| seen.insert(**holder)));
        }
        found
    }
}

/// Returns the models that an operation refers to, and where.
fn places(operation: &Operation) -> Vec<(TypeId, ChangePlace)> {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| (parameter.ty.model(), ChangePlace::Parameter(parameter.location, parameter.wire.clone())));
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let bodies = contents.flat_map(|content| content.encoding.types());
    let bodies = bodies.map(|ty| (ty.model(), ChangePlace::RequestBody(None)));
    let responses = operation.responses.documented().map(|response: &DocumentedResponse| {
        (response.body.ty().and_then(TypeRef::model), ChangePlace::Response(response.status, None))
    });
    let headers = operation.responses.headers.iter().flat_map(|headers| {
        let place = |wire: &str| ChangePlace::ResponseHeader(headers.status, wire.to_owned());
        headers.fields.iter().map(move |field| (field.ty.model(), place(&field.wire)))
    });
    parameters.chain(bodies).chain(responses).chain(headers).filter_map(|(id, place)| Some((id?, place))).collect()
}
