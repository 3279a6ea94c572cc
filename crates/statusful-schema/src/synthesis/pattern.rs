//! Strings that match a `pattern`.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Makes a string that a pattern matches, of a length within the limits.
pub(super) fn matching(pattern: &str, least: usize, most: usize) -> Result<String, String> {
    let error = |reason: &str| format!("no string was found that matches the pattern {pattern:?}{reason}");
    // The patterns of documents are those of ECMAScript, in which `\/` is a plain slash.
    let hir = regex_syntax::parse(&without_looks(&pattern.replace("\\/", "/")))
        .map_err(|_| error(": the pattern is not supported"))?;
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
    Err(error(" and has the right length"))
}

/// Returns the pattern without lookaheads and lookbehinds, from which no string can be made. A validator checks whether
/// the string satisfies them.
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

/// Writes the shortest string, with `more` repetitions where they are allowed.
fn write(hir: &Hir, more: u32, out: &mut String) {
    // Nested repetitions multiply.
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

/// Returns a character of a class, if possible one that is easy to read.
fn member(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect(),
    };
    let holds = |c: &char| ranges.iter().any(|(start, end)| (start..=end).contains(&c));
    "a1A-_. ".chars().find(holds).or_else(|| ranges.first().map(|(start, _)| *start))
}
