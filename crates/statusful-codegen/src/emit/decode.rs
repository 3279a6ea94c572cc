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
    // The names of the enums are too long for arms of one line.
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
    let of = has_enum.then_some(&kind);
    let read = read(api, response);
    if let (Read::Perhaps(method), None) = (&read, of) {
        return quote!(statusful::Case::#kind(statusful::RawResponse::#method));
    }
    let decoded = decoded(&read, of, response);
    let uses_response = !matches!(read, Read::Nothing) || (of.is_some() && response.holds_status());
    let parameter = if uses_response { quote!(raw) } else { quote!(_) };
    if response.body.is_stream() {
        let stream = format_ident!("{kind}Stream");
        quote!(statusful::Case::#stream(|#parameter| #decoded))
    } else {
        let decoded = if matches!(read, Read::Perhaps(_)) { decoded } else { quote!(Ok(#decoded)) };
        quote!(statusful::Case::#kind(|#parameter| #decoded))
    }
}

/// Returns the expression that decodes the body and wraps it in its variant: a `Result` if reading the body can fail.
fn decoded(read: &Read, of: Option<&Ident>, response: &DocumentedResponse) -> TokenStream {
    match (read, of) {
        (Read::Nothing, None) => quote!(()),
        (Read::Nothing, Some(of)) => variant(of, response, None),
        (Read::Always(body), None) => body.clone(),
        (Read::Always(body), Some(of)) => {
            variant(of, response, Some(&Argument { name: quote!(body: #body), value: body.clone() }))
        }
        (Read::Perhaps(method), None) => quote!(raw.#method()),
        (Read::Perhaps(method), Some(of)) if response.holds_status() => {
            let variant = variant(of, response, Some(&Argument { name: quote!(body), value: quote!(body) }));
            quote!(raw.#method().map(|body| #variant))
        }
        (Read::Perhaps(method), Some(of)) => {
            let variant = &response.variant;
            quote!(raw.#method().map(#of::#variant))
        }
    }
}

/// The expression that reads a body.
enum Read {
    /// There is no body.
    Nothing,
    /// An expression that cannot fail.
    Always(TokenStream),
    /// The method of the response that returns a `Result`.
    Perhaps(Ident),
}

fn read(api: &Api, response: &DocumentedResponse) -> Read {
    let body = &response.body;
    let is_lenient = body.ty().is_some_and(|ty| api.is_lenient(ty));
    let by = |strict: &str| if is_lenient { format_ident!("lenient_{strict}") } else { format_ident!("{strict}") };
    let method = match body {
        Body::Empty => return Read::Nothing,
        Body::Json(TypeRef::Nullable(_) | TypeRef::Any) => return Read::Perhaps(by("json_or_null")),
        Body::Json(_) => return Read::Perhaps(by("json")),
        Body::Text => return Read::Perhaps(format_ident!("text")),
        Body::Bytes => format_ident!("bytes"),
        Body::Events(TypeRef::Scalar(Scalar::String)) => format_ident!("text_events"),
        Body::Events(_) => by("events"),
        Body::EventObjects(_) => format_ident!("event_objects"),
        Body::JsonLines(_) => by("json_lines"),
        Body::Stream => format_ident!("byte_stream"),
    };
    let until = response.end_mark.as_ref().map(|mark| quote!(.until(#mark)));
    Read::Always(quote!(raw.#method() #until))
}

/// The body in a variant: as a named field, and as a value.
struct Argument {
    name: TokenStream,
    value: TokenStream,
}

fn variant(of: &Ident, response: &DocumentedResponse, body: Option<&Argument>) -> TokenStream {
    let variant = &response.variant;
    match (response.holds_status(), body) {
        (false, None) => quote!(#of::#variant),
        (false, Some(Argument { value, .. })) => quote!(#of::#variant(#value)),
        (true, None) => quote!(#of::#variant { status: raw.status() }),
        (true, Some(Argument { name, .. })) => quote!(#of::#variant { status: raw.status(), #name }),
    }
}
