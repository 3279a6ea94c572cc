//! Strings that keep their format, pattern and length.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::{Map, Value};

use crate::number::{each, format};
use crate::synthesis::Bound;

/// No text is made longer than this only because it may be.
const LONG: usize = 300;

/// A string, `index` of which differ from one another where they can. An error says why there is none.
pub(crate) fn string(facets: &[&Map<String, Value>], bound: Bound, index: usize) -> Result<String, String> {
    let least = extreme(facets, "minLength", 0, usize::max);
    let most = extreme(facets, "maxLength", usize::MAX, usize::min);
    if least > 1 << 20 {
        return Err(format!("a text of {least} characters is too long to try"));
    }
    if let Some(pattern) = facets.iter().find_map(|facet| facet.get("pattern")?.as_str()) {
        return patterned(pattern, least, most);
    }
    if let Some(text) = formatted(format(facets), bound, index) {
        return Ok(text);
    }
    let length = match bound {
        Bound::Low => least,
        Bound::Middle => 4.clamp(least, most.max(least)),
        Bound::High => most.min(LONG.max(least)),
    };
    let suffix = if index == 0 { String::new() } else { index.to_string() };
    let stem = length.saturating_sub(suffix.len());
    Ok("text".chars().cycle().take(stem).collect::<String>() + &suffix)
}

fn extreme(
    facets: &[&Map<String, Value>],
    keyword: &'static str,
    from: usize,
    pick: fn(usize, usize) -> usize,
) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to an integer saturates")]
    each(facets, keyword).fold(from, |so_far, value| pick(so_far, value as usize))
}

/// A text of a format that readers or the judge look into.
fn formatted(format: &str, bound: Bound, index: usize) -> Option<String> {
    let day = index % 28 + 1;
    Some(match (format, bound) {
        ("date-time", Bound::Low) => "1970-01-01T00:00:00Z".to_owned(),
        ("date-time", Bound::High) => "2038-01-19T03:14:08.123456+05:30".to_owned(),
        ("date-time", Bound::Middle) => format!("2024-02-{day:02}T12:30:00Z"),
        ("date", Bound::Low) => "0001-01-01".to_owned(),
        ("date", _) => format!("2024-02-{day:02}"),
        ("time", _) => format!("12:30:{day:02}Z"),
        ("duration", _) => format!("P{day}D"),
        ("uuid", _) => format!("67e55044-10b1-426f-9247-bb680e5f{index:04x}"),
        ("email" | "idn-email", _) => format!("user{index}@example.com"),
        ("hostname" | "idn-hostname", _) => format!("host{index}.example.com"),
        ("ipv4" | "ip", _) => format!("192.0.2.{}", index % 256),
        ("ipv6", _) => format!("2001:db8::{:x}", index % 65535 + 1),
        ("cidr" | "ipv4-cidr", _) => "192.0.2.0/24".to_owned(),
        ("uri" | "url" | "iri", _) => format!("https://example.com/path/{index}?q=1"),
        ("uri-reference" | "iri-reference", _) => format!("/path/{index}"),
        ("uri-template", _) => format!("/path/{{id}}/{index}"),
        ("json-pointer", _) => format!("/a/{index}"),
        ("relative-json-pointer", _) => "1/a".to_owned(),
        ("regex", _) => "^a+$".to_owned(),
        ("byte" | "base64", _) => "dGV4dA==".to_owned(),
        ("base64url", _) => "dGV4dA".to_owned(),
        ("decimal", _) => "12.50".to_owned(),
        ("int64" | "int32" | "uint64" | "integer", _) => format!("{}", 7 + index),
        _ => return None,
    })
}

/// A text that a pattern matches, no shorter and no longer than it may be.
fn patterned(pattern: &str, least: usize, most: usize) -> Result<String, String> {
    let told = |why: &str| format!("no text was found for the pattern {pattern:?}{why}");
    // The patterns of documents are ECMAScript's, whose `\/` is a plain slash.
    let hir = regex_syntax::parse(&without_looks(&pattern.replace("\\/", "/")))
        .map_err(|_| told(": it is not understood"))?;
    let mut found = String::new();
    for more in [0, 1, 2, 3, 5, 8, 16, 32, 64, 128, 256] {
        found.clear();
        write(&hir, more, &mut found);
        let length = found.chars().count();
        if (least..=most).contains(&length) {
            return Ok(found);
        }
        if length < least && more == 256 {
            break;
        }
    }
    // A pattern without an end matches longer texts too.
    let length = found.chars().count();
    if !pattern.ends_with('$') && length < least {
        found.extend(std::iter::repeat_n('a', least - length));
        return Ok(found);
    }
    Err(told(" of the length asked for"))
}

/// The pattern without what it looks ahead or behind for, which no text can be made of. The judge has the last word.
fn without_looks(pattern: &str) -> String {
    let starts = ["(?!", "(?=", "(?<!", "(?<="];
    let found = starts.iter().filter_map(|start| pattern.find(start)).min();
    let Some(start) = found else { return pattern.to_owned() };
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (index, c) in pattern.char_indices().skip_while(|(index, _)| *index < start) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth == 1 => {
                let (before, after) = (pattern.get(..start), pattern.get(index + 1..));
                return without_looks(&(before.unwrap_or_default().to_owned() + after.unwrap_or_default()));
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    pattern.to_owned()
}

/// The shortest text, with repetitions `more` times longer where they may be.
fn write(hir: &Hir, more: u32, out: &mut String) {
    // What repetitions hold in one another multiplies.
    if out.len() > 1 << 16 {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => out.extend(member(class)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.saturating_add(more).min(most) {
                write(&repetition.sub, more, out);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, more, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, more, out)),
        HirKind::Alternation(parts) => parts.iter().take(1).for_each(|part| write(part, more, out)),
    }
}

/// A character of a class, one that is easy to read where there is one.
fn member(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect(),
    };
    let holds = |c: &char| ranges.iter().any(|(start, end)| (start..=end).contains(&c));
    "a1A-_. ".chars().find(holds).or_else(|| ranges.first().map(|(start, _)| *start))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn made(schema: &Value) -> Result<String, String> {
        string(&[schema.as_object().unwrap()], Bound::Middle, 0)
    }

    #[test]
    fn patterns_and_lengths_are_kept() {
        assert_eq!(made(&json!({ "pattern": "^[0-9]{3}-(a|b)+$" })), Ok("111-a".to_owned()));
        assert_eq!(made(&json!({ "pattern": "^x*$", "minLength": 3 })), Ok("xxx".to_owned()));
        assert_eq!(made(&json!({ "pattern": "^id", "minLength": 4 })), Ok("idaa".to_owned()));
        assert_eq!(made(&json!({ "minLength": 6 })), Ok("textte".to_owned()));
        assert_eq!(made(&json!({ "maxLength": 2 })), Ok("te".to_owned()));
        assert_eq!(made(&json!({ "pattern": "^(?!(x|y)\\)$)b$" })), Ok("b".to_owned()));
        assert!(made(&json!({ "pattern": "(?!a" })).is_err());
    }
}
