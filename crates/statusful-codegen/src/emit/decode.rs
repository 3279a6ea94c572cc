//! Response decoding: one `match` with an arm for each case of an operation's responses.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Api, Body, Case, DocumentedResponse, Outcome, Responses, Scalar, StatusRange, TypeName, TypeRef};

/// Returns the function `Operation::case`.
pub(super) fn case(api: &Api, responses: &Responses) -> TokenStream {
    let (head, case) = match responses.cases.as_slice() {
        [all] => (quote!(_), value(api, responses, &all.outcome)),
        cases => {
            let arms = cases.iter().map(|case| arm(api, responses, case));
            (quote!(head), quote!(match head.status().as_u16() { #(#arms)* }))
        }
    };
    quote! {
        fn case(#head: &statusful::ResponseHead) -> statusful::Case<Self> {
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

/// Returns the variant of the runtime's `Case`, with the closure that decodes the response.
fn value(api: &Api, responses: &Responses, outcome: &Outcome) -> TokenStream {
    let (outcome, of, response) = match outcome {
        Outcome::Success(response) => (quote!(statusful::Outcome::Success), responses.success.as_ref(), response),
        Outcome::Failure(response) => (quote!(statusful::Outcome::Failure), responses.failure.as_ref(), response),
        Outcome::Undocumented => return quote!(statusful::Case::Undocumented),
    };
    let reading = if response.body.is_stream() { quote!(Stream) } else { quote!(Whole) };
    let decoded = decoded(api, &outcome, of, response);
    let uses_response = response.body != Body::Empty || (of.is_some() && response.holds_status());
    let parameter = if uses_response { quote!(response) } else { quote!(_) };
    quote!(statusful::Case::#reading(|#parameter| #decoded))
}

/// Returns the expression that decodes the body and wraps it in its variant and outcome.
fn decoded(api: &Api, outcome: &TokenStream, of: Option<&TypeName>, response: &DocumentedResponse) -> TokenStream {
    let read = match (read(api, &response.body), &response.end_mark) {
        (Read::Always(stream), Some(mark)) => Read::Always(quote!(#stream.until(#mark))),
        (read, _) => read,
    };
    match (read, of) {
        (Read::Nothing, None) => quote!(Ok(#outcome(()))),
        (Read::Nothing, Some(of)) => {
            let variant = variant(of, response, None);
            quote!(Ok(#outcome(#variant)))
        }
        (Read::Always(body), None) => quote!(Ok(#outcome(#body))),
        (Read::Always(body), Some(of)) => {
            let variant = variant(of, response, Some(&Argument { name: quote!(body: #body), value: body }));
            quote!(Ok(#outcome(#variant)))
        }
        (Read::Perhaps(body), None) => quote!(#body.map(#outcome)),
        (Read::Perhaps(body), Some(of)) if response.holds_status() => {
            let variant = variant(of, response, Some(&Argument { name: quote!(body), value: quote!(body) }));
            quote!(#body.map(|body| #outcome(#variant)))
        }
        (Read::Perhaps(body), Some(of)) => {
            let variant = &response.variant;
            quote!(#body.map(#of::#variant).map(#outcome))
        }
    }
}

/// The expression that reads a body.
enum Read {
    /// There is no body.
    Nothing,
    /// An expression that cannot fail.
    Always(TokenStream),
    /// An expression that is a `Result`.
    Perhaps(TokenStream),
}

fn read(api: &Api, body: &Body) -> Read {
    let by = |strict: &str| {
        let is_lenient = body.ty().is_some_and(|ty| api.is_lenient(ty));
        let method = if is_lenient { format_ident!("lenient_{strict}") } else { format_ident!("{strict}") };
        quote!(response.#method())
    };
    match body {
        Body::Empty => Read::Nothing,
        Body::Bytes => Read::Always(quote!(response.bytes())),
        Body::Events(TypeRef::Scalar(Scalar::String)) => Read::Always(quote!(response.text_events())),
        Body::Events(_) => Read::Always(by("events")),
        Body::EventObjects(_) => Read::Always(quote!(response.event_objects())),
        Body::JsonLines(_) => Read::Always(by("json_lines")),
        Body::Stream => Read::Always(quote!(response.byte_stream())),
        Body::Json(TypeRef::Nullable(_) | TypeRef::Any) => Read::Perhaps(by("json_or_null")),
        Body::Json(_) => Read::Perhaps(by("json")),
        Body::Text => Read::Perhaps(quote!(response.text())),
    }
}

/// The body in a variant: as a named field, and as a value.
struct Argument {
    name: TokenStream,
    value: TokenStream,
}

fn variant(of: &TypeName, response: &DocumentedResponse, body: Option<&Argument>) -> TokenStream {
    let variant = &response.variant;
    match (response.holds_status(), body) {
        (false, None) => quote!(#of::#variant),
        (false, Some(Argument { value, .. })) => quote!(#of::#variant(#value)),
        (true, None) => quote!(#of::#variant { status: response.status() }),
        (true, Some(Argument { name, .. })) => quote!(#of::#variant { status: response.status(), #name }),
    }
}
