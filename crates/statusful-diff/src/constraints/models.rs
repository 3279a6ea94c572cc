//! Which model a schema belongs to.

use std::collections::BTreeMap;

use statusful_codegen::ir::{Api, TypeId};
use statusful_codegen::origins::Origins;
use statusful_codegen::source::Span;

use super::whole::Whole;

/// The models of one side by the places of their schemas.
pub(crate) struct ModelSchemas(BTreeMap<Span, TypeId>);

impl ModelSchemas {
    pub(crate) fn of(api: &Api, origins: &Origins) -> Self {
        let models = api.types.iter().enumerate();
        Self(models.filter_map(|(id, ty)| Some((origins.of(&ty.name)?.place, TypeId(id)))).collect())
    }

    /// Returns the model of the first schema that is one.
    pub(super) fn model(&self, whole: &Whole<'_>) -> Option<TypeId> {
        whole.spans().find_map(|span| self.0.get(&span).copied())
    }
}
