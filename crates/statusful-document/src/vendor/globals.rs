//! Parameters that a vendor's document lists once for all operations.

use std::collections::HashMap;

use super::edit::Edit;
use super::rule::Subject;
use crate::openapi::{Parameter, ParameterLocation, Place};
use crate::source::{Entry, Node, Span, Value};

/// Whether a parameter can be set for all calls of a client.
pub(super) const X_GLOBAL: &str = "x-global";

/// Location and name, by which parameters are the same. Names of headers are in lower case.
type Identity = (ParameterLocation, String);

pub(super) fn identity(location: ParameterLocation, name: &str) -> Identity {
    let is_header = location == ParameterLocation::Header;
    (location, if is_header { name.to_ascii_lowercase() } else { name.to_owned() })
}

/// Returns the edits that make every parameter with a listed location and name a global one, given where each is listed.
pub(super) fn global(subject: &Subject<'_>, listed: &HashMap<Identity, &Node>) -> Vec<Edit> {
    let edit = |place: Place<'_>| {
        let parameter = place.view::<Parameter<'_>>()?;
        let at = listed.get(&identity(parameter.location()?, parameter.name()?.value))?;
        Some(edit(place.node.span, subject.entry.key, at))
    };
    subject.document.places().filter_map(edit).collect()
}

fn edit(object: Span, key: Span, at: &Node) -> Edit {
    Edit { object, key: X_GLOBAL, entry: Entry { key, node: Node { span: at.span, value: Value::Bool(true) } } }
}
