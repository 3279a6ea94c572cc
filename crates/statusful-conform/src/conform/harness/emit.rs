//! Generates the files of the program: a fixed part, and a function for each operation.

use std::collections::BTreeMap;
use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use statusful_codegen::ir::{BodyEncoding, Group, Operation, PackageName};
use statusful_codegen::{Client, Files};
use syn::{File, ItemEnum, ItemStruct, Type};
use toml::{Table, Value};

use super::signature::{Argument, Side, arguments, body, find_enum, find_struct, inside, is, setters, side};
use super::{models, source};
use crate::Failure;

/// The part that does not depend on the client.
const MAIN: &str = include_str!("program/main.rs");

/// Returns the package name of a client's program.
pub(crate) fn name(package: &str) -> String {
    format!("harness-{package}")
}

/// Returns the index of the operation that a file calls.
pub(crate) fn index(file: &str) -> Option<usize> {
    file.rsplit('/').next()?.strip_prefix("call_")?.strip_suffix(".rs")?.parse().ok()
}

/// Returns the operations with their indices and groups.
fn operations(client: &Client) -> impl Iterator<Item = (usize, &Group, &Operation)> {
    let all =
        client.api.groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.enumerate().map(|(index, (group, operation))| (index, group, operation))
}

/// Returns the operations whose generated code this module cannot call, with the reasons.
pub(crate) fn uncallable(client: &Client) -> Result<BTreeMap<usize, String>, Failure> {
    let mut found = BTreeMap::new();
    let modules = modules(client)?;
    for (index, group, operation) in operations(client) {
        if modules.get(group.module.as_str()).and_then(|file| call(file, group, operation)).is_none() {
            found.insert(index, "the generated function has an unknown form".to_owned());
        }
    }
    Ok(found)
}

/// Returns all files of the program.
pub(crate) fn files(
    package: &PackageName,
    client: &Client,
    uncallable: &BTreeMap<usize, String>,
) -> Result<Files, Failure> {
    let message = |error: statusful_codegen::PathError| error.to_string();
    let modules = modules(client)?;
    let mut files = Files::default();
    files.insert("Cargo.toml", manifest(package, client)?).map_err(message)?;
    files.insert("src/main.rs", MAIN).map_err(message)?;
    files.insert("src/models.rs", models::module(package, client)).map_err(message)?;
    let mut calls = Vec::new();
    for (index, group, operation) in operations(client).filter(|(index, ..)| !uncallable.contains_key(index)) {
        if let Some(call) = modules.get(group.module.as_str()).and_then(|file| call(file, group, operation)) {
            files.insert(&format!("src/operations/call_{index}.rs"), call.to_string()).map_err(message)?;
            calls.push(index);
        }
    }
    files.insert("src/operations/mod.rs", dispatch(package, &calls)).map_err(message)?;
    Ok(files)
}

fn modules(client: &Client) -> Result<BTreeMap<&str, File>, Failure> {
    client.api.groups.iter().map(|group| Ok((group.module.as_str(), source::read(client, group)?))).collect()
}

fn dispatch(package: &PackageName, calls: &[usize]) -> String {
    let mut out = format!("pub use {} as client;\nuse crate::Case;\n", package.crate_name());
    let mut arms = String::new();
    for index in calls {
        let _ = writeln!(out, "mod call_{index};");
        let _ = writeln!(arms, "        {index} => call_{index}::call(client, case).await,");
    }
    out + "pub async fn call(index: usize, client: &client::Client, case: &Case)\n    \
           -> Result<serde_json::Value, serde_json::Value> {\n    match index {\n"
        + &arms
        + "        _ => Err(serde_json::json!({ \"outcome\": \"absent\" })),\n    }\n}\n"
}

