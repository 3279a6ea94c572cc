//! `cargo xtask regen --check`: checks that the generated files in the repository are up to date.

use statusful_cli::{Failure, Report, check_drift};

use crate::plans::plans;
use xtask::clients::COMMAND;

/// Reports every file that differs, with a diff and the command that updates it.
pub(crate) fn check(report: &Report) -> Result<(), Failure> {
    check_drift(&plans(report)?, COMMAND, report)
}
