//! Compares two versions of a document, and reports what changes for users of the generated client.
//!
//! [`compare`] takes two [`Version`]s of a document with their clients, because lowering decides most of what users see:
//! functions, arguments, responses and models. It compares the generated Rust, not the wire format. A newly documented error
//! status breaks nothing on the wire, but it breaks every exhaustive match over the errors of the operation, which is the purpose
//! of such a match. What types do not carry is compared in the documents: constraints and defaults of values, security schemes, and
//! which parameters are deprecated.
//!
//! | effect | what it means for a program that uses the client |
//! | --- | --- |
//! | [`Breaking`](Effect::Breaking) | an intended use of the client stops compiling, or its calls stop succeeding |
//! | [`Notice`](Effect::Notice) | it still compiles, but should be reviewed |
//! | [`Compatible`](Effect::Compatible) | nothing to do, unless it uses what is new |
//!
//! Intended uses are calls, setters, constructors (`new`, `with_…`), reading fields, and matches over responses and
//! unions. Patterns without `..` are not, and struct literals are only where there is no `new`: documents gain fields all
//! the time, and readers would ignore a report that calls each of them breaking. A field added to a model that users only read is therefore a
//! [`Notice`](Effect::Notice), although RFC 1105 counts it as a major change.
//!
//! A tighter constraint of requests is a [`Notice`](Effect::Notice) too: the server rejects some values that it accepted, and
//! whether a program sends any of them is not known. So is a looser constraint of responses, on which programs may rely.
//!
//! Models are compared by name. If a model is removed and one of the same structure is added, it was renamed, and
//! references to it are not reported again. Changes of documentation are not reported.

mod change;
mod changelog;
mod compare;
mod constraints;
mod kind;
mod next_version;
mod pairs;
mod place;
mod reach;
mod render;
mod spell;
mod text;
mod version;

pub use change::{Change, Changes, DocumentInfo, Subject};
pub use changelog::ChangelogError;
pub use compare::compare;
pub use kind::{ChangeKind, Effect};
pub use next_version::{NextVersion, Release};
pub use place::ChangePlace;
pub use reach::Reached;
pub use version::Version;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
