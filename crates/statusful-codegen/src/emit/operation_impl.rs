//! `impl Operation`: the properties that all calls of an operation share, and how responses are decoded.

use proc_macro2::TokenStream;
use quote::quote;

use super::{decode, extension, outcome};
use crate::ir::{Api, Method, Operation, ParameterLocation, Security, SecurityKind};

/// Returns the implementation of the runtime's `Operation`.
pub(super) fn operation_impl(api: &Api, operation: &Operation) -> TokenStream {
    let Operation { marker, id, path, server, accept, .. } = operation;
    let responses = &operation.responses;
    let success = match (&responses.success, responses.single_success()) {
        (Some(name), _) => quote!(#name),
        (None, response) => {
            response.and_then(|response| outcome::body(api, &response.body)).unwrap_or_else(|| quote!(()))
        }
    };
    let failure = responses.failure.as_ref().map_or_else(|| quote!(statusful::Never), |name| quote!(#name));
    let method = http_method(operation.method);
    let alternatives = operation.security.iter().map(|combination| {
        let schemes = combination.iter().map(scheme);
        quote!(&[#(#schemes),*])
    });
    let redirects = if responses.returns_redirects { quote!(Returned) } else { quote!(Followed) };
    let retry = extension::retry(operation.retries.as_ref());
    let case = decode::case(api, responses);
    quote! {
        impl statusful::Operation for #marker {
            type Success = #success;
            type Failure = #failure;
            const INFO: statusful::OperationInfo = statusful::OperationInfo {
                id: #id,
                method: statusful::http::Method::#method,
                path: #path,
                server: #server,
                accept: #accept,
                security: &[#(#alternatives),*],
                redirects: statusful::Redirects::#redirects,
                retry: #retry,
            };
            #case
        }
    }
}

fn http_method(method: Method) -> TokenStream {
    let name = proc_macro2::Ident::new(method.as_str(), proc_macro2::Span::call_site());
    quote!(#name)
}

fn scheme(security: &Security) -> TokenStream {
    let name = &security.name;
    match &security.kind {
        SecurityKind::Bearer => quote!(statusful::SecurityScheme::bearer(#name)),
        SecurityKind::ClientCredentials(token_url) => {
            let scopes = &security.scopes;
            quote!(statusful::SecurityScheme::oauth2(#name, #token_url, &[#(#scopes),*]))
        }
        SecurityKind::Basic => quote!(statusful::SecurityScheme::basic(#name)),
        SecurityKind::ApiKey(ParameterLocation::Query, key) => {
            quote!(statusful::SecurityScheme::api_key_query(#name, #key))
        }
        SecurityKind::ApiKey(ParameterLocation::Cookie, key) => {
            quote!(statusful::SecurityScheme::api_key_cookie(#name, #key))
        }
        SecurityKind::ApiKey(_, key) => quote!(statusful::SecurityScheme::api_key_header(#name, #key)),
        SecurityKind::Other => quote!(statusful::SecurityScheme::other(#name)),
    }
}
