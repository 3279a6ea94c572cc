//! Parses and formats durations.

use std::time::Duration;

/// Reads `90`, `90s`, `250ms`, `15m` or `1h`. A number alone is seconds.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let milliseconds = match unit {
        "ms" => 1,
        "" | "s" => 1000,
        "m" => 60 * 1000,
        "h" => 60 * 60 * 1000,
        _ => return Err("expected a number with the unit ms, s, m or h".to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| "expected a number such as 90s or 15m".to_owned())?;
    number.checked_mul(milliseconds).map(Duration::from_millis).ok_or_else(|| "it is too long".to_owned())
}

/// Formats a duration: `15 min`, `90 s`, `250 ms`.
pub(crate) fn show(duration: Duration) -> String {
    match (duration.as_secs(), duration.subsec_millis()) {
        (0, milliseconds) => format!("{milliseconds} ms"),
        (seconds, 0) if seconds % 60 == 0 => format!("{} min", seconds / 60),
        (seconds, 0) => format!("{seconds} s"),
        _ => format!("{:.1} s", duration.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_is_read_and_shown() {
        for (text, milliseconds, shown) in [
            ("0", 0, "0 ms"),
            ("250ms", 250, "250 ms"),
            ("1500ms", 1500, "1.5 s"),
            ("90", 90_000, "90 s"),
            ("90s", 90_000, "90 s"),
            ("15m", 900_000, "15 min"),
            ("1h", 3_600_000, "60 min"),
        ] {
            let duration = parse(text).unwrap();
            assert_eq!((duration, show(duration).as_str()), (Duration::from_millis(milliseconds), shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in ["", "s", "-1", "1.5s", "5 m", "5d", "１s", "18446744073709551615h", "99999999999999999999"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
