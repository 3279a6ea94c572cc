//! The crate's root.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, crate_docs};
use crate::Settings;
use crate::ir::{Api, Group, Ident};
use crate::tokens::attributes;

/// Returns `src/lib.rs`.
pub(super) fn module(api: &Api, settings: &Settings) -> Module {
    Module { path: "src/lib.rs".to_owned(), head: head(api, settings), items: items(api, settings) }
}

/// Returns the documentation and lint levels of the crate.
fn head(api: &Api, settings: &Settings) -> TokenStream {
    let docs = attributes::inner_lines(&crate_docs::crate_docs(api, settings));
    // Without operations, the internal functions of `Call` and `Client` are unused.
    let unused = api.groups.is_empty().then(|| quote!(#![allow(dead_code, reason = "the document has no operations")]));
    quote! {
        #docs
        #![forbid(unsafe_code)]
        #![warn(clippy::pedantic, missing_docs)]
        #unused
        #![allow(deprecated, reason = "operations and models that the document deprecates are generated too")]
        #![allow(
            clippy::doc_markdown,
            clippy::large_enum_variant,
            clippy::match_wildcard_for_single_variants,
            clippy::missing_errors_doc,
            clippy::must_use_candidate,
            clippy::needless_pass_by_value,
            clippy::new_without_default,
            clippy::result_large_err,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::too_long_first_doc_paragraph,
            clippy::too_many_arguments,
            clippy::too_many_lines,
            clippy::wildcard_in_or_patterns,
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            reason = "names, numbers and sizes come from the document"
        )]
    }
}

/// Returns the modules and reexports of the crate.
fn items(api: &Api, settings: &Settings) -> Vec<TokenStream> {
    let has_servers = !api.servers.is_empty();
    let internal = [
        quote!(
            mod call;
        ),
        quote!(
            mod client;
        ),
        quote!(
            pub mod types;
        ),
    ];
    let servers = has_servers.then(|| {
        quote!(
            pub mod servers;
        )
    });
    let mock = settings.mock.then(|| {
        quote! {
            #[cfg(feature = "mock")]
            pub mod mock;
        }
    });
    // Callers need the runtime's policies, credentials and hooks.
    let reexports = [
        quote!(
            pub use call::Call;
        ),
        quote!(
            pub use client::Client;
        ),
        quote!(
            pub use statusful;
        ),
        quote!(
            pub use statusful::{Error, RawResponse, Response, Secret};
        ),
    ];
    let groups = api.groups.iter().map(group);
    internal.into_iter().chain(servers).chain(mock).chain(groups).chain(reexports).collect()
}

fn group(group: &Group) -> TokenStream {
    let (module, feature) = (&group.module, &group.feature);
    let path = path_of(module);
    quote! {
        #[cfg(feature = #feature)]
        #path
        pub mod #module;
    }
}

/// Returns the path of a module with a non-ASCII name, for which Rust requires the attribute.
fn path_of(module: &Ident) -> Option<TokenStream> {
    let path = format!("{}.rs", module.as_str());
    (!path.is_ascii()).then(|| quote!(#[path = #path]))
}
