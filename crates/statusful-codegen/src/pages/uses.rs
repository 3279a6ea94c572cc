//! The uses of each model.

use crate::ir::{Api, Example, Operation, TypeId, TypeRef};

/// The uses of a model.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses<'a> {
    /// The operations that send or receive it, by their index among all operations.
    pub(super) operations: Vec<usize>,
    /// The other models that contain it.
    pub(super) models: Vec<TypeId>,
    /// The examples of bodies that have its type.
    pub(super) examples: Vec<&'a Example>,
}

/// Returns the uses of each model, indexed by [`TypeId`].
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

/// Adds an item, unless it is already the last one. Equal items are adjacent.
fn note<T: PartialEq>(list: &mut Vec<T>, what: T) {
    if list.last() != Some(&what) {
        list.push(what);
    }
}

/// Returns the models that are bodies of an operation, each with its example.
fn bodies(operation: &Operation) -> impl Iterator<Item = (TypeId, &Example)> {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let sent = contents.flat_map(|content| content.encoding.types().into_iter().map(|of| (of, &content.example)));
    let received =
        operation.responses.documented().filter_map(|response| Some((response.body.ty()?, &response.example)));
    sent.chain(received).filter_map(|(of, example)| match of {
        TypeRef::Named(id) => Some((*id, example)),
        _ => None,
    })
}
