//! Adds imports: emitters write full paths, and this module imports each type whose name is free.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::Module;

/// The crates whose types are imported. Types of other crates, such as `serde_json::Value`, keep their full paths.
const CRATES: [&str; 4] = ["chrono", "jiff", "statusful", "std"];

/// Adds imports to a module and shortens the paths of everything that it imports.
///
/// Names of the module's items are not imported, and neither are the names in `others`: types with such names keep
/// their paths.
pub(super) fn import(module: Module, others: &[String]) -> Module {
    let taken: BTreeSet<String> = module.items.iter().flat_map(names).chain(others.iter().cloned()).collect();
    let mut imports = Imports { taken, paths: BTreeMap::new() };
    let items: Vec<_> = module.items.into_iter().map(|item| imports.shorten(item)).collect();
    let (std, others): (Vec<_>, Vec<_>) = imports.uses().into_iter().partition(|(root, _)| root == "std");
    let uses = std.into_iter().chain(others).map(|(_, tokens)| tokens);
    Module { items: uses.chain(items).collect(), ..module }
}

/// Returns the names that the items in the tokens define or import, including by macros.
fn names(tokens: &TokenStream) -> Vec<String> {
    const DEFINE: [&str; 5] = ["enum", "fn", "struct", "trait", "type"];
    let mut names = Vec::new();
    let mut tokens = tokens.clone().into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "use" => {
                names.extend(leaves(tokens.by_ref().take_while(|end| !is(end, ';'))));
            }
            TokenTree::Ident(word) if DEFINE.iter().any(|define| word == define) => {
                names.extend(tokens.next().map(|name| name.to_string()));
            }
            TokenTree::Punct(mark) if mark.as_char() == '!' => {
                if let Some(TokenTree::Group(body)) = tokens.next() {
                    names.extend(self::names(&body.stream()));
                }
            }
            _ => {}
        }
    }
    names
}

/// Returns the names that a `use` tree imports: those that no `::` follows.
fn leaves(tree: impl IntoIterator<Item = TokenTree>) -> Vec<String> {
    let mut names = Vec::new();
    let mut last = None;
    for token in tree {
        match token {
            TokenTree::Group(group) => names.extend(leaves(group.stream())),
            TokenTree::Ident(name) => last = Some(name.to_string()),
            punct if is(&punct, ',') => names.extend(last.take()),
            _ => last = None,
        }
    }
    names.extend(last);
    names
}

