//! The page of a model.

use quote::quote;

use super::cell::{Table, advice, example, head, prose, yes};
use super::code::{json, plain_program};
use super::creation::creation;
use super::example::value;
use super::expression::exact;
use super::site::{FROM_MODEL as UP, Site};
use super::ty;
use crate::ir::{Enum, Kind, Struct, Type, TypeId, TypeRef, Union};
use crate::tokens::attributes;
use crate::tokens::markdown::code;

/// Returns the text of the page.
pub(super) fn page(site: &Site<'_>, id: TypeId, model: &Type) -> String {
    let inside = match &model.kind {
        Kind::Struct(object) => fields(site, object) + &constructor(model),
        Kind::Enum(values) => self::values(values),
        Kind::Union(union) => variants(site, union),
        Kind::Foreign(path) => format!("## Type\n\nAn alias of {}.\n", code(path)),
        Kind::Newtype(of) => format!("## Value\n\nA newtype of {}.\n", ty::linked(site, of, UP)),
    };
    let head = head(model.name.as_str(), model.deprecated.as_ref(), &model.docs);
    [Some(head), Some(inside), examples(site, id, model), users(site, id)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\n")
}

fn fields(site: &Site<'_>, object: &Struct) -> String {
    let mut table = Table::new(&["Field", "Type", "Required", "Description", "Example"]);
    for field in &object.fields {
        let name = code(field.ident.as_str());
        let named =
            if field.wire == field.ident.as_str() { name } else { format!("{name}, in JSON {}", code(&field.wire)) };
        let advice = field.deprecated.as_ref().map(|deprecated| advice(deprecated) + " ").unwrap_or_default();
        table.row(&[
            named,
            ty::field(site, field, UP),
            yes(field.optionality.is_required()),
            format!("{advice}{}", prose(&field.docs)),
            example(&field.example),
        ]);
    }
    if let Some((ident, of)) = &object.rest {
        let map = TypeRef::Map(Box::new(of.clone()));
        let what = attributes::ADDITIONAL_PROPERTIES.to_owned();
        table.row(&[code(ident.as_str()), ty::linked(site, &map, UP), yes(false), what, String::new()]);
    }
    format!("## Fields\n\n{}", table.finish())
}

/// Returns how the model is created, or an empty string if by positional arguments or if the model is never sent.
fn constructor(model: &Type) -> String {
    match model.constructor.as_ref().map(|constructor| creation("types", &model.name, constructor)) {
        Some(text) if !text.is_empty() => format!("\n{text}"),
        _ => String::new(),
    }
}

fn values(values: &Enum) -> String {
    let heads = ["Variant", "Value", "Description"];
    let columns = if values.docs.is_empty() { 2 } else { 3 };
    let mut table = Table::new(&heads[..columns]);
    for (index, (variant, value)) in values.values.iter().enumerate() {
        let docs = values.docs.get(index).map(prose).unwrap_or_default();
        table.row(&[code(variant.as_str()), code(value), docs][..columns]);
    }
    let other = "any value that the document does not list".to_owned();
    table.row(&[code("Unknown"), other, String::new()][..columns]);
    format!("## Values\n\n{}", table.finish())
}

fn variants(site: &Site<'_>, union: &Union) -> String {
    let tag = union.tag.as_ref().map(|tag| format!("The property {} determines the variant.\n\n", code(tag)));
    let mut heads = vec!["Variant", "Type", "Description"];
    if union.tag.is_some() {
        heads.insert(1, "Tag");
    }
    let mut table = Table::new(&heads);
    for variant in &union.variants {
        let mut row = vec![code(variant.name.as_str()), ty::linked(site, &variant.ty, UP), prose(&variant.docs)];
        if union.tag.is_some() {
            row.insert(1, variant.tags.iter().map(|tag| code(&tag.to_string())).collect::<Vec<_>>().join(", "));
        }
        table.row(&row);
    }
    if union.open {
        let mut row = vec![code("Unknown"), code("serde_json::Value"), "Any other value, as received.".to_owned()];
        if union.tag.is_some() {
            row.insert(1, "any other".to_owned());
        }
        table.row(&row);
    }
    format!("## Variants\n\n{}{}", tag.unwrap_or_default(), table.finish())
}

/// Returns an example value as JSON, and a program that creates it.
fn examples(site: &Site<'_>, id: TypeId, model: &Type) -> Option<String> {
    let of = TypeRef::Named(id);
    let shown = std::iter::once(&model.example).chain(site.uses(id).examples.iter().copied());
    let value = value(site.api, &of, shown)?;
    let made = exact(site.api, &of, &value);
    let program = plain_program(
        site,
        &quote! {
            let value = #made;
            println!("{value:?}");
        },
    );
    Some(format!("## Example\n\n{}\n{}", json(&value), program.unwrap_or_default()))
}

/// Returns the list of operations and models that use the model.
fn users(site: &Site<'_>, id: TypeId) -> Option<String> {
    let uses = site.uses(id);
    let operations = uses.operations.iter().filter_map(|number| site.operation(*number)).map(|(group, operation)| {
        let path = site.operation_path(group, operation);
        format!("* [{}]({UP}{})\n", code(operation.function.as_str()), ty::link(path))
    });
    let models = uses.models.iter().map(|id| format!("* {}\n", ty::linked(site, &TypeRef::Named(*id), UP)));
    let list: String = operations.chain(models).collect();
    (!list.is_empty()).then(|| format!("## Used by\n\n{list}"))
}
