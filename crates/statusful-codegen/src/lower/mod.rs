//! The document to [`ir::Api`]: every name, order and type is settled here.
//!
//! Nothing in this module refuses a document. What has no typed form yet is left open as any JSON, with a warning that
//! has its place; what makes a document meaningless was the linter's affair.

mod body;
mod choice;
mod cycles;
mod discriminator;
mod docs;
mod enumeration;
mod example;
mod extension;
mod group;
mod header;
mod integer;
mod member;
mod merge;
mod multipart;
mod naming;
mod narrow;
mod object;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;
mod share;
mod style;
mod types;
mod usage;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::ir;
use crate::source::Node;

/// Lowers a document that the linter let pass.
pub fn lower(document: &Document<'_>, diagnostics: &mut Diagnostics) -> ir::Api {
    let heirs = discriminator::heirs(document);
    let mut lowering = Lowering { document, diagnostics, types: types::Drafts::default(), heirs };
    lowering.components();
    let groups = group::groups(&mut lowering);
    lowering.pending();
    let servers = lowering.servers();
    let mut api = naming::settle(document, servers, groups, lowering.types);
    usage::mark(&mut api);
    share::identical(&mut api);
    cycles::cut(&mut api);
    api
}

/// What lowering has at hand and what it has found so far.
struct Lowering<'d> {
    document: &'d Document<'d>,
    diagnostics: &'d mut Diagnostics,
    types: types::Drafts<'d>,
    /// The schemas that extend a base schema with a discriminator.
    heirs: discriminator::Heirs<'d>,
}

impl Lowering<'_> {
    /// Lowers every named schema, used or not, so that the document's own names come first.
    fn components(&mut self) {
        let schemas = self.document.root().get("components").and_then(|components| components.get("schemas"));
        for (name, entry) in schemas.into_iter().flat_map(Node::members) {
            self.schema(&entry.node, &types::Hint::component(name));
        }
    }

    /// Lowers the insides of every model that was named but not looked into.
    fn pending(&mut self) {
        while let Some((id, task)) = self.types.next_task() {
            let kind = match &task.shape {
                types::Shape::Object(parts) => self.object(parts, &task.hint),
                types::Shape::Union(members) => self.union(members, &task.hint),
            };
            self.types.finish(id, kind);
        }
    }

    /// Says that something was left open, and why.
    fn untyped(&mut self, node: &Node, why: &str) -> ir::TypeRef {
        self.diagnostics.push(
            Diagnostic::new(Code::Untyped, format!("{why}; it is left open as any JSON"))
                .at(node.span, "has no typed form")
                .help("the rest of the document generates; describe this part more closely to have it typed"),
        );
        ir::TypeRef::Any
    }
}
