//! Texts that try to become something else, everywhere in a document. The client has the items of a benign twin, and nothing
//! else happens: no file outside of its folder, and no connection.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use serde_json::{Value, json};
use statusful_codegen::disk::{Folder, Plan};
use statusful_codegen::{Client, Input, Runtime, Settings, Strictness, generate_from};
use syn::{Fields, Item};

use crate::settings;

/// What a text of a document may try to be.
const ENEMIES: &[&str] = &[
    // Rust, attributes and documentation tests.
    "\"; fn pwned() {} //",
    "*/ fn pwned() {} /*",
    "\"#; pub mod pwned; r#\"",
    "#[derive(Copy)] pub struct Pwned;",
    "#![doc = include_str!(\"/etc/passwd\")]",
    "\n\n```\ncompile_error!(\"pwned\")\n```\n",
    "\n\n    std::process::exit(1)\n",
    "\\\"); std::process::abort(); (\\\"",
    "r#type::<pwned!()>",
    "concat!(env!(\"PATH\"))",
    // Markdown, HTML and directives of mdBook.
    "{{#include /etc/passwd}} {{ #playground ../../../secret.rs }} {{#title pwned}}",
    "| a | b |\n| --- | --- |\n| `x | ``` y |",
    "<script src=https://evil.example/></script><img src=x onerror=pwned()>",
    "[a](javascript:pwned()) ![b](file:///etc/passwd) [c]: data:text/html,x",
    // Manifests.
    "\"\n[dependencies]\nevil = { git = \"https://evil.example\" }\n#",
    "'''\n[build]\nrustc-wrapper = \"pwned\"\n'''",
    "\"\nbuild = \"build.rs\"\n[lib]\npath = \"/etc/passwd\"\n\"\"\"",
    // Paths, and names that a system reserves.
    "../../../pwned",
    "/etc/pwned",
    "C:\\Windows\\pwned",
    "con",
    "NUL",
    "com1.txt",
    "src/lib.rs",
    "Cargo",
    "..",
    ".git/config",
    "build.rs",
    // Characters that hide others, or end a text.
    "\u{202e}sr.exe\u{2066}",
    "a\u{0}b\u{7}c\u{1b}[2J",
    "\r\nx-pwned: 1\r\n\r\n",
    "\u{2028}fn pwned() {}\u{85}",
    "商品",
    "ſtatic ﬁle",
];

/// A document with a text in every place that takes one. Only the places of one kind of name have the same text.
fn document(text: &str) -> Value {
    let in_path: String = text.chars().filter(|c| !"{}?#/\\".contains(*c) && !c.is_control()).collect();
    let quoted: String = text.chars().filter(|c| c.is_ascii_graphic() && !"\"\\;,".contains(*c)).collect();
    let reference =
        |name: &str| format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1").replace('%', "%25"));
    let (a, b) = (format!("{text}a"), format!("b{text}"));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": text, "version": text, "summary": text, "description": text, "termsOfService": text,
            "contact": {"name": text, "url": text, "email": text}, "license": {"name": text},
        },
        "externalDocs": {"url": text, "description": text},
        "x-vendor": {text: text},
        "servers": [{
            "url": format!("https://h.example/x{in_path}/{{v}}"), "description": text,
            "variables": {"v": {"default": text, "description": text, "enum": [text, "other"]}},
        }],
        "tags": [{"name": a, "description": text}],
        "paths": {format!("/x{in_path}/{{id}}"): {"summary": text, "post": {
            "operationId": b, "tags": [a], "summary": text, "description": text, "x-vendor": text,
            "security": [{text: []}],
            "parameters": [
                {"name": "id", "in": "path", "required": true, "description": text, "example": text, "schema": {"type": "string"}},
                {"name": a, "in": "query", "description": text, "schema": {"type": "string", "default": text, "pattern": text}},
            ],
            "requestBody": {"description": text, "content": {
                "application/json": {"schema": {"$ref": reference(&b)}, "example": {a.clone(): text}},
            }},
            "responses": {"200": {"description": text, "content": {
                (format!("application/json; a=\"{quoted}\"")): {"schema": {"$ref": reference(&b)}, "examples": {text: {"value": text}}},
            }}},
        }}},
        "components": {
            "securitySchemes": {text: {"type": "apiKey", "in": "header", "name": "x-key", "description": text}},
            "schemas": {b.clone(): {
                "title": text, "description": text, "type": "object", "required": [a], "x-vendor": text,
                "properties": {
                    a.clone(): {"type": "string", "description": text, "pattern": text, "examples": [text], "default": text},
                    "kind": {"type": "string", "enum": [text, "other", a], "description": text, "default": text},
                },
                "example": {a.clone(): text},
            }},
        },
    })
}

