//! Faults of the generator itself.

use std::fmt;

use crate::PathError;
use crate::models::ContractError;
use crate::render::RenderError;

/// A fault of the generator, which no document should be able to cause.
#[derive(Debug)]
pub enum InternalError {
    /// Progenitor did not keep the contract.
    Models(ContractError),
    /// What was emitted is no Rust.
    Render(RenderError),
    /// What was emitted has no place in a crate.
    Path(PathError),
}

impl fmt::Display for InternalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Models(fault) => fault.fmt(f),
            Self::Render(fault) => fault.fmt(f),
            Self::Path(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for InternalError {}

impl From<ContractError> for InternalError {
    fn from(fault: ContractError) -> Self {
        Self::Models(fault)
    }
}

impl From<RenderError> for InternalError {
    fn from(fault: RenderError) -> Self {
        Self::Render(fault)
    }
}

impl From<PathError> for InternalError {
    fn from(fault: PathError) -> Self {
        Self::Path(fault)
    }
}
