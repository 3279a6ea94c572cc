//! The example program of each operation, for documentation of the document itself.

use super::program;
use super::site::Site;
use crate::ir::Operation;

/// The example program of an operation.
#[derive(Debug)]
pub struct Sample<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The program: the text of a Rust file.
    pub source: String,
}

/// Returns the programs of all operations for which arguments can be made up.
pub(super) fn samples<'a>(site: &Site<'a>) -> Vec<Sample<'a>> {
    let sample = |&(group, operation)| {
        let source = inside(&program::usage(site, group, operation)?);
        Some(Sample { operation, source })
    };
    site.operations().iter().filter_map(sample).collect()
}

/// Returns the text in a block of code.
fn inside(block: &str) -> String {
    let lines: Vec<_> = block.lines().collect();
    let inside = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inside.iter().flat_map(|line| [*line, "\n"]).collect()
}
