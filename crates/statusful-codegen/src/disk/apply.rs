//! Applies a plan.

use std::io;

use super::Plan;
use super::place::{Place, discard};
use super::stage::stage;

impl Plan {
    /// Replaces the folder with one that contains the changes: writes changed and missing files, and removes orphaned
    /// files and the folders that this leaves empty. Everything else is kept, and unchanged files keep their
    /// modification times, so they do not cause a rebuild.
    ///
    /// The new folder is complete before the two are exchanged, so after an error, or if the process ends at any time,
    /// the folder is either the old one or the new one. Where the system cannot exchange folders, the process can also
    /// end between two renames; then the folder does not exist until the next run restores the old one. A concurrent
    /// run waits for this one, and then applies its changes to the new folder.
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
        // Reports the first error. The draft may not exist.
        replaced.inspect_err(|_| drop(discard(&place.staged)))
    }
}
