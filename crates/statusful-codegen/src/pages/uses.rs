//! Where each model is met, found in one walk over everything.

use crate::ir::{Api, Example, Operation, TypeId, TypeRef};

/// Where a model is met.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses<'a> {
    /// The operations that send or receive it, by their number among all.
    pub(super) operations: Vec<usize>,
    /// The other models that hold it.
    pub(super) models: Vec<TypeId>,
    /// The examples of bodies that are of it.
    pub(super) examples: Vec<&'a Example>,
}

/// Where each model is met, by its number.
pub(super) fn uses(api: &Api) -> Vec<Uses<'_>> {
    let mut uses = vec![Uses::default(); api.types.len()];
    for (number, operation) in api.operations().enumerate() {
        for id in operation.sent().chain(operation.received()).filter_map(TypeRef::model) {
            if let Some(of) = uses.get_mut(id.0) {
                note(&mut of.operations, number);
            }
        }
        for (id, example) in bodies(operation) {
            if let Some(of) = uses.get_mut(id.0) {
                of.examples.push(example);
            }
        }
    }
    for (number, model) in api.types.iter().enumerate() {
        for id in model.kind.types().into_iter().filter_map(TypeRef::model).filter(|id| id.0 != number) {
            if let Some(of) = uses.get_mut(id.0) {
                note(&mut of.models, TypeId(number));
            }
        }
    }
    uses
}

/// Notes something once; it comes in order.
fn note<T: PartialEq>(list: &mut Vec<T>, what: T) {
    if list.last() != Some(&what) {
        list.push(what);
    }
}

/// The bodies of an operation that are a model, each with its example.
fn bodies(operation: &Operation) -> impl Iterator<Item = (TypeId, &Example)> {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let sent = contents.flat_map(|content| content.encoding.types().into_iter().map(|of| (of, &content.example)));
    let arms = operation.responses.success_arms().iter().chain(operation.responses.failure_arms());
    let received = arms.filter_map(|arm| Some((arm.body.ty()?, &arm.example)));
    sent.chain(received).filter_map(|(of, example)| match of {
        TypeRef::Named(id) => Some((*id, example)),
        _ => None,
    })
}
