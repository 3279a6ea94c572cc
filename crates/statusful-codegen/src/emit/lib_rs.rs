//! The crate's root.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, crate_docs, path_of};
use crate::Settings;
use crate::ir::{Api, Group};
use crate::tokens::attributes;

/// Returns `src/lib.rs`.
pub(super) fn module(api: &Api, settings: &Settings) -> Module {
    Module { path: "src/lib.rs".to_owned(), head: head(api, settings), items: items(api, settings) }
}

/// Returns the documentation and lint levels of the crate.
fn head(api: &Api, settings: &Settings) -> TokenStream {
    let docs = attributes::inner_lines(&crate_docs::crate_docs(api, settings));
    // Lints of a whole crate, which a module does not set.
    let is_crate = settings.module.is_none();
    // docs.rs shows the features that an item needs.
    let docs_rs = is_crate.then(|| quote!(#![cfg_attr(docsrs, feature(doc_cfg))]));
    let crate_lints = is_crate.then(|| quote!(confusable_idents, mixed_script_confusables, uncommon_codepoints,));
    quote! {
        #docs
        #docs_rs
        #![forbid(unsafe_code)]
        #![warn(clippy::pedantic, missing_docs)]
        #![allow(deprecated, reason = "deprecated operations and models are generated too")]
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
            clippy::wildcard_imports,
            clippy::wildcard_in_or_patterns,
            #crate_lints
            reason = "names, numbers and sizes come from the document"
        )]
    }
}

/// Returns the modules and reexports of the crate.
fn items(api: &Api, settings: &Settings) -> Vec<TokenStream> {
    let mut modules: Vec<_> = api.groups.iter().map(|group| (group.module.as_str(), self::group(group))).collect();
    modules.push((
        "client",
        quote!(
            mod client;
        ),
    ));
    modules.push((
        "types",
        quote!(
            #[allow(missing_docs, reason = "the document may not describe every model and property")]
            pub mod types;
        ),
    ));
    if !api.globals.is_empty() {
        modules.push((
            "globals",
            quote!(
                mod globals;
            ),
        ));
    }
    if !api.servers.is_empty() {
        modules.push((
            "servers",
            quote!(
                pub mod servers;
            ),
        ));
    }
    if !api.groups.is_empty() {
        modules.push((
            "traits",
            quote!(
                #[cfg(feature = "traits")]
                pub mod traits;
            ),
        ));
    }
    if settings.mock {
        modules.push((
            "mock",
            quote!(
                #[cfg(feature = "mock")]
                pub mod mock;
            ),
        ));
    }
    modules.sort_by_key(|(name, _)| parts(name));
    // Reexported so that callers can use the runtime's policies, credentials and hooks.
    let reexports = [
        quote!(
            pub use client::{Call, Client};
        ),
        quote!(
            pub use statusful;
        ),
        quote!(
            pub use statusful::{CallError, Error, RawResponse, Response, Secret, StatusCode};
        ),
    ];
    let globals = (!api.globals.is_empty()).then(|| {
        quote!(
            pub use globals::Globals;
        )
    });
    let [client, others @ ..] = reexports;
    let reexports = [client].into_iter().chain(globals).chain(others);
    modules.into_iter().map(|(_, module)| module).chain(reexports).collect()
}

/// Returns the parts of a name that rustfmt compares to order modules: `v2` precedes `v10`.
pub(super) fn parts(name: &str) -> Vec<(String, u64)> {
    let mut parts = vec![(String::new(), String::new())];
    for c in name.chars() {
        match parts.last_mut() {
            Some((_, digits)) if c.is_ascii_digit() => digits.push(c),
            Some((text, digits)) if digits.is_empty() => text.push(c),
            _ => parts.push((c.to_string(), String::new())),
        }
    }
    parts.into_iter().map(|(text, digits)| (text, digits.parse().unwrap_or(0))).collect()
}

fn group(group: &Group) -> TokenStream {
    let (module, feature) = (&group.module, &group.feature);
    let path = path_of(&format!("{module}.rs"));
    quote! {
        #[cfg(feature = #feature)]
        #path
        pub mod #module;
    }
}
