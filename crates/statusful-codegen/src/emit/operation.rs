//! An operation: its method, its function, the setters of its calls, its types and trait implementations.

use proc_macro2::TokenStream;
use quote::quote;

use super::{body, extension, header, operation_impl, outcome, pagination, parameter, rustdoc};
use crate::ir::{Api, Handle, Ident, Operation};
use crate::tokens::attributes;
use crate::tokens::receiver::receiver;

/// Returns all items of an operation.
pub(super) fn operation(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let mut items = vec![method(api, operation), function(api, operation)];
    items.extend(setters(api, operation));
    items.extend(body::types(api, operation));
    items.push(marker(operation));
    items.push(operation_impl::operation_impl(api, operation));
    items.extend(extension::polled(api, operation));
    items.extend(pagination::paginated(api, operation));
    items.extend(outcome::outcomes(api, operation));
    items.extend(operation.responses.headers.iter().flat_map(|headers| header::headers(api, operation, headers)));
    items
}

/// An argument: its name, its type, and the statement that adds it to the request.
struct Argument {
    name: Ident,
    ty: TokenStream,
    set: TokenStream,
}

/// Returns the method of the client or of a handle, with the documentation.
fn method(api: &Api, operation: &Operation) -> TokenStream {
    let docs = attributes::lines(&rustdoc::operation(api, operation));
    let deprecated = attributes::deprecated(operation.deprecated.as_ref());
    let name = &operation.function;
    let marker = &operation.marker;
    let arguments = required(api, operation);
    let (parameters, sets): (Vec<_>, Vec<_>) =
        arguments.iter().map(|Argument { name, ty, set }| (quote!(#name: #ty), quote!(#set))).unzip();
    let constants = operation
        .constant_parameters()
        .map(|(parameter, constant)| parameter::set_constant(parameter, constant, &quote!(request)));
    let sets: Vec<_> = constants.chain(sets).collect();
    let (owner, client) = match &operation.handle {
        Some(Handle { name, .. }) => (quote!(#name<'_>), quote!(self.client)),
        None => (quote!(Client), quote!(self)),
    };
    let call = if sets.is_empty() {
        quote!(Call::new(statusful::Request::new(#client.runtime())))
    } else {
        quote! {
            let mut request = statusful::Request::new(#client.runtime());
            #(#sets)*
            Call::new(request)
        }
    };
    quote! {
        impl #owner {
            #docs
            #deprecated
            pub fn #name(&self, #(#parameters),*) -> Call<#marker> {
                #call
            }
        }
    }
}

/// Returns the function, which calls the method.
fn function(api: &Api, operation: &Operation) -> TokenStream {
    let docs = attributes::lines(&format!("Calls {}.", rustdoc::method(operation)));
    let deprecated = attributes::deprecated(operation.deprecated.as_ref());
    let name = &operation.function;
    let marker = &operation.marker;
    let arguments = required(api, operation);
    let names = arguments.iter().map(|argument| &argument.name);
    let parameters = arguments.iter().map(|Argument { name, ty, .. }| quote!(#name: #ty));
    let client = receiver(&quote!(client), operation);
    quote! {
        #docs
        #deprecated
        pub fn #name(client: &Client, #(#parameters),*) -> Call<#marker> {
            #client.#name(#(#names),*)
        }
    }
}

/// Returns the required arguments, with the body last.
fn required(api: &Api, operation: &Operation) -> Vec<Argument> {
    let parameters = operation.required_parameters().map(|parameter| {
        let name = &parameter.ident;
        let ty = parameter::argument(api, parameter);
        Argument { name: name.clone(), ty, set: parameter::set(api, parameter, &quote!(request)) }
    });
    let body = operation.body.iter().filter(|body| body.required).map(|body| {
        let (ty, set) = body::argument(api, body, body::Target::Variable);
        Argument { name: body.ident.clone(), ty, set }
    });
    parameters.chain(body).collect()
}

/// Returns the setters of optional parameters and of an optional body.
fn setters(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let marker = &operation.marker;
    let parameters = operation.optional_parameters().map(|parameter| {
        let name = &parameter.ident;
        let ty = parameter::argument(api, parameter);
        let global = if parameter.is_global() {
            "\n\nDefaults to the value of the client's [`Globals`](crate::Globals)."
        } else {
            ""
        };
        let docs = attributes::lines(&(rustdoc::parameter(parameter) + global));
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
        let name = &body.ident;
        let (ty, set) = body::argument(api, body, body::Target::Call);
        let docs = attributes::lines(&rustdoc::body(body));
        quote! {
            #docs
            pub fn #name(mut self, #name: #ty) -> Self {
                #set
                self
            }
        }
    });
    let setters: Vec<_> = parameters.chain(body).collect();
    if setters.is_empty() {
        return None;
    }
    let heading = attributes::lines(&format!("Optional parameters of {}.", rustdoc::method(operation)));
    Some(quote! {
        #heading
        impl Call<#marker> { #(#setters)* }
    })
}

fn marker(operation: &Operation) -> TokenStream {
    let docs = attributes::lines(&format!("The operation that {} calls.", rustdoc::method(operation)));
    let marker = &operation.marker;
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct #marker;
    }
}