/// A client in memory.
fn client(document: &Value, folder: &Path) -> Client {
    let settings = Settings {
        strictness: Strictness::Lenient,
        reference: true,
        ..settings("enemy", "api.json", Runtime::Workspace)
    };
    let bytes = document.to_string();
    let files = Folder::of(&folder.join("api.json"));
    let input = Input { name: "api.json", bytes: bytes.as_bytes(), overlays: &[], files: Some(&files) };
    let generation = generate_from(&input, &settings).unwrap();
    let faults = || generation.diagnostics.iter().map(|fault| format!("{fault:?}")).collect::<Vec<_>>().join("\n");
    assert!(generation.client.is_some(), "{}", faults());
    generation.client.unwrap()
}

/// The kind of every item of a client, with the number of its parts, without any name.
fn items(client: &Client) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in client.files.iter().filter(|(path, _)| has_extension(path, "rs")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        found.push(format!("file with {} attributes", attributes(&file.attrs)));
        found.extend(file.items.iter().map(item));
    }
    found.sort();
    found
}

fn item(item: &Item) -> String {
    match item {
        Item::Const(item) => format!("const {}", attributes(&item.attrs)),
        Item::Enum(item) => format!("enum {} {}", attributes(&item.attrs), item.variants.len()),
        Item::Fn(item) => {
            format!("fn {} {} {}", attributes(&item.attrs), item.sig.inputs.len(), item.block.stmts.len())
        }
        Item::Impl(item) => format!("impl {} {}", item.trait_.is_some(), item.items.len()),
        Item::Mod(item) => format!("mod {}", attributes(&item.attrs) - usize::from(has_own_path(item))),
        Item::Struct(item) => format!("struct {} {}", attributes(&item.attrs), fields(&item.fields)),
        Item::Trait(item) => format!("trait {} {}", attributes(&item.attrs), item.items.len()),
        Item::Type(_) => "type".to_owned(),
        Item::Use(_) => "use".to_owned(),
        Item::Macro(item) => format!("macro {}", item.mac.path.segments.len()),
        _ => "other".to_owned(),
    }
}

/// Returns `true` if a module names its file, which rustc requires for names that are not ASCII. It must not name another file.
fn has_own_path(item: &syn::ItemMod) -> bool {
    let path = item.attrs.iter().find(|attribute| attribute.path().is_ident("path"));
    path.is_some_and(|attribute| {
        let syn::Meta::NameValue(value) = &attribute.meta else { panic!("{:?} has no path", item.ident) };
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(file), .. }) = &value.value else {
            panic!("{:?} has no path", item.ident)
        };
        // The modules of traits are below a folder of their own.
        assert_eq!(file.value().trim_start_matches("traits/"), format!("{}.rs", item.ident));
        !item.ident.to_string().is_ascii()
    })
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

fn fields(fields: &Fields) -> usize {
    fields.iter().count()
}

/// Counts the attributes that are not documentation.
fn attributes(attributes: &[syn::Attribute]) -> usize {
    attributes.iter().filter(|attribute| !attribute.path().is_ident("doc")).count()
}

/// The keys of the manifest, with those of its tables.
fn keys(client: &Client) -> Vec<String> {
    let manifest: toml::Table = client.files.get("Cargo.toml").unwrap().parse().unwrap();
    let keys_of = |value: &toml::Value| value.as_table().map(|table| table.keys().cloned().collect::<Vec<_>>());
    manifest
        .iter()
        .filter(|(key, _)| *key != "features")
        .map(|(key, value)| format!("{key} {:?}", keys_of(value)))
        .collect()
}

