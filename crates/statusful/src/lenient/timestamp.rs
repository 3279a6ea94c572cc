//! `date-time` with and without an offset, as a timestamp of jiff.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::Lenient;

impl Lenient for Timestamp {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and a time")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Timestamp, E> {
        let time = value.parse().ok().or_else(|| local(value));
        time.ok_or_else(|| E::invalid_value(Unexpected::Str(value), &self))
    }
}

/// Parses a date and time without an offset as UTC. jiff accepts a date alone as midnight, but that is not a
/// `date-time`.
fn local(text: &str) -> Option<Timestamp> {
    let time: DateTime = text.contains(':').then(|| text.parse().ok())??;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
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
            .map(|LenientValue::<Timestamp>(time)| time.to_string())
            .map_err(|cause| cause.message)
    }

    #[test]
    fn a_time_without_an_offset_is_utc() {
        for text in HALF_PAST_TWELVE {
            assert_eq!(read(text).as_deref(), Ok("2024-02-29T12:30:00Z"), "{text}");
        }
        assert_eq!(read("2024-02-29T12:30:00.25").as_deref(), Ok("2024-02-29T12:30:00.25Z"));
    }

    #[test]
    fn other_texts_are_errors() {
        for text in NO_TIMES {
            assert_eq!(read(text).unwrap_err(), "invalid value: string, expected a date and a time", "{text}");
        }
    }
}
