//! Flattens a schema into all of its parts.

use indexmap::IndexSet;

use crate::openapi::Schema;

/// The maximum number of schemas that apply to a value. Each model has the properties of all, so a longer chain of
/// `allOf` would make the size of the client quadratic in that of the document.
pub(super) const MAX_PARTS: usize = 200;

/// Returns conditional schemas and all of their parts.
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

/// Returns each part once, including nested parts, with the schema itself last. Returns `None` if a reference is
/// dangling, or if there are too many parts.
pub(super) fn flattened<'d>(schema: Schema<'d>, others: &[Schema<'d>]) -> Option<Vec<Schema<'d>>> {
    let mut seen = IndexSet::new();
    let mut all = Vec::new();
    // A part comes after its own parts, so it is added on the second visit.
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
