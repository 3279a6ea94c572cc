//! A request body: how it is taken, how it gets into a request, and the types it brings.

use proc_macro2::TokenStream;
use quote::quote;

use super::{multipart, parameter};
use crate::ir::{Api, BodyContent, BodyEncoding, FormField, Operation, RequestBody, TypeName};
use crate::tokens::attributes;
use crate::tokens::text::code;
use crate::tokens::ty::{Scope, ty};

/// Where a request is that a body goes into.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// In a variable of the function.
    Variable,
    /// In the call.
    Call,
}

/// How a body is taken, and the statement that puts it into a request.
pub(super) fn argument(api: &Api, body: &RequestBody, place: Place) -> (TokenStream, TokenStream) {
    let (request, exclusive) = match place {
        Place::Variable => (quote!(request), quote!(&mut request)),
        Place::Call => (quote!(self.request_mut()), quote!(self.request_mut())),
    };
    if let [one] = body.contents.as_slice() {
        return (taken(api, one), put(one, &request, &quote!(body), &quote!(body)));
    }
    let name = &body.choice;
    (quote!(impl Into<#name>), quote!(body.into().put(#exclusive);))
}

/// The struct of each form, and the enum of several media types.
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

/// How a body of one media type is taken. Models are only read; what may be a stream is given away.
fn taken(api: &Api, content: &BodyContent) -> TokenStream {
    match &content.encoding {
        BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => {
            let ty = ty(api, of, Scope::Beside);
            quote!(&#ty)
        }
        _ => {
            let ty = owned(api, content);
            // A form by hand may have parts that the document does not name.
            let is_form = matches!(content.encoding, BodyEncoding::Multipart(_));
            if is_form { quote!(impl Into<statusful::Form>) } else { quote!(impl Into<#ty>) }
        }
    }
}

/// The type that holds a body of one media type.
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

/// The statement that puts a body of one media type into a request: `lent` is a reference to it, `given` is itself.
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
        BodyEncoding::Multipart(_) => quote!(#request.multipart(#given);),
        BodyEncoding::Text => quote!(#request.text(#media_type, #given);),
        BodyEncoding::Bytes => quote!(#request.body(#media_type, #given);),
        BodyEncoding::Typed => quote!(#request.typed_body(#media_type, #given);),
    }
}

/// A field's name and style.
fn style(field: &FormField) -> TokenStream {
    let FormField { wire, style, explode, allow_reserved } = field;
    let Some(style) = style else { return quote!((#wire, statusful::Style::JSON)) };
    let name = parameter::constant(*style);
    let explode = (*explode != style.explodes()).then(|| quote!(.explode(#explode)));
    let reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!((#wire, statusful::Style::#name #explode #reserved))
}

/// The enum of media types, and a conversion from whatever can only be one of them.
fn choice(api: &Api, operation: &Operation, body: &RequestBody) -> Vec<TokenStream> {
    let name = &body.choice;
    let docs = attributes::lines(&format!("The body of [`{}`], by media type.", operation.function));
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
    let is_only = |ty: &TokenStream| types.iter().filter(|other| other.to_string() == ty.to_string()).count() == 1;
    for (content, ty) in body.contents.iter().zip(&types).filter(|(_, ty)| is_only(ty)) {
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
