//! `impl Operation`: the constants that all calls of an operation share, and how responses are decoded.

use proc_macro2::TokenStream;
use quote::quote;

use super::{decode, extension, outcome, parameter};
use crate::ir::{Api, Idempotency, Method, Operation, Parameter, ParameterLocation, Security, SecurityKind};

/// Returns the implementation of the runtime's `Operation`.
pub(super) fn operation_impl(api: &Api, operation: &Operation) -> TokenStream {
    let Operation { marker, id, path, .. } = operation;
    let responses = &operation.responses;
    let success = match (&responses.success, responses.single_success()) {
        (Some(name), _) => quote!(#name),
        (None, response) => {
            response.and_then(|response| outcome::body(api, &response.body)).unwrap_or_else(|| quote!(()))
        }
    };
    let failure = responses.failure.as_ref().map_or_else(|| quote!(statusful::Never), |name| quote!(#name));
    let method = http_method(operation.method);
    let constants = constants(operation);
    let case = decode::case(api, responses);
    quote! {
        impl statusful::Operation for #marker {
            type Success = #success;
            type Failure = #failure;
            const ID: &'static str = #id;
            const METHOD: statusful::Method = statusful::Method::#method;
            const PATH: &'static str = #path;
            #constants
            #case
        }
    }
}

/// Returns the constants that differ from the defaults of the runtime's `Operation`.
fn constants(operation: &Operation) -> TokenStream {
    let text = |name: TokenStream, text: &str| (!text.is_empty()).then(|| quote!(const #name: &'static str = #text;));
    let server = text(quote!(SERVER), &operation.server);
    let accept = text(quote!(ACCEPT), &operation.accept);
    let alternatives = operation.security.iter().map(|combination| {
        let schemes = combination.iter().map(scheme);
        quote!(&[#(#schemes),*])
    });
    let security = (!operation.security.is_empty())
        .then(|| quote!(const SECURITY: &'static [&'static [statusful::SecurityScheme]] = &[#(#alternatives),*];));
    let globals: Vec<_> = operation.global_parameters().map(global).collect();
    let globals =
        (!globals.is_empty()).then(|| quote!(const GLOBALS: &'static [statusful::GlobalParameter] = &[#(#globals),*];));
    let redirects = operation.responses.returns_redirects.then(|| {
        quote!(
            const REDIRECTS: statusful::Redirects = statusful::Redirects::Returned;
        )
    });
    let retry = operation.retries.as_ref().map(extension::retry);
    let retry = retry.map(|policy| quote!(const RETRY: Option<statusful::RetryPolicy> = Some(#policy);));
    let idempotency = match &operation.idempotency {
        Idempotency::ByMethod => None,
        Idempotency::Harmless => Some(quote!(Harmless)),
        Idempotency::Key(header) => Some(quote!(Key(#header))),
        Idempotency::GeneratedKey(header) => Some(quote!(GeneratedKey(#header))),
    };
    let idempotency =
        idempotency.map(|value| quote!(const IDEMPOTENCY: statusful::Idempotency = statusful::Idempotency::#value;));
    quote!(#server #accept #security #globals #redirects #retry #idempotency)
}

fn global(parameter: &Parameter) -> TokenStream {
    let key = parameter::global(parameter);
    let required = parameter.is_required().then(|| quote!(.required()));
    quote!(#key #required)
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
