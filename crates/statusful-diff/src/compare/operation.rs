//! Operations: matches those of both documents, and compares each pair.

use std::collections::BTreeMap;

use statusful_codegen::ir::{Api, Group, Operation};

use super::{Context, Found, body, client, extension, header, parameter, response, security};
use crate::pairs::Pairs;
use crate::{Change, ChangeKind, ChangePlace, Subject};

/// Matches the operations of both sides by `operationId`, and the rest by method and path.
pub(super) fn pairs<'a>(old: &'a Api, new: &'a Api) -> Pairs<'a, Operation> {
    Pairs::of(old.operations(), new.operations())
        .by(|operation| &operation.id)
        .by(|operation| (operation.method.as_str(), nameless(&operation.path)))
}

/// Returns a path template without its parameter names, which have no meaning outside of it.
fn nameless(path: &str) -> String {
    let parts = path.split('{').enumerate();
    parts
        .map(|(index, part)| if index == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) })
        .collect::<Vec<_>>()
        .join("{}")
}

pub(super) fn operations(context: &Context<'_>, operations: &Pairs<'_, Operation>) -> Vec<Change> {
    let modules = Modules::of(context);
    let reported = client::shared_servers(operations);
    let mut changes = Vec::new();
    for (old, new) in &operations.both {
        let mut found = operation(context, &modules, old, new);
        if !reported.contains(&(old.server.as_str(), new.server.as_str())) {
            found.differ(&ChangePlace::Whole, ChangeKind::OperationServerChanged, &old.server, &new.server);
        }
        changes.append(&mut found.changes);
    }
    for operation in &operations.gone {
        changes.extend(alone(operation, ChangeKind::OperationRemoved));
    }
    for operation in &operations.come {
        changes.extend(alone(operation, ChangeKind::OperationAdded));
    }
    changes
}

/// The module of each operation, and the modules that were only renamed.
struct Modules<'a> {
    old: BTreeMap<(&'a str, &'a str), &'a str>,
    new: BTreeMap<(&'a str, &'a str), &'a str>,
    renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Modules<'a> {
    fn of(context: &Context<'a>) -> Self {
        let by_function = |api: &'a Api| {
            let groups = api.groups.iter();
            let key = |group: &'a Group, operation: &'a Operation| {
                ((operation.function.as_str(), operation.id.as_str()), group.module.as_str())
            };
            groups.flat_map(|group| group.operations.iter().map(move |operation| key(group, operation))).collect()
        };
        let renamed = client::modules(context.old.api, context.new.api);
        let renamed = renamed.into_iter().map(|(old, new)| (old.module.as_str(), new.module.as_str())).collect();
        Self { old: by_function(context.old.api), new: by_function(context.new.api), renamed }
    }

    /// Returns the old and the new module of an operation that moved, unless the whole module was renamed.
    fn moved(&self, old: &Operation, new: &Operation) -> Option<(&'a str, &'a str)> {
        let module = |side: &BTreeMap<_, &'a str>, operation: &Operation| {
            side.get(&(operation.function.as_str(), operation.id.as_str())).copied()
        };
        let (old, new) = (module(&self.old, old)?, module(&self.new, new)?);
        (self.renamed.get(old) != Some(&new)).then_some((old, new))
    }
}

fn operation(context: &Context<'_>, modules: &Modules<'_>, old: &Operation, new: &Operation) -> Found {
    let mut found = Found::new(subject(new, (old.id != new.id).then_some(old)));
    let place = ChangePlace::Whole;
    found.differ(&place, ChangeKind::FunctionRenamed, old.call_path().on_client(), new.call_path().on_client());
    if let Some((old, new)) = modules.moved(old, new) {
        found.push(place.clone(), ChangeKind::OperationMoved, old, new);
    }
    found.differ(&place, ChangeKind::MethodChanged, old.method.as_str(), new.method.as_str());
    found.differ(&place, ChangeKind::PathChanged, &old.path, &new.path);
    let marks = (ChangeKind::OperationRestored, ChangeKind::OperationDeprecated);
    found.toggled(&place, (old.deprecated.is_some(), new.deprecated.is_some()), marks);
    security::security(&mut found, &old.security, &new.security);
    parameter::parameters(context, &mut found, old, new);
    body::body(context, &mut found, old.body.as_ref(), new.body.as_ref());
    response::responses(context, &mut found, &old.responses, &new.responses);
    header::headers(context, &mut found, &old.responses.headers, &new.responses.headers);
    extension::retries(&mut found, old.retries.as_ref(), new.retries.as_ref());
    extension::idempotency(&mut found, &old.idempotency, &new.idempotency);
    extension::polling(context, &mut found, old, new);
    extension::pagination(context, &mut found, old, new);
    found
}

/// Returns the change for an operation that only one side has.
fn alone(operation: &Operation, kind: ChangeKind) -> Vec<Change> {
    let mut found = Found::new(subject(operation, None));
    let function = operation.function.as_str();
    let (old, new) = if kind == ChangeKind::OperationRemoved { (function, "") } else { ("", function) };
    found.push(ChangePlace::Whole, kind, old, new);
    found.changes
}

pub(super) fn subject(operation: &Operation, was: Option<&Operation>) -> Subject {
    Subject::Operation {
        id: operation.id.clone(),
        method: operation.method.as_str().to_owned(),
        path: operation.path.clone(),
        was: was.map(|operation| operation.id.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_path_do_not_count() {
        assert_eq!(nameless("/keys/{id}/parts/{part}"), nameless("/keys/{key_id}/parts/{p}"));
        assert_ne!(nameless("/keys/{id}"), nameless("/keys/id"));
        assert_eq!(nameless("/{"), "/{}");
    }
}
