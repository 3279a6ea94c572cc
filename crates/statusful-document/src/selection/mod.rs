//! A selection of operations: the rest of the document is removed, as if nobody had described it.
//!
//! Everything after it sees one smaller document: the linter reports nothing about what is not selected, and only what the
//! selected operations use becomes a model.

mod ignored;
mod operations;
mod prune;
mod redirect;
mod selector;

use std::collections::HashSet;

pub use ignored::{X_IGNORE, remove_ignored};
pub use selector::{Selector, SelectorKind};

use crate::openapi::{Document, Method, Operation};
use crate::source::Source;
use crate::suggestion::closest;

/// Which operations of a document a client has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The operations to include; all of them if this is empty.
    pub include: Vec<Selector>,
    /// The operations to exclude, even if they are included.
    pub exclude: Vec<Selector>,
    /// Whether components that no selected operation uses stay in the document.
    pub unused_components: bool,
}

/// A selector that matches nothing, or a selection without operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectionError<'s> {
    /// The selector, unless it is the selection as a whole that is wrong.
    pub selector: Option<&'s Selector>,
    /// The message.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Selection {
    /// Returns `true` if every operation is selected.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn has(&self, operation: Operation<'_>) -> bool {
        let is_included = self.include.is_empty() || self.include.iter().any(|selector| selector.matches(operation));
        is_included && !self.exclude.iter().any(|selector| selector.matches(operation))
    }
}

/// Removes the operations that are not selected, and the components that only they use.
///
/// # Errors
///
/// Returns the selectors that match nothing. The document is unchanged.
pub fn select<'s>(source: &mut Source, selection: &'s Selection) -> Result<(), Vec<SelectionError<'s>>> {
    if selection.is_everything() {
        return Ok(());
    }
    let selected = selected(&Document::new(source), selection)?;
    operations::retain(source, &|path, method| selected.contains(&(path.to_owned(), method)));
    if !selection.unused_components {
        prune::prune(source);
    }
    Ok(())
}

/// Returns path and method of each operation that is selected.
fn selected<'s>(
    document: &Document<'_>,
    selection: &'s Selection,
) -> Result<HashSet<(String, Method)>, Vec<SelectionError<'s>>> {
    let selectors = selection.include.iter().chain(&selection.exclude);
    let unmatched = selectors.filter(|selector| !document.operations().any(|operation| selector.matches(operation)));
    let errors: Vec<_> = unmatched.map(|selector| unmatched_error(document, selector)).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let operations = document.operations().filter(|operation| selection.has(*operation));
    let selected: HashSet<_> =
        operations.map(|operation| (operation.path.value.to_owned(), operation.method.value)).collect();
    if selected.is_empty() {
        let message = "no operation is selected".to_owned();
        let help = "remove a selector from `exclude`".to_owned();
        return Err(vec![SelectionError { selector: None, message, help }]);
    }
    Ok(selected)
}

fn unmatched_error<'s>(document: &Document<'_>, selector: &'s Selector) -> SelectionError<'s> {
    let texts = |kind| -> Vec<String> {
        let texts = document.operations().flat_map(|operation| selector::texts(operation, kind));
        let mut texts: Vec<_> = texts.collect();
        texts.sort();
        texts.dedup();
        texts
    };
    let own = texts(selector.kind());
    let near = closest(selector.as_str(), own.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => listed(selector.kind(), &own),
    };
    let message = format!("the selector {} matches no operation", crate::diagnostic::quote(selector.as_str()));
    SelectionError { selector: Some(selector), message, help }
}

/// How many names the help lists.
const LISTED: usize = 8;

fn listed(kind: SelectorKind, texts: &[String]) -> String {
    let all = texts.iter().take(LISTED).map(|text| crate::diagnostic::quote(text)).collect::<Vec<_>>().join(", ");
    let noun = match kind {
        SelectorKind::Tag => "tags",
        SelectorKind::Id => "operation ids",
        SelectorKind::Path => "paths",
    };
    match texts.len() {
        0 => format!("the document has no {noun}"),
        count if count > LISTED => format!("the document has {count} {noun}, such as {all}"),
        _ => format!("the {noun} of the document are {all}"),
    }
}

#[cfg(test)]
mod tests;
