//! `date-time` with and without an offset.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::Lenient;

impl Lenient for DateTime<Utc> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateTimeVisitor)
    }
}

struct DateTimeVisitor;

impl Visitor<'_> for DateTimeVisitor {
    type Value = DateTime<Utc>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and a time")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<DateTime<Utc>, E> {
        // chrono accepts a space instead of the `T`, but requires an offset.
        value.parse().or_else(|_| local(value)).map_err(|_| E::invalid_value(Unexpected::Str(value), &self))
    }
}

/// Parses a date and time without an offset as UTC.
fn local(text: &str) -> chrono::ParseResult<DateTime<Utc>> {
    let with_space = || NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f");
    text.parse().or_else(|_| with_space()).map(|time: NaiveDateTime| time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::super::LenientValue;
    use super::super::dates::{HALF_PAST_TWELVE, NO_TIMES};
    use super::*;
    use crate::decode;

    fn read(text: &str) -> Result<String, String> {
        let json = format!("{text:?}");
        decode::json(json.as_bytes())
            .map(|LenientValue::<DateTime<Utc>>(time)| time.to_rfc3339())
            .map_err(|cause| cause.message)
    }

    #[test]
    fn a_time_without_an_offset_is_utc() {
        for text in HALF_PAST_TWELVE {
            assert_eq!(read(text).as_deref(), Ok("2024-02-29T12:30:00+00:00"), "{text}");
        }
        assert_eq!(read("2024-02-29T12:30:00.25").as_deref(), Ok("2024-02-29T12:30:00.250+00:00"));
    }

    #[test]
    fn other_texts_are_errors() {
        for text in NO_TIMES {
            assert_eq!(read(text).unwrap_err(), "invalid value: string, expected a date and a time", "{text}");
        }
    }
}
