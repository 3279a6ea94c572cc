//! The Cargo features of clients.

/// The Cargo features that a client can have in addition to `default` and those of its tags. A client has `mock` if the
/// user wants a mock server, and `traits` if it has operations.
pub const FEATURES: [&str; 12] = [
    "rustls",
    "native-tls",
    "gzip",
    "brotli",
    "zstd",
    "blocking",
    "login",
    "tracing",
    "traits",
    "mock",
    "full-serde",
    "schemars",
];
