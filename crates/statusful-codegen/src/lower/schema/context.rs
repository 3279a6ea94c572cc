//! The context for classifying a schema.

use super::facts::KnownFacts;
use super::form::Form;
use super::heritage::Heritage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Schema;
use crate::source::Span;

/// Which schemas extend which, the known facts about values, and the diagnostics.
pub(super) struct Context<'c, 'd> {
    pub(super) heritage: &'c Heritage<'d>,
    pub(super) facts: &'c KnownFacts<'d>,
    pub(super) diagnostics: &'c mut Diagnostics,
}

impl<'d> Context<'_, 'd> {
    /// Adds a warning.
    pub(super) fn warn(&mut self, warning: Diagnostic) {
        self.diagnostics.push(warning);
    }

    /// Warns that a schema is not typed, and why.
    pub(super) fn untyped(&mut self, schema: Schema<'d>, why: &str) -> Form<'d> {
        self.warn(untyped(schema.span(), why));
        Form::Any
    }
}

/// Returns the warning that something is not typed, and why.
pub(super) fn untyped(place: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Untyped, format!("{why}; any JSON is accepted"))
        .at(place, "this is not typed")
        .help("the rest of the client is typed; describe this part more precisely to type it as well")
}
