//! Which operations have to do with a model.

use std::collections::{BTreeMap, BTreeSet};

use statusful_codegen::ir::{Api, Arm, Operation, TypeId, TypeRef};

use crate::Place;

/// An operation that has to do with a model, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// The `operationId`.
    pub operation: String,
    /// The request bodies, responses and parameters that hold the model, however deep.
    pub places: Vec<Place>,
}

/// The ways from models to the operations of one document.
pub(crate) struct Reach<'a> {
    /// For each model, those that hold it.
    holders: BTreeMap<TypeId, Vec<TypeId>>,
    /// For each model, where operations name it.
    named: BTreeMap<TypeId, Vec<(&'a str, Place)>>,
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

    /// Where a model is met, by operation.
    pub(crate) fn to(&self, model: TypeId) -> BTreeMap<&'a str, BTreeSet<Place>> {
        let mut seen = BTreeSet::from([model]);
        let mut due = vec![model];
        let mut found: BTreeMap<&str, BTreeSet<Place>> = BTreeMap::new();
        while let Some(id) = due.pop() {
            for (operation, place) in self.named.get(&id).into_iter().flatten() {
                found.entry(operation).or_default().insert(place.clone());
            }
            due.extend(self.holders.get(&id).into_iter().flatten().filter(|holder| seen.insert(**holder)));
        }
        found
    }
}

/// The models that an operation names, and where.
fn places(operation: &Operation) -> Vec<(TypeId, Place)> {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| (parameter.ty.model(), Place::Parameter(parameter.location, parameter.wire.clone())));
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let bodies = contents.flat_map(|content| content.encoding.types());
    let bodies = bodies.map(|ty| (ty.model(), Place::RequestBody(None)));
    let arms = operation.responses.success_arms().iter().chain(operation.responses.failure_arms());
    let arms = arms.map(|arm: &Arm| (arm.body.ty().and_then(TypeRef::model), Place::Response(arm.status, None)));
    let headers = operation.responses.headers.iter().flat_map(|headers| {
        let place = |wire: &str| Place::ResponseHeader(headers.status, wire.to_owned());
        headers.fields.iter().map(move |field| (field.ty.model(), place(&field.wire)))
    });
    parameters.chain(bodies).chain(arms).chain(headers).filter_map(|(id, place)| Some((id?, place))).collect()
}
