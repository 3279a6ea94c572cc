//! The document's servers: each is a type that converts into its URL.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use crate::ir::{Api, Server, ServerVariable, TypeName};
use crate::tokens::attributes;
use crate::tokens::markdown::code;

/// Returns `src/servers.rs` if there is something to choose: several servers, or variables.
pub(super) fn module(api: &Api) -> Option<Module> {
    let choices = (!api.servers.is_empty()).then_some(&api.servers)?;
    Some(Module {
        path: "src/servers.rs".to_owned(),
        head: attributes::inner_lines(
            "The servers of the document, which can be passed to `server` of the client's builder or of a call.\n\nBy \
             default, an operation is sent to the first server that the document lists for it.",
        ),
        items: choices.iter().flat_map(server).collect(),
    })
}

fn server(server: &Server) -> Vec<TokenStream> {
    let Server { name, url, variables, docs } = server;
    let docs = if docs.is_empty() { code(url) } else { format!("{}\n\n{}", docs.0, code(url)) };
    let docs = attributes::lines(&docs);
    if variables.is_empty() {
        let ty = quote! {
            #docs
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct #name;
        };
        let docs = attributes::lines("Returns the server's URL.");
        return vec![ty, into_url(name, &docs, &quote!(_), &quote!(#url.to_owned()))];
    }
    let mut items: Vec<_> = variables.iter().filter_map(choice).flatten().collect();
    items.extend(with_variables(name, &docs, variables));
    let docs = attributes::lines(
        "Returns the URL of the server.\n\nA variable whose value does not fit its place in the URL stays in braces. Such a \
         URL is refused before anything is sent.",
    );
    items.push(into_url(name, &docs, &quote!(server), &filled(url, variables)));
    items
}

/// Returns the type of a server with variables, with its constructors and setters.
fn with_variables(name: &TypeName, docs: &TokenStream, variables: &[ServerVariable]) -> [TokenStream; 3] {
    let fields = variables.iter().map(|variable| {
        let (ident, ty) = (&variable.ident, ty(variable));
        quote!(#ident: #ty)
    });
    let defaults = variables.iter().map(|variable| {
        let (ident, value) = (&variable.ident, default(variable));
        quote!(#ident: #value)
    });
    let setters = variables.iter().map(setter);
    [
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct #name { #(#fields),* }
        },
        quote! {
            impl #name {
                #[doc = " Creates the server with the default values of its variables."]
                #[must_use]
                pub fn new() -> Self {
                    Self { #(#defaults),* }
                }
                #(#setters)*
            }
        },
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        },
    ]
}

/// Returns the conversion of a server into its URL.
fn into_url(name: &TypeName, docs: &TokenStream, server: &TokenStream, url: &TokenStream) -> TokenStream {
    quote! {
        #docs
        impl From<#name> for String {
            fn from(#server: #name) -> Self {
                #url
            }
        }
    }
}

/// Returns an expression for the URL with the variables filled in.
fn filled(url: &str, variables: &[ServerVariable]) -> TokenStream {
    let variables = variables.iter().map(|variable| {
        let ServerVariable { wire, ident, default, choice, .. } = variable;
        if choice.is_some() {
            // An enum contains only documented values, so they need no validation.
            quote!((#wire, server.#ident.as_str(), server.#ident.as_str()))
        } else {
            quote!((#wire, &server.#ident, #default))
        }
    });
    quote!(statusful::__private::server_url(#url, &[#(#variables),*]))
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { wire, ident, default, docs, .. } = variable;
    let what = if docs.is_empty() { format!("Sets the server variable {}.", code(wire)) } else { docs.0.clone() };
    let docs = attributes::lines(&format!("{what}\n\nDefaults to {}.", code(default)));
    let (ty, value) = match &variable.choice {
        Some((name, _)) => (quote!(#name), quote!(#ident)),
        None => (quote!(impl Into<String>), quote!(#ident.into())),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #ident(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

fn ty(variable: &ServerVariable) -> TokenStream {
    variable.choice.as_ref().map_or_else(|| quote!(String), |(name, _)| quote!(#name))
}

fn default(variable: &ServerVariable) -> TokenStream {
    let default = &variable.default;
    let is_default = |(_, value): &&(TypeName, String)| value == default;
    let variant = variable.choice.as_ref().and_then(|(name, values)| Some((name, values.iter().find(is_default)?)));
    variant.map_or_else(|| quote!(#default.to_owned()), |(name, (variant, _))| quote!(#name::#variant))
}

/// Returns the enum of a variable's values, if the document lists them.
fn choice(variable: &ServerVariable) -> Option<[TokenStream; 2]> {
    let (name, values) = variable.choice.as_ref()?;
    let docs = attributes::lines(&format!("Values of the server variable {}.", code(&variable.wire)));
    let variants = values.iter().map(|(variant, value)| {
        let docs = attributes::lines(&code(value));
        quote!(#docs #variant)
    });
    let arms = values.iter().map(|(variant, value)| quote!(Self::#variant => #value));
    Some([
        quote! {
            #docs
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum #name { #(#variants),* }
        },
        quote! {
            impl #name {
                #[doc = " Returns the value as it appears in the URL."]
                #[must_use]
                pub fn as_str(self) -> &'static str {
                    match self { #(#arms),* }
                }
            }
        },
    ])
}
