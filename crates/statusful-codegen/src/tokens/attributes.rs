//! Attributes and documentation of items and fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{CallPath, Deprecation, Docs, Kind, Place, PlaceOwner, PlacePart, Type, TypeName};

/// The description of the field that contains additional properties.
pub(crate) const ADDITIONAL_PROPERTIES: &str = "Additional properties that the document does not name.";

/// Returns documentation as `///` comments.
pub(crate) fn docs(docs: &Docs) -> TokenStream {
    lines(&docs.0)
}

/// Returns a text as `///` comments, one per line.
pub(crate) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// Returns a text as `//!` comments, one per line.
pub(crate) fn inner_lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// Returns `#[deprecated]`, or `None` if the item is not deprecated.
pub(crate) fn deprecated(deprecated: Option<&Deprecation>) -> Option<TokenStream> {
    let note = deprecated?.note.as_str();
    Some(if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated = #note]) })
}

/// Returns the attributes of a struct, except for serde traits, which the runtime's macros implement. `schema` are the
/// schemars attributes that apply to all fields.
pub(crate) fn model(ty: &Type, schema: Option<TokenStream>) -> TokenStream {
    let head = head(ty);
    let schema = schema.map(|schema| quote!(, schemars(#schema)));
    let default = has_default(ty).then(|| quote!(, Default));
    let derives = derives(ty);
    quote! {
        #head
        #[derive(Debug, Clone, PartialEq #default #(, #derives)*)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema) #schema)]
    }
}

/// Returns the attributes of a union, except for serde traits, which the runtime's macro implements.
pub(crate) fn union(ty: &Type) -> TokenStream {
    let (head, derives) = (head(ty), derives(ty));
    quote! {
        #head
        #[derive(Debug, Clone, PartialEq #(, #derives)*)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(untagged))]
    }
}

/// Returns the serde traits of a model, in the syntax of the runtime's macros. The others require the feature
/// `full-serde`.
pub(crate) fn traits(ty: &Type) -> TokenStream {
    match (ty.usage.sent, ty.usage.received) {
        (true, false) => quote!(Serialize),
        (false, true) => quote!(Deserialize),
        _ => quote!(Serialize + Deserialize),
    }
}

/// Returns the paths of the traits that the user wants a model to derive.
pub(crate) fn derives(ty: &Type) -> Vec<TokenStream> {
    ty.derives.iter().filter_map(|path| path.parse().ok()).collect()
}

fn head(ty: &Type) -> TokenStream {
    let docs = of_model(ty);
    let deprecated = deprecated(ty.deprecated.as_ref());
    quote!(#docs #deprecated)
}

/// Returns the description of a model. Without one, describes the place where it is used, if there is only one.
pub(crate) fn of_model(ty: &Type) -> TokenStream {
    match &ty.place {
        Some(place) if ty.docs.is_empty() => lines(&place_of_model(place)),
        _ => docs(&ty.docs),
    }
}

fn place_of_model(Place { owner, part }: &Place) -> String {
    let model = |name: &TypeName| format!("[`{name}`]");
    let method = |path: &CallPath| format!("[`{path}`]({})", path.from_root());
    let (article, what, of) = match owner {
        PlaceOwner::Field(of, field) => ("The", format!("`{field}`"), model(of)),
        PlaceOwner::Variant(of, variant) => ("The", format!("variant `{variant}`"), model(of)),
        PlaceOwner::Parameter(of, parameter) => ("The", format!("parameter `{parameter}`"), method(of)),
        PlaceOwner::RequestBody(of) => ("The", "request body".to_owned(), method(of)),
        PlaceOwner::ResponseBody(of) => ("A", "response body".to_owned(), method(of)),
    };
    let inside = article.to_lowercase();
    match part {
        PlacePart::Whole => format!("{article} {what} of {of}."),
        PlacePart::Item => format!("An item in {inside} {what} of {of}."),
        PlacePart::Value => format!("A value in {inside} {what} of {of}."),
    }
}

/// Returns `true` if a model has no required fields, so that it can derive `Default`.
fn has_default(ty: &Type) -> bool {
    matches!(&ty.kind, Kind::Struct(object) if object.fields.iter().all(|field| !field.optionality.is_required()))
}
