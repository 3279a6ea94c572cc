//! Made-up values of formats that cannot be mistaken for real ones.
//!
//! Addresses are from the blocks for documentation (RFC 5737, RFC 3849), and hosts are names under `example.com` (RFC
//! 2606, section 3). Values with different indexes differ, as far as the format has enough of them.

/// Returns a text of a `format`, or `None` if any text will do.
pub fn text(format: &str, index: usize) -> Option<String> {
    Some(match format {
        "date-time" => date_time(index),
        "date" => date(index),
        "time" => format!("12:00:{:02}Z", index % 60),
        "duration" => format!("P{}D", index % 365 + 1),
        "uuid" => uuid(index),
        "email" | "idn-email" => format!("user{index}@example.com"),
        "hostname" | "idn-hostname" => format!("host{index}.example.com"),
        "ipv4" | "ip" => ipv4(index),
        "ipv6" => ipv6(index),
        "cidr" | "ipv4-cidr" => "192.0.2.0/24".to_owned(),
        "uri" | "url" | "iri" => format!("https://example.com/path/{index}?q=1"),
        "uri-reference" | "iri-reference" => format!("/path/{index}"),
        "uri-template" => format!("/path/{{id}}/{index}"),
        "json-pointer" => format!("/a/{index}"),
        "relative-json-pointer" => "1/a".to_owned(),
        "regex" => "^a+$".to_owned(),
        "byte" | "base64" => "dGV4dA==".to_owned(),
        "base64url" => "dGV4dA".to_owned(),
        "decimal" => "12.50".to_owned(),
        "int64" | "int32" | "uint64" | "integer" => index.saturating_add(7).to_string(),
        _ => return None,
    })
}

/// Returns a time in UTC (RFC 3339, section 5.6).
pub fn date_time(index: usize) -> String {
    format!("{}T12:00:00Z", date(index))
}

/// Returns a date (RFC 3339, section 5.6).
pub fn date(index: usize) -> String {
    // Every month has 28 days.
    format!("2024-03-{:02}", (index % 28 + 19) % 28 + 1)
}

/// Returns a UUID (RFC 9562).
pub fn uuid(index: usize) -> String {
    format!("123e4567-e89b-12d3-a456-4266141{:05x}", (index % 0x10_0000 + 0x7_4000) % 0x10_0000)
}

/// Returns an IPv4 address of the block TEST-NET-1 (RFC 5737, section 3).
pub fn ipv4(index: usize) -> String {
    format!("192.0.2.{}", index % 254 + 1)
}

/// Returns an IPv6 address for documentation (RFC 3849, section 2).
pub fn ipv6(index: usize) -> String {
    format!("2001:db8::{:x}", index % 0xffff + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_values_are_well_known() {
        assert_eq!(text("date-time", 0).as_deref(), Some("2024-03-20T12:00:00Z"));
        assert_eq!(text("date", 9).as_deref(), Some("2024-03-01"));
        assert_eq!(text("uuid", 0).as_deref(), Some("123e4567-e89b-12d3-a456-426614174000"));
        assert_eq!(text("ip", 0).as_deref(), Some("192.0.2.1"));
        assert_eq!(text("ipv6", 0).as_deref(), Some("2001:db8::1"));
        assert_eq!(text("password", 0), None);
    }

    #[test]
    fn no_index_is_too_large() {
        for format in ["date-time", "time", "duration", "uuid", "ipv4", "ipv6", "int64"] {
            assert!(text(format, usize::MAX).is_some(), "{format}");
        }
    }

    #[test]
    fn values_differ_by_index() {
        for format in ["date-time", "date", "time", "uuid", "email", "ipv4", "ipv6", "uri", "int64"] {
            assert_ne!(text(format, 1), text(format, 2), "{format}");
        }
    }
}
