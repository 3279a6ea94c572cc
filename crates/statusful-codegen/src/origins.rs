//! Which schema each model was made from, for tools that compare a client with its document.

use std::collections::BTreeMap;

use crate::ir::TypeName;
use crate::openapi::JsonType;
use crate::source::Span;

/// The origin of each model, by its name. Models of [`ir::Api`](crate::ir::Api) do not contain their origins, because equal
/// models are merged by comparing them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<TypeName, Origin>);

/// Where a model comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Where its schema is.
    pub place: Span,
    /// Whether the schema alone describes the model. Otherwise schemas around it add to it.
    pub is_whole: bool,
    /// For each variant of a union, in their order, the alternatives that it stands for.
    pub variants: Vec<Vec<AlternativeOrigin>>,
}

/// Where an alternative of a union comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlternativeOrigin {
    /// Where its schema is.
    pub place: Span,
    /// The name of its component, if it is a schema that extends the schema of the union.
    pub component: Option<String>,
    /// The type of its values, if another alternative has the other types of the same schema.
    pub only: Option<JsonType>,
}

impl Origins {
    /// Returns the origin of a model.
    pub fn of(&self, model: &TypeName) -> Option<&Origin> {
        self.0.get(model)
    }

    /// Gives a model another name, which is free.
    pub(crate) fn rename(&mut self, model: &TypeName, name: &TypeName) {
        if let Some(origin) = self.0.remove(model) {
            self.0.insert(name.clone(), origin);
        }
    }
}

impl Origins {
    /// Gives all models the names that a function returns.
    pub(crate) fn rename_all(&mut self, name: impl Fn(&TypeName) -> TypeName) {
        self.0 = std::mem::take(&mut self.0).into_iter().map(|(old, origin)| (name(&old), origin)).collect();
    }
}

impl FromIterator<(TypeName, Origin)> for Origins {
    fn from_iter<I: IntoIterator<Item = (TypeName, Origin)>>(origins: I) -> Self {
        Self(origins.into_iter().collect())
    }
}
