//! The part of the program that reads and writes models.

use std::fmt::Write;

use statusful_codegen::Client;
use statusful_codegen::ir::{Kind, PackageName, Type};

/// Returns a module with a function that reads a text as the model with an index.
pub(super) fn module(package: &PackageName, client: &Client) -> String {
    let krate = package.crate_name();
    let mut out = String::from("pub fn read(index: usize, text: &str) -> serde_json::Value {\n    match index {\n");
    for (index, model) in client.api.types.iter().enumerate() {
        let path = format!("{krate}::types::{}", model.name);
        let _ = writeln!(out, "        {index} => crate::model::<{path}>(text, |value| {}),", variant(&path, model));
    }
    out + "        _ => serde_json::json!({ \"outcome\": \"absent\" }),\n    }\n}\n"
}

/// Returns the expression for the name of a value's variant.
fn variant(path: &str, model: &Type) -> String {
    let Kind::Union(union) = &model.kind else { return "\"\"".to_owned() };
    let names = union.variants.iter().map(|variant| variant.name.as_str()).chain(union.open.then_some("Unknown"));
    let arms = names.map(|name| format!("{path}::{name}(..) => \"{name}\""));
    format!("match value {{ {} }}", arms.collect::<Vec<_>>().join(", "))
}
