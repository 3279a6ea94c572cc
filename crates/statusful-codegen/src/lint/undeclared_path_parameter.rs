//! Every parameter of a path template is declared, for each of the path's operations.

use std::collections::{HashMap, HashSet};

use super::suggestion::closest;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Operation, template_names};
use crate::source::Node;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        // What a reference that leads nowhere would have declared is not known.
        if operation.written_parameters().any(|parameter| document.resolve(parameter).is_none()) {
            continue;
        }
        let declared = Declared::of(document, &operation);
        let undeclared = template_names(operation.path).filter(|name| !declared.has_in_path(name));
        for (index, name) in undeclared.enumerate() {
            let help = if index < super::SUGGESTIONS { declared.help(name) } else { String::new() };
            diagnostics.push(fault(document, &operation, name).help(help));
        }
    }
}

fn fault(document: &Document<'_>, operation: &Operation<'_>, name: &str) -> Diagnostic {
    let title = super::title(operation);
    let message = format!("{title} does not declare its path parameter {}", quote(name));
    let place = super::within(document, operation.path_span, &format!("{{{name}}}"));
    Diagnostic::new(Code::UndeclaredPathParameter, message)
        .at(place, "the parameter stands here")
        .at(operation.method_span, "and is not declared for this operation")
}

/// An operation's parameters.
struct Declared<'s> {
    /// By their names, where they stand.
    places: HashMap<&'s str, Vec<&'s str>>,
    /// Those that should be in the path, and are not.
    spare: Vec<&'s str>,
}

impl<'s> Declared<'s> {
    fn of(document: &Document<'s>, operation: &Operation<'s>) -> Self {
        let used: HashSet<&str> = template_names(operation.path).collect();
        let mut declared = Self { places: HashMap::new(), spare: Vec::new() };
        for parameter in operation.parameters(document) {
            let field = |name| parameter.get(name).and_then(Node::as_str);
            if let (Some(name), Some(place)) = (field("name"), field("in")) {
                declared.places.entry(name).or_default().push(place);
                if place == "path" && !used.contains(name) {
                    declared.spare.push(name);
                }
            }
        }
        declared
    }

    fn has_in_path(&self, name: &str) -> bool {
        self.places.get(name).is_some_and(|places| places.contains(&"path"))
    }

    fn help(&self, name: &str) -> String {
        if let Some(place) = self.places.get(name).and_then(|places| places.first()) {
            return format!("it is declared with {}; write `in: path`", quote(&format!("in: {place}")));
        }
        match closest(name, self.spare.iter().copied()) {
            Some(meant) => format!("the parameter {} is declared; make the names agree", quote(meant)),
            None => format!("declare it with {}, `in: path` and `required: true`", quote(&format!("name: {name}"))),
        }
    }
}
