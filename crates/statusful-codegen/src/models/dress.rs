//! Gives progenitor's items their final names, attributes and documentation.

use std::collections::BTreeMap;

use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Field, Fields, Item, ItemStruct, parse_quote};

use super::ContractError;
use super::contract::{field_index, model_name};
use crate::ir::{self, Api, Ident, Kind, Optionality, Type, TypeId, TypeName};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{Scope, ty};

/// Returns the items of each model from the file that progenitor rendered.
pub(super) fn items(api: &Api, file: syn::File) -> Result<BTreeMap<TypeId, Vec<Item>>, ContractError> {
    let mut rename = Rename { models: BTreeMap::new() };
    for (index, ty) in api.types.iter().enumerate() {
        rename.models.insert(model_name(TypeId(index)), ty.name.clone());
    }
    let rendered = types_module(file).ok_or_else(|| ContractError("there is no `types` module".to_owned()))?;
    let mut found: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in rendered {
        if let Some(name) = subject(&item) {
            found.entry(name).or_default().push(item);
        }
    }
    let mut items = BTreeMap::new();
    for (index, ty) in api.types.iter().enumerate() {
        if matches!(ty.kind, Kind::Struct(_) | Kind::Newtype(_)) {
            let id = TypeId(index);
            let own =
                found.remove(&model_name(id)).ok_or_else(|| ContractError(format!("`{}` is missing", ty.name)))?;
            items.insert(id, dressed(api, ty, own, &mut rename)?);
        }
    }
    Ok(items)
}

fn types_module(file: syn::File) -> Option<Vec<Item>> {
    file.items.into_iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content.map(|(_, items)| items),
        _ => None,
    })
}

/// Returns the placeholder of the model that an item belongs to.
fn subject(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        // A newtype converts both ways; the conversion from the newtype names it in the parameter of the trait.
        Item::Impl(item) => [item.self_ty.to_token_stream(), item.trait_.as_ref()?.0.to_token_stream()]
            .into_iter()
            .flat_map(IntoIterator::into_iter)
            .find_map(|token| model_in(&token)),
        _ => None,
    }
}

fn model_in(token: &proc_macro2::TokenTree) -> Option<String> {
    match token {
        proc_macro2::TokenTree::Ident(ident) => Some(ident.to_string()).filter(|name| is_model(name)),
        proc_macro2::TokenTree::Group(group) => group.stream().into_iter().find_map(|token| model_in(&token)),
        _ => None,
    }
}

