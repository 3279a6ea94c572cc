//! The public API of `statusful` and `keymint`, so that reviewers see every change of it.
//!
//! It is read from the sources, because the tools that read it from the compiler need nightly Rust. Of what macros expand to, it
//! contains the functions of a macro without arguments in an `impl`, those of `setters!`, and open enums.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Group, Ident, TokenTree};
use syn::parse::ParseStream;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Token, TraitItem, Type, UseTree, Visibility, parse_quote};

/// A module with its items, except those of tests.
#[derive(Default)]
struct Module {
    items: Vec<Item>,
    children: BTreeMap<String, Module>,
}

impl Module {
    /// Reads the source of a module, whose children are in `folder`.
    fn read(file: &Path, folder: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Self::of(syn::parse_file(&text).unwrap().items, folder)
    }

    fn of(items: Vec<Item>, folder: &Path) -> Self {
        let mut module = Self::default();
        for item in items.into_iter().filter(|item| !is_for_tests(attributes(item))).map(defined) {
            if let Item::Mod(child) = &item {
                let name = child.ident.to_string();
                let below = folder.join(&name);
                let file = Some(folder.join(format!("{name}.rs"))).filter(|file| file.exists());
                let child = match &child.content {
                    Some((_, items)) => Self::of(items.clone(), &below),
                    None => Self::read(&file.unwrap_or_else(|| below.join("mod.rs")), &below),
                };
                module.children.insert(name, child);
            }
            module.items.push(item);
        }
        module
    }

    /// Returns the module at a path.
    fn at(&self, path: &[String]) -> Option<&Self> {
        path.iter().try_fold(self, |module, name| module.children.get(name))
    }

    /// Returns what a macro without arguments expands to in an `impl`.
    fn expanded(&self, wanted: &str) -> Vec<ImplItem> {
        let definition = self.items.iter().find_map(|item| match item {
            Item::Macro(item) if item.ident.as_ref().is_some_and(|name| name == wanted) => {
                Some(item.mac.tokens.clone())
            }
            _ => None,
        });
        let Some(definition) = definition else {
            return self.children.values().flat_map(|child| child.expanded(wanted)).collect();
        };
        let body = definition.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream().to_string()),
            _ => None,
        });
        let text = body.last().unwrap().replace("$ crate", "crate").replace("$crate", "crate");
        syn::parse_str::<ItemImpl>(&format!("impl Expanded {{ {text} }}")).unwrap().items
    }

    fn impls<'m>(&'m self, found: &mut Vec<&'m ItemImpl>) {
        found.extend(self.items.iter().filter_map(|item| if let Item::Impl(item) = item { Some(item) } else { None }));
        self.children.values().for_each(|child| child.impls(found));
    }

    fn traits(&self, found: &mut BTreeSet<String>) {
        found.extend(self.items.iter().filter_map(|item| match item {
            Item::Trait(item) => Some(item.ident.to_string()),
            _ => None,
        }));
        self.children.values().for_each(|child| child.traits(found));
    }
}

/// Returns the enum that `statusful::open_enum!` defines, and every other item as it is.
fn defined(item: Item) -> Item {
    let parse = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let (name, body): (Ident, Group) = (input.parse()?, input.parse()?);
        let words = body.stream().into_iter().filter(|token| matches!(token, TokenTree::Ident(_)));
        Ok(parse_quote! {
            #(#attributes)*
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name { #(#words,)* Unknown(UnknownValue) }
        })
    };
    match &item {
        Item::Macro(call) if call.ident.is_none() && call.mac.path.segments.last().unwrap().ident == "open_enum" => {
            call.mac.parse_body_with(parse).unwrap()
        }
        _ => item,
    }
}

/// The public items of a crate.
struct Api<'m> {
    root: &'m Module,
    /// The public path of each type and trait, by its name.
    paths: BTreeMap<String, String>,
    lines: BTreeSet<String>,
}

