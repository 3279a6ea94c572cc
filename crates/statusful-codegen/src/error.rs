//! Errors of the generator itself.

use std::fmt;

use crate::PathError;
use crate::models::ContractError;
use crate::render::RenderError;

/// A bug in the generator, which no document should be able to cause.
#[derive(Debug)]
pub enum InternalError {
    /// The output of progenitor is not as expected.
    Models(ContractError),
    /// Generated tokens are not valid Rust.
    Render(RenderError),
    /// A generated file has an invalid path.
    Path(PathError),
}

impl fmt::Display for InternalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Models(error) => error.fmt(f),
            Self::Render(error) => error.fmt(f),
            Self::Path(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for InternalError {}

impl From<ContractError> for InternalError {
    fn from(error: ContractError) -> Self {
        Self::Models(error)
    }
}

impl From<RenderError> for InternalError {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<PathError> for InternalError {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}
