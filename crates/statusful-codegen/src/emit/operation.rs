//! An operation: its function, its method of the client, the setters of its calls, and its facts.

use proc_macro2::TokenStream;
use quote::quote;

use super::{body, extension, facts, header, outcome, parameter, reference};
use crate::ir::{Api, Ident, Operation};
use crate::tokens::attributes;

/// Everything about an operation.
pub(super) fn operation(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let mut items = vec![function(api, operation), method(api, operation)];
    items.extend(setters(api, operation));
    items.extend(body::types(api, operation));
    items.push(marker(operation));
    items.push(facts::facts(api, operation));
    items.extend(extension::polled(api, operation));
    items.extend(outcome::outcomes(api, operation));
    items.extend(operation.responses.headers.iter().flat_map(|headers| header::headers(api, operation, headers)));
    items
}

/// An argument: its name, how it is taken, and what to do with it.
struct Argument {
    name: Ident,
    ty: TokenStream,
    set: TokenStream,
}

/// The stand-alone function.
fn function(api: &Api, operation: &Operation) -> TokenStream {
    let docs = attributes::lines(&reference::operation(api, operation));
    let deprecated = attributes::deprecated(operation.deprecated);
    let name = &operation.function;
    let marker = &operation.marker;
    let arguments = required(api, operation);
    let (parameters, sets): (Vec<_>, Vec<_>) =
        arguments.iter().map(|Argument { name, ty, set }| (quote!(#name: #ty), quote!(#set))).unzip();
    let request = if sets.is_empty() {
        quote!(Call::new(statusful::Request::new(client.runtime())))
    } else {
        quote! {
            let mut request = statusful::Request::new(client.runtime());
            #(#sets)*
            Call::new(request)
        }
    };
    quote! {
        #docs
        #deprecated
        pub fn #name(client: &Client, #(#parameters),*) -> Call<#marker> {
            #request
        }
    }
}

/// The client's method, which is the function.
fn method(api: &Api, operation: &Operation) -> TokenStream {
    let name = &operation.function;
    let summary = attributes::lines(&format!(
        "{}See [`{name}`] for its responses.",
        operation
            .docs
            .0
            .split("\n\n")
            .next()
            .map(|summary| format!("{summary}\n\n"))
            .filter(|s| s.len() > 2)
            .unwrap_or_default(),
    ));
    let deprecated = attributes::deprecated(operation.deprecated);
    let marker = &operation.marker;
    let arguments = required(api, operation);
    // An argument of the same name would be called in place of the function.
    let is_shadowed = arguments.iter().any(|argument| argument.name == *name);
    let path = is_shadowed.then(|| quote!(self::));
    let names = arguments.iter().map(|argument| &argument.name);
    let parameters = arguments.iter().map(|Argument { name, ty, .. }| quote!(#name: #ty));
    quote! {
        impl Client {
            #summary
            #deprecated
            pub fn #name(&self, #(#parameters),*) -> Call<#marker> {
                #path #name(self, #(#names),*)
            }
        }
    }
}

/// The arguments a call cannot do without, the body last.
fn required(api: &Api, operation: &Operation) -> Vec<Argument> {
    let parameters = operation.required_parameters().map(|parameter| {
        let name = &parameter.ident;
        let ty = parameter::argument(api, parameter);
        Argument { name: name.clone(), ty, set: parameter::set(api, parameter, &quote!(request)) }
    });
    let body = operation.body.iter().filter(|body| body.required).map(|body| {
        let (ty, set) = body::argument(api, body, body::Place::Variable);
        Argument { name: Ident::new("body"), ty, set }
    });
    parameters.chain(body).collect()
}

/// What a call can do without.
fn setters(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let marker = &operation.marker;
    let parameters = operation.optional_parameters().map(|parameter| {
        let name = &parameter.ident;
        let ty = parameter::argument(api, parameter);
        let docs = attributes::lines(&reference::parameter(parameter));
        let set = parameter::set(api, parameter, &quote!(self.request_mut()));
        quote! {
            #docs
            pub fn #name(mut self, #name: #ty) -> Self {
                #set
                self
            }
        }
    });
    let body = operation.body.iter().filter(|body| !body.required).map(|body| {
        let (ty, set) = body::argument(api, body, body::Place::Call);
        let docs = attributes::lines(&reference::body(body));
        quote! {
            #docs
            pub fn body(mut self, body: #ty) -> Self {
                #set
                self
            }
        }
    });
    let setters: Vec<_> = parameters.chain(body).collect();
    if setters.is_empty() {
        return None;
    }
    let heading = attributes::lines(&format!("What a call of [`{}`] can do without.", operation.function));
    Some(quote! {
        #heading
        impl Call<#marker> { #(#setters)* }
    })
}

fn marker(operation: &Operation) -> TokenStream {
    let docs = attributes::lines(&format!("The operation of [`{}`], as a type.", operation.function));
    let marker = &operation.marker;
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct #marker;
    }
}