fn is_model(name: &str) -> bool {
    name.strip_prefix("Model").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn dressed(api: &Api, ty: &Type, items: Vec<Item>, rename: &mut Rename) -> Result<Vec<Item>, ContractError> {
    let mut dressed = Vec::new();
    for mut item in items {
        match &mut item {
            Item::Struct(item) => dress(api, ty, item)?,
            // `Default` is derived.
            Item::Impl(item) if matches!(ty.kind, Kind::Struct(_)) && item.trait_.is_some() => continue,
            _ => {}
        }
        rename.visit_item_mut(&mut item);
        dressed.push(item);
    }
    Ok(dressed)
}

fn dress(api: &Api, ty: &Type, item: &mut ItemStruct) -> Result<(), ContractError> {
    let attrs = attributes::model(ty);
    item.attrs = vec![];
    match (&ty.kind, &mut item.fields) {
        (Kind::Struct(object), Fields::Named(fields)) => {
            for field in &mut fields.named {
                dress_field(api, object, field)?;
            }
        }
        (Kind::Newtype(inner), fields) => {
            item.attrs.push(parse_quote!(#[serde(transparent)]));
            if api.is_lenient(inner) {
                let lenient: Attribute = parse_quote!(#[serde(deserialize_with = "statusful::lenient::deserialize")]);
                fields.iter_mut().for_each(|field| field.attrs.push(lenient.clone()));
            }
        }
        _ => return Err(ContractError(format!("`{}` has no named fields", ty.name))),
    }
    item.attrs.splice(0..0, outer(&attrs)?);
    Ok(())
}

/// Parses outer attributes.
fn outer(tokens: &proc_macro2::TokenStream) -> Result<Vec<Attribute>, ContractError> {
    syn::parse::Parser::parse2(Attribute::parse_outer, tokens.clone()).map_err(|error| ContractError(error.to_string()))
}

fn dress_field(api: &Api, object: &ir::Struct, field: &mut Field) -> Result<(), ContractError> {
    let placeholder = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let settled = field_index(&placeholder).and_then(|index| object.fields.get(index));
    let tokens = match (settled, &object.rest) {
        (Some(settled), _) => {
            field.ident = Some(identifier(&settled.ident));
            let docs = if settled.docs.is_empty() {
                attributes::lines(&format!("The property {}.", code(&settled.wire)))
            } else {
                attributes::docs(&settled.docs)
            };
            let deprecated = attributes::deprecated(settled.deprecated);
            let serde = field_serde(api, settled);
            let schema = field_schema(api, settled);
            quote!(#docs #deprecated #serde #schema)
        }
        (None, Some((ident, ty))) => {
            field.ident = Some(identifier(ident));
            let docs = attributes::lines(attributes::ADDITIONAL_PROPERTIES);
            let lenient = api.is_lenient(ty).then(|| quote!(, deserialize_with = "statusful::lenient::deserialize"));
            quote!(#docs #[serde(flatten #lenient)])
        }
        (None, None) => return Err(ContractError(format!("unexpected field `{placeholder}`"))),
    };
    field.attrs = outer(&tokens)?;
    Ok(())
}

fn identifier(name: &Ident) -> syn::Ident {
    syn::Ident::new(name.as_str(), proc_macro2::Span::call_site())
}

/// Returns the serde attribute of a field.
fn field_serde(api: &Api, field: &ir::Field) -> proc_macro2::TokenStream {
    let mut parts = Vec::new();
    if field.wire != field.ident.as_str() {
        let wire = &field.wire;
        parts.push(quote!(rename = #wire));
    }
    parts.extend(field.aliases.iter().map(|alias| quote!(alias = #alias)));
    if !field.optionality.is_required() {
        parts.push(quote!(default));
    }
    parts.extend(field_reader(api, field).map(|reader| quote!(deserialize_with = #reader)));
    if !field.optionality.is_required() {
        parts.push(quote!(skip_serializing_if = "Option::is_none"));
    }
    if parts.is_empty() { quote!() } else { quote!(#[serde(#(#parts),*)]) }
}

/// Returns the function that deserializes a field, unless serde's own does.
fn field_reader(api: &Api, field: &ir::Field) -> Option<&'static str> {
    match (field.optionality, api.is_lenient(&field.ty)) {
        (Optionality::OptionalNullable, true) => Some("statusful::lenient::present"),
        (_, true) => Some("statusful::lenient::deserialize"),
        (Optionality::OptionalNullable, false) => Some("statusful::nullable::deserialize"),
        (Optionality::RequiredNullable, false) => Some("statusful::nullable::required"),
        (Optionality::Required | Optionality::Optional, false) => None,
    }
}

/// Returns the schemars attribute of a required `Option`, which in JSON Schema is a nullable property, not an optional
/// one.
fn field_schema(api: &Api, field: &ir::Field) -> Option<proc_macro2::TokenStream> {
    if field.optionality != Optionality::RequiredNullable {
        return None;
    }
    let inner = ty(api, &field.ty, Scope::Types);
    let with = format!("statusful::Nullable<{}>", inner.to_string().replace(' ', ""));
    Some(quote!(#[cfg_attr(feature = "schemars", schemars(with = #with))]))
}

/// Replaces placeholders with names, and shortens absolute paths. Short paths are not ambiguous: no module of a client
/// has the name of a crate that it uses, and no model has the name of a type in the prelude.
struct Rename {
    models: BTreeMap<String, TypeName>,
}

impl VisitMut for Rename {
    fn visit_ident_mut(&mut self, ident: &mut syn::Ident) {
        if let Some(name) = self.models.get(&ident.to_string()) {
            *ident = syn::Ident::new(name.as_str(), ident.span());
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        const PRELUDE: [&str; 6] = ["Option", "String", "Vec", "Box", "From", "Into"];
        const CRATES: [&str; 6] = ["std", "statusful", "serde", "serde_json", "chrono", "uuid"];
        let is = |segment: Option<&syn::PathSegment>, names: &[&str]| {
            segment.is_some_and(|segment| names.contains(&segment.ident.to_string().as_str()))
        };
        if path.leading_colon.is_some() && is(path.segments.first(), &CRATES) {
            path.leading_colon = None;
            if path.segments.len() == 3 && is(path.segments.first(), &["std"]) && is(path.segments.last(), &PRELUDE) {
                path.segments = path.segments.iter().skip(2).cloned().collect();
            }
        }
        visit_mut::visit_path_mut(self, path);
    }
}
