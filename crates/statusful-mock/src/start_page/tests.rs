use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use statusful_document::diagnostic::Diagnostics;
use statusful_document::source::Source;
use statusful_document::{Input, read};

use super::*;

/// Text that ends the markup around it, and then runs as a script.
const HOSTILE: &str =
    "</p></script></style>--><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick=\"x' &lt;";

fn source(text: &str) -> Source {
    read(
        &Input { name: "openapi.yaml", bytes: text.as_bytes(), overlays: &[], files: None },
        &mut Diagnostics::default(),
    )
}

fn page(text: &str) -> String {
    write(&Document::new(&source(text)))
}

/// A document with hostile text in every place that the page shows.
fn hostile() -> String {
    let text = Value::String(HOSTILE.to_owned()).to_string();
    let path = Value::String(format!("/{{{HOSTILE}}}")).to_string();
    format!(
        "openapi: 3.0.3\ninfo: {{title: {text}, version: {text}, description: {text}}}\ntags: [{{name: {text}, description: {text}}}]\n\
         components: {{securitySchemes: {{{text}: {{type: apiKey, in: header, name: {text}}}}}}}\n\
         paths:\n  {path}:\n    post:\n      operationId: {text}\n      summary: {text}\n      description: {text}\n      tags: [{text}]\n\
         \x20     security: [{{{text}: []}}]\n      parameters: [{{name: {text}, in: path, required: true, description: {text}, example: {text}}}]\n\
         \x20     requestBody: {{content: {{{text}: {{schema: {{type: string}}, example: {text}}}}}}}\n\
         \x20     responses: {{'200': {{description: {text}, content: {{{text}: {{examples: {{{text}: {{value: {text}}}}}}}}}}}}}\n"
    )
}

#[test]
fn text_of_the_document_is_neither_markup_nor_script() {
    let page = page(&hostile());
    let own = page.replace(STYLE, "").replace(SCRIPT, "");
    assert_eq!(own.matches("<script").count(), 1, "{own}");
    assert_eq!(own.matches("</script>").count(), 1, "{own}");
    for markup in ["<img", "\" onclick", "' &lt;", "alert(1)</script>"] {
        assert!(!own.contains(markup), "{markup}: {own}");
    }
    // Each of them is shown or in a form: nothing was left out above.
    let places = own.matches("&lt;/script&gt;&lt;/style&gt;").count();
    assert_eq!(places, 24, "{own}");
}

#[test]
fn the_policy_allows_the_style_and_the_script_as_they_are() {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    for (directive, text) in [("style-src", STYLE), ("script-src", SCRIPT)] {
        let expected = format!("{directive} {};", hash(text));
        assert!(POLICY.contains(&expected), "write {expected} in the policy");
    }
    let page = page("openapi: 3.0.3\npaths: {}\n");
    assert!(page.contains(&format!("<style>{STYLE}</style>")) && page.contains(&format!("<script>{SCRIPT}</script>")));
}

#[test]
fn nothing_is_loaded_and_nothing_writes_markup() {
    for part in [include_str!("page.html"), STYLE, SCRIPT] {
        let outside =
            ["http:", "https:", " src=", " url(", "@import", "innerHTML", "outerHTML", "insertAdjacent", "eval("];
        for outside in outside {
            assert!(!part.contains(outside), "{outside}");
        }
    }
}

#[test]
fn operations_are_in_groups_by_their_first_tag() {
    let operation = |tags: &str| format!("{{tags: [{tags}], responses: {{}}}}");
    let document = format!(
        "openapi: 3.0.3\ntags: [{{name: second}}, {{name: first}}, {{name: unused}}]\npaths:\n  /a: {{get: {}, put: {}}}\n  /b: {{get: {}, put: {}}}\n",
        operation("first"),
        operation(""),
        operation("undeclared"),
        operation("second, first"),
    );
    let page = page(&document);
    let titles = page.match_indices("<h2>").map(|(at, _)| page[at + 4..].split('<').next().unwrap());
    assert_eq!(titles.collect::<Vec<_>>(), ["second", "first", "undeclared", "Other operations"]);
    assert_eq!(page.matches("<details class=\"operation\"").count(), 4);
}

#[test]
fn a_form_has_what_a_request_needs() {
    let source = source(include_str!("../../tests/mock/shapes.yaml"));
    let document = Document::new(&source);
    let form = |id: &str| {
        let operation = document.operations().find(|operation| operation.id().is_some_and(|own| own.value == id));
        serde_json::to_string_pretty(&form::Form::of(operation.unwrap(), &room::Room::new())).unwrap()
    };
    insta::assert_snapshot!("create-key", form("createKey"));
    insta::assert_snapshot!("list-keys", form("listKeys"));
    insta::assert_snapshot!("secured", form("secured"));
}

#[test]
fn every_operation_is_listed() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/openapi"));
    let mut listed = 0;
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let source = source(&text);
        let document = Document::new(&source);
        let page = write(&document);
        for operation in document.operations() {
            let line =
                format!("{}</b> <code>{}</code>", operation.method.value.as_str(), html::shown(operation.path.value));
            assert!(page.contains(&line), "{}: {line}", path.display());
            listed += 1;
        }
    }
    assert!(listed > 50, "{listed}");
}

#[test]
fn only_browsers_get_the_page() {
    let wanted = |method: Method, path: &str, accept: &'static str| {
        is_wanted(&method, path, &HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]))
    };
    let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    for path in ["", "/", "/_mock", "/_mock/"] {
        assert!(wanted(Method::GET, path, browser) && wanted(Method::HEAD, path, browser), "{path}");
        assert!(!wanted(Method::GET, path, "*/*") && !wanted(Method::POST, path, browser), "{path}");
    }
    assert!(!wanted(Method::GET, "/keys", browser));
}

/// An example and a description that all operations share are in the page for each of them.
#[test]
fn shared_texts_do_not_make_the_page_endless() {
    let text = "x".repeat(1 << 20);
    let operation = json!({
        "parameters": [{ "$ref": "#/components/parameters/p" }],
        "requestBody": { "$ref": "#/components/requestBodies/b" },
        "responses": { "204": { "$ref": "#/components/responses/r" } },
    });
    let paths: Value = (0..300).map(|index| (format!("/{index}"), json!({ "put": operation }))).collect();
    let schema = json!({ "type": "string" });
    let page = page(
        &json!({
            "openapi": "3.0.3",
            "paths": paths,
            "components": {
                "parameters": { "p": { "name": "p", "in": "query", "description": text, "schema": schema } },
                "requestBodies": { "b": { "content": { "text/plain": { "schema": schema, "example": text } } } },
                "responses": { "r": { "description": text } },
            },
        })
        .to_string(),
    );
    assert!(page.len() < 64 << 20, "{}", page.len());
    assert_eq!(page.matches("<details class=\"operation\"").count(), 300, "every operation is listed");
    assert!(page.contains("data-form=") && page.contains("too large to have a form"));
}
