//! Whole programs: a call by the client, the same by the function, and a call that waits.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::program;
use super::request::{Request, client, in_group, request};
use super::site::Site;
use crate::ir::{Arm, Body, Group, Operation, StatusMatch, Success, TypeName};

/// A program that calls the client's method.
pub(super) fn usage(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let function = &operation.function;
    let read = read(operation);
    program(
        site,
        &imports(site, group, successes(operation).as_slice()),
        &quote! {
            #client
            #before
            let response = client.#function(#(#arguments),*) #setters .await?;
            println!("{} after {:?}", response.status(), response.elapsed());
            #read
        },
    )
}

/// A program that calls the function, and looks at each outcome.
pub(super) fn standalone(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let (module, function) = (in_group(site, group), &operation.function);
    let (name, arms) = &operation.responses.failure;
    let failures = arms.iter().map(|arm| self::arm(name, arm));
    let named = (!arms.is_empty()).then_some(name);
    let failure = named.map(|_| quote!(Err(Error::Api(failure)) => match failure.into_inner() { #(#failures)* },));
    let success = match read(operation) {
        read if read.is_empty() => quote!(Ok(response) => println!("{}", response.status()),),
        read => quote!(Ok(response) => { #read }),
    };
    program(
        site,
        &imports(site, group, &named.into_iter().chain(successes(operation)).collect::<Vec<_>>()),
        &quote! {
            #client
            #before
            let outcome = #module::#function(&client, #(#arguments),*) #setters .await;
            match outcome {
                #success
                #failure
                Err(other) => return Err(other.into()),
            }
        },
    )
}

/// A program that waits for an answer.
pub(super) fn polling(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let function = &operation.function;
    program(
        site,
        &quote!(
            use std::time::Duration;
        ),
        &quote! {
            #client
            #before
            let polling = client.#function(#(#arguments),*) #setters .poll();
            let ready = polling.deadline(Duration::from_secs(600)).await?;
            println!("{} after {:?}", ready.status(), ready.elapsed());
            println!("{:?}", ready.into_inner());
        },
    )
}

/// The enum of several successes.
fn successes(operation: &Operation) -> Option<&TypeName> {
    match &operation.responses.success {
        Success::Several(name, _) => Some(name),
        Success::Single(_) => None,
    }
}

/// The outcome enums that a program matches.
fn imports(site: &Site<'_>, group: &Group, names: &[&TypeName]) -> TokenStream {
    let module = in_group(site, group);
    match names {
        [] => quote!(),
        [one] => quote!(use #module::#one;),
        several => quote!(use #module::{#(#several),*};),
    }
}

/// What a program does with a response.
fn read(operation: &Operation) -> TokenStream {
    match &operation.responses.success {
        Success::Single(Some(arm)) if arm.body.is_stream() => {
            let read = stream();
            quote! {
                let mut stream = response.into_inner();
                #read
            }
        }
        Success::Single(Some(arm)) if arm.body != Body::Empty => quote!(println!("{:?}", response.into_inner());),
        Success::Single(_) => quote!(),
        Success::Several(name, arms) => {
            let arms = arms.iter().map(|arm| self::arm(name, arm));
            quote!(match response.into_inner() { #(#arms)* })
        }
    }
}

/// The arm of a match that shows what came.
fn arm(of: &TypeName, arm: &Arm) -> TokenStream {
    let name = &arm.variant;
    let said = name.to_string();
    let carries_status = !matches!(arm.status, StatusMatch::Code(_));
    match (carries_status, &arm.body) {
        (false, Body::Empty) => quote!(#of::#name => println!(#said),),
        (true, Body::Empty) => quote!(#of::#name { status } => println!("{status}"),),
        (false, body) if body.is_stream() => {
            let read = stream();
            quote!(#of::#name(mut stream) => { #read })
        }
        (true, body) if body.is_stream() => {
            let read = stream();
            quote! {
                #of::#name { status, body: mut stream } => {
                    println!("{status}");
                    #read
                }
            }
        }
        (false, _) => quote!(#of::#name(body) => println!("{body:?}"),),
        (true, _) => quote!(#of::#name { status, body } => println!("{status}: {body:?}"),),
    }
}

fn stream() -> TokenStream {
    quote! {
        while let Some(piece) = stream.next().await {
            println!("{:?}", piece?);
        }
    }
}
