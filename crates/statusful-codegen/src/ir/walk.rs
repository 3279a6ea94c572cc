//! Finds the types in an API, a model or an operation.

use super::{Api, Kind, Operation, Scalar, TypeId, TypeRef};

impl Api {
    /// Replaces every reference to a model.
    pub(crate) fn map_models(&mut self, replace: impl Fn(TypeId) -> TypeId) {
        let models = self.types.iter_mut().flat_map(|ty| ty.kind.types_mut());
        let operations = self.groups.iter_mut().flat_map(|group| &mut group.operations).flat_map(Operation::types_mut);
        let globals = self.globals.iter_mut().map(|global| &mut global.parameter.ty);
        for id in models.chain(operations).chain(globals).filter_map(TypeRef::model_mut) {
            *id = replace(*id);
        }
    }
}

impl Kind {
    /// Returns the types in a model.
    pub fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(object) => {
                object.fields.iter().map(|field| &field.ty).chain(object.rest.iter().map(|(_, ty)| ty)).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Newtype(ty) => vec![ty],
            Self::Enum(_) | Self::Foreign(_) => Vec::new(),
        }
    }

    /// Returns mutable references to the types in a model.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Struct(object) => {
                let rest = object.rest.iter_mut().map(|(_, ty)| ty);
                object.fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            Self::Newtype(ty) => vec![ty],
            Self::Enum(_) | Self::Foreign(_) => Vec::new(),
        }
    }
}

impl Operation {
    /// Returns the types in requests.
    pub fn sent(&self) -> impl Iterator<Item = &TypeRef> {
        let contents = self.body.iter().flat_map(|body| &body.contents);
        let bodies = contents.flat_map(|content| content.encoding.types());
        self.parameters.iter().map(|parameter| &parameter.ty).chain(bodies)
    }

    /// Returns the types in responses.
    pub fn received(&self) -> impl Iterator<Item = &TypeRef> {
        let headers = self.responses.headers.iter().flat_map(|headers| &headers.fields);
        let bodies = self.responses.documented().filter_map(|response| response.body.ty());
        bodies.chain(headers.map(|field| &field.ty))
    }

    /// Returns mutable references to all types.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        let contents = self.body.iter_mut().flat_map(|body| &mut body.contents);
        let mut types: Vec<_> = self.parameters.iter_mut().map(|parameter| &mut parameter.ty).collect();
        types.extend(contents.flat_map(|content| content.encoding.types_mut()));
        let headers = self.responses.headers.iter_mut().flat_map(|headers| &mut headers.fields);
        types.extend(headers.map(|field| &mut field.ty));
        let cases = self.responses.cases.iter_mut().filter_map(|case| case.outcome.documented_mut());
        types.extend(cases.filter_map(|response| response.body.ty_mut()));
        types.extend(self.pagination.iter_mut().map(|pagination| &mut pagination.item));
        types
    }
}

impl TypeRef {
    /// Returns `true` if values are strings without a format.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Scalar(Scalar::String | Scalar::Secret))
    }

    /// Returns the model that a type contains. There is at most one.
    pub fn model(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.model(),
            Self::Scalar(_) | Self::Any => None,
        }
    }

    /// Returns a mutable reference to the model that a type contains.
    pub fn model_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.model_mut(),
            Self::Scalar(_) | Self::Any => None,
        }
    }
}
