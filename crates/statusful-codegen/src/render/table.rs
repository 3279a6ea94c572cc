//! Formats macros whose body is a table, such as `statusful::object! { Key: Deserialize { id: required "id" } }`,
//! because `prettyplease` would break them anywhere.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue};

use super::width::WIDTH;

const INDENT: usize = 4;

/// The beginning of a documentation attribute. In the middle of a line, it is not turned into a comment.
const DOCUMENTATION: &str = "#[doc = ";

/// Returns the text of a macro and its attributes.
pub(super) fn item(item: &syn::ItemMacro) -> String {
    let attributes = item.attrs.iter().map(|outer| attribute(outer) + "\n");
    attributes.chain([table(&item.mac, 0)]).collect()
}

/// Returns the text of a macro in an `impl`.
pub(super) fn impl_item(item: &syn::ImplItemMacro) -> String {
    table(&item.mac, INDENT)
}

/// Returns the text of a macro: on one line if it fits, otherwise with as many entries on each line as fit.
fn table(mac: &syn::Macro, indent: usize) -> String {
    let (pad, inner) = (" ".repeat(indent), " ".repeat(indent + INDENT));
    let start = format!("{pad}{}! {{", flat(&pieces(mac.path.to_token_stream())));
    let (attributes, body) = split(mac.tokens.clone());
    let body = pieces(body);
    let line = format!("{start} {} }}", flat(&body));
    let has_braces = |entry: &[Piece]| entry.iter().any(|piece| matches!(piece, Piece::Group(Delimiter::Brace, _)));
    let text = match alone(&body) {
        Some(item) if !attributes.is_empty() => {
            let attributes = attributes.iter().flat_map(|text| [&inner, text.as_str(), "\n"]).collect::<String>();
            format!("{start}\n{attributes}{}\n{pad}}}", fitting(&inner, item, "", indent + INDENT))
        }
        _ if line.len() <= WIDTH && !line.contains(DOCUMENTATION) => line,
        Some(entry) if has_braces(entry) => broken(&format!("{start} "), entry, " }", indent),
        _ => format!("{start}\n{}{pad}}}", filled(&body, indent + INDENT)),
    };
    text + "\n"
}

/// Splits the body of a macro into the attributes of the item that it contains, as lines, and the rest.
fn split(body: TokenStream) -> (Vec<String>, TokenStream) {
    let parse = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        Ok((attributes.iter().map(attribute).collect(), input.parse()?))
    };
    parse.parse2(body.clone()).unwrap_or((Vec::new(), body))
}

/// Returns an attribute on one line. Documentation becomes a comment.
fn attribute(attribute: &Attribute) -> String {
    match &attribute.meta {
        Meta::NameValue(MetaNameValue { path, value: Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), .. })
            if path.is_ident("doc") && !text.value().contains('\n') =>
        {
            format!("///{}", text.value())
        }
        _ => flat(&pieces(attribute.to_token_stream())),
    }
}

/// A word, a literal, an operator or a group.
enum Piece {
    Word(String),
    Operator(String),
    Group(Delimiter, Vec<Piece>),
}

impl Piece {
    fn is_operator(&self, text: &str) -> bool {
        matches!(self, Self::Operator(operator) if operator == text)
    }
}

fn pieces(tokens: TokenStream) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => pieces.push(Piece::Group(group.delimiter(), self::pieces(group.stream()))),
            TokenTree::Punct(punct) => match (pieces.last_mut(), punct.as_char()) {
                (Some(Piece::Operator(before)), next) if is_operator(before, next) => before.push(next),
                (_, next) => pieces.push(Piece::Operator(next.to_string())),
            },
            word => pieces.push(Piece::Word(word.to_string())),
        }
    }
    pieces
}

fn is_operator(before: &str, next: char) -> bool {
    matches!((before, next), (":", ':') | ("=", '>') | (".", '.'))
}