/// Returns the manifest. The program uses types of the client's dependencies, so it has the same dependencies. They are
/// read from the generated manifest, which is no part of the document.
fn manifest(package: &PackageName, client: &Client) -> Result<String, Failure> {
    let text = client.files.get("Cargo.toml").unwrap_or_default();
    let theirs: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut dependencies = theirs.get("dependencies").and_then(Value::as_table).cloned().unwrap_or_default();
    dependencies.retain(|_, dependency| dependency.get("optional").is_none());
    let inherited = || Value::Table([("workspace".to_owned(), Value::Boolean(true))].into_iter().collect());
    for name in ["serde", "serde_json", "tokio"] {
        dependencies.entry(name).or_insert_with(inherited);
    }
    // The fixed part of the program creates multipart forms, and starts a runtime, even if the client needs neither.
    for (name, wanted) in [("statusful", ["multipart"].as_slice()), ("tokio", &["macros", "rt", "net", "time"])] {
        let Some(Value::Table(dependency)) = dependencies.get_mut(name) else { continue };
        let features = dependency.entry("features").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(features) = features {
            features.extend(wanted.iter().map(|feature| Value::String((*feature).to_owned())));
        }
    }
    let features = client.api.groups.iter().map(|group| group.feature.as_str()).chain(["full-serde"]);
    let features = features.map(|feature| Value::String(feature.to_owned())).collect();
    let path = Value::String(format!("../{}", package.as_str()));
    let own = [("path", path), ("default-features", Value::Boolean(false)), ("features", Value::Array(features))];
    let own = own.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    dependencies.insert(package.as_str().to_owned(), Value::Table(own));
    let mut manifest = Table::new();
    let facts = [("name", name(package.as_str())), ("version", "0.0.0".to_owned()), ("edition", "2024".to_owned())];
    let facts = facts.map(|(key, value)| (key.to_owned(), Value::String(value)));
    manifest.insert("package".to_owned(), Value::Table(facts.into_iter().collect()));
    manifest.insert("dependencies".to_owned(), Value::Table(dependencies));
    toml::to_string(&manifest).map_err(|error| error.to_string())
}

