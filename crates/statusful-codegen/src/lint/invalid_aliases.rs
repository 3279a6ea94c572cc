//! `x-aliases` lists further names that a property is read by.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind, Place, Shape};
use crate::source::{Entry, Node, Span};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places().filter(is_schema) {
        if let Some(aliases) = place.node.entry("x-aliases").filter(|_| place.field != "properties") {
            diagnostics.push(
                fault("`x-aliases` stands on a schema that is not a property")
                    .at(aliases.key, "only a property has a name")
                    .help("move it to the property that has further names"),
            );
        }
        if let Some(properties) = place.node.get("properties") {
            check_properties(properties, diagnostics);
        }
    }
}

fn is_schema(place: &Place<'_>) -> bool {
    place.shape.of(place.node) == Some(Shape::Object(Kind::Schema))
}

fn check_properties(properties: &Node, diagnostics: &mut Diagnostics) {
    let mut taken: HashMap<&str, Span> = properties.members().map(|(name, entry)| (name, entry.key)).collect();
    for aliases in properties.members().filter_map(|(_, property)| property.node.entry("x-aliases")) {
        if aliases.node.as_array().is_none() {
            diagnostics.push(no_list(aliases));
        }
        for alias in aliases.node.items() {
            let Some(name) = alias.as_str() else {
                diagnostics.push(no_name(alias));
                continue;
            };
            match taken.get(name) {
                Some(first) => diagnostics.push(not_unique(name, alias.span, *first)),
                None => drop(taken.insert(name, alias.span)),
            }
        }
    }
}

fn fault(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::InvalidAliases, message)
}

fn no_list(aliases: &Entry) -> Diagnostic {
    fault(format!("`x-aliases` must be an array, not {}", aliases.node.kind()))
        .at(aliases.node.span, "an array of names belongs here")
        .help("write it as a list: `x-aliases: [other_name]`")
}

fn no_name(alias: &Node) -> Diagnostic {
    fault(format!("a name in `x-aliases` must be a string, not {}", alias.kind()))
        .at(alias.span, "a name belongs here")
        .help("quote it")
}

fn not_unique(name: &str, place: Span, first: Span) -> Diagnostic {
    fault(format!("the alias {} is taken", quote(name)))
        .at(place, "again here")
        .at(first, "first here")
        .help("remove it; a name can mean one property only")
}
