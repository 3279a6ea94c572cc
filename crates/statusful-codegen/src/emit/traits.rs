//! A trait for each tag, behind the feature `traits`. Services that depend on the trait can be tested without HTTP.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{MAX_LINES, Module, body, lib_rs, parameter, path_of};
use crate::ir::{Api, Group, Ident, Operation};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::receiver::receiver;

/// Returns `src/traits.rs`, which exports the traits of all tags.
pub(super) fn root(api: &Api) -> Option<Module> {
    if api.groups.is_empty() {
        return None;
    }
    let mut groups: Vec<_> = api.groups.iter().collect();
    groups.sort_by_key(|group| lib_rs::parts(group.module.as_str()));
    let modules = groups.iter().map(|group| {
        let (module, feature) = (&group.module, &group.feature);
        let path = path_of(&format!("traits/{module}.rs"));
        quote! {
            #[cfg(feature = #feature)]
            #path
            mod #module;
        }
    });
    let exports = groups.iter().map(|Group { module, feature, api, .. }| {
        quote! {
            #[cfg(feature = #feature)]
            pub use #module::#api;
        }
    });
    Some(Module {
        path: "src/traits.rs".to_owned(),
        head: attributes::inner_lines(
            "A trait for each tag, implemented by the client, for testing services without HTTP.",
        ),
        items: modules.chain(exports).collect(),
    })
}

/// Returns the file of a tag: its trait, and the implementation for the client. If the file would be too long, the
/// implementation is in a separate file.
pub(super) fn modules(api: &Api, group: &Group) -> Vec<Module> {
    let signatures: Vec<_> = group.operations.iter().map(|operation| Signature::of(api, group, operation)).collect();
    let (definition, implementation) = (definition(group, &signatures), implementation(group, &signatures));
    let head = |what: &str| attributes::inner_lines(&format!("{what} {}.", code(&group.tag)));
    let path = format!("src/traits/{}", group.module);
    let one = |items| Module { path: format!("{path}.rs"), head: head("Trait for the operations tagged"), items };
    if signatures.iter().map(Signature::lines).sum::<usize>() <= MAX_LINES {
        let uses = uses(group, &quote!(#definition #implementation));
        return vec![one(vec![uses, definition, implementation])];
    }
    let declaration = path_of(&format!("{}/client.rs", group.module));
    let declaration = quote!(#declaration mod client;);
    let (of_definition, of_implementation) = (uses(group, &definition), uses(group, &implementation));
    let trait_name = &group.api;
    let import = quote!(use super::#trait_name;);
    let for_links = quote!(
        #[cfg(doc)]
        use crate::Client;
    );
    vec![
        one(vec![declaration, for_links, of_definition, definition]),
        Module {
            path: format!("{path}/client.rs"),
            head: head("Implementation of the trait for the operations tagged"),
            items: vec![import, of_implementation, implementation],
        },
    ]
}

/// A method of a trait. Its arguments have no type parameters, so that the trait can be `dyn` and mocked.
struct Signature<'a> {
    operation: &'a Operation,
    names: Vec<Ident>,
    tokens: TokenStream,
}

impl<'a> Signature<'a> {
    fn of(api: &Api, group: &Group, operation: &'a Operation) -> Self {
        let module = &group.module;
        let parameters = operation
            .required_parameters()
            .map(|parameter| (parameter.ident.clone(), parameter::concrete(api, parameter)));
        let body = operation.body.iter().filter(|body| body.required);
        let body = body.map(|body| (body.ident.clone(), body::concrete(api, body, module)));
        let (names, types): (Vec<_>, Vec<_>) = parameters.chain(body).unzip();
        let (function, marker) = (&operation.function, &operation.marker);
        let tokens = quote!(fn #function(&self, #(#names: #types),*) -> Call<#module::#marker>);
        Self { operation, names, tokens }
    }

    /// Returns the approximate number of lines of the method in the trait and in the implementation together.
    fn lines(&self) -> usize {
        let is_long = self.tokens.to_string().len() > WIDTH;
        let signature = if is_long { 3 + self.names.len() } else { 1 };
        // Documentation, the body and empty lines.
        2 * signature + 5
    }
}

fn definition(group: &Group, signatures: &[Signature<'_>]) -> TokenStream {
    let name = &group.api;
    let docs = attributes::lines(&format!(
        "Operations tagged {}.\n\nImplemented by [`Client`]. Tests can implement it with calls that are not sent; see \
         [`Call::from_response`].",
        code(&group.tag)
    ));
    let methods = signatures.iter().map(|Signature { operation, tokens, .. }| {
        let path = operation.call_path();
        let docs = attributes::lines(&match &path.handle {
            Some(_) => format!("See [`{path}`]({}).", path.from_root()),
            None => format!("See [`{path}`]."),
        });
        let deprecated = attributes::deprecated(operation.deprecated.as_ref());
        quote!(#docs #deprecated #tokens;)
    });
    quote! {
        #docs
        pub trait #name: Send + Sync {
            #(#methods)*
        }
    }
}

fn implementation(group: &Group, signatures: &[Signature<'_>]) -> TokenStream {
    let name = &group.api;
    let methods = signatures.iter().map(|Signature { operation, names, tokens }| {
        let function = &operation.function;
        let client = receiver(&quote!(self), operation);
        // Inherent methods take precedence over those of the trait, so this is not a recursion.
        quote!(#tokens { #client.#function(#(#names),*) })
    });
    quote! {
        impl #name for Client {
            #(#methods)*
        }
    }
}

/// The maximum length of a signature on one line.
const WIDTH: usize = 100;

/// Returns the import of the crate's items that the tokens use, in the order of rustfmt.
fn uses(group: &Group, tokens: &TokenStream) -> TokenStream {
    let mut modules = vec![(group.module.as_str().to_owned(), group.module.to_token_stream())];
    if names(tokens, "types") {
        modules.push(("types".to_owned(), quote!(types)));
    }
    modules.sort_by_key(|(name, _)| lib_rs::parts(name));
    let modules = modules.into_iter().map(|(_, tokens)| tokens);
    let client = names(tokens, "Client").then(|| quote!(Client,));
    quote!(use crate::{Call, #client #(#modules),*};)
}

/// Returns `true` if the tokens contain an identifier.
fn names(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
