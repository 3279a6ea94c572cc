//! Preferences of requests (RFC 7240): `Prefer: code=201, example=name, dynamic=true`.

use http::{HeaderMap, HeaderName};

pub(crate) const PREFER: HeaderName = HeaderName::from_static("prefer");
pub(crate) const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The preferences that the mock applies; it ignores others.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    pub(crate) code: Option<String>,
    pub(crate) example: Option<String>,
    /// Whether bodies are made, even if there are examples.
    pub(crate) dynamic: Option<bool>,
}

impl Preferences {
    /// Returns the preferences of a request. If one occurs twice, the first counts.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut found = Self::default();
        for line in headers.get_all(PREFER).iter().filter_map(|value| std::str::from_utf8(value.as_bytes()).ok()) {
            for (name, value) in preferences(line) {
                match (name.to_ascii_lowercase().as_str(), value.to_ascii_lowercase().as_str()) {
                    ("code", _) => drop(found.code.get_or_insert(value)),
                    ("example", _) => drop(found.example.get_or_insert(value)),
                    ("dynamic", "true") => drop(found.dynamic.get_or_insert(true)),
                    ("dynamic", "false") => drop(found.dynamic.get_or_insert(false)),
                    _ => {}
                }
            }
        }
        found
    }

    /// Returns `true` if the request prefers a response to that of the scenario.
    pub(crate) fn selects(&self) -> bool {
        self.code.is_some() || self.example.is_some()
    }

    /// Returns the value of `Preference-Applied`.
    pub(crate) fn applied(&self) -> Option<String> {
        let quoted = |value: &String| {
            let is_token = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!#$&+^|~%*'`".contains(&byte));
            if is_token { value.clone() } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
        };
        let code = self.code.iter().map(|value| format!("code={}", quoted(value)));
        let example = self.example.iter().map(|value| format!("example={}", quoted(value)));
        // A named example is not made.
        let dynamic = self.dynamic.filter(|_| self.example.is_none()).map(|dynamic| format!("dynamic={dynamic}"));
        let applied: Vec<_> = code.chain(example).chain(dynamic).collect();
        (!applied.is_empty()).then(|| applied.join(", "))
    }
}

/// Returns the names and values of one line, without parameters. Commas and semicolons in quotes are part of the value.
fn preferences(line: &str) -> Vec<(String, String)> {
    let mut parts = vec![String::new()];
    let mut characters = line.chars();
    let mut is_quoted = false;
    let mut is_parameter = false;
    while let Some(character) = characters.next() {
        let mut push = |character| {
            if let Some(part) = parts.last_mut().filter(|_| !is_parameter) {
                part.push(character);
            }
        };
        match character {
            '"' => is_quoted = !is_quoted,
            '\\' if is_quoted => characters.next().into_iter().for_each(push),
            ',' if !is_quoted => {
                parts.push(String::new());
                is_parameter = false;
            }
            ';' if !is_quoted => is_parameter = true,
            character => push(character),
        }
    }
    let pairs = parts.iter().filter_map(|part| part.split_once('='));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Preferences {
        let lines = lines.iter().map(|line| (PREFER, line.parse().unwrap()));
        Preferences::of(&lines.collect())
    }

    #[test]
    fn preferences_are_found_among_others() {
        let found = of(&["respond-async, Code = 201; x=\"a, code=500\"", "example=\"a, \\\"b\\\"\", code=404"]);
        assert_eq!((found.code.as_deref(), found.example.as_deref()), (Some("201"), Some("a, \"b\"")));
        assert_eq!(found.applied().as_deref(), Some("code=201, example=\"a, \\\"b\\\"\""));
        assert_eq!(of(&["return=minimal", "code"]).applied(), None);
        assert_eq!(of(&["dynamic=maybe, Dynamic=False", "dynamic=true"]).applied().as_deref(), Some("dynamic=false"));
        assert_eq!(of(&["dynamic=true, example=a"]).applied().as_deref(), Some("example=a"));
        assert_eq!(of(&["code=\"201"]).code.as_deref(), Some("201"));
    }
}
