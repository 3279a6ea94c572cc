//! Positional arguments of functions and constructors. What has a name on both sides may be another argument: the compiler
//! does not notice arguments that moved, or that mean something else at the same position.

use statusful_codegen::ir::{Api, ArgumentKind, Field, Ident, Parameter, ParameterLocation, PartField};

use super::Found;
use crate::{ChangeKind, ChangePlace};

/// A positional argument.
pub(super) struct Argument<'a> {
    ident: &'a Ident,
    location: Option<ParameterLocation>,
    wire: &'a str,
    kind: ArgumentKind<'a>,
}

impl<'a> Argument<'a> {
    pub(super) fn of_parameter(api: &'a Api, parameter: &'a Parameter) -> Self {
        let Parameter { ident, wire, ty, location, .. } = parameter;
        Self { ident, location: Some(*location), wire, kind: api.argument_kind(ty) }
    }

    pub(super) fn of_field(api: &'a Api, field: &'a Field) -> Self {
        let Field { ident, wire, .. } = field;
        Self { ident, location: None, wire, kind: api.argument_kind(&field.given()) }
    }

    pub(super) fn of_part(api: &'a Api, field: &'a PartField) -> Self {
        let PartField { ident, wire, kind, .. } = field;
        Self { ident, location: None, wire, kind: api.part_kind(kind) }
    }

    /// Returns the name in Rust.
    pub(super) fn name(&self) -> &'a str {
        self.ident.as_str()
    }

    /// Returns the argument of the other side that is the same: of the same name on the wire, and otherwise in Rust.
    fn among<'o>(&self, others: &'o [Self]) -> Option<&'o Self> {
        let on_wire = |other: &&Self| (other.location, other.wire) == (self.location, self.wire);
        others.iter().find(on_wire).or_else(|| others.iter().find(|other| other.ident == self.ident))
    }
}

/// How changes of arguments are reported.
pub(super) struct Reporting {
    pub(super) place: ChangePlace,
    pub(super) reordered: ChangeKind,
    pub(super) renamed: ChangeKind,
}

/// Compares the arguments of a function.
pub(super) fn arguments(found: &mut Found, how: &Reporting, old: &[Argument<'_>], new: &[Argument<'_>]) {
    let names =
        |arguments: Vec<&Argument<'_>>| arguments.iter().map(|argument| argument.name()).collect::<Vec<_>>().join(", ");
    // Both orders are of the new names.
    let was = old.iter().filter_map(|argument| argument.among(new)).collect();
    let is = new.iter().filter(|argument| argument.among(old).is_some()).collect();
    found.differ(&how.place, how.reordered, names(was), names(is));
    for (was, is) in old.iter().zip(new) {
        if was.kind == is.kind && was.among(new).is_none() && is.among(old).is_none() {
            found.push(how.place.clone(), how.renamed, was.name(), is.name());
        }
    }
}
