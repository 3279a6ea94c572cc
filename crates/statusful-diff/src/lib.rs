//! What changes for users of a generated client when its document does.
//!
//! [`compare`] takes two documents as they were lowered, since lowering settles everything users meet: functions,
//! arguments, outcomes, models. It judges by the Rust that is generated, not by the wire. An error status that is newly
//! documented breaks nothing on the wire, and still it breaks every exhaustive match over the operation's errors, which
//! is what such a match is for.
//!
//! | effect | what it means for a program that uses the client |
//! | --- | --- |
//! | [`Breaking`](Effect::Breaking) | a use that the client is made for stops compiling, or its calls stop succeeding |
//! | [`Notice`](Effect::Notice) | it goes on compiling, but should be looked at |
//! | [`Compatible`](Effect::Compatible) | nothing, unless it wants what is new |
//!
//! Uses that a client is made for are calls, setters, constructors (`new`, `with_…`), fields that are read, and matches
//! over outcomes and unions. Struct literals and patterns without `..` are not: documents gain fields all the time, and a
//! word that is said of every one of them is heeded by nobody. A field added to what is only read is a
//! [`Notice`](Effect::Notice) for that reason, though it is a major change by the letter of RFC 1105.
//!
//! Models are compared by name. One that vanishes while another of the same structure appears was renamed, and what
//! refers to it is not told again. What changed in documentation alone is not told at all.

mod change;
mod compare;
mod kind;
mod pairs;
mod place;
mod reach;
mod render;
mod spell;
mod text;

pub use change::{Change, Changes, Document, Subject};
pub use compare::compare;
pub use kind::{Effect, Kind};
pub use place::Place;
pub use reach::Reached;
