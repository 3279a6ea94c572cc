//! What the document shows by way of example.

use crate::document::Document;
use crate::ir::Example;
use crate::source::Node;

/// The example of a parameter, a media type or a schema: its own, else that of its schema.
pub(super) fn of(document: &Document<'_>, node: &Node) -> Example {
    let schema = || document.resolve(node.get("schema")?).and_then(|schema| shown(document, schema));
    Example(shown(document, node).or_else(schema).map(Node::to_json))
}

/// The first example that any of the schemas has, the last schema first.
pub(super) fn of_any<'d>(document: &Document<'d>, schemas: &[&'d Node]) -> Example {
    let resolved = |schema: &'d Node| document.resolve(schema).and_then(|schema| shown(document, schema));
    let first = schemas.iter().rev().find_map(|schema| shown(document, schema).or_else(|| resolved(schema)));
    Example(first.map(Node::to_json))
}

/// `example`, else the first of `examples`, which are values in schemas and named objects elsewhere.
fn shown<'d>(document: &Document<'d>, node: &'d Node) -> Option<&'d Node> {
    let examples = node.get("examples");
    let named = || document.resolve(&examples?.members().next()?.1.node)?.get("value");
    node.get("example").or_else(|| examples?.items().next()).or_else(named)
}