/// Returns pieces on several lines, between `before` and `after`: a chain of methods with one method on each line, or
/// anything else with its last group broken.
fn broken(before: &str, pieces: &[Piece], after: &str, indent: usize) -> String {
    let dots: Vec<usize> = (0..pieces.len()).filter(|index| pieces[*index].is_operator(".")).collect();
    if let [first, more @ ..] = dots.as_slice()
        && (!more.is_empty() || column(before) + flat(pieces.get(..*first).unwrap_or_default()).len() >= WIDTH)
    {
        return chain(before, pieces, &dots, after, indent);
    }
    let is_long = |piece: &Piece| matches!(piece, Piece::Group(_, inner) if !inner.is_empty());
    let Some(last) = pieces.iter().rposition(is_long) else { return format!("{before}{}{after}", flat(pieces)) };
    let (head, rest) = pieces.split_at(last);
    let Some((Piece::Group(delimiter, inner), tail)) = rest.split_first() else { return flat(pieces) };
    let (open, close) = delimiters(*delimiter);
    let gap = if head.last().zip(rest.first()).is_some_and(|(head, group)| is_apart(head, group)) { " " } else { "" };
    let tail_gap = if tail.is_empty() { "" } else { " " };
    let before = format!("{before}{}{gap}{}", flat(head), open.trim_end());
    let after = format!("{}{tail_gap}{}{after}", close.trim_start(), flat(tail));
    let pad = " ".repeat(indent);
    match (alone(inner), delimiter) {
        // A single entry starts on the line of its group.
        (Some(entry), Delimiter::Parenthesis | Delimiter::Bracket) => fitting(&before, entry, &after, indent),
        _ => format!("{before}\n{}{pad}{after}", filled(inner, indent + INDENT)),
    }
}

/// Returns a chain of methods that starts at `dots`.
fn chain(before: &str, pieces: &[Piece], dots: &[usize], after: &str, indent: usize) -> String {
    let pad = format!("\n{}", " ".repeat(indent + INDENT));
    let ends = dots.iter().skip(1).copied().chain([pieces.len()]);
    let methods = dots.iter().zip(ends).filter_map(|(start, end)| pieces.get(*start..end));
    let target = fitting(before, pieces.get(..dots[0]).unwrap_or_default(), "", indent);
    let mut text = methods.fold(target, |text, method| text + &fitting(&pad, method, "", indent + INDENT));
    text.push_str(after);
    text
}

/// Returns pieces on one line if they fit, otherwise on several lines.
fn fitting(before: &str, pieces: &[Piece], after: &str, indent: usize) -> String {
    let text = flat(pieces);
    let fits = column(before) + text.len() + after.len() <= WIDTH && !text.contains(DOCUMENTATION);
    if fits { format!("{before}{text}{after}") } else { broken(before, pieces, after, indent) }
}

/// Returns the length of the last line.
fn column(text: &str) -> usize {
    text.rsplit('\n').next().unwrap_or_default().len()
}

/// Returns the entry of a group, if it is the only one.
fn alone(group: &[Piece]) -> Option<&[Piece]> {
    let mut entries = entries(group);
    entries.next().filter(|_| entries.next().is_none())
}

