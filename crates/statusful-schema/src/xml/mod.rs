//! Values as XML, by the XML Objects of their schema (OpenAPI 3.0.3, section 4.7.26).

mod name;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use name::XmlName;
pub use read::{XmlError, from_xml};
pub use write::to_xml;

/// The attribute that declares the namespace of names without a prefix.
const XMLNS: &str = "xmlns";

/// The namespace of `nil`, which marks an element as `null` (XML Schema Part 1, section 2.6.2).
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
