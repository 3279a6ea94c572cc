//! Names that the user chose.

use std::collections::HashSet;

use super::suggestion;
use crate::Customization;
use crate::customization::{Choices, Rename};
use crate::diagnostic::{Diagnostic, quote};
use crate::ir::{Api, Ident, Kind, Operation, TypeName};
use crate::origins::Origins;

/// Checks that each operation has its chosen name. Chosen names are applied from the beginning, because the names of
/// types are derived from them.
pub(super) fn operations(api: &Api, customization: &Customization, choices: &Choices) -> Vec<Diagnostic> {
    let known: Vec<_> = api.operations().map(|operation| operation.id.as_str()).collect();
    let check = |rename: &Rename| {
        let Some(operation) = api.operations().find(|operation| operation.id == rename.from) else {
            let message = format!("no operation has the id {}", quote(&rename.from));
            return Some(choices.error(message, rename.place.clone(), &suggestion(&rename.from, &known, "ids")));
        };
        let wants_name = |other: &Operation| {
            let name = customization.names.operation(&other.id).unwrap_or(&other.id);
            other.id != rename.from && Ident::new(name).as_str() == rename.to
        };
        let is_taken = operation.function.as_str() != rename.to || api.operations().any(wants_name);
        is_taken.then(|| choices.error(taken(&rename.to), rename.place.clone(), "choose another name"))
    };
    customization.names.operations.iter().filter_map(check).collect()
}

/// Renames the fields of properties.
pub(super) fn properties(api: &mut Api, customization: &Customization, choices: &Choices) -> Vec<Diagnostic> {
    customization.names.properties.iter().filter_map(|rename| property(api, rename, choices).err()).collect()
}

fn property(api: &mut Api, rename: &Rename, choices: &Choices) -> Result<(), Diagnostic> {
    let error = |message: String, help: &str| choices.error(message, rename.place.clone(), help);
    let (model, wire) = rename.from.split_once('.').unwrap_or((&rename.from, ""));
    let structs = api.types.iter().filter(|ty| matches!(ty.kind, Kind::Struct(_)));
    let names: Vec<_> = structs.map(|ty| ty.name.to_string()).collect();
    let found = api.types.iter_mut().find(|ty| ty.name.as_str() == model).map(|ty| &mut ty.kind);
    let Some(Kind::Struct(object)) = found else {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        return Err(error(format!("no struct is named {}", quote(model)), &suggestion(model, &names, "structs")));
    };
    let Some(index) = object.fields.iter().position(|field| field.wire == wire) else {
        let known: Vec<_> = object.fields.iter().map(|field| field.wire.as_str()).collect();
        let message = format!("{} has no property {}", quote(model), quote(wire));
        return Err(error(message, &suggestion(wire, &known, "properties")));
    };
    let mut others =
        object.fields.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, field)| &field.ident);
    if others.any(|ident| ident.as_str() == rename.to)
        || object.rest.iter().any(|(ident, _)| ident.as_str() == rename.to)
    {
        return Err(error(taken(&rename.to), "choose another name"));
    }
    if let Some(field) = object.fields.get_mut(index) {
        field.ident = Ident::new(&rename.to);
    }
    Ok(())
}

/// Renames models, all at once, so that two can swap their names.
pub(super) fn types(
    api: &mut Api,
    origins: &mut Origins,
    customization: &Customization,
    choices: &Choices,
) -> Vec<Diagnostic> {
    let renames = &customization.names.types;
    if renames.is_empty() {
        return Vec::new();
    }
    let known: Vec<_> = api.types.iter().map(|ty| ty.name.as_str()).collect();
    let replaced: HashSet<_> = renames.iter().map(|rename| rename.from.as_str()).collect();
    let mut names: HashSet<_> = known.iter().copied().filter(|name| !replaced.contains(name)).collect();
    let mut errors = Vec::new();
    for Rename { from, to, place } in renames {
        if !known.contains(&from.as_str()) {
            let message = format!("no type is named {}", quote(from));
            errors.push(choices.error(message, place.clone(), &suggestion(from, &known, "types")));
        } else if !names.insert(to) {
            errors.push(choices.error(taken(to), place.clone(), "choose another name"));
        }
    }
    if !errors.is_empty() {
        return errors;
    }
    let new = |name: &TypeName| {
        let rename = renames.iter().find(|rename| rename.from == name.as_str());
        rename.map_or_else(|| name.clone(), |rename| TypeName::new(&rename.to))
    };
    origins.rename_all(new);
    for ty in &mut api.types {
        ty.name = new(&ty.name);
    }
    api.sort_models();
    errors
}

fn taken(name: &str) -> String {
    format!("the name {} is already used", quote(name))
}
