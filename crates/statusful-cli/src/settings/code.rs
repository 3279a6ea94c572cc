//! Names and derives of the generated code.

use std::collections::BTreeMap;

use statusful_codegen::ir::{Ident, TypeName};
use statusful_codegen::{Chosen, Derive, Names, Rename};
use toml::Spanned;

use super::error::Errors;
use super::keys;

/// The name that means every model.
const EVERY: &str = "*";

/// Traits that models have anyway, or that the generator implements where they can be.
const GENERATED: [&str; 7] = ["Debug", "Clone", "PartialEq", "Default", "Serialize", "Deserialize", "JsonSchema"];

/// Returns a text with its place.
pub(super) fn chosen(text: &Spanned<String>) -> Chosen<String> {
    Chosen { value: text.get_ref().clone(), place: Some(text.span()) }
}

/// Returns the names that are valid in Rust.
pub(super) fn names(names: &keys::Names, errors: &mut Errors) -> Names {
    let is_ident = |name: &str| Ident::new(name).as_str() == name;
    let is_type = |name: &str| TypeName::new(name).as_str() == name;
    Names {
        operations: renames(&names.operations, &is_ident, "a function, such as `get_key`", errors),
        types: renames(&names.types, &is_type, "a type, such as `ApiKey`", errors),
        properties: renames(&names.properties, &is_ident, "a field, such as `created_at`", errors),
    }
}

fn renames(
    list: &BTreeMap<Spanned<String>, Spanned<String>>,
    is_valid: &dyn Fn(&str) -> bool,
    what: &str,
    errors: &mut Errors,
) -> Vec<Rename> {
    let mut all = Vec::new();
    for (from, to) in list {
        if is_valid(to.get_ref()) {
            let place = Some(from.span().start..to.span().end);
            all.push(Rename { from: from.get_ref().clone(), to: to.get_ref().clone(), place });
        } else {
            let message = format!("`{}` cannot be the name here", to.get_ref());
            errors.add(to.span(), &message, &format!("write the name of {what}"));
        }
    }
    all
}

/// Returns the traits of each model.
pub(super) fn derives(list: &BTreeMap<Spanned<String>, Vec<Spanned<String>>>, errors: &mut Errors) -> Vec<Derive> {
    let mut all = Vec::new();
    for (model, paths) in list {
        let has = |name: &str| {
            let for_every = list.iter().filter(|(model, _)| model.get_ref() == EVERY).flat_map(|(_, paths)| paths);
            paths.iter().chain(for_every).any(|path| path.get_ref() == name)
        };
        for path in paths {
            let text = path.get_ref().as_str();
            let help = match text {
                _ if syn::parse_str::<syn::Path>(text).is_err() => {
                    "write a trait such as `Hash`, or a path such as `garde::Validate`"
                }
                _ if GENERATED.contains(&text) => "remove it; models have it where they can",
                "Copy" => "remove it; models have strings and lists, which are not `Copy`",
                "Ord" if !has("Eq") || !has("PartialOrd") => {
                    "add `Eq` and `PartialOrd`, without which nothing is `Ord`"
                }
                "PartialOrd" | "Eq" | "Hash" | "Ord" => "",
                _ if text.contains("::") => "",
                _ => "write its path, such as `garde::Validate`",
            };
            if !help.is_empty() {
                errors.add(path.span(), &format!("`{text}` cannot be derived"), help);
                continue;
            }
            let model = Some(model.get_ref().clone()).filter(|model| model != EVERY);
            all.push(Derive { model, path: text.to_owned(), place: Some(path.span()) });
        }
    }
    all
}
