//! The servers of the document, as values to choose from.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use crate::ir::{Api, Server, ServerVariable, TypeName};
use crate::tokens::attributes;
use crate::tokens::text::code;

/// `src/servers.rs`, where there is a choice: several servers, or variables.
pub(super) fn module(api: &Api) -> Option<Module> {
    let choices = (!api.servers.is_empty()).then_some(&api.servers)?;
    Some(Module {
        path: "src/servers.rs".to_owned(),
        head: attributes::inner_lines(
            "The servers of the document, for `server` of a client's builder and of a call.\n\nEach operation has one of \
             its own, the first the document names for it; these are for whoever wants another.",
        ),
        items: choices.iter().flat_map(server).collect(),
    })
}

fn server(server: &Server) -> Vec<TokenStream> {
    let Server { name, url, variables, docs } = server;
    let docs = if docs.is_empty() { code(url) } else { format!("{}\n\n{}", docs.0, code(url)) };
    let docs = attributes::lines(&docs);
    if variables.is_empty() {
        return vec![
            quote! {
                #docs
                #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                pub struct #name;
            },
            quote! {
                /// Its URL.
                impl From<#name> for String {
                    fn from(_: #name) -> Self {
                        #url.to_owned()
                    }
                }
            },
        ];
    }
    let fields = variables.iter().map(|variable| {
        let (ident, ty) = (&variable.ident, ty(variable));
        quote!(#ident: #ty)
    });
    let defaults = variables.iter().map(|variable| {
        let (ident, value) = (&variable.ident, default(variable));
        quote!(#ident: #value)
    });
    let setters = variables.iter().map(setter);
    let replacements = variables.iter().map(|variable| {
        let (place, ident) = (format!("{{{}}}", variable.wire), &variable.ident);
        let value = if variable.choice.is_some() { quote!(server.#ident.as_str()) } else { quote!(&server.#ident) };
        quote!(.replace(#place, #value))
    });
    let mut items: Vec<_> = variables.iter().filter_map(choice).flatten().collect();
    items.extend([
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct #name { #(#fields),* }
        },
        quote! {
            impl #name {
                #[doc = " The server, with the defaults of its variables."]
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
        quote! {
            /// Its URL.
            impl From<#name> for String {
                fn from(server: #name) -> Self {
                    #url #(#replacements)*
                }
            }
        },
    ]);
    items
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { wire, ident, default, docs, .. } = variable;
    let what = if docs.is_empty() { format!("Sets {}.", code(wire)) } else { docs.0.clone() };
    let docs = attributes::lines(&format!("{what}\n\nBy default {}.", code(default)));
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

/// The values of a variable that lists them.
fn choice(variable: &ServerVariable) -> Option<[TokenStream; 2]> {
    let (name, values) = variable.choice.as_ref()?;
    let docs = attributes::lines(&format!("The values of {}.", code(&variable.wire)));
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
                #[doc = " The value as it stands in the URL."]
                #[must_use]
                pub fn as_str(self) -> &'static str {
                    match self { #(#arms),* }
                }
            }
        },
    ])
}
