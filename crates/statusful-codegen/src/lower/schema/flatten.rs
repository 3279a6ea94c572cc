//! All schemas that a schema consists of.

use indexmap::IndexSet;

use crate::openapi::Schema;

/// How many schemas may hold for a value. Each model has the properties of all, so that a longer chain of `allOf` would make a
/// client whose size is the square of the document's.
pub(super) const MAX_PARTS: usize = 200;

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
