//! Serves any OpenAPI document: every documented response, with its examples or with bodies made from its schemas.
//!
//! A test of a service that calls an API starts a mock of the API, and reads the received requests:
//!
//! ```
//! # async fn run(document: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use statusful_mock::Mock;
//!
//! let server = Mock::read("openapi.yaml", document)?.scenario("getKey", "201*2, 200").start().await?;
//! // … the service calls `server.url()` …
//! assert_eq!(server.received_by("getKey").len(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! The server listens on a free port of `127.0.0.1` and stops when it is dropped. [`Mock::router`] returns a router to
//! nest in another server, with the [`Handle`] that controls it.
//!
//! # Which operation responds
//!
//! The operation whose path template matches. The more specific path precedes: if `/keys/mine` has only `GET`, the response to
//! `DELETE /keys/mine` is `405`, even if `/keys/{id}` has `DELETE`. A template is more specific than another if each segment is as
//! specific and one is more: text precedes text with parameters, such as `{id}.json`, which precedes `{id}`. Of others with the
//! method, the one with the fewest parameters matches. A request can have the path of one of the document's servers in front: with the server
//! `https://example.com/v1`, both `/v1/keys` and `/keys` match `/keys`. The response to any other path is `404`, and to
//! another method of the path `405` with `Allow`. Operations for `GET` also respond to `HEAD`.
//!
//! # Which response is sent
//!
//! The first of these that applies:
//!
//! 1. If the request does not match the document, an error, regardless of other settings: `401` without the credentials that the
//!    operation requires, `415` for another media type, `400` for parameters and for a body that is missing or cannot be
//!    parsed, and `422` for a body that is not valid against its schema. Such a request does not advance a scenario.
//!    [`Mock::validate`] disables validation.
//! 2. The preference of the request (RFC 7240): `Prefer: code=404`, `Prefer: example=alice`, or both separated by a
//!    comma. The response has `Preference-Applied`. If the document does not have the status or the example, the response
//!    is `404` with a list of those it has. `Prefer: dynamic=true` makes the body even if there are examples, and
//!    `dynamic=false` is the reverse of [`Mock::dynamic`]; neither decides about the status.
//! 3. The next step of the operation's scenario.
//! 4. The lowest success, or else `default`, or else the lowest redirection, or else the first response.
//!
//! The media type is the documented one that `Accept` ranks highest. If it accepts none, the response is `406`, or with a
//! preferred status the first documented media type. The body is the first example that is valid against the schema, or
//! else made from the schema. Streams of events and JSON lines have all valid examples, or several made items. Documented
//! headers have values made in the same way. XML is written, and XML in requests is read, by the XML Objects of the schema; an
//! example that is text is XML as it is.
//!
//! A made object repeats the request: a property with the name of a path parameter, or of a property of the request's JSON or XML
//! body, has the value that was sent, if it is valid there. So `POST /keys` with `{"name": "a"}` returns a key whose name is `a`.
//! Examples and bodies of scenarios are sent as they are.
//!
//! # Which error is sent
//!
//! An error is the documented response of its status, or of `400` if the document has no `422` and vice versa, or of `4XX`, or
//! `default`. Its body is the first valid example or made, with as much of the problem as it has a place for: the members of a
//! problem (RFC 9457), or the text that the document marks with `x-error-message`. The header `Mock-Problem` has all of the
//! problem as JSON, up to 4 KiB. If the path lacks the method, a `405` that any operation of the path documents is sent.
//!
//! Every other response, and an error whose response has no documented body, is a problem (RFC 9457): `application/problem+json` with `title`, `status`, `detail` and a
//! `code` for programs, such as `unknown-path`, `unknown-method`, `missing-credentials`, `invalid-request`,
//! `unknown-status`, `unknown-example`, `not-acceptable`, `too-large`, `no-body` or `undocumented`. The problem of an
//! invalid request has `faults`, each with `in`, `name`, `pointer` and `message`. None of them contains a value of the
//! request.
//!
//! # The start page
//!
//! Browsers get a page at `/`, and at `/_mock`, that lists the operations with a form for each. An operation of the document for that
//! path precedes, and requests whose `Accept` does not name `text/html` get the `404` of any unknown path.
//!
//! # Web pages
//!
//! Pages of all origins may use the mock (CORS), unless [`Mock::cors`] is `false`: preflight requests are answered, and responses to
//! requests with `Origin` have the headers that browsers require. A documented `OPTIONS` operation precedes the preflight.
//!
//! # Lists
//!
//! A list that the document describes with `x-pagination` has three pages, each with the items of the usual response, unless a
//! scenario or a preference sets the body. The first two lead to the next as the document says, the third is the last, and
//! pages after it have no items.
//!
//! # Scenarios
//!
//! A scenario is a list of responses, separated by commas, of which the last repeats. A response consists of these
//! words, in any order, each at most once except for headers, separated by blanks (which `@` and `*` do not need):
//!
//! | word | meaning |
//! | --- | --- |
//! | `201`, `4XX`, `default` | the documented response of the status |
//! | `200:alice`, `:alice` | the example with the name; in quotes if it has blanks, commas, `@` or `*`: `:"a, b"` |
//! | `503!` | a status that need not be documented, with a problem as the body |
//! | `{"message": "wait"}`, `[1, 2]`, `"wait"` | the body: JSON, or for a media type that is not JSON, the text in the quotes |
//! | `@key.json`, `@"a key.json"` | the body: the content of a file, whose name is in quotes if it begins with a digit or has blanks, commas, `@` or `*` |
//! | `Retry-After="3"` | a header, with the escapes of JSON in the quotes; replaces the documented header |
//! | `cut`, `slow`, `slow=3s`, `garbage`, `wrong-type`, `wrong-media` | a [`Fault`] |
//! | `@2s`, `@150ms` | the latency |
//! | `interval=150ms` | the pause between the items of a stream, which are then sent one by one |
//! | `*3` | how many requests get the response |
//!
//! `201 {"message": "wait"}@2s*3, 200:alice slow=5s, 503! cut` is a scenario of five requests. Whatever a response does not set is
//! as without a scenario. In Rust, a scenario can also be built of [`Step`]s.
//!
//! Of a stream, a body is an array of its items, or one item; a file has the stream as it is sent. Files are relative to the current
//! folder, and are read when the scenario is set. Only scenarios name files: neither the document nor a request can. A body that does
//! not match the document is sent nevertheless, with a [warning](Handle::warnings).

mod answer;
mod api;
mod check;
mod control;
mod cors;
mod decoding;
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
mod start_page;

pub use check::{FaultLocation, RequestFault};
pub use error::{DocumentError, MockError};
pub use fault::Fault;
pub use handle::Handle;
pub use mock::{File, Mock};
pub use received::Received;
pub use scenario::{Scenario, ScenarioError, ScenarioWarning, Step};
pub use server::Server;

pub use axum::Router;
pub use http;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
