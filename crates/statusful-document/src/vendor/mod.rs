//! Other vendors' keys: what means the same as a key of ours becomes that key, so that every later stage knows ours alone.
//!
//! Nothing is guessed. A key whose value has no counterpart stays as it is, with a warning that says why, and a key of ours in
//! the same object takes precedence. [`survey`] reports what became of every key that begins with `x-`.

mod edit;
mod enums;
mod fern;
mod globals;
mod microsoft;
mod own;
mod pages;
mod path;
mod plan;
mod rule;
mod speakeasy;
mod survey;
mod tools;
mod translation;

pub use survey::{KeyOutcome, KeyUse, survey};

use crate::diagnostic::Diagnostics;
use crate::openapi::Document;
use crate::source::Source;
use plan::Plan;
pub use translation::Translation;

/// Gives objects the keys of ours that mean the same as those of other vendors.
pub fn translate(source: &mut Source, diagnostics: &mut Diagnostics) -> Translation {
    let Plan { edits, warnings, translated, .. } = Plan::of(&Document::new(source));
    diagnostics.extend(warnings);
    edit::carry_out(source, edits);
    translated
}

#[cfg(test)]
mod tests;
