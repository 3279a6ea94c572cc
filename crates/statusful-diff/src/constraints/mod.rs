//! Constraints and defaults of values, which the types of a client do not carry.
//!
//! Models do not check `maxLength`, `pattern` and the like, so that [`Api`](statusful_codegen::ir::Api) does not have them. They
//! are compared in the documents: schemas of the same parameter, body or response are walked at the same time. A change within
//! the schema of a model is a change of the model, and is reported once.

mod at;
mod bound;
mod canonical;
mod condition;
mod difference;
mod keyword;
mod listed;
mod models;
mod walk;
mod whole;

pub(crate) use at::At;
pub(crate) use models::ModelSchemas;
pub(crate) use walk::{Direction, Walk};
