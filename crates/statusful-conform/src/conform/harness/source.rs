//! The generated code of a group of operations, with the paths of what it imports.

use std::collections::BTreeMap;

use statusful_codegen::Client;
use statusful_codegen::ir::Group;
use syn::visit_mut::{self, VisitMut};
use syn::{File, Item, Path, UseTree};

use crate::Failure;

/// Reads the file of a group, and the parts that it may have.
pub(super) fn read(client: &Client, group: &Group) -> Result<File, Failure> {
    let root = format!("src/{}.rs", group.module);
    let parts = format!("src/{}/", group.module);
    let mut all = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: Vec::new() };
    for (path, text) in client.files.iter().filter(|(path, _)| *path == root || path.starts_with(&parts)) {
        let mut file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
        let mut imports = Imports(BTreeMap::new());
        for item in &file.items {
            if let Item::Use(item) = item {
                imports.add(&item.tree, &[]);
            }
        }
        imports.visit_file_mut(&mut file);
        all.items.extend(file.items);
    }
    Ok(all)
}

/// The segments of the path of each imported name.
struct Imports(BTreeMap<String, Vec<syn::Ident>>);

impl Imports {
    fn add(&mut self, tree: &UseTree, module: &[syn::Ident]) {
        match tree {
            // What the client itself has is imported where these types are named.
            UseTree::Path(path) if path.ident == "crate" => {}
            UseTree::Path(path) => self.add(&path.tree, &[module, std::slice::from_ref(&path.ident)].concat()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(tree, module)),
            UseTree::Name(name) => {
                let path = [module, std::slice::from_ref(&name.ident)].concat();
                self.0.insert(name.ident.to_string(), path);
            }
            UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }
}

impl VisitMut for Imports {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if let Some(first) = path.segments.first()
            && let Some([module @ .., _]) = self.0.get(&first.ident.to_string()).map(Vec::as_slice)
        {
            let segments = std::mem::take(&mut path.segments);
            path.segments = module.iter().cloned().map(syn::PathSegment::from).chain(segments).collect();
        }
        visit_mut::visit_path_mut(self, path);
    }
}
