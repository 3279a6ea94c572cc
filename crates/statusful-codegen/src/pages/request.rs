//! The call in an example program: its arguments, and the statements before it.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::code::ident;
use super::example::value;
use super::expression::{argument, exact, given};
use super::site::Site;
use crate::ir::{
    BodyContent, BodyEncoding, Constructor, Group, Multipart, Operation, Parameter, PartField, PartKind, RequestBody,
    SecurityKind, TypeRef,
};
use crate::tokens::receiver::receiver;
use crate::tokens::ty::{Scope, ty};

/// A call: the statements before it, its arguments, and the setter of an optional body.
pub(super) struct Request {
    pub(super) before: TokenStream,
    pub(super) arguments: Vec<TokenStream>,
    pub(super) setters: TokenStream,
}

/// Returns the statement that creates the client.
pub(super) fn client(operation: &Operation) -> TokenStream {
    let takes_any = operation.security.iter().flatten().any(|security| security.kind != SecurityKind::Other);
    let server = (!operation.server.contains("://")).then(|| quote!(.server("https://api.example.com")));
    if takes_any {
        quote!(let client = Client::builder().credentials_from_env() #server .build()?;)
    } else if server.is_some() {
        quote!(let client = Client::builder() #server .build()?;)
    } else {
        quote!(let client = Client::new()?;)
    }
}

/// Returns the call of an operation with its required parameters and its body, or `None` if a value cannot be made up
/// for one of them.
pub(super) fn request(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<Request> {
    let given = |parameter: &Parameter| {
        let value = value(site.api, &parameter.ty, [&parameter.example])?;
        Some(argument(site.api, &parameter.ty, &value))
    };
    let arguments = operation.required_parameters().map(given);
    // The example's client has no globals, so the call sets them.
    let globals = operation.global_parameters().filter(|parameter| parameter.is_required()).map(|parameter| {
        let (name, value) = (&parameter.ident, given(parameter)?);
        Some(quote!(.#name(#value)))
    });
    let globals = globals.collect::<Option<Vec<_>>>()?;
    let arguments = arguments.collect::<Option<_>>()?;
    let mut request = Request { before: quote!(), arguments, setters: quote!(#(#globals)*) };
    if let Some(body) = &operation.body {
        let (before, argument) = self::body(site, group, body)?;
        request.before = before;
        if body.required {
            request.arguments.push(argument);
        } else {
            let name = &body.ident;
            request.setters.extend(quote!(.#name(#argument)));
        }
    }
    Some(request)
}

/// Returns the statement that creates a body, and the argument that passes it.
fn body(site: &Site<'_>, group: &Group, body: &RequestBody) -> Option<(TokenStream, TokenStream)> {
    let content = body.contents.first()?;
    let value = content_value(site, group, content)?;
    if body.contents.len() > 1 {
        let (choice, variant) = (&body.choice, &content.variant);
        let path = in_group(site, group);
        return Some((quote!(let body = #path::#choice::#variant(#value);), quote!(body)));
    }
    Some(match &content.encoding {
        BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => {
            let annotation = (!matches!(of, TypeRef::Named(_))).then(|| {
                let ty = ty(site.api, of, Scope::Beside);
                quote!(: #ty)
            });
            (quote!(let body #annotation = #value;), quote!(&body))
        }
        BodyEncoding::Multipart(_) | BodyEncoding::Text | BodyEncoding::Bytes | BodyEncoding::Typed => {
            (quote!(let body = #value;), quote!(body))
        }
    })
}

/// Returns a body with one media type, in the form that its variant or the call takes.
fn content_value(site: &Site<'_>, group: &Group, content: &BodyContent) -> Option<TokenStream> {
    Some(match &content.encoding {
        BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => {
            exact(site.api, of, &value(site.api, of, [&content.example])?)
        }
        BodyEncoding::Multipart(Some(form)) => multipart(site, group, form, content.example.value())?,
        BodyEncoding::Multipart(None) => quote!(statusful::Form::new()),
        BodyEncoding::Text => {
            let text = content.example.text().unwrap_or_else(|| "text".to_owned());
            quote!(#text.to_owned())
        }
        BodyEncoding::Bytes => quote!(statusful::Body::from(std::fs::read("path/to/file")?)),
        BodyEncoding::Typed => {
            let media_type = of_range(&content.media_type);
            quote!(statusful::TypedBody::from((#media_type, std::fs::read("path/to/file")?)))
        }
    })
}

/// Returns a media type that is in a range.
fn of_range(range: &str) -> String {
    match range.split(';').next().unwrap_or_default().trim() {
        "text/*" => "text/plain".to_owned(),
        "image/*" => "image/png".to_owned(),
        "audio/*" => "audio/mpeg".to_owned(),
        "video/*" => "video/mp4".to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

fn multipart(site: &Site<'_>, group: &Group, form: &Multipart, example: Option<&Value>) -> Option<TokenStream> {
    let (path, name) = (in_group(site, group), &form.name);
    let required = form.fields.iter().filter(|field| field.required);
    if form.constructor == Constructor::Positional {
        let arguments: Vec<_> = required.map(|field| argument_of_part(site, field, example)).collect::<Option<_>>()?;
        return Some(quote!(#path::#name::new(#(#arguments),*)));
    }
    let fields = required.map(|field| {
        let (ident, value) = (&field.ident, exact_part(site, field, example)?);
        Some(quote!(#ident: #value))
    });
    let fields = fields.collect::<Option<Vec<_>>>()?;
    Some(match &form.constructor {
        Constructor::Named(required) => quote!(#path::#name::new(#path::#required { #(#fields),* })),
        Constructor::Positional | Constructor::Literal => quote!(#path::#name { #(#fields),* }),
    })
}

/// Returns the constructor argument for a field.
fn argument_of_part(site: &Site<'_>, field: &PartField, example: Option<&Value>) -> Option<TokenStream> {
    match &field.kind {
        PartKind::File => Some(quote!(std::fs::read("path/to/file")?)),
        PartKind::Files => Some(quote!([std::fs::read("path/to/file")?])),
        PartKind::Value(of) | PartKind::Json(of) => Some(given(site.api, of, &part_value(site, field, of, example)?)),
    }
}

/// Returns the value of a field in a struct literal.
fn exact_part(site: &Site<'_>, field: &PartField, example: Option<&Value>) -> Option<TokenStream> {
    match &field.kind {
        PartKind::File => Some(quote!(std::fs::read("path/to/file")?.into())),
        PartKind::Files => Some(quote!(vec![std::fs::read("path/to/file")?.into()])),
        PartKind::Value(of) | PartKind::Json(of) => Some(exact(site.api, of, &part_value(site, field, of, example)?)),
    }
}

/// Returns the value of a field in an example of the form, or a made-up one.
fn part_value(site: &Site<'_>, field: &PartField, of: &TypeRef, example: Option<&Value>) -> Option<Value> {
    let example = crate::ir::Example(example.and_then(|example| example.get(&field.wire)).cloned());
    value(site.api, of, [&example])
}

/// Returns the method of an operation as called on a client: `client.byok().list`.
pub(super) fn method(operation: &Operation) -> TokenStream {
    let (client, function) = (receiver(&quote!(client), operation), &operation.function);
    quote!(#client.#function)
}

/// Returns the path of a group's module.
pub(super) fn in_group(site: &Site<'_>, group: &Group) -> TokenStream {
    let (krate, module) = (ident(&site.crate_name()), &group.module);
    quote!(#krate::#module)
}
