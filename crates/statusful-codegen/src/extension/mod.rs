//! Extensions of OpenAPI: the keys that begin with `x-`, in a file for each.
//!
//! These keys are specific to this generator, so they are read from the tree here instead of by
//! [`openapi`](crate::openapi). The linter reports their errors, and lowering uses their values.

mod aliases;
mod deprecation;
mod enum_names;
mod error_message;
mod fields;
mod global;
mod idempotency;
mod list;
mod name;
mod pagination;
mod polling;
mod read;
mod retries;
mod secret;
mod stream;

pub(crate) use aliases::{X_ALIASES, aliases};
pub(crate) use deprecation::{X_DEPRECATION_MESSAGE, deprecation_message};
pub(crate) use enum_names::{X_ENUM_DESCRIPTIONS, X_ENUM_VARNAMES, enum_descriptions, enum_names};
pub(crate) use error_message::{X_ERROR_MESSAGE, error_message};
pub(crate) use global::{X_GLOBAL, is_global};
pub(crate) use idempotency::{X_IDEMPOTENT, idempotency};
pub(crate) use name::{X_BODY_NAME, X_GROUP, X_NAME, X_TYPE_NAME, is_name, name};
pub(crate) use pagination::{X_PAGINATION, pagination};
pub(crate) use polling::{X_POLLING, polling};
pub(crate) use read::{ExtensionError, Read};
pub(crate) use retries::{X_RETRIES, retries};
pub(crate) use secret::{X_SECRET, is_secret};
pub(crate) use stream::{X_STREAM, is_stream};
