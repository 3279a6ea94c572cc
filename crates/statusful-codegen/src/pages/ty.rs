//! Types in the tables of pages.

use super::site::Site;
use crate::ir::{Body, Field, Optionality, TypeRef};
use crate::tokens::markdown::code;
use crate::tokens::ty::{Scope, ty};

/// Returns a type as text, such as `Vec<Key>`.
pub(super) fn text(site: &Site<'_>, of: &TypeRef) -> String {
    spelled(&ty(site.api, of, Scope::Types).to_string())
}

/// Returns tokens with the usual spacing, and without the name of the runtime.
pub(super) fn spelled(tokens: &str) -> String {
    tokens.replace(' ', "").replace("statusful::", "").replace(',', ", ")
}

/// Returns a type with a link to the page of the model that it contains. `up` is the path from the page to the folder
/// of the reference.
pub(super) fn linked(site: &Site<'_>, of: &TypeRef, up: &str) -> String {
    to_model(site, of, &text(site, of), up)
}

/// Returns the type of a field.
pub(super) fn field(site: &Site<'_>, field: &Field, up: &str) -> String {
    let inner = text(site, &field.ty);
    let whole = match field.optionality {
        Optionality::Required => inner,
        Optionality::RequiredNullable | Optionality::Optional => format!("Option<{inner}>"),
        Optionality::OptionalNullable => format!("Option<Nullable<{inner}>>"),
    };
    to_model(site, &field.ty, &whole, up)
}

/// Returns the type of a response's body.
pub(super) fn body(site: &Site<'_>, body: &Body, up: &str) -> String {
    match body {
        Body::Empty => code("()"),
        Body::Json(of) => linked(site, of, up),
        Body::Text => code("String"),
        Body::Bytes => code("Bytes"),
        Body::Events(of) | Body::EventObjects(of) => {
            to_model(site, of, &format!("EventStream<{}>", text(site, of)), up)
        }
        Body::JsonLines(of) => to_model(site, of, &format!("JsonLines<{}>", text(site, of)), up),
        Body::Stream => code("ByteStream"),
    }
}

/// Returns a text as code, with a link to the page of the model in a type, if any.
pub(super) fn to_model(site: &Site<'_>, of: &TypeRef, text: &str, up: &str) -> String {
    match of.model() {
        Some(id) => format!("[{}]({up}{})", code(text), link(site.model_path(id))),
        None => code(text),
    }
}

/// Returns a path as a link destination. Names may be in any script.
pub(super) fn link(path: &str) -> String {
    if path.is_ascii() { path.to_owned() } else { format!("<{path}>") }
}
