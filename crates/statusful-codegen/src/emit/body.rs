//! Request bodies: the argument, the statement that adds the body to a request, and the generated types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{multipart, parameter, rustdoc};
use crate::ir::{Api, BodyContent, BodyEncoding, FormField, Ident, Operation, RequestBody, Scalar, TypeName, TypeRef};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{Scope, ty};

/// Where generated code finds the request to add a body to.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// In a local variable.
    Variable,
    /// In the call, for a setter.
    Call,
}

/// Returns the type of the argument, and the statement that adds the body to a request.
pub(super) fn argument(api: &Api, body: &RequestBody, target: Target) -> (TokenStream, TokenStream) {
    let (request, exclusive) = match target {
        Target::Variable => (quote!(request), quote!(&mut request)),
        Target::Call => (quote!(self.request_mut()), quote!(self.request_mut())),
    };
    let given = &body.ident;
    if let [one] = body.contents.as_slice() {
        return (taken(api, one), put(one, &request, &quote!(#given), &quote!(#given)));
    }
    let name = &body.choice;
    (quote!(impl Into<#name>), quote!(#given.into().put(#exclusive);))
}

/// Returns the type of the argument in a trait, without type parameters. `module` contains the operation's types.
pub(super) fn concrete(api: &Api, body: &RequestBody, module: &Ident) -> TokenStream {
    let [one] = body.contents.as_slice() else {
        let name = &body.choice;
        return quote!(#module::#name);
    };
    match &one.encoding {
        BodyEncoding::Json(_) | BodyEncoding::Form(..) => taken(api, one),
        BodyEncoding::Multipart(Some(form)) => {
            let name = &form.name;
            quote!(#module::#name)
        }
        _ => owned(api, one),
    }
}

/// Returns the struct of each multipart form, and the enum of media types if there are several.
pub(super) fn types(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let Some(body) = &operation.body else { return Vec::new() };
    let forms = body.contents.iter().filter_map(|content| match &content.encoding {
        BodyEncoding::Multipart(form) => form.as_ref(),
        _ => None,
    });
    let mut items: Vec<_> = forms.flat_map(|form| multipart::form(api, operation, form)).collect();
    if body.contents.len() > 1 {
        items.extend(choice(api, operation, body));
    }
    items
}

/// Returns the type of the argument for a body with one media type. Models are borrowed; a body that may be a stream is
/// passed by value.
fn taken(api: &Api, content: &BodyContent) -> TokenStream {
    match &content.encoding {
        BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => {
            let ty = ty(api, of, Scope::Beside);
            quote!(&#ty)
        }
        _ => {
            let ty = owned(api, content);
            // A form that is built by hand may have parts that the document does not list.
            let is_form = matches!(content.encoding, BodyEncoding::Multipart(_));
            if is_form { quote!(impl Into<statusful::Form>) } else { quote!(impl Into<#ty>) }
        }
    }
}

/// The owned type of a body with one media type, for comparison with others.
#[derive(PartialEq)]
enum Owned<'c> {
    Type(&'c TypeRef),
    Form(Option<&'c TypeName>),
    Bytes,
    TypedBytes,
}

impl<'c> Owned<'c> {
    fn of(content: &'c BodyContent) -> Self {
        match &content.encoding {
            BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => Self::Type(of),
            BodyEncoding::Multipart(form) => Self::Form(form.as_ref().map(|form| &form.name)),
            BodyEncoding::Text => Self::Type(&TypeRef::Scalar(Scalar::String)),
            BodyEncoding::Bytes => Self::Bytes,
            BodyEncoding::Typed => Self::TypedBytes,
        }
    }
}

/// Returns the owned type of a body with one media type.
fn owned(api: &Api, content: &BodyContent) -> TokenStream {
    match &content.encoding {
        BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => ty(api, of, Scope::Beside),
        BodyEncoding::Multipart(Some(form)) => {
            let name = &form.name;
            quote!(#name)
        }
        BodyEncoding::Multipart(None) => quote!(statusful::Form),
        BodyEncoding::Text => quote!(String),
        BodyEncoding::Bytes => quote!(statusful::Body),
        BodyEncoding::Typed => quote!(statusful::TypedBody),
    }
}

/// Returns the statement that adds a body with one media type to a request: `lent` is a reference to the body, `given`
/// is the body itself.
fn put(content: &BodyContent, request: &TokenStream, lent: &TokenStream, given: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    match &content.encoding {
        BodyEncoding::Json(_) if media_type == "application/json" => quote!(#request.json(#lent);),
        BodyEncoding::Json(_) => quote!(#request.json_as(#media_type, #lent);),
        BodyEncoding::Form(_, fields) if fields.is_empty() => quote!(#request.form(#lent);),
        BodyEncoding::Form(_, fields) => {
            let styles = fields.iter().map(style);
            quote!(#request.form_as(#lent, &[#(#styles),*]);)
        }
        BodyEncoding::Multipart(_) if media_type.eq_ignore_ascii_case("multipart/form-data") => {
            quote!(#request.multipart(#given);)
        }
        BodyEncoding::Multipart(_) => quote!(#request.multipart_as(#media_type, #given);),
        BodyEncoding::Text => quote!(#request.text(#media_type, #given);),
        BodyEncoding::Bytes => quote!(#request.body(#media_type, #given);),
        BodyEncoding::Typed => quote!(#request.typed_body(#media_type, #given);),
    }
}

/// Returns the name and the style of a form field.
fn style(field: &FormField) -> TokenStream {
    let FormField { wire, style, explode, allow_reserved } = field;
    let Some(style) = style else { return quote!((#wire, statusful::Style::JSON)) };
    let name = parameter::constant(*style);
    let explode = (*explode != style.explodes()).then(|| quote!(.explode(#explode)));
    let reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!((#wire, statusful::Style::#name #explode #reserved))
}

/// Returns the enum of media types, and a conversion from each type that only one variant contains.
fn choice(api: &Api, operation: &Operation, body: &RequestBody) -> Vec<TokenStream> {
    let name = &body.choice;
    let docs = attributes::lines(&format!("The request body of {}, by media type.", rustdoc::method(operation)));
    let types: Vec<_> = body.contents.iter().map(|content| owned(api, content)).collect();
    let variants = body.contents.iter().zip(&types).map(|(content, ty)| {
        let docs = attributes::lines(&format!("{}.", code(&content.media_type)));
        let variant = &content.variant;
        quote!(#docs #variant(#ty))
    });
    let arms = body.contents.iter().map(|content| {
        let variant = &content.variant;
        let put = put(content, &quote!(request), &quote!(&body), &quote!(body));
        quote!(Self::#variant(body) => { #put })
    });
    let mut items = vec![
        quote! {
            #docs
            #[derive(Debug, Clone)]
            pub enum #name { #(#variants),* }
        },
        quote! {
            impl #name {
                fn put(self, request: &mut statusful::Request) {
                    match self { #(#arms)* }
                }
            }
        },
    ];
    let is_only = |content: &BodyContent| {
        body.contents.iter().filter(|other| Owned::of(other) == Owned::of(content)).count() == 1
    };
    for (content, ty) in body.contents.iter().zip(&types).filter(|(content, _)| is_only(content)) {
        let variant = &content.variant;
        items.push(conversion(name, variant, ty, &quote!(body)));
        if content.encoding == BodyEncoding::Text {
            items.push(conversion(name, variant, &quote!(&str), &quote!(body.to_owned())));
        }
    }
    items
}

fn conversion(name: &TypeName, variant: &TypeName, from: &TokenStream, value: &TokenStream) -> TokenStream {
    quote! {
        impl From<#from> for #name {
            fn from(body: #from) -> Self {
                Self::#variant(#value)
            }
        }
    }
}
