//! The models that one document for progenitor has.

use std::collections::BTreeSet;

use crate::ir::{Api, Kind, TypeId, TypeRef};

/// The models of a document. What progenitor renders of a model does not depend on the others, so that several documents,
/// each with a few models, result in the same as one document with all.
pub(super) struct Selection {
    /// The models that progenitor renders.
    pub(super) rendered: BTreeSet<TypeId>,
    /// Those that it only names: enums, unions, and models of other documents.
    pub(super) named: BTreeSet<TypeId>,
}

impl Selection {
    /// Returns what is needed to render models.
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
