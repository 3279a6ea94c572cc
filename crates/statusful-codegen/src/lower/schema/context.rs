//! What classifying a schema needs beside the schema.

use super::facts::KnownFacts;
use super::form::Form;
use super::heritage::Heritage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Schema;
use crate::source::Span;

/// Which schemas extend which, what is known of values, and where warnings go.
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

    /// Warns that a schema is left open, and why.
    pub(super) fn untyped(&mut self, schema: Schema<'d>, why: &str) -> Form<'d> {
        self.warn(untyped(schema.span(), why));
        Form::Any
    }
}

/// Returns the warning that something is left open, and why.
pub(super) fn untyped(place: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Untyped, format!("{why}; it is left open as any JSON"))
        .at(place, "has no typed form")
        .help("the rest of the document generates; describe this part more closely to have it typed")
}
