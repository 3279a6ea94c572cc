//! Response decoding: one `match` with an arm for each case of an operation's responses.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Api, Body, Case, DocumentedResponse, Outcome, Responses, Scalar, StatusRange, TypeRef};

/// Returns the function `Operation::case`.
pub(super) fn case(api: &Api, responses: &Responses) -> TokenStream {
    let (head, case) = match responses.cases.as_slice() {
        [all] => (quote!(_), value(api, responses, &all.outcome)),
        cases => {
            let arms = cases.iter().map(|case| arm(api, responses, case));
            (quote!(head), quote!(match head.status().as_u16() { #(#arms)* }))
        }
    };
    // The enums are renamed, because their names are too long for match arms on one line.
    let failure = responses.failure.as_ref().map(|name| quote!(use #name as Failure;));
    let success = responses.success.as_ref().map(|name| quote!(use #name as Success;));
    quote! {
        fn case(#head: &statusful::ResponseHead) -> statusful::Case<Self> {
            #failure
            #success
            #case
        }
    }
}

fn arm(api: &Api, responses: &Responses, case: &Case) -> TokenStream {
    let pattern = pattern(case.statuses);
    let guard = case.media.as_ref().map(|media| {
        let range = media.range.as_str();
        if media.requires_parameters { quote!(if head.is(#range)) } else { quote!(if head.may_be(#range)) }
    });
    let value = value(api, responses, &case.outcome);
    quote!(#pattern #guard => #value,)
}

/// Returns the pattern that matches the statuses.
fn pattern(statuses: StatusRange) -> TokenStream {
    let (first, last) = (Literal::u16_unsuffixed(statuses.first), Literal::u16_unsuffixed(statuses.last));
    match statuses {
        StatusRange::ALL => quote!(_),
        StatusRange { first: one, last } if one == last => quote!(#first),
        StatusRange { first: 0, .. } => quote!(..=#last),
        StatusRange { last: u16::MAX, .. } => quote!(#first..),
        _ => quote!(#first..=#last),
    }
}

/// Returns the variant of the runtime's `Case`, with the function that decodes the response.
fn value(api: &Api, responses: &Responses, outcome: &Outcome) -> TokenStream {
    let (kind, has_enum, response) = match outcome {
        Outcome::Success(response) => (format_ident!("Success"), responses.success.is_some(), response),
        Outcome::Failure(response) => (format_ident!("Failure"), responses.failure.is_some(), response),
        Outcome::Undocumented => return quote!(statusful::Case::Undocumented),
    };
    let is_stream = response.body.is_stream();
    let case = if is_stream { format_ident!("{kind}Stream") } else { kind.clone() };
    let read = read(api, &response.body);
    let until = response.end_mark.as_ref().map(|mark| quote!(.until(#mark)));
    let is_fallible = matches!(response.body, Body::Json(_) | Body::Text);
    // Functions that decode whole bodies return a `Result`.
    let is_result = is_fallible || is_stream;
    if let (Some(method), None, false, true) = (&read, &until, has_enum, is_result) {
        return quote!(statusful::Case::#case(statusful::RawResponse::#method));
    }
    let body = read.as_ref().map(|method| quote!(raw.#method() #until));
    let parameter = if body.is_some() || (has_enum && response.has_status_field()) { quote!(raw) } else { quote!(_) };
    let decoded = match body {
        body if !has_enum => body.unwrap_or_else(|| quote!(())),
        Some(body) if is_fallible => {
            let variant = wrap(&kind, response);
            quote!(#body.map(#variant))
        }
        body => variant(&kind, response, body.as_ref()),
    };
    let decoded = if is_result { decoded } else { quote!(Ok(#decoded)) };
    quote!(statusful::Case::#case(|#parameter| #decoded))
}

/// Returns the method of a response that reads the body, or `None` if there is no body.
fn read(api: &Api, body: &Body) -> Option<Ident> {
    let is_lenient = body.ty().is_some_and(|ty| api.is_lenient(ty));
    let by = |strict: &str| if is_lenient { format_ident!("lenient_{strict}") } else { format_ident!("{strict}") };
    Some(match body {
        Body::Empty => return None,
        Body::Json(TypeRef::Nullable(_) | TypeRef::Any) => by("json_or_null"),
        Body::Json(_) => by("json"),
        Body::Text => format_ident!("text"),
        Body::Bytes => format_ident!("bytes"),
        Body::Events(TypeRef::Scalar(Scalar::String)) => format_ident!("text_events"),
        Body::Events(_) => by("events"),
        Body::EventObjects(_) => format_ident!("event_objects"),
        Body::JsonLines(_) => by("json_lines"),
        Body::Stream => format_ident!("byte_stream"),
    })
}

/// Returns the function that wraps a body in a variant.
fn wrap(of: &Ident, response: &DocumentedResponse) -> TokenStream {
    if response.has_status_field() {
        let variant = variant(of, response, Some(&quote!(body)));
        return quote!(|body| #variant);
    }
    let name = &response.variant;
    quote!(#of::#name)
}

/// Returns a variant with a body, if it has one.
fn variant(of: &Ident, response: &DocumentedResponse, body: Option<&TokenStream>) -> TokenStream {
    let name = &response.variant;
    if response.has_status_field() {
        // If the variable is also named `body`, use the field init shorthand.
        let body = body.map(|body| if body.to_string() == "body" { quote!(, body) } else { quote!(, body: #body) });
        return quote!(#of::#name { status: raw.status() #body });
    }
    let body = body.map(|body| quote!((#body)));
    quote!(#of::#name #body)
}
