//! Serves any OpenAPI document: every documented response, from the document's examples or made of its schemas.
//!
//! A test of a service that calls an API starts the API from its document, in one line, and reads what arrived:
//!
//! ```
//! # async fn run(document: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use statusful_mock::Mock;
//!
//! let server = Mock::read("openapi.yaml", document)?.scenario("getKey", "201*2, 200").start().await?;
//! // … what is tested calls `server.url()` …
//! assert_eq!(server.received_by("getKey").len(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! The server listens on a free port of `127.0.0.1` and stops when it is dropped. [`Mock::router`] gives a router to put
//! into a server of one's own, and a [`Handle`] that does what a [`Server`] does otherwise.
//!
//! # Which operation answers
//!
//! The one whose path template fits: the one with the fewest parameters, so that `/keys/mine` comes before `/keys/{id}`.
//! A request may have the path of one of the document's servers before it, or not: with the server
//! `https://example.com/v1`, both `/v1/keys` and `/keys` are `/keys`. Any other path is answered `404`, and a path that
//! has other methods `405` with `Allow`. What answers `GET` answers `HEAD`.
//!
//! # What it answers
//!
//! In this order:
//!
//! 1. A request that is not what the document says of the operation is answered with what is wrong, whatever else was
//!    said: `401` without the credentials that the operation asks for (the documented one, where there is one), `415` for
//!    another media type, `400` for parameters and for a body that is missing or cannot be read, and `422` for a body that
//!    does not keep its schema. Such a request takes no step of a scenario. [`Mock::validate`] switches that off.
//! 2. What the request prefers (RFC 7240): `Prefer: code=404`, `Prefer: example=alice`, or both with a comma between. The
//!    answer has `Preference-Applied`. A status or an example that the document does not have is answered `404`, with a
//!    list of those it has.
//! 3. The next step of the operation's scenario.
//! 4. The lowest success; without one, `default`, a redirection, or the first response.
//!
//! The media type is the one that `Accept` likes most among the documented, else `406`; where a status was asked for, the
//! first. The body is the document's first example that keeps the schema, else made of the schema. Streams of events and
//! JSON lines have all examples, or several made pieces. Described headers come with values in the same way.
//!
//! What the document has no answer for is a problem (RFC 9457): `application/problem+json` with `title`, `status`,
//! `detail` and a `code` for programs, such as `unknown-path`, `unknown-method`, `missing-credentials`,
//! `invalid-request`, `unknown-status`, `unknown-example`, `not-acceptable`, `too-large`, `no-body` or `undocumented`. An
//! invalid request has `faults`, each with `in`, `name`, `pointer` and `message`. No value of a request is in any of them.
//!
//! # Scenarios
//!
//! Answers with commas between them, of which the last repeats. An answer is made of these words, in any order and each
//! at most once, with blanks between them (`@` and `*` need none before them):
//!
//! | word | meaning |
//! | --- | --- |
//! | `201`, `4XX`, `default` | the response of that status |
//! | `200:alice`, `:alice` | the example of that name; in quotes where the name has blanks, commas, `@` or `*`: `:"a, b"` |
//! | `503!` | a status that the document does not have, with a problem in its body |
//! | `cut`, `slow`, `slow=3s`, `garbage`, `wrong-type`, `wrong-media` | a [`Fault`] |
//! | `@2s`, `@150ms` | how long the answer is held back |
//! | `*3` | for how many calls it is the answer |
//!
//! `201@2s*3, 200:alice slow=5s, 503! cut` is a scenario of five calls. What an answer does not say is as it would be
//! without a scenario.

mod answer;
mod api;
mod check;
mod control;
mod error;
mod fault;
mod handle;
mod log;
mod mock;
mod plan;
mod prefer;
mod problem;
mod received;
mod route;
mod scenario;
mod serve;
mod server;

pub use check::{FaultLocation, RequestFault};
pub use error::{DocumentError, MockError};
pub use fault::Fault;
pub use handle::Handle;
pub use mock::{File, Mock};
pub use received::Received;
pub use scenario::{Scenario, ScenarioError};
pub use server::Server;

pub use axum::Router;
pub use http;
