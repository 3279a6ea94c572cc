//! Scans lines of formatted code for their nesting and for brackets outside literals.

/// Returns the number of columns by which a line is indented.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns `true` if a line is a comment.
pub(super) fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Returns the difference in nesting between the end and the beginning of a line.
pub(super) fn nesting(line: &str) -> i32 {
    if is_comment(line) { 0 } else { brackets(line).map(|(_, change)| change).sum() }
}

/// Returns the items between commas.
pub(super) fn list(text: &str) -> Vec<&str> {
    let (mut items, mut start) = (Vec::new(), 0);
    // Tracks brackets, and angle brackets after `::`.
    let (mut depth, mut angles) = (0, 0);
    for (at, c) in code(text) {
        match c {
            '<' if angles > 0 || text[..at].ends_with("::") => angles += 1,
            '>' if angles > 0 => angles -= 1,
            ',' if depth == 0 && angles == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            c => depth += change(c),
        }
    }
    items.push(text[start..].trim());
    items.retain(|item| !item.is_empty());
    items
}

/// Returns the position of the bracket that closes the first one.
pub(super) fn matching(text: &str) -> Option<usize> {
    let mut depth = 0;
    brackets(text).find_map(|(at, change)| {
        depth += change;
        (depth == 0).then_some(at)
    })
}

/// Returns the position of the bracket that the last one closes.
pub(super) fn opening(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut last = None;
    for (at, change) in brackets(text) {
        if change > 0 {
            open.push(at);
        } else {
            last = open.pop();
        }
    }
    last
}

/// Returns the position of each bracket outside literals, and whether it opens or closes.
pub(super) fn brackets(text: &str) -> impl Iterator<Item = (usize, i32)> {
    code(text).map(|(at, c)| (at, change(c))).filter(|(_, change)| *change != 0)
}

fn change(c: char) -> i32 {
    match c {
        '(' | '[' | '{' => 1,
        ')' | ']' | '}' => -1,
        _ => 0,
    }
}

/// Returns the characters outside literals, with their positions.
fn code(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut characters = text.char_indices();
    let mut in_string = false;
    std::iter::from_fn(move || {
        loop {
            let (at, c) = characters.next()?;
            match c {
                '\\' if in_string => drop(characters.next()),
                '"' => in_string = !in_string,
                // A character literal such as `'('`, or a lifetime.
                '\'' if !in_string && text[at + 1..].chars().nth(1) == Some('\'') => drop(characters.next()),
                c if !in_string => return Some((at, c)),
                _ => {}
            }
        }
    })
}
