//! The place where a model is used, if there is only one.

use super::{CallPath, Ident, TypeName};

/// The only place that refers to a model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The item that refers to the model.
    pub owner: PlaceOwner,
    /// Which part of that item the model is.
    pub part: PlacePart,
}

/// The item that refers to a model.
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
    /// Returns the model that contains the reference, if it is in a model.
    pub fn model(&self) -> Option<&TypeName> {
        match self {
            Self::Field(model, _) | Self::Variant(model, _) => Some(model),
            Self::Parameter(..) | Self::RequestBody(_) | Self::ResponseBody(_) => None,
        }
    }
}

/// Which part of an item a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlacePart {
    /// The whole item.
    Whole,
    /// An item in a list.
    Item,
    /// A value in a map.
    Value,
}
