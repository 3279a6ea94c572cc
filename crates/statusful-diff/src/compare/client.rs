//! The client as a whole: its modules and servers.

use std::collections::BTreeSet;

use statusful_codegen::ir::{Api, Global, Group, Operation, Server, ServerVariable};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::spell::Side;
use crate::{Change, ChangeKind, ChangePlace, Subject};

pub(super) fn client(context: &Context<'_>, operations: &Pairs<'_, Operation>) -> Vec<Change> {
    let mut found = Found::new(Subject::Client);
    for (old, new) in shared_servers(operations) {
        found.push(ChangePlace::Whole, ChangeKind::ServersOfOperationsChanged, old, new);
    }
    for (old, new) in modules(context.old.api, context.new.api) {
        let place = ChangePlace::Module(common_module(old, new));
        found.differ(&place, ChangeKind::ModuleRenamed, old.module.as_str(), new.module.as_str());
        found.differ(&place, ChangeKind::FeatureRenamed, &old.feature, &new.feature);
    }
    globals(context, &mut found);
    let servers = Pairs::of(&context.old.api.servers, &context.new.api.servers).by(|server| &server.name);
    for (old, new) in servers.both {
        server(&mut found, old, new);
    }
    for server in servers.gone {
        found.push(ChangePlace::Server(server.name.to_string()), ChangeKind::ServerRemoved, server.name.as_str(), "");
    }
    for server in servers.come {
        found.push(ChangePlace::Server(server.name.to_string()), ChangeKind::ServerAdded, "", server.name.as_str());
    }
    found.changes
}

/// Returns each change of server that several operations share, as the old and the new server.
pub(super) fn shared_servers<'a>(operations: &Pairs<'a, Operation>) -> BTreeSet<(&'a str, &'a str)> {
    let mut seen = BTreeSet::new();
    let servers = operations.both.iter().map(|(old, new)| (old.server.as_str(), new.server.as_str()));
    servers.filter(|(old, new)| old != new).filter(|servers| !seen.insert(*servers)).collect()
}

/// Returns the modules that both sides have: by name, by tag, or by the operations that they contain.
pub(super) fn modules<'a>(old: &'a Api, new: &'a Api) -> Vec<(&'a Group, &'a Group)> {
    let operations = |group: &'a Group| group.operations.iter().map(|operation| &operation.id).collect::<BTreeSet<_>>();
    Pairs::of(&old.groups, &new.groups).by(|group| &group.module).by(|group| &group.tag).by(operations).both
}

/// Returns one name for both modules, which stays the same if the sides are swapped.
fn common_module(old: &Group, new: &Group) -> String {
    (&old.module).min(&new.module).to_string()
}

/// Compares the setters of `Globals`.
fn globals(context: &Context<'_>, found: &mut Found) {
    let pairs = Pairs::of(&context.old.api.globals, &context.new.api.globals)
        .by(|global| (global.parameter.location, &global.parameter.wire));
    let place = |global: &Global| ChangePlace::Global(global.parameter.location, global.parameter.wire.clone());
    let spelled = |side: &Side<'_>, Global { parameter, .. }: &Global| {
        format!("{}: {}", parameter.ident, side.spell(&parameter.ty))
    };
    for (old, new) in pairs.both {
        let is_same = context.old.common(&old.parameter.ty) == context.new.common(&new.parameter.ty);
        if !is_same || old.parameter.ident != new.parameter.ident {
            let (was, is) = (spelled(&context.old, old), spelled(&context.new, new));
            found.push(place(new), ChangeKind::GlobalChanged, was, is);
        }
    }
    for global in pairs.gone {
        found.push(place(global), ChangeKind::GlobalRemoved, spelled(&context.old, global), "");
    }
    for global in pairs.come {
        found.push(place(global), ChangeKind::GlobalAdded, "", spelled(&context.new, global));
    }
}

fn server(found: &mut Found, old: &Server, new: &Server) {
    let place = ChangePlace::Server(new.name.to_string());
    found.differ(&place, ChangeKind::ServerUrlChanged, &old.url, &new.url);
    let shape = |server: &Server| if server.variables.is_empty() { "a name" } else { "`new()`" };
    found.differ(&place, ChangeKind::ServerShapeChanged, shape(old), shape(new));
    let at = |variable: &ServerVariable| ChangePlace::ServerVariable(new.name.to_string(), variable.wire.clone());
    let variables = Pairs::of(&old.variables, &new.variables).by(|variable| &variable.wire);
    for (old, new) in variables.both {
        variable(found, &at(new), old, new);
    }
    for variable in variables.gone {
        found.push(at(variable), ChangeKind::ServerVariableRemoved, variable.ident.as_str(), "");
    }
    for variable in variables.come {
        found.push(at(variable), ChangeKind::ServerVariableAdded, "", variable.ident.as_str());
    }
}

fn variable(found: &mut Found, place: &ChangePlace, old: &ServerVariable, new: &ServerVariable) {
    let ty = |variable: &ServerVariable| {
        let name = variable.choice.as_ref().map_or("String", |(name, _)| name.as_str());
        format!("{}: {name}", variable.ident)
    };
    found.differ(place, ChangeKind::ServerVariableTypeChanged, ty(old), ty(new));
    found.differ(place, ChangeKind::ServerVariableDefaultChanged, &old.default, &new.default);
    if let (Some((_, old)), Some((_, new))) = (&old.choice, &new.choice) {
        let values = Pairs::of(old, new).by(|value| value);
        for (variant, _) in values.gone {
            found.push(place.clone(), ChangeKind::ServerValueRemoved, variant.as_str(), "");
        }
        for (variant, _) in values.come {
            found.push(place.clone(), ChangeKind::ServerValueAdded, "", variant.as_str());
        }
    }
}
