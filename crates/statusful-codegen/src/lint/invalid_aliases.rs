//! `x-aliases` lists further names that a property is read by.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Kind, Place, Shape};
use crate::source::{Entry, Node};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places().filter(|place| place.shape.of(place.node) == Some(Shape::Object(Kind::Schema))) {
        if let Some(fault) = place.node.entry("x-aliases").and_then(|aliases| fault(&place, aliases)) {
            diagnostics.push(fault);
        }
    }
}

fn fault(place: &Place<'_>, aliases: &Entry) -> Option<Diagnostic> {
    let fault = |message| Some(Diagnostic::new(Code::InvalidAliases, message));
    if place.field != "properties" {
        return fault("`x-aliases` stands on a schema that is not a property".to_owned())?
            .at(aliases.key, "only a property has a name")
            .help("move it to the property that has further names")
            .into();
    }
    let Some(names) = aliases.node.as_array() else {
        return fault(format!("`x-aliases` must be an array, not {}", aliases.node.kind()))?
            .at(aliases.node.span, "an array of names belongs here")
            .help("write it as a list: `x-aliases: [other_name]`")
            .into();
    };
    let name = names.iter().find(|name| Node::as_str(name).is_none())?;
    fault(format!("a name in `x-aliases` must be a string, not {}", name.kind()))?
        .at(name.span, "a name belongs here")
        .help("quote it")
        .into()
}
