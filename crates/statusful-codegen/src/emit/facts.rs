//! The implementation of `Operation`: the constant properties, and how responses are decoded.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{decode, extension, outcome};
use crate::ir::{Api, Location, Method, Operation, Security, SecurityKind, Success};

/// The implementation of the runtime's `Operation`.
pub(super) fn facts(api: &Api, operation: &Operation) -> TokenStream {
    let Operation { marker, id, path, server, accept, .. } = operation;
    let success = match &operation.responses.success {
        Success::Single(arm) => {
            arm.as_ref().and_then(|arm| outcome::body(api, &arm.body)).unwrap_or_else(|| quote!(()))
        }
        Success::Several(name, _) => quote!(#name),
    };
    let failure = match &operation.responses.failure {
        (_, arms) if arms.is_empty() => quote!(statusful::Never),
        (name, _) => quote!(#name),
    };
    let method = http_method(operation.method);
    let alternatives = operation.security.iter().map(|combination| {
        let schemes = combination.iter().map(scheme);
        quote!(&[#(#schemes),*])
    });
    let redirects = if operation.responses.returns_redirects { quote!(Returned) } else { quote!(Followed) };
    let retry = extension::retry(operation.retries.as_ref());
    let case = decode::case(&operation.responses);
    let head = if names(&case, "head") { quote!(head) } else { quote!(_) };
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
            fn case(#head: &statusful::ResponseHead) -> statusful::Case<Self> {
                #case
            }
        }
    }
}

/// Returns `true` if the tokens contain an identifier.
pub(super) fn names(tokens: &TokenStream, ident: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(found) => found == ident,
        TokenTree::Group(group) => names(&group.stream(), ident),
        _ => false,
    })
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
        SecurityKind::ApiKey(Location::Query, key) => quote!(statusful::SecurityScheme::api_key_query(#name, #key)),
        SecurityKind::ApiKey(Location::Cookie, key) => quote!(statusful::SecurityScheme::api_key_cookie(#name, #key)),
        SecurityKind::ApiKey(_, key) => quote!(statusful::SecurityScheme::api_key_header(#name, #key)),
        SecurityKind::Other => quote!(statusful::SecurityScheme::other(#name)),
    }
}