fn is(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// The imports of a module.
struct Imports {
    /// The names of its items.
    taken: BTreeSet<String>,
    /// The path of each imported name.
    paths: BTreeMap<String, Vec<String>>,
}

impl Imports {
    /// Replaces each path of a type that can be imported with its name.
    fn shorten(&mut self, tokens: TokenStream) -> TokenStream {
        let mut tokens = tokens.into_iter().collect::<Vec<TokenTree>>().into_iter();
        let mut short: Vec<TokenTree> = Vec::with_capacity(tokens.len());
        while !tokens.as_slice().is_empty() {
            let continues_path = matches!(short.as_slice(), [.., a, b] if is_colon(a) && is_colon(b));
            if let Some((path, end)) = (!continues_path).then(|| path(tokens.as_slice())).flatten()
                && let Some(name) = self.import(&path)
            {
                short.push(TokenTree::Ident(name));
                tokens.by_ref().take(end).for_each(drop);
                continue;
            }
            short.extend(tokens.next().map(|token| match token {
                TokenTree::Group(group) => self.shorten_group(group),
                other => other,
            }));
        }
        short.into_iter().collect()
    }

    fn shorten_group(&mut self, group: Group) -> TokenTree {
        let (delimiter, span, tokens) = (group.delimiter(), group.span(), group.stream());
        // Drops the group first, so that its tokens are moved instead of copied.
        drop(group);
        let mut short = Group::new(delimiter, self.shorten(tokens));
        short.set_span(span);
        TokenTree::Group(short)
    }

    /// Imports a path and returns its name, or `None` if the name is taken.
    fn import(&mut self, path: &[Ident]) -> Option<Ident> {
        let name = path.last()?.clone();
        let text = name.to_string();
        let mut path: Vec<_> = path.iter().map(ToString::to_string).collect();
        if path.first().is_some_and(|root| root == "chrono") {
            // chrono also exports its types at its root, but progenitor names them by the modules that define them.
            path.drain(1..path.len() - 1);
        }
        if self.taken.contains(&text) || *self.paths.entry(text).or_insert_with(|| path.clone()) != path {
            return None;
        }
        Some(name)
    }

    /// Returns a `use` for each module that types are imported from, along with the crate of the module.
    fn uses(self) -> Vec<(String, TokenStream)> {
        let mut modules: BTreeMap<Vec<String>, Vec<Ident>> = BTreeMap::new();
        for (name, mut path) in self.paths {
            path.pop();
            modules.entry(path).or_default().push(format_ident!("{name}"));
        }
        // rustfmt sorts a list of names after the items in the same module and below.
        let key = |(path, names): &(Vec<String>, Vec<Ident>)| {
            let last = if let [one] = names.as_slice() { one.to_string() } else { "{".to_owned() };
            path.iter().cloned().chain([last]).collect::<Vec<_>>()
        };
        let mut modules: Vec<_> = modules.into_iter().collect();
        modules.sort_by_key(key);
        let import = |(module, names): (Vec<String>, Vec<Ident>)| {
            let path = module.iter().map(|segment| format_ident!("{segment}"));
            let names = if let [one] = names.as_slice() { quote!(#one) } else { quote!({ #(#names),* }) };
            (module[0].clone(), quote!(use #(#path::)* #names;))
        };
        modules.into_iter().map(import).collect()
    }
}

/// Returns the path of the type at the start of the tokens, and its length in tokens.
fn path(tokens: &[TokenTree]) -> Option<(Vec<Ident>, usize)> {
    let TokenTree::Ident(root) = tokens.first()? else { return None };
    if !CRATES.iter().any(|name| root == name) {
        return None;
    }
    let mut path = vec![root.clone()];
    loop {
        let at = 3 * path.len();
        let [a, b, TokenTree::Ident(segment), ..] = tokens.get(at - 2..)? else { return None };
        if !(is_colon(a) && is_colon(b)) {
            return None;
        }
        path.push(segment.clone());
        if segment.to_string().starts_with(char::is_uppercase) {
            return Some((path, at + 1));
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    is(token, ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imported(items: &str) -> String {
        let module = Module { path: String::new(), head: quote!(), items: vec![items.parse().unwrap()] };
        import(module, &[]).items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ").replace(' ', "")
    }

    #[test]
    fn types_are_imported_under_free_names() {
        let item = "fn f(a: statusful::Body, b: &statusful::http::Method, c: std::time::Duration) -> statusful::Secret { \
                    statusful::__private::server_url(statusful::Body::A, serde_json::Value::Null) }";
        let uses = "usestd::time::Duration;usestatusful::http::Method;usestatusful::{Body,Secret};";
        let short = "fnf(a:Body,b:&Method,c:Duration)->Secret{\
                     statusful::__private::server_url(Body::A,serde_json::Value::Null)}";
        assert_eq!(imported(item), format!("{uses}{short}"));
    }

    #[test]
    fn a_name_that_is_taken_keeps_its_path() {
        let item = "struct Body(statusful::Body, statusful::Secret, other::Secret, statusful::a::Secret);";
        let short = "structBody(statusful::Body,Secret,other::Secret,statusful::a::Secret);";
        assert_eq!(imported(item), format!("usestatusful::Secret;{short}"));
    }

    #[test]
    fn paths_of_chrono_are_the_shortest() {
        let item = "struct A(chrono::DateTime<chrono::offset::Utc>, chrono::Utc);";
        assert_eq!(imported(item), "usechrono::{DateTime,Utc};structA(DateTime<Utc>,Utc);");
    }
}
