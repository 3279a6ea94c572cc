//! Proof over many documents: that they generate, that what they generate compiles, and that it says on the wire what
//! they say.
//!
//! [`corpus`] measures generation and compiles the results; [`conform`] serves every documented response to a generated
//! client and judges every request that arrives. Both keep what they generate in one Cargo [`Workspace`], so that
//! dependencies are compiled once for all documents.

mod cargo;
pub mod conform;
pub mod corpus;
mod documents;
mod exclusions;
mod progress;
mod table;
mod workspace;

pub use cargo::{Compiled, Fault};
pub use documents::{Document, documents};
pub use exclusions::Exclusions;
pub use workspace::Workspace;

/// Why a whole run is impossible, in a sentence.
pub type Failure = String;
