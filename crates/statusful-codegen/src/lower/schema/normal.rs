//! The normal form of a schema: everything that applies to a value, with references, `allOf` and conditions resolved.

use std::collections::HashSet;

use super::context::Context;
use super::flatten::{conditional, flattened};
use super::form::Lent;
use super::narrow::described_alternatives;
use crate::openapi::Schema;
use crate::source::Span;

/// Everything that applies to a value.
#[derive(Debug)]
pub(super) struct Normal<'d> {
    /// The schemas that all apply, each once, with those of an `allOf` before the schema that contains it.
    pub(super) parts: Vec<Schema<'d>>,
    /// Schemas that apply to some values, such as those of `then`.
    pub(super) conditional: Vec<Schema<'d>>,
    /// The parts that are a choice, with their alternatives.
    pub(super) choices: Vec<(Schema<'d>, Vec<Schema<'d>>)>,
}

impl<'d> Normal<'d> {
    /// Returns the normal form of a schema combined with lent objects, whose choices have already been made. Returns
    /// `None` if a reference is dangling, or if there are too many parts.
    pub(super) fn of(schema: Schema<'d>, lent: &Lent<'d>, context: &Context<'_, 'd>) -> Option<Self> {
        let parts = flattened(schema, &lent.objects)?;
        // Choices in lent objects and their parts have already been made, even if the schema contains them as well.
        let mut chosen: HashSet<Span> = lent.objects.iter().map(|other| other.span()).collect();
        chosen.extend(&lent.chosen);
        if let Some((last, others)) = lent.objects.split_last() {
            chosen.extend(flattened(*last, others)?.into_iter().map(Schema::span));
        }
        let is_own = |part: Schema<'d>| {
            let is_parent = part.span() != schema.span() && context.heritage.is_parent(part);
            !chosen.contains(&part.span()) && !is_parent
        };
        let own = parts.iter().copied().filter(|part| is_own(*part));
        let choices = own.filter_map(|part| Some((part, described_alternatives(part)?))).collect();
        let conditional = conditional(parts.iter().flat_map(|part| part.conditional()).collect());
        Some(Self { parts, conditional, choices })
    }
}
