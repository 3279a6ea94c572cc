//! The servers to choose from.

use indexmap::IndexMap;

use crate::ir::{Ident, Server, ServerVariable, TypeName};
use crate::lower::docs;
use crate::openapi::{self, Document};

/// Returns the servers that callers can choose from: several in one place of the document, a path or an operation, or
/// one with variables.
pub(in crate::lower) fn servers<'d>(document: &'d Document<'d>) -> Vec<Server> {
    let of_operations = document
        .operations()
        .flat_map(|operation| [operation.path_item.servers().collect::<Vec<_>>(), operation.own_servers().collect()]);
    let levels = std::iter::once(document.servers().collect()).chain(of_operations);
    let mut servers: IndexMap<&'d str, Server> = IndexMap::new();
    for level in levels {
        let urls = level.into_iter().filter_map(|server| Some((server.url()?, server)));
        let known: Vec<_> = urls.map(|(url, node)| (url, server(url, node))).collect();
        if known.len() > 1 || known.iter().any(|(_, server)| !server.variables.is_empty()) {
            for (url, server) in known {
                servers.entry(url).or_insert(server);
            }
        }
    }
    servers.into_values().collect()
}

fn server(url: &str, server: openapi::Server<'_>) -> Server {
    let used = server.variables().filter(|(name, _)| url.contains(&format!("{{{name}}}")));
    let variables = used.map(|(name, server)| variable(name, server)).collect();
    let description = server.description().unwrap_or_default();
    Server { name: name(url, description), url: url.to_owned(), variables, docs: docs::of(server.description()) }
}

/// Returns the name of a server, from its description if that is short, or from its host.
fn name(url: &str, description: &str) -> TypeName {
    let is_name = !description.trim().is_empty() && description.len() <= 32 && !description.contains('\n');
    let host = url.split("://").last().unwrap_or(url).split('/').next().unwrap_or(url);
    TypeName::new(if is_name { description } else { host })
}

fn variable(wire: &str, variable: openapi::ServerVariable<'_>) -> ServerVariable {
    let default = variable.default_value().unwrap_or_default();
    let values: Vec<_> = variable.values().map(|value| (TypeName::variant(&value), value)).collect();
    // A default that is not listed cannot be a value of the enum. In that case, any string is allowed.
    let is_choice = values.iter().any(|(_, value)| *value == default);
    ServerVariable {
        wire: wire.to_owned(),
        ident: Ident::new(wire),
        default,
        choice: is_choice.then(|| (TypeName::new(wire), values)),
        docs: docs::of(variable.description()),
    }
}
