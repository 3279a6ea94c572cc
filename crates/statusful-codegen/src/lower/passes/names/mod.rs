//! Makes all names unique in their scopes in the generated crate, after everything has been lowered.
//!
//! Lowered items have the name that is closest to the one in the document. Each scope makes the names of its items
//! unique, and avoids names that the generated crate and the runtime define ([`reserved`]).

mod affixes;
mod constructors;
mod models;
mod operation;
mod reserved;
mod scope;

pub(in crate::lower) use constructors::settle as settle_constructors;
pub(in crate::lower) use operation::OperationScope;

use crate::ir::{Api, Global, Parameter, Server, TypeName};
use crate::lower::schema::Draft;
use crate::origins::Origins;
use scope::Scope;

/// Names everything, and sorts what is sorted by name. Returns the origins of models.
pub(in crate::lower) fn settle(api: &mut Api, drafts: Vec<Draft>) -> Origins {
    let (new_ids, origins) = models::settle(api, drafts);
    api.map_models(|id| new_ids[id.0]);
    servers(&mut api.servers);
    modules(api);
    operation::settle(api);
    origins
}

/// Names the modules of the crate, which are also Cargo features.
fn modules(api: &mut Api) {
    let mut scope = Scope::with(&reserved::MODULES);
    for group in &mut api.groups {
        group.module = scope.ident(&group.module);
        // Cargo allows letters of any script, but no punctuation except `-`, `_` and `+`.
        group.feature = group.module.as_str().trim_matches('_').replace('_', "-");
    }
    api.groups.sort_by(|a, b| a.module.cmp(&b.module));
    // All traits are in one module, together with the modules of their files.
    let mut scope = Scope::default();
    for group in &api.groups {
        scope.ident(&group.module);
    }
    for group in &mut api.groups {
        group.api = scope.type_name(&group.api);
    }
}

/// Names the setters of the global parameters.
pub(in crate::lower) fn settle_globals(globals: &mut [Global]) {
    let mut setters = Scope::with(&reserved::GLOBAL_SETTERS);
    let parameters = globals.iter_mut().map(|global| &mut global.parameter);
    setters.idents(parameters.map(|Parameter { location, wire, ident, .. }| ((*location, wire.as_str()), ident)));
}

/// Names the types of the module `servers`: a struct for each server, and an enum for each variable with a list of
/// values.
fn servers(servers: &mut [Server]) {
    let mut scope = Scope::default();
    for server in servers.iter_mut() {
        server.name = scope.type_name(&server.name);
    }
    for server in servers {
        let mut setters = Scope::with(&reserved::SERVER_SETTERS);
        for variable in &mut server.variables {
            variable.ident = setters.ident(&variable.ident);
            let Some((name, values)) = &mut variable.choice else { continue };
            *name = scope.type_name(&TypeName::new(&format!("{} {}", server.name, variable.wire)));
            let mut variants = Scope::default();
            for (variant, _) in values {
                *variant = variants.type_name(variant);
            }
        }
    }
}
