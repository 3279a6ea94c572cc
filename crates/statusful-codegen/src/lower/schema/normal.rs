//! The normal form of a schema: everything that holds for a value, with references, `allOf` and conditions resolved.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::context::Context;
use super::form::Lent;
use super::narrow::described_alternatives;
use crate::openapi::Schema;
use crate::source::Span;

/// How many schemas may hold for a value. Each model has the properties of all, so that a longer chain of `allOf` would make a
/// client whose size is the square of the document's.
pub(super) const MAX_PARTS: usize = 200;

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

/// Returns schemas that hold under a condition, and all that they consist of.
pub(super) fn conditional(mut stack: Vec<Schema<'_>>) -> Vec<Schema<'_>> {
    let mut seen = IndexSet::new();
    let mut found = Vec::new();
    stack.reverse();
    while let Some(schema) = stack.pop() {
        for part in flattened(schema, &[]).unwrap_or_default() {
            if seen.insert(part.span()) {
                found.push(part);
                stack.extend(part.conditional());
                stack.extend(part.alternatives().unwrap_or_default());
            }
        }
    }
    found
}

/// Returns every part, parts of parts included, each once, and the schema itself last; nothing if one leads nowhere, or if there
/// are too many.
pub(super) fn flattened<'d>(schema: Schema<'d>, others: &[Schema<'d>]) -> Option<Vec<Schema<'d>>> {
    let mut seen = IndexSet::new();
    let mut all = Vec::new();
    // A part comes after its own parts, which the second visit sees to.
    let mut stack = vec![(schema, false)];
    stack.extend(others.iter().rev().map(|other| (*other, false)));
    while let Some((part, is_open)) = stack.pop() {
        if is_open {
            all.push(part);
            continue;
        }
        let part = part.resolve()?;
        if !seen.insert(part.span()) {
            continue;
        }
        if seen.len() > MAX_PARTS {
            return None;
        }
        stack.push((part, true));
        stack.extend(part.all_of().into_iter().rev().map(|inner| (inner, false)));
    }
    all.retain(|part| part.describes_itself());
    Some(all)
}
