//! The URL of a server with variables.

use crate::request::parse_server;

/// A variable of a server's URL: its name, its value, and the documented default. Values of a documented `enum` are
/// their own default.
type Variable<'v> = (&'v str, &'v str, &'v str);

/// Returns the URL with the values of its variables. Values are not searched for variables.
///
/// Only a documented value can be any text, because the document could contain it in the URL itself. Any other value
/// must be valid for its position, so that it cannot select another host or path. Otherwise, the variable is kept in
/// braces, and a client or a call with this URL is rejected before anything is sent.
#[must_use]
pub fn server_url(template: &str, variables: &[Variable<'_>]) -> String {
    let mut url = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, opened)) = rest.split_once('{')
        && let Some((name, after)) = opened.split_once('}')
    {
        url.push_str(before);
        match variables.iter().find(|(known, ..)| *known == name) {
            Some((_, value, default)) if value == default || fits(value, &url, after) => url.push_str(value),
            _ => url.extend(["{", name, "}"]),
        }
        rest = after;
    }
    url.push_str(rest);
    url
}

/// Returns the name of the first variable without a valid value.
pub(crate) fn unfilled_variable(url: &str) -> Option<&str> {
    Some(url.split_once('{')?.1.split_once('}')?.0)
}

/// Returns `true` if a value is valid between the text before it, which contains values already, and the text after it.
fn fits(value: &str, before: &str, after: &str) -> bool {
    let Some((_, below_scheme)) = before.split_once("://") else {
        return match before {
            before if after.starts_with("://") => matches!(format!("{before}{value}").as_str(), "http" | "https"),
            "" => parse_server(value).is_some() && !value.contains(['?', '#']),
            _ => is_segment(value),
        };
    };
    if below_scheme.contains(['?', '#']) {
        is_segment(value) && !value.contains(['&', '=', '+'])
    } else if below_scheme.contains(['/', '\\']) {
        is_segment(value)
    } else if below_scheme.ends_with(':') {
        value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u16>().is_ok()
    } else {
        is_host_part(value, below_scheme, after)
    }
}

/// Returns `true` if a value is one path segment other than `.` or `..`.
fn is_segment(value: &str) -> bool {
    let is_harmless = |c: char| !c.is_control() && !c.is_whitespace() && !"/\\?#%{}".contains(c);
    value.chars().all(is_harmless) && value.chars().any(|c| c != '.')
}

/// Returns `true` if a value is a host label, or a host name if it is the end of the host. The whole host may have a
/// port.
fn is_host_part(value: &str, before: &str, after: &str) -> bool {
    let ends_host = after.is_empty() || after.starts_with(['/', '?', '#', ':', '{']);
    if !ends_host || !(before.is_empty() || before.ends_with('.')) {
        return is_label(value);
    }
    let (host, port) = match value.split_once(':') {
        Some((host, port)) if before.is_empty() && !after.starts_with([':', '{']) => (host, Some(port)),
        _ => (value, None),
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    host.split('.').all(is_label) && port.is_none_or(is_port)
}

fn is_label(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(template: &str, value: &str) -> String {
        server_url(template, &[("x", value, "the/default?of=it")])
    }

    #[test]
    fn a_value_fits_its_place() {
        for (template, value, expected) in [
            ("https://{x}.example.com/v1", "eu-1", "https://eu-1.example.com/v1"),
            ("https://{x}/v1", "api.example.com", "https://api.example.com/v1"),
            ("https://{x}/v1", "localhost:8080", "https://localhost:8080/v1"),
            ("https://api.{x}", "example.com", "https://api.example.com"),
            ("https://{x}:{port}", "127.0.0.1", "https://127.0.0.1:{port}"),
            ("https://h:{x}/v1", "8443", "https://h:8443/v1"),
            ("https://h/{x}/y", "v1.2~beta@3", "https://h/v1.2~beta@3/y"),
            ("https://h/y?k={x}", "v1", "https://h/y?k=v1"),
            ("{x}://h", "http", "http://h"),
            ("http{x}://h", "s", "https://h"),
            ("http{x}://h", "", "http://h"),
            ("{x}/v1", "https://h:1/base", "https://h:1/base/v1"),
            ("https://h/{x}", "the/default?of=it", "https://h/the/default?of=it"),
        ] {
            assert_eq!(with(template, value), expected);
        }
    }

    #[test]
    fn a_value_that_does_not_fit_is_not_filled_in() {
        let everywhere =
            ["/", "\\", "?", "#", "{x}", "%2f", " ", "a\nb", "a/b", "a#b", "a?b", "a\\b", "a%23", "\u{ff0f}/"];
        for (template, values) in [
            ("https://{x}.example.com", &["evil.com/", "evil.com", "a:1", "me@evil.com", "", "ü", "[::1]"][..]),
            ("https://{x}/v1", &["evil.com/", "me@evil.com", "me:pw@evil.com", "a:", "a:99999", "a..b", ""]),
            ("https://{x}:80", &["a:1"]),
            ("https://example{x}/v1", &[".evil.com", "@evil.com", ":80"]),
            ("https://h:{x}", &["80@evil.com", "", "99999", "+1", "a"]),
            ("https://h/{x}/y", &["..", ".", "", "%2e%2e"]),
            ("https://h/y?k={x}", &["a&b", "a=b", "a+b"]),
            ("{x}://h", &["ftp", "https://evil.com", "file"]),
            ("{x}/v1", &["ftp://h", "https://me:pw@h", "evil.com", "https://h?"]),
        ] {
            for value in values.iter().chain(&everywhere) {
                assert_eq!(with(template, value), template, "{value:?}");
            }
        }
    }

    #[test]
    fn values_are_not_searched_for_variables() {
        let variables = [("a", "{b}", "{b}"), ("b", "secret", "")];
        assert_eq!(server_url("https://h/{a}/{b}", &variables), "https://h/{b}/secret");
        assert_eq!(server_url("https://h/{b}/{a}/{c}/{", &variables), "https://h/secret/{b}/{c}/{");
    }
}
