//! `cargo xtask regen`: everything of this repository that is generated, written anew.

use statusful_cli::{Failure, Report, apply};

use crate::plans::plans;

/// Generates everything, and only then writes any of it: a fault leaves everything as it was.
pub(crate) fn regen(report: &Report) -> Result<(), Failure> {
    for (folder, plan) in plans(report)? {
        apply(&folder, &plan, report)?;
    }
    Ok(())
}
