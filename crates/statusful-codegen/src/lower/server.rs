//! Server Objects: which server an operation is sent to, and which others there are.

use indexmap::IndexMap;

use super::naming::{unique_idents, unique_type_names};
use super::{Lowering, docs};
use crate::document::Operation as Found;
use crate::ir::{Ident, Server, ServerVariable, TypeName};
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// The URL of the first server of the operation, else of its path, else of the document, with the defaults of its
    /// variables.
    pub(super) fn server_of(&self, found: &Found<'d>) -> String {
        let levels = [found.node, found.path_item, self.document.root()];
        let server = levels.iter().find_map(|level| level.get("servers")?.items().next());
        server.map(default_url).unwrap_or_default()
    }

    /// The servers there is a choice of, at the document, its paths and its operations: several in one place, or one with
    /// variables.
    pub(super) fn servers(&self) -> Vec<Server> {
        let operations = self.document.operations().flat_map(|found| [found.path_item, found.node]);
        let levels = std::iter::once(self.document.root()).chain(operations);
        let mut servers: IndexMap<&'d str, Server> = IndexMap::new();
        for level in levels.filter_map(|level| level.get("servers")) {
            let urls = level.items().filter_map(|node| Some((node.get("url")?.as_str()?, node)));
            let known: Vec<_> = urls.map(|(url, node)| (url, server(url, node))).collect();
            if known.len() > 1 || known.iter().any(|(_, server)| !server.variables.is_empty()) {
                for (url, server) in known {
                    servers.entry(url).or_insert(server);
                }
            }
        }
        let mut servers: Vec<_> = servers.into_values().collect();
        unique_type_names(&mut servers, |server| &mut server.name, &[]);
        let taken: Vec<_> = servers.iter().map(|server| server.name.as_str().to_owned()).collect();
        let taken: Vec<_> = taken.iter().map(String::as_str).collect();
        let mut choices: Vec<_> = servers
            .iter_mut()
            .flat_map(|Server { name, variables, .. }| {
                variables.iter_mut().filter_map(move |variable| {
                    let (choice, _) = variable.choice.as_mut()?;
                    *choice = TypeName::new(&format!("{name} {}", variable.wire));
                    Some(choice)
                })
            })
            .collect();
        unique_type_names(&mut choices, |choice| choice, &taken);
        servers
    }
}

fn server(url: &str, node: &Node) -> Server {
    let variables = node.get("variables").into_iter().flat_map(Node::members);
    let used = variables.filter(|(name, _)| url.contains(&format!("{{{name}}}")));
    let mut variables: Vec<_> = used.map(|(name, entry)| variable(name, &entry.node)).collect();
    unique_idents(&mut variables, |variable| &mut variable.ident, &["new", "default", "from", "into", "self"]);
    let description = node.get("description").and_then(Node::as_str).unwrap_or_default();
    Server { name: name(url, description), url: url.to_owned(), variables, docs: docs::of(node) }
}

/// A short description names a server; else its host does.
fn name(url: &str, description: &str) -> TypeName {
    let is_name = !description.trim().is_empty() && description.len() <= 32 && !description.contains('\n');
    let host = url.split("://").last().unwrap_or(url).split('/').next().unwrap_or(url);
    TypeName::new(if is_name { description } else { host })
}

fn variable(wire: &str, node: &Node) -> ServerVariable {
    let values: Vec<_> = node.get("enum").into_iter().flat_map(Node::items).filter_map(text).collect();
    let default = node.get("default").and_then(text).unwrap_or_default();
    let mut values: Vec<_> = values.into_iter().map(|value| (TypeName::variant(&value), value)).collect();
    unique_type_names(&mut values, |(name, _)| name, &[]);
    // A default that is not listed cannot be a value of the enum; then any text is taken.
    let is_choice = values.iter().any(|(_, value)| *value == default);
    ServerVariable {
        wire: wire.to_owned(),
        ident: Ident::new(wire),
        default,
        choice: is_choice.then(|| (TypeName::new(wire), values)),
        docs: docs::of(node),
    }
}

/// Text, also of a number or a boolean that should have been in quotes.
fn text(node: &Node) -> Option<String> {
    use crate::source::Value;
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn default_url(server: &Node) -> String {
    let mut url = server.get("url").and_then(Node::as_str).unwrap_or_default().to_owned();
    for (name, variable) in server.get("variables").into_iter().flat_map(Node::members) {
        let default = variable.node.get("default").and_then(text).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), &default);
    }
    url
}
