//! Which schema each model was generated from, for tools that compare a client with its document.

use std::collections::BTreeMap;

use crate::ir::TypeName;
use crate::openapi::JsonType;
use crate::source::Span;

/// The origin of each model, by name. Models of [`ir::Api`](crate::ir::Api) do not contain their origins, because they
/// are compared to merge equal models.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<TypeName, Origin>);

/// The origin of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The location of the schema.
    pub place: Span,
    /// Whether the schema alone describes the model. Otherwise, schemas around it contribute to it.
    pub is_whole: bool,
    /// The alternatives that each variant of a union represents, in the order of the variants.
    pub variants: Vec<Vec<AlternativeOrigin>>,
}

/// The origin of an alternative of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlternativeOrigin {
    /// The location of the schema.
    pub place: Span,
    /// The name of the component, if it is a schema that extends the schema of the union.
    pub component: Option<String>,
    /// The type of the values, if another alternative covers the other types of the same schema.
    pub only: Option<JsonType>,
}

impl Origins {
    /// Returns the origin of a model.
    pub fn of(&self, model: &TypeName) -> Option<&Origin> {
        self.0.get(model)
    }

    /// Renames a model. The new name must not be in use.
    pub(crate) fn rename(&mut self, model: &TypeName, name: &TypeName) {
        if let Some(origin) = self.0.remove(model) {
            self.0.insert(name.clone(), origin);
        }
    }
}

impl Origins {
    /// Renames all models with a function.
    pub(crate) fn rename_all(&mut self, name: impl Fn(&TypeName) -> TypeName) {
        self.0 = std::mem::take(&mut self.0).into_iter().map(|(old, origin)| (name(&old), origin)).collect();
    }
}

impl FromIterator<(TypeName, Origin)> for Origins {
    fn from_iter<I: IntoIterator<Item = (TypeName, Origin)>>(origins: I) -> Self {
        Self(origins.into_iter().collect())
    }
}
