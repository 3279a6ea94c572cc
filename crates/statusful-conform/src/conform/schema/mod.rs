//! Schemas: one dialect for both OpenAPI versions, values that keep them, and a judge of values.

mod bundle;
mod facets;
mod judge;
mod number;
mod prune;
mod synthesis;
mod text;

pub(super) use bundle::{Direction, bundle, json};
pub(super) use judge::Judge;
pub(super) use prune::{prune, visible};
pub(super) use synthesis::{IMPOSSIBLE, bodies};
