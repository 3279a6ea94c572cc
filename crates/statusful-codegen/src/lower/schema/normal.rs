//! The normal form of a schema: everything that holds for a value, with references, `allOf` and conditions resolved.

use std::collections::HashSet;

use super::context::Context;
use super::flatten::{conditional, flattened};
use super::form::Lent;
use super::narrow::described_alternatives;
use crate::openapi::Schema;
use crate::source::Span;

/// Everything that holds for a value.
#[derive(Debug)]
pub(super) struct Normal<'d> {
    /// The schemas that all hold, each once, those of `allOf` before the schema that has it.
    pub(super) parts: Vec<Schema<'d>>,
    /// Schemas that hold for some values, such as those of `then`.
    pub(super) conditional: Vec<Schema<'d>>,
    /// The parts that are a choice, with their alternatives.
    pub(super) choices: Vec<(Schema<'d>, Vec<Schema<'d>>)>,
}

impl<'d> Normal<'d> {
    /// Returns the normal form of a schema together with others, which lend their properties; what these choose between was
    /// chosen before. Returns `None` if a part leads nowhere, or if there are too many.
    pub(super) fn of(schema: Schema<'d>, lent: &Lent<'d>, context: &Context<'_, 'd>) -> Option<Self> {
        let parts = flattened(schema, &lent.objects)?;
        // What is lent, and its parts, were chosen between before, even if the schema has them as well.
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
