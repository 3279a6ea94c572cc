//! What all generated Rust is spelled with: attributes and documentation, types, text.

pub(crate) mod attributes;
pub(crate) mod text;
pub(crate) mod ty;