impl Api<'_> {
    fn of(package: &str) -> String {
        let folder = PathBuf::from(format!("{}/../crates/{package}/src", env!("CARGO_MANIFEST_DIR")));
        let root = Module::read(&folder.join("lib.rs"), &folder);
        let mut api = Api { root: &root, paths: BTreeMap::new(), lines: BTreeSet::new() };
        api.module(&root, &[], package);
        api.impls();
        api.lines.into_iter().collect::<Vec<_>>().join("\n")
    }

    /// Adds the items of a public module, which is at `place` in the crate and has the public path `path`.
    fn module(&mut self, module: &Module, place: &[String], path: &str) {
        for item in &module.items {
            match item {
                Item::Macro(item) if !is_hidden(&item.attrs) && has(&item.attrs, "macro_export") => {
                    let name = item.ident.as_ref().unwrap().to_string();
                    self.lines.insert(format!("{path}::{name}: macro"));
                }
                item if !is_public(item) || is_hidden(attributes(item)) => {}
                Item::Use(item) => self.reexports(&item.tree, place.to_vec(), path, &item.attrs),
                Item::Mod(item) => {
                    let name = item.ident.to_string();
                    let place = [place, std::slice::from_ref(&name)].concat();
                    self.module(&module.children[&name], &place, &format!("{path}::{name}"));
                }
                item => self.item(item, path, &name(item), &[]),
            }
        }
    }

    /// Adds what a `use` exports. Names in `tree` are relative to the module `base`.
    fn reexports(&mut self, tree: &UseTree, base: Vec<String>, path: &str, attributes: &[Attribute]) {
        match tree {
            UseTree::Path(tree) => {
                let name = tree.ident.to_string();
                let base = match name.as_str() {
                    "crate" => Vec::new(),
                    "self" => base,
                    "super" => base[..base.len() - 1].to_vec(),
                    _ => [base, vec![name]].concat(),
                };
                self.reexports(&tree.tree, base, path, attributes);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.reexports(tree, base.clone(), path, attributes));
            }
            UseTree::Name(tree) => {
                self.reexport(&base, &tree.ident.to_string(), &tree.ident.to_string(), path, attributes);
            }
            UseTree::Rename(tree) => {
                self.reexport(&base, &tree.ident.to_string(), &tree.rename.to_string(), path, attributes);
            }
            UseTree::Glob(_) => {
                let module = self.root.at(&base).unwrap_or_else(|| panic!("{path} exports everything in {base:?}"));
                let items = module.items.iter().filter(|item| is_public(item) && !matches!(item, Item::Use(_)));
                for item in items.cloned().collect::<Vec<_>>() {
                    self.item(&item, path, &name(&item), attributes);
                }
            }
        }
    }

    fn reexport(&mut self, base: &[String], original: &str, exported: &str, path: &str, attributes: &[Attribute]) {
        if let Some(item) = self.find(base, original) {
            self.item(&item, path, exported, attributes);
        } else {
            let source = [base, &[original.to_owned()]].concat().join("::");
            self.lines.insert(format!("{path}::{exported}: use {source}"));
        }
    }

    /// Finds an item in a module, or what a `use` of that module refers to.
    fn find(&self, base: &[String], wanted: &str) -> Option<Item> {
        let module = self.root.at(base)?;
        let own =
            module.items.iter().find(|item| !matches!(item, Item::Use(_) | Item::Impl(_)) && name(item) == wanted);
        own.cloned().or_else(|| {
            let uses =
                module.items.iter().filter_map(|item| if let Item::Use(item) = item { Some(item) } else { None });
            let children = uses.flat_map(|item| leaf(&item.tree, wanted)).filter(|path| !path.is_empty());
            children.map(|path| [base, &path].concat()).find_map(|path| self.find(&path, wanted))
        })
    }

    fn item(&mut self, item: &Item, path: &str, exported: &str, attributes: &[Attribute]) {
        let path = format!("{path}::{exported}");
        if matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Trait(_) | Item::Type(_)) {
            self.paths.insert(name(item), path.clone());
        }
        let conditions: Vec<_> = attributes.iter().filter(|attribute| is_condition(attribute)).cloned().collect();
        if let Item::Trait(item) = item {
            for member in
                item.items.iter().filter(|member| !matches!(member, TraitItem::Fn(it) if is_hidden(&it.attrs)))
            {
                let text = line(parse_quote!(trait Member { #member }));
                let member = text.trim_start_matches("trait Member {").trim_end_matches('}').trim();
                self.lines.insert(format!("{path}: {member}"));
            }
        }
        self.lines.insert(format!("{path}: {}", shown(item.clone(), conditions)));
    }

    /// Adds the methods and traits of public types.
    fn impls(&mut self) {
        let (mut impls, mut traits) = (Vec::new(), BTreeSet::new());
        self.root.impls(&mut impls);
        self.root.traits(&mut traits);
        for item in impls.into_iter().filter(|item| !is_hidden(&item.attrs)) {
            let Some(path) = type_name(&item.self_ty).and_then(|name| self.paths.get(&name)).cloned() else { continue };
            match &item.trait_ {
                Some((of, _)) => {
                    let name = of.segments.last().unwrap().ident.to_string();
                    if self.paths.contains_key(&name) || !traits.contains(&name) {
                        let head = ItemImpl { items: Vec::new(), ..item.clone() };
                        self.lines.insert(format!("{path}: {}", shown(Item::Impl(head), Vec::new())));
                    }
                }
                None => self.members(item, &path),
            }
        }
    }

    fn members(&mut self, item: &ItemImpl, path: &str) {
        let expanded = item.items.iter().flat_map(|member| match member {
            ImplItem::Macro(call) if call.mac.path.segments.last().unwrap().ident == "setters" => setters(&call.mac),
            ImplItem::Macro(call) => self.root.expanded(&call.mac.path.segments.last().unwrap().ident.to_string()),
            member => vec![member.clone()],
        });
        for member in &expanded.collect::<Vec<_>>() {
            let (attributes, is_public, name) = match member {
                ImplItem::Fn(it) => (&it.attrs, matches!(it.vis, Visibility::Public(_)), &it.sig.ident),
                ImplItem::Const(it) => (&it.attrs, matches!(it.vis, Visibility::Public(_)), &it.ident),
                _ => continue,
            };
            if is_public && !is_hidden(attributes) && !is_for_tests(attributes) {
                let head = ItemImpl { items: vec![member.clone()], ..item.clone() };
                self.lines.insert(format!("{path}::{name}: {}", shown(Item::Impl(head), Vec::new())));
            }
        }
    }
}

/// Returns what `setters!` expands to: a method for each name with an argument in parentheses.
fn setters(table: &syn::Macro) -> Vec<ImplItem> {
    let tokens: Vec<_> = table.tokens.clone().into_iter().collect();
    let setter = |tokens: &[TokenTree]| match tokens {
        [TokenTree::Ident(name), TokenTree::Group(argument)] => {
            let argument = argument.stream();
            Some(parse_quote!(#[must_use] pub fn #name(mut self, #argument) -> Self {}))
        }
        _ => None,
    };
    tokens.windows(2).filter_map(setter).collect()
}

/// Returns the module path, within the module of a `use`, from which it takes a name.
fn leaf(tree: &UseTree, wanted: &str) -> Vec<Vec<String>> {
    match tree {
        UseTree::Path(tree) => {
            let name = tree.ident.to_string();
            let below = leaf(&tree.tree, wanted);
            let prefix = if name == "self" { Vec::new() } else { vec![name] };
            below.into_iter().map(|path| [prefix.clone(), path].concat()).collect()
        }
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaf(tree, wanted)).collect(),
        UseTree::Name(tree) if tree.ident == wanted => vec![Vec::new()],
        _ => Vec::new(),
    }
}

/// Prints an item without its bodies, documentation and private fields, on one line.
fn shown(mut item: Item, conditions: Vec<Attribute>) -> String {
    let private = has_private_fields(&item);
    Outline.visit_item_mut(&mut item);
    if let Item::Trait(item) = &mut item {
        item.items.clear();
    }
    attributes_mut(&mut item).splice(0..0, conditions);
    format!("{}{}", line(item), if private { " with private fields" } else { "" })
}

fn line(mut item: Item) -> String {
    Outline.visit_item_mut(&mut item);
    let text = prettyplease::unparse(&parse_quote!(#item));
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" {}", "").replace("( ", "(").replace(", )", ")")
}

/// Removes everything that is not part of the API.
struct Outline;

impl VisitMut for Outline {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let kept = ["derive", "non_exhaustive", "must_use", "deprecated"];
        attributes.retain(|it| is_condition(it) || kept.iter().any(|kept| it.path().is_ident(kept)));
        for attribute in attributes.iter_mut().filter(|it| it.path().is_ident("must_use")) {
            *attribute = parse_quote!(#[must_use]);
        }
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.clear();
    }

    fn visit_fields_mut(&mut self, fields: &mut Fields) {
        let is_public = |field: &syn::Field| matches!(field.vis, Visibility::Public(_));
        match fields {
            Fields::Named(fields) => {
                fields.named = std::mem::take(&mut fields.named).into_iter().filter(is_public).collect();
            }
            Fields::Unnamed(fields) => {
                fields.unnamed = std::mem::take(&mut fields.unnamed).into_iter().filter(is_public).collect();
            }
            Fields::Unit => {}
        }
        visit_mut::visit_fields_mut(self, fields);
    }

    /// The fields of a variant are public.
    fn visit_variant_mut(&mut self, variant: &mut syn::Variant) {
        self.visit_attributes_mut(&mut variant.attrs);
        variant.fields.iter_mut().for_each(|field| self.visit_attributes_mut(&mut field.attrs));
    }
}

fn has_private_fields(item: &Item) -> bool {
    matches!(item, Item::Struct(item) if item.fields.iter().any(|field| !matches!(field.vis, Visibility::Public(_))))
}

fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| is_condition(it) && it.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test")))
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|it| it.path().is_ident("doc") && it.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("hidden")))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

fn type_name(of: &Type) -> Option<String> {
    if let Type::Path(of) = of { of.path.segments.last().map(|segment| segment.ident.to_string()) } else { None }
}

/// Calls a macro for the kinds of items that can be public.
macro_rules! for_items {
    ($item:expr, $it:ident => $value:expr, $otherwise:expr) => {
        match $item {
            Item::Const($it) => $value,
            Item::Enum($it) => $value,
            Item::Mod($it) => $value,
            Item::Static($it) => $value,
            Item::Struct($it) => $value,
            Item::Trait($it) => $value,
            Item::Type($it) => $value,
            _ => $otherwise,
        }
    };
}

fn name(item: &Item) -> String {
    match item {
        Item::Fn(item) => item.sig.ident.to_string(),
        item => for_items!(item, it => it.ident.to_string(), String::new()),
    }
}

fn is_public(item: &Item) -> bool {
    let visibility = match item {
        Item::Fn(item) => &item.vis,
        Item::Use(item) => &item.vis,
        item => for_items!(item, it => &it.vis, return false),
    };
    matches!(visibility, Visibility::Public(_))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        item => for_items!(item, it => &it.attrs, &[]),
    }
}

fn attributes_mut(item: &mut Item) -> &mut Vec<Attribute> {
    match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        item => for_items!(item, it => &mut it.attrs, unreachable!("these are all that can be public")),
    }
}

#[test]
fn the_api_of_the_runtime() {
    insta::assert_snapshot!(Api::of("statusful"));
}

#[test]
fn the_api_of_keymint() {
    insta::assert_snapshot!(Api::of("keymint"));
}
