//! Renders modules as text, with a header and with empty lines between items.

mod spacing;
mod table;
mod width;
mod within;

use proc_macro2::TokenStream;
use syn::{File, ImplItem, Item, ItemImpl, UseTree, Visibility};
pub(crate) use within::within;

use crate::emit::{self, Module};
use crate::ir::Api;
use crate::{Files, InternalError, Settings};

/// Generated tokens are not valid Rust. This is a bug in this crate; no document should cause it.
#[derive(Debug)]
pub struct RenderError {
    path: String,
    error: syn::Error,
}

impl std::fmt::Display for RenderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not valid Rust: {}; please report this document", self.path, self.error)
    }
}

impl std::error::Error for RenderError {}

/// Returns all files of a client. `texts` are its modules and reference pages, by path.
pub fn files(
    api: &Api,
    texts: impl IntoIterator<Item = (String, String)>,
    settings: &Settings,
) -> Result<Files, InternalError> {
    let mut files = Files::default();
    files.insert("Cargo.toml", emit::manifest(api, settings))?;
    files.insert("rustfmt.toml", formatting(settings))?;
    for (path, text) in texts {
        files.insert(&path, text)?;
    }
    Ok(files)
}

/// Returns the client's `rustfmt.toml`: the style of generated code, and a setting that disables formatting, so that
/// files do not depend on the version of rustfmt.
fn formatting(settings: &Settings) -> String {
    format!(
        "# {}\ndisable_all_formatting = true\nmax_width = {}\nuse_small_heuristics = \"Max\"\n",
        settings.header(),
        width::WIDTH
    )
}

/// Returns the text of a module. Takes ownership of the tokens, because cloning them would be expensive.
pub fn render(module: Module, header: &str) -> Result<String, RenderError> {
    let Module { path, head, items } = module;
    let failed = |error| RenderError { path: path.clone(), error };
    let head: File = syn::parse2(head).map_err(failed)?;
    let mut parts = vec![format!("// {header}\n"), width::joined(&prettyplease::unparse(&head))];
    let mut previous = None;
    for tokens in items {
        for item in parse(tokens).map_err(failed)? {
            let kind = Line::of(&item);
            let text = text(item);
            // Imports and modules are not separated from each other by empty lines.
            match parts.last_mut().filter(|_| kind.is_some() && kind == previous) {
                Some(last) => last.push_str(&text),
                None => parts.push(text),
            }
            previous = kind;
        }
    }
    Ok(parts.join("\n"))
}

/// Returns the text of an item.
fn text(item: Item) -> String {
    match item {
        Item::Macro(item) if item.ident.is_none() => table::item(&item),
        Item::Impl(item) => implementation(item),
        item => unparsed(item),
    }
}

/// Returns the text of an `impl`: its items separated by empty lines, followed by its tables.
fn implementation(mut item: ItemImpl) -> String {
    let table = |item: &ImplItem| if let ImplItem::Macro(item) = item { Some(table::impl_item(item)) } else { None };
    let tables: Vec<_> = item.items.iter().filter_map(table).collect();
    item.items.retain(|item| !matches!(item, ImplItem::Macro(_)));
    let text = spacing::spaced(&unparsed(Item::Impl(item)));
    if tables.is_empty() {
        return text;
    }
    // Removes the closing brace of the `impl`.
    let items = text.strip_suffix("}\n").unwrap_or(&text);
    format!("{items}\n{}}}\n", tables.join("\n"))
}

fn unparsed(item: Item) -> String {
    let file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    width::joined(&prettyplease::unparse(&file))
}

fn parse(tokens: TokenStream) -> syn::Result<Vec<Item>> {
    syn::parse2::<File>(tokens).map(|file| file.items)
}

/// One-line items, which are not separated from items of the same kind.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    UseOfStd,
    UseOfCrates,
    UseOfSelf,
    Module,
}

impl Line {
    fn of(item: &Item) -> Option<Self> {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => Some(Self::UseOfSelf),
            Item::Use(item) => match &item.tree {
                UseTree::Path(path) if path.ident == "std" => Some(Self::UseOfStd),
                UseTree::Path(path) if path.ident == "crate" => Some(Self::UseOfSelf),
                _ => Some(Self::UseOfCrates),
            },
            Item::Mod(_) => Some(Self::Module),
            _ => None,
        }
    }
}
