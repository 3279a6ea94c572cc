//! Joins lines that fit in the width of the generated `rustfmt.toml`, because the width of `prettyplease` is fixed.
//!
//! `prettyplease` breaks everything that is longer than 89 columns. This module joins what rustfmt would leave on one
//! line: signatures, headers, calls, chains, literals, closures and match arms. Longer ones are not changed.

mod scan;

use scan::{brackets, indentation, is_comment, list, matching, nesting, opening};

/// The width of generated code, as in its `rustfmt.toml`.
pub(crate) const WIDTH: usize = 120;

/// The indentation of lines in a block.
const INDENT: usize = 4;

/// Returns the text of an item with as few lines as rustfmt would write.
pub(super) fn joined(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    for line in block(&lines) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Joins the statements, items, arms or fields of a block.
fn block(lines: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(length(rest));
        for line in self::chunk(chunk) {
            merge_derives(&mut out, line);
        }
        rest = after;
    }
    out
}

/// Adds a line, or merges the traits that it derives into the previous line.
fn merge_derives(lines: &mut Vec<String>, line: String) {
    let derived = line.trim_start().strip_prefix("#[derive(");
    match (derived, lines.last_mut()) {
        (Some(derived), Some(last)) if last.trim_start().starts_with("#[derive(") && last.ends_with(")]") => {
            last.truncate(last.len() - ")]".len());
            last.push_str(", ");
            last.push_str(derived);
        }
        _ => lines.push(line),
    }
}

/// Returns the number of lines of the first statement, item, arm or field.
fn length(lines: &[&str]) -> usize {
    let indent = indentation(lines[0]);
    let mut depth = 0;
    for (index, line) in lines.iter().enumerate() {
        depth += nesting(line);
        let ends = line.ends_with([';', ',', '}', ']']) || is_comment(line) || line.is_empty();
        let next = lines.get(index + 1);
        let continues =
            next.is_some_and(|next| indentation(next) > indent || is_call(next) || next.trim_start().starts_with('>'));
        if depth == 0 && ends && !continues {
            return index + 1;
        }
    }
    lines.len()
}

/// Joins the lines of a statement, item, arm or field.
fn chunk(lines: &[&str]) -> Vec<String> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
    if first.starts_with("use ") || first.starts_with("pub use ") {
        return import(lines);
    }
    if let Some(line) = flat(lines).filter(|line| fits(line)) {
        return vec![line];
    }
    let is_head = |line: &&str| indentation(line) == indentation(first) && line.ends_with('{');
    let is_block = lines.len() > 1 && last.trim_start().starts_with('}');
    match lines.iter().position(is_head).filter(|_| is_block) {
        Some(open) => with_block(&lines[..=open], &lines[open + 1..]),
        None => after_assignment(lines).or_else(|| single_call(lines)).unwrap_or_else(|| groups(lines)),
    }
}

/// Moves the value of a constant or variable to a separate line, if it fits there.
fn after_assignment(lines: &[&str]) -> Option<Vec<String>> {
    let line = flat(lines)?;
    let start = line.trim_start();
    if !["const ", "pub const ", "let "].iter().any(|keyword| start.starts_with(keyword)) {
        return None;
    }
    let (start, value) = line.split_once(" = ")?;
    let value = format!("{}{value}", " ".repeat(indentation(&line) + INDENT));
    (fits(&value) && fits(start)).then(|| vec![format!("{start} ="), value])
}

/// Puts each argument of a method call on a separate line, if it is the only call in its statement.
fn single_call(lines: &[&str]) -> Option<Vec<String>> {
    let calls = lines.iter().filter(|line| is_call(line)).count();
    (calls == 1 && is_call(lines.get(1)?)).then(|| flat(lines).map(|line| wrapped(&line)))?
}

/// Puts each item of the last list in a line on a separate line, unless the whole line fits.
fn wrapped(line: &str) -> Vec<String> {
    let end = line.trim_end_matches([';', ',']).len();
    let last = brackets(&line[..end]).filter(|(at, _)| at + 1 == end).last();
    let open = last.and_then(|_| opening(&line[..end]));
    let Some(open) = open.filter(|_| !fits(line)) else { return vec![line.to_owned()] };
    let indent = " ".repeat(indentation(line));
    let mut out = vec![line[..=open].to_owned()];
    for item in list(&line[open + 1..end - 1]) {
        out.extend(wrapped(&format!("{indent}{}{item},", " ".repeat(INDENT))));
    }
    out.push(format!("{indent}{}", &line[end - 1..]));
    out
}

