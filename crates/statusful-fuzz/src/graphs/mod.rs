//! Graphs of schemas: random ones, and kinds that once made a generator or a client run without end.

pub mod known;
mod random;

pub use random::{PROPERTIES, random};
