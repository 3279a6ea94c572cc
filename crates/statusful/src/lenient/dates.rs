//! Test values that all date crates must parse in the same way.

/// Half past twelve on a leap day, in UTC.
pub(super) const HALF_PAST_TWELVE: [&str; 8] = [
    "2024-02-29T12:30:00Z",
    "2024-02-29T12:30:00",
    "2024-02-29 12:30:00",
    "2024-02-29 12:30:00.000",
    "2024-02-29 12:30:00Z",
    "2024-02-29t12:30:00z",
    "2024-02-29T13:30:00+01:00",
    "2024-02-29 13:30:00+01:00",
];

/// Strings that are not a date with a time.
pub(super) const NO_TIMES: [&str; 6] =
    ["", "2024-02-30T12:30:00", "2024-02-29", "12:30:00", "2024-02-29T25:00:00", "1709209800"];
