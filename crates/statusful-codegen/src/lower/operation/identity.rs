//! The names of operations, settled before anything else because the names of their types are made of them.

use std::collections::HashMap;

use crate::customization::Names;
use crate::ir::{Ident, TypeName};
use crate::lower::passes::names::OperationScope;
use crate::openapi::{Document, Method, Operation};

/// What an operation is called.
#[derive(Debug)]
pub(super) struct Identity {
    /// `operationId`, or method and path.
    pub(super) id: String,
    /// The words that names are made of.
    pub(super) words: String,
    /// The function.
    pub(super) function: Ident,
    /// The type that represents the operation, and begins the names of its other types.
    pub(super) marker: TypeName,
}

/// Returns every operation of the document with its names, in document order.
pub(super) fn identities<'d>(document: &'d Document<'d>, names: &Names) -> Vec<(Operation<'d>, Identity)> {
    let keepers = keepers(document, names);
    let mut scope = OperationScope::default();
    document
        .operations()
        .map(|operation| {
            let id = id(operation);
            let name = names.operation(&id).unwrap_or(&id);
            let keeps = keepers.get(&Ident::new(name)).is_none_or(|keeper| *keeper == place(operation));
            let words = if keeps { name.to_owned() } else { format!("{name} {}", method_and_path(operation)) };
            let (function, marker) = scope.names(&words);
            (operation, Identity { id, words, function, marker })
        })
        .collect()
}

/// Path and method, by which no two operations are the same.
type Place<'d> = (&'d str, Method);

fn place(operation: Operation<'_>) -> Place<'_> {
    (operation.path.value, operation.method.value)
}

/// Returns who keeps a name that several operations have: the first by path and method, wherever it is in the document.
/// The names are the same in whatever order the document has its operations.
fn keepers<'d>(document: &'d Document<'d>, names: &Names) -> HashMap<Ident, Place<'d>> {
    let mut keepers = HashMap::new();
    for operation in document.operations() {
        let place = place(operation);
        let id = id(operation);
        let name = names.operation(&id).unwrap_or(&id);
        let keeper = keepers.entry(Ident::new(name)).or_insert(place);
        let by_key = |(path, method): Place<'d>| (path, method.key());
        if by_key(place) < by_key(*keeper) {
            *keeper = place;
        }
    }
    keepers
}

/// Returns `operationId`, or method and path if there is none: both stay while the document does.
fn id(operation: Operation<'_>) -> String {
    operation.id().map_or_else(|| method_and_path(operation), |id| id.value.to_owned())
}

fn method_and_path(operation: Operation<'_>) -> String {
    format!("{} {}", operation.method.key(), operation.path.value)
}
