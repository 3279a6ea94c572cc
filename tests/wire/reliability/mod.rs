//! Faults at every point of a response, and what a caller gets: the tests of `docs/reliability.md`.

mod caller;
mod cell;
mod faulty;
mod messages;
mod outcome;
mod points;
mod reader;
mod script;
mod streams;
mod tokens;
