//! Writes, compiles and runs one program that calls the clients of all documents.

mod build;
mod emit;

pub(super) use build::{Program, build};