/// Returns an import on one line if it fits, otherwise with as many names on each line as fit.
///
/// rustfmt leaves two columns unused in a list of names.
fn import(lines: &[&str]) -> Vec<String> {
    let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let line = text.replace("{ ", "{").replace(", }", "}");
    let Some((start, names)) =
        line.strip_suffix("};").and_then(|line| line.split_once('{')).filter(|_| line.len() > WIDTH - 2)
    else {
        return vec![line];
    };
    let mut out = vec![format!("{start}{{")];
    let mut names_of_line = String::from("   ");
    for name in names.split(", ") {
        if names_of_line.len() + name.len() + 2 > WIDTH {
            out.push(std::mem::replace(&mut names_of_line, String::from("   ")));
        }
        names_of_line.extend([" ", name, ","]);
    }
    out.push(names_of_line);
    out.push("};".to_owned());
    out
}

/// Joins a header, such as a signature, and the lines of the block that follows.
fn with_block(header: &[&str], rest: &[&str]) -> Vec<String> {
    let indent = header.first().map_or(0, |line| indentation(line));
    let end = rest.iter().position(|line| indentation(line) == indent).unwrap_or(rest.len() - 1);
    let (last, after) = (rest[end], &rest[end + 1..]);
    let body = block(&rest[..end]);
    let header = flat(header).filter(|line| fits(line)).map_or_else(|| groups(header), |line| vec![line]);
    if let Some(arm) = arm(&header, &body) {
        return arm;
    }
    // An `else` is the header of another block.
    let last = if after.is_empty() { vec![last.to_owned()] } else { with_block(&[last], after) };
    header.into_iter().chain(body).chain(last).collect()
}

/// Returns a match arm without the braces around its expression, if that fits on one line or ends with a block.
fn arm(header: &[String], body: &[String]) -> Option<Vec<String>> {
    let [header] = header else { return None };
    let start = header.strip_suffix(" => {")?;
    let (first, last) = (body.first()?, body.last()?);
    let line = format!("{start} => {}", first.trim_start());
    if body.len() == 1 {
        let line = line + ",";
        return (is_expression(first) && fits(&line)).then(|| vec![line]);
    }
    let is_call = first.ends_with('{') && last.trim() == "})" && indentation(first) == indentation(last);
    if !is_call || !fits(&line) || body[1..body.len() - 1].iter().any(|line| indentation(line) <= indentation(first)) {
        return None;
    }
    let inner = body[1..].iter().map(|line| line[INDENT..].to_owned());
    let mut lines: Vec<_> = std::iter::once(line).chain(inner).collect();
    lines.last_mut()?.push(',');
    Some(lines)
}

/// Joins each bracketed group that fits on one line, starting with the outer ones.
fn groups(lines: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let end = line.ends_with(['(', '[', '{']).then(|| closing(&lines[at..])).flatten();
        let joined = end.and_then(|end| flat(&lines[at..=at + end])).filter(|line| fits(line));
        if let (Some(end), Some(joined)) = (end, joined) {
            out.push(joined);
            at += end + 1;
        } else {
            out.push(line.to_owned());
            at += 1;
        }
    }
    out
}

/// Returns the index of the line that closes what the first one opens.
fn closing(lines: &[&str]) -> Option<usize> {
    let mut depth = 0;
    lines.iter().position(|line| {
        depth += nesting(line);
        depth <= 0
    })
}

