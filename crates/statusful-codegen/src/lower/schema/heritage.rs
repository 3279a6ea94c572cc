//! Schemas that extend others with `allOf`: bases, heirs, and parents that list their children.

use std::collections::{HashMap, HashSet};

use super::flatten::MAX_PARTS;
use crate::openapi::{Components, Document, Schema};
use crate::source::Span;

/// A schema that extends another, with its name.
pub(super) type Heir<'d> = (&'d str, Schema<'d>);

/// Which components of a document extend which.
#[derive(Default)]
pub(super) struct Heritage<'d> {
    names: HashMap<Span, &'d str>,
    heirs: HashMap<Span, Vec<Heir<'d>>>,
    parents: HashSet<Span>,
}

impl<'d> Heritage<'d> {
    /// Finds the bases and the parents in a document.
    pub(super) fn of(document: &'d Document<'d>) -> Self {
        let components: Vec<_> = document.components().into_iter().flat_map(Components::schemas).collect();
        let has_bases = components.iter().any(|(_, schema)| is_base(*schema));
        let mut heritage = Self::default();
        for (name, schema) in &components {
            heritage.names.insert(schema.span(), name);
            // Most documents have no base. Without this check, long chains of `allOf` would be visited from each of
            // their schemas.
            let bases = if has_bases { nearest_bases(*schema) } else { HashSet::new() };
            for base in bases {
                heritage.heirs.entry(base).or_default().push((name, *schema));
            }
            let is_child = |child: &Schema<'d>| ancestors(*child).contains(&schema.span());
            if schema.alternatives().unwrap_or_default().iter().any(is_child) {
                heritage.parents.insert(schema.span());
            }
        }
        heritage
    }

    /// Returns the schemas that extend a base. A schema with a discriminator and without alternatives represents its
    /// heirs wherever it is not being extended itself. Heirs of an heir that is also a base belong to that heir.
    pub(super) fn heirs(&self, schema: Schema<'_>) -> &[Heir<'d>] {
        self.heirs.get(&schema.span()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the name of a component.
    pub(super) fn name(&self, schema: Schema<'_>) -> Option<&'d str> {
        self.names.get(&schema.span()).copied()
    }

    /// Returns `true` if a schema lists schemas that extend it. They extend its description, not the choice.
    pub(super) fn is_parent(&self, schema: Schema<'_>) -> bool {
        self.parents.contains(&schema.span())
    }
}

/// Returns every schema that a schema extends, directly or indirectly.
pub(super) fn ancestors(schema: Schema<'_>) -> HashSet<Span> {
    let mut found = HashSet::new();
    walk(schema, |ancestor| found.insert(ancestor.span()));
    found
}

/// Returns the bases that a schema extends without another base in between.
fn nearest_bases(schema: Schema<'_>) -> HashSet<Span> {
    let mut bases = HashSet::new();
    walk(schema, |ancestor| {
        let is_base = is_base(ancestor);
        if is_base {
            bases.insert(ancestor.span());
        }
        !is_base
    });
    bases
}

/// Returns the first schema with a discriminator that a schema extends.
pub(super) fn base(schema: Schema<'_>) -> Option<Schema<'_>> {
    let mut base = None;
    let mut seen = HashSet::new();
    walk(schema, |ancestor| {
        base = base.or(Some(ancestor).filter(|ancestor| is_base(*ancestor)));
        base.is_none() && seen.insert(ancestor.span())
    });
    base
}

/// Calls a function with each schema that a schema extends. Continues with the schemas that this one extends if the
/// function returns `true`. Visits no schema twice.
fn walk<'d>(schema: Schema<'d>, mut visit: impl FnMut(Schema<'d>) -> bool) {
    let Some(schema) = schema.resolve() else { return };
    let mut seen = HashSet::from([schema.span()]);
    let mut stack = schema.all_of();
    // Schemas with more parts are not typed.
    while let Some(part) = stack.pop().filter(|_| seen.len() <= MAX_PARTS) {
        let Some(part) = part.resolve().filter(|part| seen.insert(part.span())) else { continue };
        if visit(part) {
            stack.extend(part.all_of());
        }
    }
}

fn is_base(schema: Schema<'_>) -> bool {
    schema.discriminator().is_some() && schema.alternatives().is_none()
}
