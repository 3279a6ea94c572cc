//! The keys of ours. Those of enums are openapi-generator's, and many tools read them.

/// The keys that mean something to a client, each with a section in `docs/guide/extensions.md`.
pub(super) const OWN: [&str; 19] = [
    "x-aliases",
    "x-body-name",
    "x-deprecation-message",
    "x-enum-descriptions",
    "x-enum-varnames",
    "x-error-message",
    "x-global",
    "x-group",
    "x-idempotency",
    "x-idempotent",
    "x-ignore",
    "x-name",
    "x-nullable",
    "x-pagination",
    "x-polling",
    "x-retries",
    "x-secret",
    "x-stream",
    "x-type-name",
];

/// Returns `true` if a key is read as it is.
pub(super) fn is_own(key: &str) -> bool {
    OWN.contains(&key)
}
