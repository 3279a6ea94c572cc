//! Schemas of a document as JSON Schema 2020-12, values that keep them, and a judge of values.
//!
//! [`bundle`] makes one schema that stands alone of whatever OpenAPI 3.0 or 3.1 have at some place. [`bodies`] makes
//! values of it, a [`Judge`] says whether a value keeps it, and [`coerce`] reads what arrived as text. [`values`] is all
//! of it at once, for a parameter, a header or a media type: the document's own examples, and then what is made.

mod bundle;
mod coerce;
mod facets;
mod judge;
mod number;
mod prune;
mod synthesis;
mod text;
mod values;
mod written;

pub use bundle::{Direction, bundle, json};
pub use coerce::{Preference, coerce, member_types, members, types};
pub use judge::{Judge, Violation};
pub use prune::{prune, visible};
pub use synthesis::{IMPOSSIBLE, bodies};
pub use values::{Example, Values, examples, values, values_up_to};
pub use written::{event, json_line, written};
