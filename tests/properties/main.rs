//! Random documents: what their clients decode is compared with a table, and whatever their names are, they compile.
//!
//! A run is the same every time. `PROPERTIES_SEED` selects other documents, and `PROPERTIES_OPERATIONS` another number of
//! operations for each test; a failure prints both.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod calls;
mod compiler;
mod driver;
mod faults;
mod features;
mod graphs;
mod names;
mod project;
mod seed;
mod sides;
mod tables;
mod traits;

use std::path::{Path, PathBuf};

/// The repository.
fn root() -> PathBuf {
    std::path::absolute(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap()
}
