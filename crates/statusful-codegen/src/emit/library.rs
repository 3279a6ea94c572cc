//! The crate's root.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, crate_docs};
use crate::Settings;
use crate::ir::{Api, Ident};
use crate::tokens::attributes;

/// `src/lib.rs`.
pub(super) fn module(api: &Api, settings: &Settings) -> Module {
    let docs = attributes::inner_lines(&crate_docs::crate_docs(api, settings));
    let groups = api.groups.iter().map(|group| {
        let (module, feature) = (&group.module, &group.feature);
        let path = path_of(module);
        quote! {
            #[cfg(feature = #feature)]
            #path
            pub mod #module;
        }
    });
    // A client of models alone has nothing to call with.
    let unused = api.groups.is_empty().then(|| quote!(#![allow(dead_code, reason = "the document has no operations")]));
    let mut items = vec![
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
    items.extend((!api.servers.is_empty()).then(|| {
        quote!(
            pub mod servers;
        )
    }));
    items.extend(settings.mock.then(|| {
        quote!(
            #[cfg(feature = "mock")]
            pub mod mock;
        )
    }));
    items.extend(groups);
    items.push(quote!(
        pub use call::Call;
    ));
    items.push(quote!(
        pub use client::Client;
    ));
    // For what a caller names besides: policies, credentials, hooks.
    items.push(quote!(
        pub use statusful;
    ));
    items.push(quote!(
        pub use statusful::{Error, RawResponse, Response, Secret};
    ));
    Module {
        path: "src/lib.rs".to_owned(),
        head: quote! {
            #docs
            #![forbid(unsafe_code)]
            #![warn(clippy::pedantic, missing_docs)]
            #unused
            #![allow(deprecated, reason = "what the document advises against is there all the same, for those who need it")]
            #![allow(
                clippy::doc_markdown,
                clippy::large_enum_variant,
                clippy::match_wildcard_for_single_variants,
                clippy::missing_errors_doc,
                clippy::must_use_candidate,
                clippy::new_without_default,
                clippy::result_large_err,
                clippy::struct_excessive_bools,
                clippy::struct_field_names,
                clippy::too_long_first_doc_paragraph,
                clippy::too_many_arguments,
                clippy::too_many_lines,
                clippy::wildcard_in_or_patterns,
                reason = "the document decides how many, how large and how named things are"
            )]
        },
        items,
    }
}

/// Where a module is. Rust looks by itself for names in ASCII alone.
fn path_of(module: &Ident) -> Option<TokenStream> {
    let path = format!("{}.rs", module.as_str());
    (!path.is_ascii()).then(|| quote!(#[path = #path]))
}
