//! Tokens that several stages generate: attributes and documentation, types, Markdown.

pub(crate) mod attributes;
pub(crate) mod markdown;
pub(crate) mod receiver;
pub(crate) mod ty;
