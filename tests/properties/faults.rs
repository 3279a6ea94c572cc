//! The report of a test: each kind of error once, with the smallest document that shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::project::{Project, Subject};

/// The maximum number of printed names for each kind of error.
const NAMES: usize = 30;

/// An error of an operation.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) operation: usize,
    /// Identifies errors of the same kind.
    pub(crate) kind: String,
    /// What tells this one from others of its kind, in a few words.
    pub(crate) name: String,
    pub(crate) detail: String,
}

/// The operations that do not compile.
pub(crate) fn uncompiled(project: &Project) -> Vec<Found> {
    let found = project.broken.iter().map(|(operation, fault)| Found {
        operation: *operation,
        kind: format!("does not compile: {}", without_quotes(&fault.message)),
        name: fault.message.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(" "),
        detail: fault.rendered.clone(),
    });
    found.collect()
}

/// Fails with one operation for each kind of error, if there are any.
pub(crate) fn report(subject: &impl Subject, repeat: impl std::fmt::Display, found: &[Found]) {
    let mut kinds: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for fault in found {
        kinds.entry(&fault.kind).or_default().push(fault);
    }
    let mut text = String::new();
    for (kind, found) in &kinds {
        let alone = |fault: &Found| subject.document(&BTreeSet::from([fault.operation]));
        let (document, smallest) =
            found.iter().map(|fault| (alone(fault), fault)).min_by_key(|(it, _)| it.len()).unwrap();
        let count = found.iter().map(|fault| fault.operation).collect::<BTreeSet<_>>().len();
        let names: BTreeSet<_> = found.iter().map(|fault| fault.name.as_str()).collect();
        let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).take(NAMES).collect();
        writeln!(text, "\n== {kind}\n   in {count} operations: {}", names.join(", ")).unwrap();
        writeln!(text, "   document: {document}\n{}", smallest.detail).unwrap();
    }
    assert!(kinds.is_empty(), "{} kinds of faults with {repeat}\n{text}", kinds.len());
}

/// A message up to what it quotes of the code.
fn without_quotes(message: &str) -> String {
    message.split_once('`').map_or_else(|| message.to_owned(), |(start, _)| format!("{start}…"))
}
