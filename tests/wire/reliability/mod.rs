//! Faults at every point of a response, and what a caller gets: the tests of `docs/guide/reliability.md`.

mod caller;
mod cell;
mod certificates;
mod document;
mod expected;
mod faulty;
mod http2;
mod messages;
mod outcome;
mod points;
mod reader;
mod retries;
mod script;
mod streams;
mod tls;
mod tokens;
