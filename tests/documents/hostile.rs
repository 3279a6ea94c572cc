//! No text of a document becomes code or a path. The client in `tests/clients/test-hostile` is a member of this workspace,
//! which shows that the generated code compiles and that rustdoc has no warnings for it.

use proc_macro2::{TokenStream, TokenTree};
use statusful_codegen::{Client, Runtime, generate};

use crate::{read, settings};

fn client() -> Client {
    let document = "tests/openapi/hostile.yaml";
    let settings = settings("test-hostile", document, Runtime::Workspace);
    generate(document, &read(document), &settings).unwrap().client.unwrap()
}

fn identifiers(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn no_text_becomes_code() {
    let client = client();
    let rust = client.files.iter().filter(|(path, _)| path.starts_with("src/"));
    let mut found = Vec::new();
    for (path, text) in rust {
        let tokens = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        identifiers(tokens, &mut found);
    }
    // One property is called `pwned`, and only its field has that name: in the struct, and in its table.
    let pwned: Vec<_> = found.iter().filter(|name| name.as_str() == "pwned").collect();
    assert_eq!(pwned.len(), 2, "{pwned:?}");
    for name in ["panic", "compile_error", "exit", "script"] {
        assert!(!found.iter().any(|found| found == name), "{name}");
    }
}

#[test]
fn no_name_becomes_a_path() {
    let paths: Vec<_> = client().files.iter().map(|(path, _)| path.to_owned()).collect();
    assert!(paths.contains(&"src/etc_pwned.rs".to_owned()), "{paths:?}");
    assert!(paths.iter().all(|path| !path.contains("..") && !path.starts_with('/')), "{paths:?}");
}

#[test]
fn the_manifest_has_only_our_keys() {
    let client = client();
    let manifest: toml::Table = client.files.get("Cargo.toml").unwrap().parse().unwrap();
    let keys: Vec<_> = manifest.keys().map(String::as_str).collect();
    assert_eq!(keys, ["dependencies", "features", "lints", "package"]);
    let title = manifest["package"]["description"].as_str().unwrap();
    assert!(title.contains(r#""; fn pwned() {} //"#), "{title}");
}

#[test]
fn documentation_has_no_html_no_doctests_and_only_web_links() {
    let client = client();
    let docs: Vec<_> = client.files.iter().flat_map(|(_, text)| text.lines()).map(str::trim_start).collect();
    let docs = docs.into_iter().filter(|line| line.starts_with("//"));
    for line in docs {
        let line = line.replace("\\<", "").replace("\\[", "");
        assert!(!line.contains("<script") && !line.contains("<img"), "{line}");
        assert!(!line.contains("](javascript:") || line.contains("\\]("), "{line}");
    }
}
