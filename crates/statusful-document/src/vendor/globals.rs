//! Parameters that a vendor's document lists once for all operations.

use super::edit::Edit;
use super::rule::Subject;
use crate::openapi::{Parameter, ParameterLocation};
use crate::source::{Entry, Node, Span, Value};

/// Whether a parameter can be set for all calls of a client.
pub(super) const X_GLOBAL: &str = "x-global";

/// Returns the edits that make every parameter with that location and name a global one.
pub(super) fn global(subject: &Subject<'_>, at: &Node, location: ParameterLocation, name: &str) -> Vec<Edit> {
    let is_same = |known: &str| match location {
        ParameterLocation::Header => known.eq_ignore_ascii_case(name),
        _ => known == name,
    };
    let places = subject.document.places();
    let parameters = places.filter(|place| {
        let parameter = place.view::<Parameter<'_>>();
        parameter
            .is_some_and(|it| it.location() == Some(location) && it.name().is_some_and(|known| is_same(known.value)))
    });
    let key = subject.entry.key;
    parameters.map(|place| edit(place.node.span, key, at)).collect()
}

fn edit(object: Span, key: Span, at: &Node) -> Edit {
    Edit { object, key: X_GLOBAL, entry: Entry { key, node: Node { span: at.span, value: Value::Bool(true) } } }
}
