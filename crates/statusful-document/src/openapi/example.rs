//! Examples: `example`, and `examples` as an array or as a map of Example Objects (OpenAPI 3.0.3, section 4.7.19).

use super::view::{Fields, view};
use crate::source::Node;

view! {
    /// An example with a name.
    Example
}

/// A value that the document shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'d> {
    /// The name, if the example has one.
    pub name: Option<&'d str>,
    /// The value.
    pub value: &'d Node,
}

/// Returns every example of a schema, parameter, header or media type, `example` first.
pub(super) fn examples<'d>(fields: Fields<'d>) -> impl Iterator<Item = Shown<'d>> + use<'d> {
    let one = fields.node("example").map(|value| Shown { name: None, value });
    let listed = fields.items("examples").map(|value| Shown { name: None, value });
    let named = fields
        .map::<Example<'d>>("examples")
        .filter_map(|(name, example)| Some(Shown { name: Some(name.value), value: example.fields().node("value")? }));
    one.into_iter().chain(listed).chain(named)
}
