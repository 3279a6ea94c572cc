//! What a request prefers (RFC 7240): `Prefer: code=201, example=name`.

use http::HeaderMap;

/// The preferences that are known here; others are nobody's business.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    pub(crate) code: Option<String>,
    pub(crate) example: Option<String>,
}

impl Preferences {
    /// The preferences of a request. Of one that is there twice the first counts.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut found = Self::default();
        for line in headers.get_all("prefer").iter().filter_map(|value| std::str::from_utf8(value.as_bytes()).ok()) {
            for (name, value) in preferences(line) {
                let place = match name.to_ascii_lowercase().as_str() {
                    "code" => &mut found.code,
                    "example" => &mut found.example,
                    _ => continue,
                };
                place.get_or_insert(value);
            }
        }
        found
    }

    /// The value of `Preference-Applied`.
    pub(crate) fn applied(&self) -> Option<String> {
        let quoted = |value: &String| {
            let is_token = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!#$&+^|~%*'`".contains(&byte));
            if is_token { value.clone() } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
        };
        let code = self.code.iter().map(|value| format!("code={}", quoted(value)));
        let example = self.example.iter().map(|value| format!("example={}", quoted(value)));
        let applied: Vec<_> = code.chain(example).collect();
        (!applied.is_empty()).then(|| applied.join(", "))
    }
}

/// Names and values of one line, parameters left out. Commas and semicolons may stand in quotes.
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
        let lines = lines.iter().map(|line| (http::HeaderName::from_static("prefer"), line.parse().unwrap()));
        Preferences::of(&lines.collect())
    }

    #[test]
    fn preferences_are_found_among_others() {
        let found = of(&["respond-async, Code = 201; x=\"a, code=500\"", "example=\"a, \\\"b\\\"\", code=404"]);
        assert_eq!((found.code.as_deref(), found.example.as_deref()), (Some("201"), Some("a, \"b\"")));
        assert_eq!(found.applied().as_deref(), Some("code=201, example=\"a, \\\"b\\\"\""));
        assert_eq!(of(&["return=minimal", "code"]).applied(), None);
        assert_eq!(of(&["code=\"201"]).code.as_deref(), Some("201"));
    }
}
