//! The names of operations. They are decided first, because the names of types are derived from them.

use std::collections::{HashMap, HashSet};

use super::group::group_name;
use crate::customization::Names;
use crate::extension::{self, X_NAME};
use crate::ir::{Handle, Ident, TypeName};
use crate::lower::passes::names::OperationScope;
use crate::openapi::{Document, Method, Operation};

/// The names of an operation.
#[derive(Debug)]
pub(super) struct Identity {
    /// The `operationId`, or the method and path.
    pub(super) id: String,
    /// The words that names are derived from.
    pub(super) words: String,
    /// The function.
    pub(super) function: Ident,
    /// The handle of its group, with preliminary names.
    pub(super) handle: Option<Handle>,
    /// The type that represents the operation. Names of its other types begin with it.
    pub(super) marker: TypeName,
}

/// Returns every operation of the document with its names, in document order.
pub(super) fn identities<'d>(document: &'d Document<'d>, names: &Names) -> Vec<(Operation<'d>, Identity)> {
    let handles = groups_with_handles(document);
    let wishes: Vec<_> = document.operations().map(|operation| Wish::of(operation, names, &handles)).collect();
    let types = Keepers::of(wishes.iter().map(|wish| (None, &*wish.name, wish.place())));
    let functions = Keepers::of(wishes.iter().map(|wish| (wish.group, &*wish.function, wish.place())));
    let mut scope = OperationScope::default();
    let identity = |wish: Wish<'d>| {
        let words = types.words(None, &wish.name, wish.operation);
        let function = functions.words(wish.group, &wish.function, wish.operation);
        let (function, marker) = scope.names(wish.group, &Ident::new(&function), &TypeName::new(&words));
        (wish.operation, Identity { id: wish.id, words, function, handle: wish.group.map(handle), marker })
    };
    wishes.clone().into_iter().map(identity).collect()
}

/// Returns the groups that have a handle, because the document names a method of theirs.
fn groups_with_handles<'d>(document: &'d Document<'d>) -> HashSet<&'d str> {
    let named = document.operations().filter(|operation| chosen(*operation).is_some());
    named.map(group_name).collect()
}

fn handle(group: &str) -> Handle {
    Handle { method: Ident::module(group), name: TypeName::variant(group), module: Ident::module(group) }
}

fn chosen(operation: Operation<'_>) -> Option<&str> {
    extension::name(operation.extension(X_NAME))
}

/// The names that an operation would have if it were the only one.
#[derive(Clone)]
struct Wish<'d> {
    operation: Operation<'d>,
    id: String,
    /// The group, if it has a handle.
    group: Option<&'d str>,
    /// The words of its types.
    name: String,
    /// The words of its function.
    function: String,
}

impl<'d> Wish<'d> {
    /// Names in the settings take precedence over names in the document.
    fn of(operation: Operation<'d>, names: &Names, handles: &HashSet<&str>) -> Self {
        let id = id(operation);
        let set = names.operation(&id);
        let name = set.unwrap_or(&id).to_owned();
        let function = set.or(chosen(operation)).unwrap_or(&id).to_owned();
        let group = Some(group_name(operation)).filter(|group| handles.contains(group));
        Self { operation, id, group, name, function }
    }

    fn place(&self) -> Place<'d> {
        place(self.operation)
    }
}

/// The path and method, which together identify an operation.
type Place<'d> = (&'d str, Method);

fn place(operation: Operation<'_>) -> Place<'_> {
    (operation.path.value, operation.method.value)
}

/// The operation that keeps a name if several have it: the first one by path and method. Names do not depend on the
/// order of operations in the document.
struct Keepers<'d>(HashMap<(Option<&'d str>, Ident), Place<'d>>);

impl<'d> Keepers<'d> {
    /// Finds the keeper of each name, given the operations and the group in which each name must be unique.
    fn of<'w>(wanted: impl Iterator<Item = (Option<&'d str>, &'w str, Place<'d>)>) -> Self {
        let by_key = |(path, method): Place<'d>| (path, method.key());
        let mut keepers = HashMap::new();
        for (group, name, place) in wanted {
            let keeper = keepers.entry((group, Ident::new(name))).or_insert(place);
            if by_key(place) < by_key(*keeper) {
                *keeper = place;
            }
        }
        Self(keepers)
    }

    /// Returns the words of a name. Adds the method and path if another operation keeps the name.
    fn words(&self, group: Option<&'d str>, name: &str, operation: Operation<'d>) -> String {
        let keeper = self.0.get(&(group, Ident::new(name)));
        if keeper.is_none_or(|keeper| *keeper == place(operation)) {
            name.to_owned()
        } else {
            format!("{name} {}", method_and_path(operation))
        }
    }
}

/// Returns the `operationId`, or the method and path if there is none.
fn id(operation: Operation<'_>) -> String {
    operation.id().map_or_else(|| method_and_path(operation), |id| id.value.to_owned())
}

fn method_and_path(operation: Operation<'_>) -> String {
    format!("{} {}", operation.method.key(), operation.path.value)
}
