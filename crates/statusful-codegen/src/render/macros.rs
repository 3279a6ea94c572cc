//! Prints calls of the runtime's macros, whose arguments `prettyplease` does not format.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemMacro;

use super::width::WIDTH;

/// How a list is indented in what it belongs to.
const INDENT: usize = 4;

/// Returns the text of the call of a macro with braces.
pub(super) fn call(item: &ItemMacro) -> String {
    let path = flat(item.mac.path.to_token_stream());
    let tokens = item.mac.tokens.clone();
    let line = format!("{path}! {{ {} }}\n", flat(tokens.clone()));
    if line.len() <= WIDTH + 1 {
        return line;
    }
    let mut out = format!("{path}! {{\n");
    list(&tokens.into_iter().collect::<Vec<_>>(), INDENT, &mut out);
    out + "}\n"
}

/// Writes a line for each entry between commas.
fn list(tokens: &[TokenTree], indent: usize, out: &mut String) {
    let entries = tokens.split(is_comma);
    let has_commas = tokens.iter().any(is_comma);
    for tokens in entries.filter(|entry| !entry.is_empty()) {
        out.push_str(&" ".repeat(indent));
        entry(tokens, indent, out);
        out.push_str(if has_commas { ",\n" } else { "\n" });
    }
}

/// Writes an entry on one line if it fits, and otherwise with a line for each entry of its last group.
fn entry(tokens: &[TokenTree], indent: usize, out: &mut String) {
    let text = flat(tokens.iter().cloned().collect());
    // The last column is for the comma.
    let fits = indent + text.len() < WIDTH;
    match tokens {
        [before @ .., TokenTree::Group(group)] if !fits && !group.stream().is_empty() => {
            let (open, close) = delimiters(group);
            let before = flat(before.iter().cloned().chain([TokenTree::Group(empty(group))]).collect());
            out.push_str(before.trim_end_matches(close).trim_end());
            debug_assert!(out.ends_with(open), "{out}");
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            if group.delimiter() != Delimiter::Brace && !inner.iter().any(is_comma) {
                entry(&inner, indent, out);
            } else {
                out.push('\n');
                list(&inner, indent + INDENT, out);
                out.push_str(&" ".repeat(indent));
            }
            out.push_str(close);
        }
        _ => out.push_str(&text),
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

fn empty(group: &Group) -> Group {
    Group::new(group.delimiter(), TokenStream::new())
}

fn delimiters(group: &Group) -> (&'static str, &'static str) {
    match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    }
}

/// Returns tokens on one line.
fn flat(tokens: TokenStream) -> String {
    let mut out = String::new();
    let mut operator = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                operator.push(punct.as_char());
                if punct.spacing() == Spacing::Alone {
                    self::operator(&std::mem::take(&mut operator), &mut out);
                }
            }
            TokenTree::Group(group) => {
                self::operator(&std::mem::take(&mut operator), &mut out);
                let (open, close) = delimiters(&group);
                let inner = flat(group.stream());
                let is_block = group.delimiter() == Delimiter::Brace;
                if is_block || out.ends_with(['=', '>', ',', ':']) && !out.ends_with("::") {
                    space(&mut out);
                }
                let gap = if is_block && !inner.is_empty() { " " } else { "" };
                out.extend([open, gap, inner.as_str(), gap, close]);
            }
            word => {
                self::operator(&std::mem::take(&mut operator), &mut out);
                if !out.ends_with(['(', '[', '<', '&', '*', '#', '\'', '-', '.', '!', '@']) && !out.ends_with("::") {
                    space(&mut out);
                }
                out.push_str(&word.to_string());
            }
        }
    }
    self::operator(&operator, &mut out);
    out
}

/// Writes an operator with the spaces before it. Those after it are written with what follows.
fn operator(text: &str, out: &mut String) {
    let binds_left = text.starts_with([',', ';', ':', '.', '?', '!', '<', '>']);
    let binds_right_only = ["&", "*", "#", "'", "-", "@"].contains(&text);
    let is_first = out.is_empty() || out.ends_with(['(', '[', '<', '&']) || out.ends_with("::");
    let is_tight = text.is_empty() || binds_left || (binds_right_only && is_first);
    if !is_tight {
        space(out);
    }
    out.push_str(text);
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_broken_where_they_do_not_fit() {
        let text = r#"
statusful::union! {
    Batch or Unknown {
        Reads(Vec<types::Reads>): Object(ObjectShape {
            required: &["steps"],
            optional: &[],
            values: &[("steps", Array(&Object(parses::<chrono::NaiveDate>))), ("a", Not(-1))],
            closed: false,
        }),
        Writes(Box<Writes>) => [Text("a, {b")] or Null,
    }
}
"#;
        let item = syn::parse_str::<ItemMacro>(text).unwrap();
        assert_eq!(call(&item), text.trim_start());
    }
}
