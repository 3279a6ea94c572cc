//! How the variants of unions are determined.

use serde::{Deserialize, Serialize};
use statusful_codegen::ir::{Api, Kind, Type, Union};

/// The number of unions, by what determines their variants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unions {
    /// A property determines the variant.
    pub tag: usize,
    /// The shape of a value determines the variant.
    pub shape: usize,
    /// A value may be several variants, so that they are tried in turn.
    pub trying: usize,
}

impl Unions {
    pub(crate) fn of(api: &Api) -> Self {
        let mut unions = Self::default();
        api.types.iter().for_each(|model| unions.count(model));
        unions
    }

    pub(crate) fn count(&mut self, model: &Type) {
        match &model.kind {
            Kind::Union(Union { tag: Some(_), .. }) => self.tag += 1,
            Kind::Union(union) if union.indistinct().is_none() => self.shape += 1,
            Kind::Union(_) => self.trying += 1,
            _ => {}
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.tag += other.tag;
        self.shape += other.shape;
        self.trying += other.trying;
    }
}
