//! How a response is decoded: one `match` over statuses, the most specific first.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::facts::names;
use super::outcome::carries_status;
use crate::ir::{Arm, Body, Media, Responses, Scalar, StatusMatch, Success, TypeName, TypeRef};

/// An arm, its variant of `Outcome`, and the enum it is a variant of, or `None` if the body itself is the value.
struct Case<'a> {
    arm: &'a Arm,
    outcome: TokenStream,
    of: Option<&'a TypeName>,
}

/// The body of `Operation::case`: a `match` with an arm for each documented response.
pub(super) fn case(responses: &Responses) -> TokenStream {
    let undocumented = quote!(statusful::Case::Undocumented);
    let cases = cases(responses);
    let mut arms = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let pattern = pattern(case, responses);
        let guard = guard(&case.arm.media);
        let value = decoder(case);
        arms.push(quote!(#pattern #guard => #value,));
        if !guard.is_empty() && ends_status(&cases, index) && has_more_general(&cases, index) {
            arms.push(quote!(#pattern => #undocumented,));
        }
    }
    // Beside a documented success `default` covers failures only, so that `300..` does not end the match.
    let is_total = covers_success(responses)
        && cases
            .last()
            .is_some_and(|case| case.arm.status == StatusMatch::Default && guard(&case.arm.media).is_empty());
    let rest = (!is_total).then(|| quote!(_ => #undocumented,));
    if arms.is_empty() { undocumented } else { quote!(match head.status().as_u16() { #(#arms)* #rest }) }
}

/// All arms, the most specific first.
fn cases(responses: &Responses) -> Vec<Case<'_>> {
    let success_type = match &responses.success {
        Success::Single(_) => None,
        Success::Several(name, _) => Some(name),
    };
    let success = responses.success_arms().iter();
    let success = success.map(|arm| Case { arm, outcome: quote!(statusful::Outcome::Success), of: success_type });
    let failure = responses.failure_arms().iter();
    let failure =
        failure.map(|arm| Case { arm, outcome: quote!(statusful::Outcome::Failure), of: Some(&responses.failure.0) });
    // The sort is stable: where `default` documents both, its success comes first.
    let mut cases: Vec<_> = success.chain(failure).collect();
    cases.sort_by(|a, b| (a.arm.status, &a.arm.media).cmp(&(b.arm.status, &b.arm.media)));
    cases
}

/// The pattern of the statuses. If `default` documents both, the class of the status separates successes from failures.
fn pattern(case: &Case<'_>, responses: &Responses) -> TokenStream {
    match case.arm.status {
        StatusMatch::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusMatch::Range(class) => {
            let class = u16::from(class) * 100;
            let (first, last) = (Literal::u16_unsuffixed(class), Literal::u16_unsuffixed(class + 99));
            quote!(#first..=#last)
        }
        StatusMatch::Default if case.of == Some(&responses.failure.0) => failure_pattern(responses),
        StatusMatch::Default => quote!(..=399),
    }
}

/// The statuses of a `default` failure. If `default` documents the success too, its arm comes first and takes them.
fn failure_pattern(responses: &Responses) -> TokenStream {
    if covers_success(responses) { quote!(_) } else { quote!(300..) }
}

/// Whether `default` covers successes too, because no other response does.
fn covers_success(responses: &Responses) -> bool {
    responses.success_arms().iter().any(|arm| arm.status == StatusMatch::Default)
}

/// The guard of the media type; empty if every media type matches.
fn guard(media: &Media) -> TokenStream {
    match media {
        Media::Any | Media::None => quote!(),
        media => {
            let media = media.as_str();
            quote!(if head.is(#media))
        }
    }
}

/// Returns `true` if no later case has the same statuses.
fn ends_status(cases: &[Case<'_>], index: usize) -> bool {
    let same = |a: &Case<'_>, b: &Case<'_>| a.arm.status == b.arm.status && a.of == b.of;
    cases[index + 1..].iter().all(|later| !same(later, &cases[index]))
}

/// Returns `true` if a later, more general case would match the media types that this status does not document.
fn has_more_general(cases: &[Case<'_>], index: usize) -> bool {
    let covers = |later: &Case<'_>| match (later.arm.status, cases[index].arm.status) {
        (StatusMatch::Range(class), StatusMatch::Code(code)) => u16::from(class) == code / 100,
        (StatusMatch::Default, StatusMatch::Code(300..) | StatusMatch::Range(3..)) => true,
        (StatusMatch::Default, StatusMatch::Default) => later.of != cases[index].of,
        _ => false,
    };
    cases[index + 1..].iter().any(covers)
}

/// The variant of the runtime's `Case`, with the closure that decodes the response.
fn decoder(case: &Case<'_>) -> TokenStream {
    let variant = if case.arm.body.is_stream() { quote!(Stream) } else { quote!(Whole) };
    let value = value(case);
    let response = if names(&value, "response") { quote!(response) } else { quote!(_) };
    quote!(statusful::Case::#variant(|#response| #value))
}

/// The decoded body in its variant in its outcome.
fn value(case: &Case<'_>) -> TokenStream {
    let outcome = &case.outcome;
    let read = match &case.arm.body {
        Body::Empty => {
            let value = wrapped(case, None);
            return quote!(Ok(#outcome(#value)));
        }
        Body::Bytes => return infallible(case, &quote!(response.bytes())),
        Body::Events(TypeRef::Scalar(Scalar::String)) => return infallible(case, &quote!(response.text_events())),
        Body::Events(_) => return infallible(case, &quote!(response.events())),
        Body::JsonLines(_) => return infallible(case, &quote!(response.json_lines())),
        Body::Stream => return infallible(case, &quote!(response.byte_stream())),
        Body::Json(_) => quote!(response.json()),
        Body::Text => quote!(response.text()),
    };
    match case.of {
        None => quote!(#read.map(#outcome)),
        Some(name) if !carries_status(case.arm) => {
            let variant = &case.arm.variant;
            quote!(#read.map(#name::#variant).map(#outcome))
        }
        Some(_) => {
            let value = wrapped(case, Some(&quote!(body)));
            quote!(#read.map(|body| #outcome(#value)))
        }
    }
}

/// A body whose decoding cannot fail, in its variant in its outcome.
fn infallible(case: &Case<'_>, body: &TokenStream) -> TokenStream {
    let outcome = &case.outcome;
    let value = wrapped(case, Some(body));
    quote!(Ok(#outcome(#value)))
}

fn wrapped(case: &Case<'_>, body: Option<&TokenStream>) -> TokenStream {
    let Some(name) = case.of else { return body.cloned().unwrap_or_else(|| quote!(())) };
    let variant = &case.arm.variant;
    match (carries_status(case.arm), body) {
        (false, None) => quote!(#name::#variant),
        (false, Some(body)) => quote!(#name::#variant(#body)),
        (true, None) => quote!(#name::#variant { status: response.status() }),
        (true, Some(body)) => {
            let body = if body.to_string() == "body" { quote!(body) } else { quote!(body: #body) };
            quote!(#name::#variant { status: response.status(), #body })
        }
    }
}