/// Returns the entries of a table as lines.
fn filled(table: &[Piece], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut lines: Vec<String> = Vec::new();
    for entry in entries(table) {
        let (docs, entry) = documentation(entry);
        if !docs.is_empty() {
            let docs: String = docs.iter().flat_map(|line| [&pad, "///", line.as_str(), "\n"]).collect();
            lines.push(docs + &fitting(&pad, entry, ",", indent));
            continue;
        }
        let text = flat(entry);
        match lines.last_mut().filter(|line| !line.contains('\n') && line.len() + 2 + text.len() <= WIDTH) {
            Some(line) => line.extend([" ", &text, ","]),
            None => lines.push(fitting(&pad, entry, ",", indent)),
        }
    }
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// Splits an entry into its documentation, as lines, and the rest.
fn documentation(entry: &[Piece]) -> (Vec<String>, &[Piece]) {
    let (mut lines, mut rest) = (Vec::new(), entry);
    while let [mark, Piece::Group(Delimiter::Bracket, inner), after @ ..] = rest
        && mark.is_operator("#")
        && let [Piece::Word(doc), equals, Piece::Word(literal)] = inner.as_slice()
        && doc == "doc"
        && equals.is_operator("=")
        && let Ok(text) = syn::parse_str::<syn::LitStr>(literal)
        && !text.value().contains('\n')
    {
        lines.push(text.value());
        rest = after;
    }
    (lines, rest)
}

/// Returns the pieces between commas. A comma between `<` and `>` is part of a type.
fn entries(table: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    let mut depth = 0_usize;
    let entries = table.split(move |piece| {
        match piece {
            piece if piece.is_operator("<") => depth += 1,
            piece if piece.is_operator(">") => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && piece.is_operator(",")
    });
    entries.filter(|entry| !entry.is_empty())
}

/// Returns pieces on one line.
fn flat(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        if before.is_some_and(|before| is_apart(before, piece)) {
            text.push(' ');
        }
        match piece {
            Piece::Word(piece) | Piece::Operator(piece) => text += piece,
            Piece::Group(delimiter, inner) => {
                let (open, close) = delimiters(*delimiter);
                let inner = flat(inner);
                let (open, close) =
                    if inner.is_empty() { (open.trim_end(), close.trim_start()) } else { (open, close) };
                text.extend([open, &inner, close]);
            }
        }
    }
    text
}

fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Returns `true` if there is a space between two pieces.
fn is_apart(before: &Piece, next: &Piece) -> bool {
    match (before, next) {
        (_, Piece::Operator(next)) if [",", ":", ";", "::", "<", ">", "!", "."].contains(&next.as_str()) => false,
        (Piece::Operator(before), _) => !["&", "<", "::", "..", ".", "#", "!", "-", "'"].contains(&before.as_str()),
        (Piece::Word(_), Piece::Group(delimiter, _)) => *delimiter != Delimiter::Parenthesis,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(tokens: &str) -> String {
        item(&syn::parse_str(tokens).unwrap())
    }

    #[test]
    fn a_short_table_is_a_line() {
        let text = printed("a::b!{C:D+E{f:g \"h\"|\"i\",j:k \"l\"}..m:n}");
        assert_eq!(text, "a::b! { C: D + E { f: g \"h\" | \"i\", j: k \"l\" } ..m: n }\n");
        let text = printed("a::b!{C by \"d\"{E(f::G<H,&'i [J]>)=>[Text(\"k\"),Int(-1)]or L(M{n:&[\"o\"]})}}");
        assert_eq!(
            text,
            "a::b! { C by \"d\" { E(f::G<H, &'i [J]>) => [Text(\"k\"), Int(-1)] or L(M { n: &[\"o\"] }) } }\n"
        );
    }

    #[test]
    fn an_item_has_its_documentation_above() {
        let text = printed("m! { #[doc = \" A \\\"b\\\".\"] #[deprecated] pub enum C { D => \"e\" } }");
        assert_eq!(text, "m! {\n    /// A \"b\".\n    #[deprecated]\n    pub enum C { D => \"e\" }\n}\n");
    }

    #[test]
    fn an_entry_has_its_documentation_above() {
        let text =
            printed("m! { pub enum C { #[doc = \" A.\"] #[doc = \"\"] #[doc = \" B.\"] D => \"e\", F => \"g\" } }");
        let entries = "    /// A.\n    ///\n    /// B.\n    D => \"e\",\n    F => \"g\",\n";
        assert_eq!(text, format!("m! {{ pub enum C {{\n{entries}}} }}\n"));
    }

    #[test]
    fn a_long_table_has_lines_of_entries() {
        let entry = |letter: char| format!("{letter}: {}", letter.to_string().repeat(40));
        let entries: Vec<_> = ('a'..='f').map(entry).collect();
        let text = printed(&format!("m! {{ A: B {{ {} }} }}", entries.join(", ")));
        let lines: Vec<_> = entries.chunks(2).map(|pair| format!("    {},", pair.join(", "))).collect();
        assert_eq!(text, format!("m! {{ A: B {{\n{}\n}} }}\n", lines.join("\n")));
    }

    #[test]
    fn an_entry_that_is_too_long_is_broken_at_its_last_group() {
        let name = "x".repeat(70);
        let text = printed(&format!("m! {{ A {{ {name}: B({{ {name}: c, d: e<f, {name}> }}) }} }}"));
        let inner = format!("        {name}: c,\n        d: e<f, {name}>,\n");
        assert_eq!(text, format!("m! {{ A {{\n    {name}: B({{\n{inner}    }}),\n}} }}\n"));
    }

    #[test]
    fn a_table_in_an_impl_is_indented() {
        let printed = |tokens: &str| impl_item(&syn::parse_str(tokens).unwrap());
        assert_eq!(printed("a::b!{c(d:e<f>),g(h:i)}"), "    a::b! { c(d: e<f>), g(h: i) }\n");
        let [c, e] = ["c", "e"].map(|letter| letter.repeat(60));
        let lines = [format!("{c}(d: {e}),"), "f(g: h), i(j: k),".to_owned()].map(|line| format!("        {line}\n"));
        let tokens = format!("a::b! {{ {} }}", lines.concat());
        assert_eq!(printed(&tokens), format!("    a::b! {{\n{}    }}\n", lines.concat()));
        assert_eq!(printed(&format!("m! {{ {} }}", lines[0])), format!("    m! {{\n{}    }}\n", lines[0]));
    }

    #[test]
    fn a_chain_that_is_too_long_is_broken_at_its_methods() {
        let [a, b, c] = ["a", "b", "c"].map(|letter| letter.repeat(80));
        let text = printed(&format!("m! {{ A {{ D: e({a}).f({b}).g([{c}]), }} }}"));
        assert_eq!(text, format!("m! {{ A {{\n    D: e({a})\n        .f({b})\n        .g([{c}]),\n}} }}\n"));
    }
}
