//! Schemas of OpenAPI documents as JSON Schema 2020-12, values made from them, and validation against them.
//!
//! [`bundle`] turns a schema of OpenAPI 3.0 or 3.1 into a JSON Schema that contains everything it refers to. A
//! [`Validator`] validates values against it, [`coerce`] reads values that arrive as text, and [`prune`] removes
//! properties that it does not name. [`to_xml`] and [`from_xml`] convert values by the XML Objects of a schema. [`values`] returns valid values of a parameter, a header or content: the examples
//! of the document, and values made from the schema.

mod bundle;
mod coerce;
mod described;
mod facets;
mod gather;
mod integer;
mod keyword;
mod marked;
mod prune;
mod synthesis;
mod validator;
mod values;
mod wide;
mod written;
mod xml;

pub use bundle::{Alternative, Direction, bundle, json};
pub use coerce::{Preference, best_reading, coerce, fewest_violations, listed, properties, property_types, types};
pub use described::Described;
pub use marked::marked;
pub use prune::{prune, visible};
pub use synthesis::IMPOSSIBLE;
pub use validator::{Validator, Violation};
pub use values::{ExampleValue, Values, examples, made_values, values, values_of_bundle, values_up_to};
pub use wide::{has_wide_number, read_json};
pub use written::{event, event_object, json_line, written};
pub use xml::{XmlError, XmlName, from_xml, to_xml};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
