//! Example programs: a call of the client's method, of the standalone function, and a call that is polled.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::program;
use super::request::{Request, client, in_group, method, request};
use super::site::Site;
use crate::ir::{Body, DocumentedResponse, Group, Operation, TypeName};

/// Returns a program that calls the client's method.
pub(super) fn usage(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let method = method(operation);
    let read = read(operation);
    program(
        site,
        &imports(site, group, successes(operation).as_slice()),
        &quote! {
            #client
            #before
            let response = #method(#(#arguments),*) #setters .await?;
            println!("{} after {:?}", response.status(), response.elapsed());
            #read
        },
    )
}

/// Returns a program that calls the standalone function and matches every documented outcome.
pub(super) fn standalone(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let (module, function) = (in_group(site, group), &operation.function);
    let named = operation.responses.failure.as_ref();
    let failure = named.map(|name| {
        let arms = operation.responses.failures().map(|response| arm(name, response));
        quote!(Err(Error::Api(failure)) => match failure.into_inner() { #(#arms)* },)
    });
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

/// Returns a program that polls.
pub(super) fn polling(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let method = method(operation);
    program(
        site,
        &quote!(
            use std::time::Duration;
        ),
        &quote! {
            #client
            #before
            let polling = #method(#(#arguments),*) #setters .poll();
            let ready = polling.deadline(Duration::from_secs(600)).await?;
            println!("{} after {:?}", ready.status(), ready.elapsed());
            println!("{:?}", ready.into_inner());
        },
    )
}

/// Returns a program that reads the items of all pages.
pub(super) fn pagination(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let client = client(operation);
    let Request { before, arguments, setters } = request(site, group, operation)?;
    let method = method(operation);
    program(
        site,
        &quote!(),
        &quote! {
            #client
            #before
            let mut items = #method(#(#arguments),*) #setters .items().max_items(100);
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        },
    )
}

/// Returns the enum of successes, if the operation has several.
fn successes(operation: &Operation) -> Option<&TypeName> {
    operation.responses.success.as_ref()
}

/// Returns the imports of the outcome enums that a program matches.
fn imports(site: &Site<'_>, group: &Group, names: &[&TypeName]) -> TokenStream {
    let module = in_group(site, group);
    match names {
        [] => quote!(),
        [one] => quote!(use #module::#one;),
        several => quote!(use #module::{#(#several),*};),
    }
}

/// Returns the statements that print a response.
fn read(operation: &Operation) -> TokenStream {
    if let Some(name) = &operation.responses.success {
        let arms = operation.responses.successes().map(|response| arm(name, response));
        return quote!(match response.into_inner() { #(#arms)* });
    }
    match operation.responses.single_success().map(|response| &response.body) {
        Some(body) if body.is_stream() => {
            let read = stream();
            quote! {
                let mut stream = response.into_inner();
                #read
            }
        }
        None | Some(Body::Empty) => quote!(),
        Some(_) => quote!(println!("{:?}", response.into_inner());),
    }
}

/// Returns the match arm that prints a response.
fn arm(of: &TypeName, response: &DocumentedResponse) -> TokenStream {
    let name = &response.variant;
    let text = name.to_string();
    match (response.has_status_field(), &response.body) {
        (false, Body::Empty) => quote!(#of::#name => println!(#text),),
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
            let piece = piece?;
            println!("{piece:?}");
        }
    }
}