fn check(text: &str, twin: &Client, folder: &Path) {
    let client = client(&document(text), folder);
    let (found, expected) = (items(&client), items(twin));
    let more: Vec<_> = found.iter().filter(|item| !expected.contains(item)).collect();
    assert!(found == expected, "{text:?}: {more:?}\n{found:#?}\n{expected:#?}");
    assert_eq!(keys(&client), keys(twin), "{text:?}");
    assert_eq!(client.files.len(), twin.files.len(), "{text:?}");
    for (path, page) in client.files.iter() {
        assert!(path.split('/').all(|part| part.len() < 256 && part != ".." && part != ".git"), "{path}");
        let directive = page.match_indices("{{").any(|(at, _)| page[at + 2..].trim_start().starts_with('#'));
        assert!(!has_extension(path, "md") || !directive, "{text:?} {path}: {page}");
    }
    let mut lower: Vec<_> = client.files.iter().map(|(path, _)| path.to_lowercase()).collect();
    lower.sort();
    lower.dedup();
    assert_eq!(lower.len(), client.files.len(), "{text:?}: paths differ not only in case");

    let out = folder.join("parent/out");
    fs::create_dir_all(&out).unwrap();
    Plan::compare(&client.files, &out).unwrap().apply().unwrap();
    let names = |path: &Path| {
        let mut names: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder.join("parent")), ["out"], "{text:?}");
    assert_eq!(names(folder), ["canary", "parent"], "{text:?}");
    assert_eq!(names(&out), ["Cargo.toml", "README.md", "docs", "rustfmt.toml", "src"], "{text:?}");
    assert_eq!(fs::read_to_string(folder.join("canary")).unwrap(), "canary");
}

#[test]
fn a_hostile_text_makes_the_items_of_its_benign_twin() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("canary"), "canary").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/api.yaml", listener.local_addr().unwrap());
    let twin = client(&document("benign"), folder.path());
    let long = ["x", "../", "ü", "Ab_"].map(|text| text.repeat(300));
    let texts = ENEMIES.iter().copied().chain(long.iter().map(String::as_str)).chain([url.as_str()]);
    for text in texts {
        check(text, &twin, folder.path());
    }
    let connection = listener.accept().map(|_| ()).map_err(|error| error.kind());
    assert_eq!(connection, Err(std::io::ErrorKind::WouldBlock), "a connection was opened");
}

#[test]
fn references_to_a_server_open_no_connection() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let host = listener.local_addr().unwrap();
    for reference in [format!("http://{host}/a.yaml"), format!("//{host}/a.yaml"), format!("file://{host}/a.yaml")] {
        let mut document = document("benign");
        document["components"]["schemas"]["other"] = json!({"$ref": reference});
        document["components"]["schemas"]["bbenign"]["properties"]["other"] =
            json!({"$ref": "#/components/schemas/other"});
        client(&document, folder.path());
    }
    let connection = listener.accept().map(|_| ()).map_err(|error| error.kind());
    assert_eq!(connection, Err(std::io::ErrorKind::WouldBlock), "a connection was opened");
}

#[test]
fn names_that_differ_in_case_are_different_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = document("benign");
    let operation = document["paths"]["/xbenign/{id}"]["post"].clone();
    for (index, tag) in ["Keys", "KEYS", "keys", "kEys", "con", "CON", "Con "].iter().enumerate() {
        let mut operation = operation.clone();
        operation["operationId"] = format!("get{tag}").into();
        operation["tags"] = json!([tag]);
        document["paths"][format!("/{index}/{{id}}")] = json!({"post": operation});
    }
    let client = client(&document, folder.path());
    let mut lower: Vec<_> = client.files.iter().map(|(path, _)| path.to_lowercase()).collect();
    lower.sort();
    lower.dedup();
    assert_eq!(lower.len(), client.files.len());
    let devices = ["con", "nul", "aux", "prn"];
    let is_device = |part: &str| devices.contains(&part.split('.').next().unwrap_or_default());
    assert!(lower.iter().all(|path| !path.split('/').any(is_device)), "{lower:?}");
}