/// Returns the function that calls an operation with the arguments of a case, and returns the outcome as JSON.
fn call(file: &File, group: &Group, operation: &Operation) -> Option<TokenStream> {
    let (module, function, marker) = (&group.module, &operation.function, operation.marker.as_str());
    let required = arguments(file, function)?;
    let is_body = |name: &str| operation.body.as_ref().is_some_and(|body| body.ident.as_str() == name);
    // Cases have the body under this key, whatever the argument is called.
    let key = |name: &str| if is_body(name) { "body".to_owned() } else { name.to_owned() };
    let is_optional = |name: &str| {
        let body = operation.body.as_ref().is_some_and(|body| !body.required);
        (is_body(name) && body) || operation.optional_parameters().any(|parameter| parameter.ident.as_str() == name)
    };
    let setters = setters(file, marker, is_optional);
    let given = required.iter().map(|Argument { name, ty, lent }| {
        let value = made(file, operation, ty, &key(&name.to_string()));
        let lend = lent.then(|| quote!(&));
        quote!(#lend #value)
    });
    let set = setters.iter().map(|Argument { name, ty, lent }| {
        let text = key(&name.to_string());
        let value = made(file, operation, ty, &text);
        let lend = lent.then(|| quote!(&));
        quote!(let call = if case.has(#text) { call.#name(#lend #value) } else { call };)
    });
    let success = outcome(&module_path(module), side(file, marker, "Success")?, "success");
    let failure = outcome(&module_path(module), side(file, marker, "Failure")?, "failure");
    Some(quote! {
        use super::client;
        use super::client::types;
        use super::client::#module::*;
        use crate::{Case, bytes, documented, other, text};
        pub async fn call(client: &client::Client, case: &Case) -> Result<serde_json::Value, serde_json::Value> {
            let call = client::#module::#function(client, #(#given),*);
            #(#set)*
            let call = call.header("x-conform-case", case.number());
            Ok(match call.await {
                Ok(response) => { let value = response.into_inner(); #success }
                Err(statusful::Error::Api(response)) => { let value = response.into_inner(); #failure }
                Err(error) => other(
                    match &error {
                        statusful::Error::Undocumented(_) => "undocumented",
                        statusful::Error::Decode(_) => "decode",
                        statusful::Error::Body(_) => "body",
                        statusful::Error::Transport(_) => "transport",
                        statusful::Error::Request(_) => "request",
                        _ => "other",
                    },
                    &error,
                ),
            })
        }
    })
}

/// Returns the expression for an argument, which reads the JSON value of the case.
fn made(file: &File, operation: &Operation, ty: &Type, name: &str) -> TokenStream {
    if is(ty, "Body") {
        return quote!(statusful::Body::from(case.bytes(#name)?));
    }
    if is(ty, "Bytes") {
        return quote!(statusful::Bytes::from(case.bytes(#name)?));
    }
    if is(ty, "TypedBody") {
        return quote!(statusful::TypedBody::new(case.media()?, case.bytes(#name)?));
    }
    if is(ty, "Form") {
        let form = multipart(operation).and_then(|form| find_struct(file, &form));
        return form.map_or_else(|| quote!(case.form(#name)?), |form| filled(form, name));
    }
    if let Some(item) = find_enum(file, ty) {
        let choice = &item.ident;
        let arms = item.variants.iter().filter_map(|variant| {
            let (inner, _) = body(&variant.fields)?;
            let (ident, text) = (&variant.ident, variant.ident.to_string());
            let inner = made(file, operation, inner, name);
            Some(quote!(#text => #choice::#ident(#inner),))
        });
        return quote!(match case.variant()?.as_str() {
            #(#arms)*
            _ => return Err(crate::refused(#name, "there is no such variant")),
        });
    }
    find_struct(file, ty).map_or_else(|| quote!(case.argument::<#ty>(#name)?), |form| filled(form, name))
}

/// Returns the struct of an operation's multipart form.
fn multipart(operation: &Operation) -> Option<Type> {
    operation.body.iter().flat_map(|body| &body.contents).find_map(|content| match &content.encoding {
        BodyEncoding::Multipart(Some(form)) => syn::parse_str(form.name.as_str()).ok(),
        _ => None,
    })
}

/// Returns a form with the fields of the case. The case uses the names of the document, the struct those in Rust.
fn filled(form: &ItemStruct, argument: &str) -> TokenStream {
    let name = &form.ident;
    let fields = form.fields.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        let text = ident.to_string();
        let inner = inside(&field.ty, "Option");
        let item = inner.unwrap_or(&field.ty);
        let value = match inside(item, "Vec") {
            Some(part) if is(part, "MultipartPart") => quote!(case.parts(#argument, #text)?),
            _ if is(item, "MultipartPart") => quote!(case.part(#argument, #text)?),
            _ => quote!(case.field::<#item>(#argument, #text)?),
        };
        let value = if inner.is_some() {
            quote!(if case.has_field(#argument, #text) { Some(#value) } else { None })
        } else {
            value
        };
        Some(quote!(#ident: #value))
    });
    quote!(#name { #(#fields),* })
}

fn module_path(module: &statusful_codegen::ir::Ident) -> TokenStream {
    quote!(client::#module)
}

fn outcome(module: &TokenStream, side: Side, name: &str) -> TokenStream {
    match side {
        Side::Never => quote!(match value {}),
        Side::Body(ty) => {
            let shown = shown(&ty, &quote!(value));
            quote!(documented(#name, "", #shown))
        }
        Side::Enum(item) => variants(module, &item, name),
    }
}

fn variants(module: &TokenStream, item: &ItemEnum, side: &str) -> TokenStream {
    let name = &item.ident;
    let arms = item.variants.iter().map(|variant| {
        let ident = &variant.ident;
        let text = ident.to_string();
        let (pattern, shown) = match body(&variant.fields) {
            None => (quote!({ .. }), quote!("null".to_owned())),
            Some((ty, is_named)) => {
                let body = format_ident!("body");
                (if is_named { quote!({ #body, .. }) } else { quote!((#body)) }, shown(ty, &quote!(#body)))
            }
        };
        quote!(#module::#name::#ident #pattern => documented(#side, #text, #shown),)
    });
    quote!(match value { #(#arms)* })
}

/// Returns an expression for a response body as JSON text. Streams are read to the end.
fn shown(ty: &Type, value: &TokenStream) -> TokenStream {
    match ty {
        ty if is(ty, "Bytes") => quote!(bytes(&#value)),
        ty if is(ty, "ByteStream") => quote!(crate::chunks(#value).await?),
        ty if is(ty, "EventStream") => quote!(crate::events(#value).await?),
        ty if is(ty, "JsonLines") => quote!(crate::lines(#value).await?),
        _ => quote!(text(&#value)),
    }
}
