//! Gives progenitor's items their final names, attributes and documentation.

use std::collections::BTreeMap;

use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Field, Fields, Item, ItemStruct};

use super::ContractError;
use super::contract::{field_index, model_id};
use crate::ir::{self, Api, DateTimeCrate, Ident, Kind, Optionality, Scalar, Type, TypeId};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{self, Scope};

/// Returns the items of each model in the file that progenitor rendered.
pub(super) fn items(
    api: &Api,
    models: &[TypeId],
    file: syn::File,
) -> Result<BTreeMap<TypeId, Vec<Item>>, ContractError> {
    let rendered = types_module(file).ok_or_else(|| ContractError("there is no `types` module".to_owned()))?;
    let mut found: BTreeMap<TypeId, Vec<Item>> = BTreeMap::new();
    for item in rendered {
        if let Some(id) = subject(&item) {
            found.entry(id).or_default().push(item);
        }
    }
    let mut items = BTreeMap::new();
    for (id, ty) in models.iter().filter_map(|id| Some((*id, api.ty(*id)?))) {
        if matches!(ty.kind, Kind::Struct(_) | Kind::Newtype(_)) {
            let own = found.remove(&id).ok_or_else(|| ContractError(format!("`{}` is missing", ty.name)))?;
            items.insert(id, dressed(api, ty, own)?);
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

/// Returns the model that an item belongs to.
fn subject(item: &Item) -> Option<TypeId> {
    match item {
        Item::Struct(item) => model_id(&item.ident),
        // A newtype converts both ways; the conversion from it names it in the trait's parameter.
        Item::Impl(item) => [item.self_ty.to_token_stream(), item.trait_.as_ref()?.0.to_token_stream()]
            .into_iter()
            .flat_map(IntoIterator::into_iter)
            .find_map(|token| model_in(&token)),
        _ => None,
    }
}

fn model_in(token: &proc_macro2::TokenTree) -> Option<TypeId> {
    match token {
        proc_macro2::TokenTree::Ident(ident) => model_id(ident),
        proc_macro2::TokenTree::Group(group) => group.stream().into_iter().find_map(|token| model_in(&token)),
        _ => None,
    }
}

fn dressed(api: &Api, ty: &Type, items: Vec<Item>) -> Result<Vec<Item>, ContractError> {
    let mut dressed = Vec::new();
    for mut item in items {
        match &mut item {
            Item::Struct(item) => dress(api, ty, item)?,
            // `Default` is derived.
            Item::Impl(item) if matches!(ty.kind, Kind::Struct(_)) && item.trait_.is_some() => continue,
            _ => {}
        }
        Rename { api }.visit_item_mut(&mut item);
        dressed.push(item);
    }
    Ok(dressed)
}

fn dress(api: &Api, ty: &Type, item: &mut ItemStruct) -> Result<(), ContractError> {
    let renaming = match (&ty.kind, &mut item.fields) {
        (Kind::Struct(object), Fields::Named(fields)) => {
            let renaming = Renaming::for_fields(&object.fields);
            for field in &mut fields.named {
                dress_field(api, object, renaming, field)?;
            }
            renaming
        }
        (Kind::Newtype(_), _) => Renaming::None,
        _ => return Err(ContractError(format!("`{}` has no named fields", ty.name))),
    };
    item.attrs = outer(&attributes::model(ty, renaming.attribute()))?;
    Ok(())
}

/// Parses outer attributes.
fn outer(tokens: &proc_macro2::TokenStream) -> Result<Vec<Attribute>, ContractError> {
    syn::parse::Parser::parse2(Attribute::parse_outer, tokens.clone()).map_err(|error| ContractError(error.to_string()))
}

fn dress_field(api: &Api, object: &ir::Struct, renaming: Renaming, field: &mut Field) -> Result<(), ContractError> {
    let placeholder = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let settled = field_index(&placeholder).and_then(|index| object.fields.get(index));
    let tokens = match (settled, &object.rest) {
        (Some(settled), _) => {
            field.ident = Some(identifier(&settled.ident));
            let docs = field_docs(settled);
            let deprecated = attributes::deprecated(settled.deprecated.as_ref());
            let schema = field_schema(api, settled, renaming);
            quote!(#docs #deprecated #schema)
        }
        (None, Some((ident, _))) => {
            field.ident = Some(identifier(ident));
            let docs = attributes::lines(attributes::ADDITIONAL_PROPERTIES);
            quote!(#docs #[cfg_attr(feature = "schemars", schemars(flatten))])
        }
        (None, None) => return Err(ContractError(format!("unexpected field `{placeholder}`"))),
    };
    field.attrs = outer(&tokens)?;
    Ok(())
}

/// Returns the description of a field, or an example of its value, or nothing.
fn field_docs(field: &ir::Field) -> proc_macro2::TokenStream {
    let is_flag = field.ty == ir::TypeRef::Scalar(ir::Scalar::Bool);
    let example = || field.example.text().filter(|example| !is_flag && !example.is_empty() && example.len() < 80);
    match example().filter(|_| field.docs.is_empty()) {
        Some(example) => attributes::lines(&format!("For example {}.", code(&example))),
        None => attributes::docs(&field.docs),
    }
}

fn identifier(name: &Ident) -> syn::Ident {
    syn::Ident::new(name.as_str(), proc_macro2::Span::call_site())
}

/// Returns the schemars attributes of a field: its name, unless it equals the identifier or all names are in camel
/// case, and for a required `Option`, that the property is nullable rather than optional.
fn field_schema(api: &Api, field: &ir::Field, renaming: Renaming) -> Option<proc_macro2::TokenStream> {
    let wire = &field.wire;
    let rename = (renaming.of(field) != *wire).then(|| quote!(rename = #wire));
    let with = (field.optionality == Optionality::RequiredNullable).then(|| {
        let inner = ty::ty(api, &field.ty, Scope::Types);
        let with = format!("statusful::Nullable<{}>", inner.to_string().replace(' ', ""));
        quote!(with = #with)
    });
    let parts: Vec<_> = rename.into_iter().chain(with).collect();
    (!parts.is_empty()).then(|| quote!(#[cfg_attr(feature = "schemars", schemars(#(#parts),*))]))
}

/// How schemars derives the names of properties from identifiers.
#[derive(Clone, Copy, PartialEq)]
enum Renaming {
    None,
    Camel,
}

impl Renaming {
    /// Returns the renaming that leaves fewer names to list. A single name is listed itself. schemars renames only
    /// ASCII.
    fn for_fields(fields: &[ir::Field]) -> Self {
        if fields.iter().any(|field| !field.ident.as_str().is_ascii()) {
            return Self::None;
        }
        let fits = |renaming: Self| fields.iter().filter(|field| renaming.of(field) == field.wire).count();
        if fits(Self::Camel) > fits(Self::None) + 1 { Self::Camel } else { Self::None }
    }

    fn of(self, field: &ir::Field) -> String {
        let ident = field.ident.as_str();
        match self {
            Self::None => ident.to_owned(),
            Self::Camel => camel_case(ident),
        }
    }

    fn attribute(self) -> Option<proc_macro2::TokenStream> {
        (self == Self::Camel).then(|| quote!(rename_all = "camelCase"))
    }
}

/// Returns what schemars' `rename_all = "camelCase"` turns an identifier into.
fn camel_case(ident: &str) -> String {
    let mut words = ident.split('_');
    let first = words.by_ref().find(|word| !word.is_empty()).unwrap_or_default();
    let capitalized = words.map(|word| {
        let mut characters = word.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    });
    std::iter::once(first.to_owned()).chain(capitalized).collect()
}

/// Replaces placeholders with names, and shortens absolute paths. Short paths are not ambiguous: no module of a client
/// has the name of a crate that it uses, and no model has the name of a type in the prelude.
struct Rename<'a> {
    api: &'a Api,
}

impl Rename<'_> {
    /// Returns the type that replaces a chrono date, because progenitor supports only chrono.
    fn date(&self, path: &syn::Path) -> Option<syn::Path> {
        let is_chrono = path.segments.first().is_some_and(|first| first.ident == "chrono");
        let scalar = match path.segments.last()?.ident.to_string().as_str() {
            "DateTime" => Scalar::DateTime,
            "NaiveDate" => Scalar::Date,
            _ => return None,
        };
        let is_other = is_chrono && self.api.datetime != DateTimeCrate::Chrono;
        is_other.then(|| syn::parse2(ty::scalar(self.api, scalar)).ok())?
    }
}

impl VisitMut for Rename<'_> {
    fn visit_ident_mut(&mut self, ident: &mut syn::Ident) {
        if let Some(ty) = model_id(ident).and_then(|id| self.api.ty(id)) {
            *ident = syn::Ident::new(ty.name.as_str(), ident.span());
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        const PRELUDE: [&str; 6] = ["Option", "String", "Vec", "Box", "From", "Into"];
        const CRATES: [&str; 6] = ["std", "statusful", "serde", "serde_json", "chrono", "uuid"];
        let is = |segment: Option<&syn::PathSegment>, names: &[&str]| {
            segment.is_some_and(|segment| names.iter().any(|name| segment.ident == name))
        };
        if let Some(date) = self.date(path) {
            *path = date;
            return;
        }
        if path.leading_colon.is_some() && is(path.segments.first(), &CRATES) {
            path.leading_colon = None;
            if path.segments.len() == 3 && is(path.segments.first(), &["std"]) && is(path.segments.last(), &PRELUDE) {
                path.segments = path.segments.iter().skip(2).cloned().collect();
            }
        }
        visit_mut::visit_path_mut(self, path);
    }
}
