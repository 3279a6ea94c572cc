//! Every parameter of a path template must be declared for each of the path's operations.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Operation, Parameter, ParameterLocation, template_names};
use crate::suggestion::closest;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        // Skips operations with a dangling reference, which might declare the parameter.
        let Some(declared) = Declared::of(operation) else { continue };
        let undeclared = template_names(operation.path.value).filter(|name| !declared.has_in_path(name));
        for (index, name) in undeclared.enumerate() {
            let help = if index < super::SUGGESTIONS { declared.help(name) } else { String::new() };
            diagnostics.push(super::lacking(document, diagnostic(document, operation, name)).help(help));
        }
    }
}

fn diagnostic(document: &Document<'_>, operation: Operation<'_>, name: &str) -> Diagnostic {
    let title = super::title(operation);
    let message = format!("{title} does not declare its path parameter {}", quote(name));
    let place = super::within(document, operation.path.span, &format!("{{{name}}}"));
    Diagnostic::new(Code::UndeclaredPathParameter, message)
        .at(place, "the parameter is used here")
        .at(operation.method.span, "but not declared for this operation")
}

/// The parameters of an operation.
struct Declared<'d> {
    /// The locations of all parameters, by name.
    locations: HashMap<&'d str, Vec<&'d str>>,
    /// Path parameters that are not in the path template.
    spare: Vec<&'d str>,
}

impl<'d> Declared<'d> {
    /// Returns the parameters, or `None` if there is a dangling reference.
    fn of(operation: Operation<'d>) -> Option<Self> {
        let parameters: Option<Vec<Parameter<'d>>> =
            operation.listed_parameters().map(|listed| listed.parameter).collect();
        let used: HashSet<&str> = template_names(operation.path.value).collect();
        let mut declared = Self { locations: HashMap::new(), spare: Vec::new() };
        for parameter in parameters? {
            let (Some(name), Some(location)) = (parameter.name(), parameter.written_location()) else { continue };
            declared.locations.entry(name.value).or_default().push(location.value);
            if super::path_parameter(parameter).is_some() && !used.contains(name.value) {
                declared.spare.push(name.value);
            }
        }
        Some(declared)
    }

    fn has_in_path(&self, name: &str) -> bool {
        let path = ParameterLocation::Path.as_str();
        self.locations.get(name).is_some_and(|locations| locations.contains(&path))
    }

    fn help(&self, name: &str) -> String {
        if let Some(location) = self.locations.get(name).and_then(|locations| locations.first()) {
            return format!("it is declared with {}; write `in: path`", quote(&format!("in: {location}")));
        }
        match closest(name, self.spare.iter().copied()) {
            Some(meant) => format!("the parameter {} is declared; use one name for both", quote(meant)),
            None => format!("declare it with {}, `in: path` and `required: true`", quote(&format!("name: {name}"))),
        }
    }
}
