//! How many models were tested, and how many values they read and wrote as they should.

use std::collections::BTreeMap;

use serde::Serialize;
use statusful_codegen::ir::Type;

use super::cases::{Case, Expected};
use crate::conform::report::share;
use crate::unions::Unions;

/// The result of testing the models of one document.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ModelVerdict {
    /// The number of models.
    pub models: usize,
    /// The number of models that were not tested, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
    /// The number of unions.
    #[serde(flatten)]
    pub unions: Unions,
    /// The number of valid values.
    pub valid: usize,
    /// The number of invalid values.
    pub invalid: usize,
    /// The number of values of which the right thing came.
    pub right: usize,
}

impl ModelVerdict {
    pub(super) fn count_model(&mut self, model: &Type) {
        self.models += 1;
        self.unions.count(model);
    }

    pub(super) fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    pub(super) fn count_case(&mut self, case: &Case, is_right: bool) {
        match case.expected {
            Expected::Read { .. } => self.valid += 1,
            Expected::Refused(_) => self.invalid += 1,
        }
        self.right += usize::from(is_right);
    }

    /// The heading of a table of models.
    pub(in crate::conform) const HEADING: [&str; 10] =
        ["document", "models", "skipped", "by tag", "by shape", "by trying", "valid", "invalid", "right", "share"];

    pub(in crate::conform) fn row(&self, name: &str) -> Vec<String> {
        let counts = [
            self.models,
            self.skipped.values().sum(),
            self.unions.tag,
            self.unions.shape,
            self.unions.trying,
            self.valid,
            self.invalid,
            self.right,
        ];
        let counts = counts.map(|count| count.to_string());
        let share = share(self.right, self.valid + self.invalid);
        std::iter::once(name.to_owned()).chain(counts).chain([share]).collect()
    }

    pub(in crate::conform) fn add(&mut self, other: &Self) {
        self.models += other.models;
        self.unions.add(other.unions);
        self.valid += other.valid;
        self.invalid += other.invalid;
        self.right += other.right;
        for (reason, count) in &other.skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
    }
}
