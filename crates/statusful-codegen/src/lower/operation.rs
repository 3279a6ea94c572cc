//! An Operation Object to an operation.

use std::collections::{HashMap, HashSet};

use super::schema::is_deprecated;
use super::types::Hint;
use super::{Lowering, docs, extension};
use crate::document::{Document, Operation as Found};
use crate::ir::{Docs, Ident, Method, Operation, TypeName, unique};
use crate::source::Node;

/// The names operations have taken so far. Functions are methods of one client, and each operation brings some types.
/// Both are in one set, for a name in a script without letter case is the same as either.
pub(super) struct OperationNames<'d> {
    taken: HashSet<String>,
    /// Who keeps a name that several operations have: the first by path and method, wherever it stands.
    keepers: HashMap<Ident, Place<'d>>,
}

/// Path and method, by which no two operations are the same.
type Place<'d> = (&'d str, &'d str);

impl<'d> OperationNames<'d> {
    pub(super) fn of(document: &Document<'d>) -> Self {
        // Methods that every client has, and what every module of operations imports.
        let taken = ["new", "builder", "runtime", "clone", "from", "into", "Call", "Client"].map(str::to_owned).into();
        let mut keepers = HashMap::new();
        for found in document.operations() {
            let place = (found.path, found.method);
            let keeper = keepers.entry(Ident::new(&operation_id(&found))).or_insert(place);
            *keeper = place.min(*keeper);
        }
        Self { taken, keepers }
    }

    /// The words that name an operation: its id, and where another keeps that, method and path too. They are the same in
    /// whatever order the document has its operations.
    fn words(&self, found: &Found<'d>, id: &str) -> String {
        let keeps = self.keepers.get(&Ident::new(id)).is_none_or(|keeper| *keeper == (found.path, found.method));
        if keeps { id.to_owned() } else { format!("{id} {} {}", found.method, found.path) }
    }

    fn function(&mut self, id: &str) -> Ident {
        let name = unique(&Ident::new(id), Ident::with_suffix, |name| self.taken.contains(name.as_str()));
        self.taken.insert(name.as_str().to_owned());
        name
    }

    fn headers(&mut self, name: &TypeName) -> TypeName {
        let name = unique(name, TypeName::with_suffix, |name| self.taken.contains(name.as_str()));
        self.taken.insert(name.as_str().to_owned());
        name
    }

    fn marker(&mut self, id: &str) -> TypeName {
        let family =
            |name: &TypeName| ["", "Response", "Error", "Body", "Form"].map(|suffix| format!("{name}{suffix}"));
        let is_taken = |name: &TypeName| family(name).iter().any(|name| self.taken.contains(name));
        let name = unique(&TypeName::new(id), TypeName::with_suffix, is_taken);
        self.taken.extend(family(&name));
        name
    }
}

impl<'d> Lowering<'d> {
    pub(super) fn operation(&mut self, found: &Found<'d>, names: &mut OperationNames<'d>) -> Operation {
        let node = found.node;
        let method = Method::from_key(found.method).unwrap_or(Method::Get);
        let id = operation_id(found);
        let words = names.words(found, &id);
        let function = names.function(&words);
        let marker = names.marker(&words);
        let hint = Hint::operation(&words);
        let parameters = self.parameters(found, &hint);
        let body = self.request_body(node, &marker, &hint);
        let mut responses = self.responses(node, method, &marker, &hint);
        for headers in &mut responses.responses.headers {
            headers.name = names.headers(&headers.name);
        }
        Operation {
            function,
            method,
            path: found.path.to_owned(),
            server: self.server_of(found),
            accept: responses.accept,
            security: self.security(node),
            parameters,
            body,
            retries: self.retries(node),
            polling: extension::polling(node),
            responses: responses.responses,
            deprecated: is_deprecated(node),
            docs: operation_docs(node),
            marker,
            id,
        }
    }
}

/// `operationId`, or method and path where there is none: both are stable while the document is.
fn operation_id(found: &Found<'_>) -> String {
    match found.node.get("operationId").and_then(Node::as_str).filter(|id| !id.trim().is_empty()) {
        Some(id) => id.to_owned(),
        None => format!("{} {}", found.method, found.path),
    }
}

/// Summary, then description.
fn operation_docs(node: &Node) -> Docs {
    let part =
        |key| node.get(key).and_then(Node::as_str).map(|text| docs::markdown(text).0).filter(|text| !text.is_empty());
    match (part("summary"), part("description")) {
        (Some(summary), Some(description)) => Docs(format!("{}\n\n{description}", sentence(summary))),
        (Some(one), None) => Docs(sentence(one)),
        (None, Some(one)) => Docs(one),
        (None, None) => Docs::default(),
    }
}

/// A summary as a first line of documentation has it, with a full stop.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?', ':', '>', '`']) || text.contains('\n') { text } else { text + "." }
}
