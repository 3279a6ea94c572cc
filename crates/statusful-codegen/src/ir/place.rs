//! Where a model is, if that is only one place.

use super::{CallPath, Ident, TypeName};

/// The only place that refers to a model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// What refers to it.
    pub owner: PlaceOwner,
    /// What of it the model is.
    pub part: PlacePart,
}

/// What refers to a model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PlaceOwner {
    /// A field of a struct.
    Field(TypeName, Ident),
    /// A variant of a union.
    Variant(TypeName, TypeName),
    /// A parameter of an operation.
    Parameter(CallPath, Ident),
    /// The request body of an operation.
    RequestBody(CallPath),
    /// A response body of an operation.
    ResponseBody(CallPath),
}

impl PlaceOwner {
    /// Returns the model that refers to the model, if it is one.
    pub fn model(&self) -> Option<&TypeName> {
        match self {
            Self::Field(model, _) | Self::Variant(model, _) => Some(model),
            Self::Parameter(..) | Self::RequestBody(_) | Self::ResponseBody(_) => None,
        }
    }
}

/// What a model is of the place that refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlacePart {
    /// All of it.
    Whole,
    /// An item of a list.
    Item,
    /// A value of a map.
    Value,
}
