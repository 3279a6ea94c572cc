//! Retry and polling policies, from `x-retries` and `x-polling`.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::outcome;
use crate::ir::{Api, DocumentedResponse, Operation, Polling, Responses, Retries, StatusKey, StatusSet};

/// Returns the retry policy of an operation.
pub(super) fn retry(retries: &Retries) -> TokenStream {
    if retries.never {
        return quote!(statusful::RetryPolicy::never());
    }
    let initial = retries.initial_interval.map(|time| call("initial_interval", &milliseconds(time)));
    let longest = retries.max_interval.map(|time| call("max_interval", &milliseconds(time)));
    let factor = retries.exponent.map(|exponent| call("exponent", &thousandths(exponent)));
    let elapsed = retries.max_elapsed_time.map(|time| call("max_elapsed_time", &milliseconds(time)));
    let times = retries.max_retries.map(|times| {
        let times = Literal::u32_unsuffixed(u32::try_from(times).unwrap_or(u32::MAX));
        call("max_retries", &quote!(#times))
    });
    let set = retries.statuses.as_ref().map(|set| call("statuses", &statuses(set)));
    let connections = retries.connection_errors.map(|retry| call("connection_errors", &quote!(#retry)));
    quote!(statusful::RetryPolicy::new() #initial #longest #factor #elapsed #times #set #connections)
}

/// Returns the implementation of the runtime's `Polled`, or `None` if the operation is not polled.
pub(super) fn polled(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let polling = operation.polling.as_ref()?;
    let marker = &operation.marker;
    let policy = policy(polling);
    let (ready, take) = ready(api, &operation.responses, polling);
    Some(quote! {
        impl statusful::Polled for #marker {
            type Ready = #ready;
            const POLLING: statusful::PollPolicy = #policy;
            fn ready(success: Self::Success) -> Result<Self::Ready, Self::Success> {
                #take
            }
        }
    })
}

fn policy(polling: &Polling) -> TokenStream {
    let pending = statuses(&polling.pending);
    let failed = (!polling.failed.is_empty()).then(|| call("failed", &statuses(&polling.failed)));
    let interval = polling.interval.map(|time| call("interval", &milliseconds(time)));
    let longest = polling.max_interval.map(|time| call("max_interval", &milliseconds(time)));
    let factor = polling.exponent.map(|exponent| call("exponent", &thousandths(exponent)));
    let deadline = polling.deadline.map(|time| call("deadline", &milliseconds(time)));
    quote!(statusful::PollPolicy::new(#pending) #failed #interval #longest #factor #deadline)
}

/// Returns the type of the result of polling, and the expression that converts a success into it.
fn ready(api: &Api, responses: &Responses, polling: &Polling) -> (TokenStream, TokenStream) {
    let Some(name) = &responses.success else {
        return (quote!(<Self as statusful::Operation>::Success), quote!(Ok(success)));
    };
    let is_ready = |response: &&DocumentedResponse| match response.status {
        StatusKey::Code(code) => polling.ready.contains(code),
        StatusKey::Range(class) => polling.ready.classes.contains(&class),
        StatusKey::Default => false,
    };
    let ready: Vec<_> = responses.successes().filter(is_ready).collect();
    match ready.as_slice() {
        [one] => {
            let ty = outcome::body(api, &one.body).unwrap_or_else(|| quote!(()));
            let (pattern, value) = outcome::taken(name, one);
            let by_status = |status| {
                let status = Literal::u16_unsuffixed(status);
                quote!(statusful::Variant::<#status>::take(success))
            };
            let by_variant = || quote!(match success { #pattern => Ok(#value), other => Err(other) });
            let take = responses.status_of_variant(one).map_or_else(by_variant, by_status);
            (ty, take)
        }
        _ if ready.len() == responses.successes().count() => {
            (quote!(<Self as statusful::Operation>::Success), quote!(Ok(success)))
        }
        several => {
            let variants = several.iter().map(|response| &response.variant);
            let is_ready = quote!(matches!(success, #(#name::#variants { .. })|*));
            (
                quote!(<Self as statusful::Operation>::Success),
                quote!(if #is_ready { Ok(success) } else { Err(success) }),
            )
        }
    }
}

fn call(method: &str, argument: &TokenStream) -> TokenStream {
    let method = proc_macro2::Ident::new(method, proc_macro2::Span::call_site());
    quote!(.#method(#argument))
}

fn statuses(set: &StatusSet) -> TokenStream {
    let codes = set.codes.iter().map(|code| Literal::u16_unsuffixed(*code));
    let classes =
        set.classes.iter().map(|class| call("with_class", &Literal::u8_unsuffixed(*class).into_token_stream()));
    quote!(statusful::Statuses::of(&[#(#codes),*]) #(#classes)*)
}

/// Returns a duration, in seconds if it is a whole number of seconds.
fn milliseconds(time: u64) -> TokenStream {
    if time.is_multiple_of(1000) {
        let seconds = grouped(time / 1000);
        quote!(std::time::Duration::from_secs(#seconds))
    } else {
        let time = grouped(time);
        quote!(std::time::Duration::from_millis(#time))
    }
}

/// Returns a literal with its digits grouped by three.
fn grouped(number: u64) -> TokenStream {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_else(|_| Literal::u64_unsuffixed(number).into_token_stream())
}

fn thousandths(number: u32) -> TokenStream {
    let number = Literal::f64_unsuffixed(f64::from(number) / 1000.0);
    quote!(#number)
}