/// Returns the lines as one. Returns `None` if that would be invalid or different from rustfmt: comments end with their
/// line, and statements and definitions are on separate lines.
fn flat(lines: &[&str]) -> Option<String> {
    let first = lines.first()?;
    let is_definition = lines.len() > 1 && lines[..lines.len() - 1].iter().any(|line| opens_lines(line));
    if is_definition || lines.iter().any(|line| is_comment(line)) {
        return None;
    }
    let inner = lines.get(1..lines.len() - 1).unwrap_or_default();
    if inner.iter().any(|line| line.ends_with(';')) {
        return None;
    }
    let mut out = (*first).to_owned();
    for line in lines[1..].iter().map(|line| line.trim_start()) {
        if line.starts_with([')', ']', '}', '>']) && out.ends_with(',') {
            out.pop();
        }
        let is_tight = out.ends_with(['(', '[', '<']) || line.starts_with([')', ']', '>']) || is_call(line);
        if !is_tight {
            out.push(' ');
        }
        out.push_str(line);
    }
    Some(without_blocks(out))
}

/// Returns `true` if a line starts something whose lines rustfmt does not join.
fn opens_lines(line: &str) -> bool {
    let Some(head) = line.trim_start().strip_suffix('{') else { return false };
    let heads =
        ["pub ", "pub(", "fn ", "impl ", "impl<", "match ", "if ", "for ", "while ", "loop ", "mod ", "unsafe "];
    heads.iter().any(|start| head.starts_with(start))
        || head.contains(" match ")
        || head.contains(" if ")
        || head.starts_with(')')
        || head.is_empty()
        || head.ends_with("=> ")
}

/// Removes the braces of closures that contain a single expression.
fn without_blocks(mut line: String) -> String {
    let mut from = 0;
    while let Some(open) = line[from..].find("| { ").map(|at| from + at + 2) {
        from = open;
        let Some(close) = matching(&line[open..]).map(|at| open + at) else { break };
        let inner = line[open + 1..close].trim().to_owned();
        if !inner.contains(';') && !inner.starts_with("match ") && !inner.starts_with("if ") {
            line.replace_range(open..=close, &inner);
        }
    }
    line
}

fn is_expression(line: &str) -> bool {
    let line = line.trim_start();
    !line.ends_with([';', ',', '{']) && !["let ", "if ", "match ", "for "].iter().any(|start| line.starts_with(start))
}

/// Returns `true` if a line continues the expression of the previous line.
fn is_call(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('?') || (line.starts_with('.') && !line.starts_with(".."))
}

fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_one_line_and_the_rest_stays() {
        let text = r#"impl Operation for A {
    const B: C = D::new(
            E::of(&[1]),
        )
        .f(E::of(&[400000000000, 400000000000, 500000000000]))
        .g(E::of(&[400000000000, 400000000000, 500000000000]));
    fn case(
        head: &ResponseHead,
    ) -> Case<Self> {
        match head.status() {
            200 if head.is("application/json") => {
                Case::Success(|response| {
                    response
                        .json()
                        .map(A::Ok)
                })
            }
            201 => {
                first();
                second()
            }
            ..=399 => {
                A
            }
            ..=499 => B,
            ..=599 if head.is("a long media type") => {
                statusful::Case::FailureStream(|raw| Failure::ClientError {
                    status: raw.status(),
                    body: raw.text_events(),
                })
            }
            _ => {
                self.request_mut()
                    .header(
                        "a string with { and ) and \" and a lot of text in it, so that it does not fit in",
                        the_value_of_the_header.as_ref(),
                    )
            }
        }
    }
}
"#;
        let expected = r#"impl Operation for A {
    const B: C = D::new(E::of(&[1]))
        .f(E::of(&[400000000000, 400000000000, 500000000000]))
        .g(E::of(&[400000000000, 400000000000, 500000000000]));
    fn case(head: &ResponseHead) -> Case<Self> {
        match head.status() {
            200 if head.is("application/json") => Case::Success(|response| response.json().map(A::Ok)),
            201 => {
                first();
                second()
            }
            ..=399 => A,
            ..=499 => B,
            ..=599 if head.is("a long media type") => statusful::Case::FailureStream(|raw| Failure::ClientError {
                status: raw.status(),
                body: raw.text_events(),
            }),
            _ => {
                self.request_mut().header(
                    "a string with { and ) and \" and a lot of text in it, so that it does not fit in",
                    the_value_of_the_header.as_ref(),
                )
            }
        }
    }
}
"#;
        assert_eq!(joined(text), expected);
        assert_eq!(joined(expected), expected);
    }
}
