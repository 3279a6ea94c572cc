//! The runtime against real servers on loopback, with operations written as generated code is.

mod attempts;
mod cleartext;
mod compression;
mod credentials;
mod incomplete_bodies;
pub(crate) mod operations;
mod outcomes;
mod polls;
mod redirects;
mod requests;
mod tokens;
mod transport;
