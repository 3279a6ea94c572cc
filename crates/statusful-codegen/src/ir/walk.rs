//! Walking from a model or an operation to the types it holds.

use super::{Arm, Kind, Operation, Success, TypeId, TypeRef};

impl Kind {
    /// The types a model is made of.
    pub fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(object) => {
                object.fields.iter().map(|field| &field.ty).chain(object.rest.iter().map(|(_, ty)| ty)).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Newtype(ty) => vec![ty],
            Self::Enum(_) => Vec::new(),
        }
    }

    /// The same, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Struct(object) => {
                let rest = object.rest.iter_mut().map(|(_, ty)| ty);
                object.fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            Self::Newtype(ty) => vec![ty],
            Self::Enum(_) => Vec::new(),
        }
    }
}

impl Operation {
    /// The types that go out.
    pub fn sent(&self) -> impl Iterator<Item = &TypeRef> {
        let contents = self.body.iter().flat_map(|body| &body.contents);
        let bodies = contents.flat_map(|content| content.encoding.types());
        self.parameters.iter().map(|parameter| &parameter.ty).chain(bodies)
    }

    /// The types that come in.
    pub fn received(&self) -> impl Iterator<Item = &TypeRef> {
        let arms = self.responses.success_arms().iter().chain(self.responses.failure_arms());
        let headers = self.responses.headers.iter().flat_map(|headers| &headers.fields);
        arms.filter_map(|arm| arm.body.ty()).chain(headers.map(|field| &field.ty))
    }

    /// All of them, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        let contents = self.body.iter_mut().flat_map(|body| &mut body.contents);
        let bodies = contents.flat_map(|content| content.encoding.types_mut());
        let success: &mut [Arm] = match &mut self.responses.success {
            Success::Single(arm) => arm.as_mut_slice(),
            Success::Several(_, arms) => arms,
        };
        let arms = success.iter_mut().chain(&mut self.responses.failure.1).filter_map(|arm| arm.body.ty_mut());
        let headers = self.responses.headers.iter_mut().flat_map(|headers| &mut headers.fields);
        let parts = bodies.chain(arms).chain(headers.map(|field| &mut field.ty));
        self.parameters.iter_mut().map(|parameter| &mut parameter.ty).chain(parts).collect()
    }
}

impl TypeRef {
    /// The model somewhere in a type; a type names one at the most.
    pub fn model(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.model(),
            Self::Scalar(_) | Self::Any => None,
        }
    }

    /// The same, to change it.
    pub fn model_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.model_mut(),
            Self::Scalar(_) | Self::Any => None,
        }
    }
}
