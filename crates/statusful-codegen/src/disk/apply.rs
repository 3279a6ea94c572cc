//! Applies a plan.

use std::io;

use super::Plan;
use super::place::{Place, discard};
use super::stage::stage;

impl Plan {
    /// Replaces the folder by one with the changes: changed and missing files are written, and orphaned files removed,
    /// including the folders that are left empty. Everything else is carried over, and unchanged files keep their times, so
    /// they do not cause a rebuild.
    ///
    /// The new folder is complete before the two are exchanged, so an error, or the end of the process at any time, leaves
    /// the old folder or the new one. Where the system cannot exchange folders, the process can also end between two
    /// renames; then the folder does not exist, and the next run brings the old one back. Another run waits for this one,
    /// and its changes are then relative to the new folder.
    pub fn apply(&self) -> io::Result<()> {
        if self.is_clean() && !Place::is_unfinished(&self.root) {
            return Ok(());
        }
        let place = Place::lock(&self.root)?;
        place.recover()?;
        let plan = self.again(&place.root)?;
        if plan.is_clean() {
            return Ok(());
        }
        let replaced = stage(&plan, &place.root, &place.staged).and_then(|()| place.replace());
        // The first error is reported; the draft may not exist.
        replaced.inspect_err(|_| drop(discard(&place.staged)))
    }
}
