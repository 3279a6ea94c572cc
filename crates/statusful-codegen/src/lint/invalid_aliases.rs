//! `x-aliases` must be a list of other names of a property.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::extension::X_ALIASES;
use crate::openapi::{Document, Schema};
use crate::source::{Entry, Node, Span};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places() {
        let Some(schema) = place.view_or_reference::<Schema<'_>>() else { continue };
        if let Some(aliases) = schema.extension_entry(X_ALIASES).filter(|_| !place.is_property()) {
            diagnostics.push(
                diagnostic("`x-aliases` on a schema that is not a property")
                    .at(aliases.key, "only properties have names")
                    .help("move it to the property that has the aliases"),
            );
        }
        check_properties(schema, diagnostics);
    }
}

fn check_properties(schema: Schema<'_>, diagnostics: &mut Diagnostics) {
    let mut taken: HashMap<&str, Span> = schema.properties().map(|(name, _)| (name.value, name.span)).collect();
    for aliases in schema.properties().filter_map(|(_, property)| property.extension_entry(X_ALIASES)) {
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

fn diagnostic(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::InvalidAliases, message)
}

fn no_list(aliases: &Entry) -> Diagnostic {
    diagnostic(format!("`x-aliases` must be an array, not {}", aliases.node.kind()))
        .at(aliases.node.span, "expected an array of names")
        .help("write it as a list: `x-aliases: [other_name]`")
}

fn no_name(alias: &Node) -> Diagnostic {
    diagnostic(format!("an alias in `x-aliases` must be a string, not {}", alias.kind()))
        .at(alias.span, "expected a string")
        .help("quote it")
}

fn not_unique(name: &str, place: Span, first: Span) -> Diagnostic {
    diagnostic(format!("the alias {} is already used", quote(name)))
        .at(place, "used again here")
        .at(first, "first used here")
        .help("remove it; a name can refer to only one property")
}
