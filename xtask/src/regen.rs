//! `cargo xtask regen`: regenerates the clients of this repository and the catalogue of diagnostics.

use statusful_cli::{Failure, Report, apply};

use crate::plans::plans;

/// Generates everything before it writes any file, so that an error leaves all files unchanged.
pub(crate) fn regen(report: &Report) -> Result<(), Failure> {
    for (folder, plan) in plans(report)? {
        apply(&folder, &plan, report)?;
    }
    Ok(())
}
