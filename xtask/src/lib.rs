//! What the commands of this repository share: `xtask`, which a fresh clone compiles first, and `xtask-extra`.
//!
//! The commands only decide what to read and where to write; the other crates do the work.

pub mod cli;
pub mod clients;
pub mod paths;
