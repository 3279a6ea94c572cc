//! Selects the models for one document that progenitor renders.

use std::collections::BTreeSet;

use crate::ir::{Api, Kind, TypeId, TypeRef};

/// The models of a document. Progenitor renders each model independently of the others, so several documents with a few
/// models each produce the same result as one document with all models.
pub(super) struct Selection {
    /// The models that progenitor renders.
    pub(super) rendered: BTreeSet<TypeId>,
    /// Models that it only refers to: enums, unions, and models of other documents.
    pub(super) named: BTreeSet<TypeId>,
}

impl Selection {
    /// Returns the models that are needed to render `models`.
    pub(super) fn of(api: &Api, models: &[TypeId]) -> Self {
        let kind = |id: TypeId| api.ty(id).map(|ty| &ty.kind);
        let is_rendered = |id: &TypeId| matches!(kind(*id), Some(Kind::Struct(_) | Kind::Newtype(_)));
        let mut rendered = BTreeSet::new();
        for id in models.iter().copied().filter(is_rendered) {
            rendered.insert(id);
            // A newtype of a newtype has the same traits.
            let mut inner = id;
            while let Some(Kind::Newtype(TypeRef::Named(id))) = kind(inner)
                && is_rendered(id)
                && rendered.insert(*id)
            {
                inner = *id;
            }
        }
        let types = rendered.iter().filter_map(|id| kind(*id)).flat_map(Kind::types);
        let named = types.filter_map(TypeRef::model).filter(|id| !rendered.contains(id)).collect();
        Self { rendered, named }
    }
}
