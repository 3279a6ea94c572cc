//! Clients that a build script generates into a module of its package.

use std::fs;
use std::path::Path;

use statusful_build::{Build, Error};

use crate::root;
use crate::standalone::cargo;

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
servers: [{url: 'https://keys.example'}]
paths:
  /keys:
    get:
      operationId: listKeys
      tags: [Keys]
      x-name: list
      responses:
        '200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: 'key.yaml#/Key'}}}}}
";
const KEY: &str =
    "Key: {type: object, required: [id], properties: {id: {type: string}, at: {type: string, format: date-time}}}\n";
const MAIN: &str = "\
statusful::include_client!(\"api\");

pub fn list(client: &api::Client) -> api::Call<api::keys::ListKeys> {
    client.keys().list()
}

pub fn first(keys: Vec<api::types::Key>) -> Option<String> {
    keys.into_iter().next().map(|key| key.id)
}
";

/// A function of a build script that copies a folder. Compiling the generator once more, for build scripts, would take a minute.
const COPY: &str = "\
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { let _ = std::fs::copy(&path, &target).unwrap(); }
    }
}";

/// Returns the manifest of a package with these dependencies beside the runtime.
fn manifest(dependencies: &str) -> String {
    let runtime = std::path::absolute(root().join("crates/statusful")).unwrap().display().to_string();
    format!(
        "[package]\nname = \"in-build\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\nschemars = []\n\n\
         [dependencies]\nstatusful = {{ path = {runtime:?}, features = [\"chrono\"] }}\n{dependencies}\n[workspace]\n"
    )
}

const DEPENDENCIES: &str = "chrono = { version = \"0.4.42\", default-features = false }\n";

/// Creates the package in a folder.
fn package(folder: &Path, document: &str, dependencies: &str) {
    fs::create_dir_all(folder.join("src")).unwrap();
    for (path, text) in [
        ("Cargo.toml", manifest(dependencies).as_str()),
        ("src/lib.rs", MAIN),
        ("openapi.yaml", document),
        ("key.yaml", KEY),
        ("statusful.toml", "document = 'openapi.yaml'\nnames.types = { Key = 'Secret' }\n"),
    ] {
        fs::write(folder.join(path), text).unwrap();
    }
}

/// Generates the client into the folder `out`, and returns the instructions for Cargo.
fn generate(build: &Build, folder: &Path) -> (Vec<String>, Result<(), Error>) {
    let mut instructions = Vec::new();
    let out = folder.join("out");
    fs::create_dir_all(&out).unwrap();
    let outcome = build.generate_into(folder, &out, &mut |instruction| instructions.push(instruction.to_owned()));
    (instructions, outcome)
}

#[test]
fn the_module_compiles_with_the_instructions_for_cargo() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), DOCUMENT, DEPENDENCIES);
    compile(folder.path());
}

/// Compiles the package, with the instructions for Cargo.
fn compile(folder: &Path) {
    let (instructions, outcome) = generate(&Build::new("openapi.yaml"), folder);
    outcome.unwrap();
    let printed: Vec<_> = instructions.iter().map(|it| format!("    println!({it:?});\n")).collect();
    let printed = printed.concat();
    let script = format!(
        "{COPY}\nfn main() {{\n{printed}    copy(\"out\".as_ref(), std::env::var(\"OUT_DIR\").unwrap().as_ref());\n}}\n"
    );
    fs::write(folder.join("build.rs"), script).unwrap();
    cargo(&["build"], folder);
}

#[test]
fn the_program_of_the_guide_compiles() {
    let files = crate::guide::files("build.md");
    let folder = tempfile::tempdir().unwrap();
    let tokio = files["Cargo.toml"].lines().find(|line| line.starts_with("tokio")).unwrap();
    let document = String::from_utf8(crate::read("openapi/keymint.yaml")).unwrap();
    package(
        folder.path(),
        &document,
        &format!(
            "{DEPENDENCIES}serde_json = \"1\"\nuuid = {{ version = \"1\", default-features = false, features = [\"serde\"] }}\n{tokio}\n"
        ),
    );
    // Packages of one name would share what Cargo keeps of them in the common target folder.
    let manifest =
        fs::read_to_string(folder.path().join("Cargo.toml")).unwrap().replace("in-build", "in-build-of-guide");
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::remove_file(folder.path().join("src/lib.rs")).unwrap();
    fs::write(folder.path().join("src/main.rs"), &files["src/main.rs"]).unwrap();
    compile(folder.path());
}

#[test]
fn cargo_learns_of_every_file_and_feature() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), DOCUMENT, DEPENDENCIES);
    let (instructions, outcome) = generate(&Build::from_settings("statusful.toml").feature("traits"), folder.path());
    outcome.unwrap();
    let file = |name: &str| format!("cargo::rerun-if-changed={}", folder.path().join(name).display());
    for expected in [file("openapi.yaml"), file("key.yaml"), file("statusful.toml")] {
        assert!(instructions.contains(&expected), "{expected}: {instructions:#?}");
    }
    for feature in ["keys", "traits"] {
        assert!(instructions.contains(&format!("cargo::rustc-cfg=feature={feature:?}")), "{instructions:#?}");
    }
    assert!(!instructions.iter().any(|it| it.contains("schemars")), "the package has a feature of that name itself");
    let types = fs::read_to_string(folder.path().join("out/api/src/types.rs")).unwrap();
    assert!(types.contains("pub struct Secret"), "{types}");
    // Nothing is written again that is the same.
    let lib = folder.path().join("out/api/src/lib.rs");
    let before = fs::metadata(&lib).unwrap().modified().unwrap();
    generate(&Build::from_settings("statusful.toml").feature("traits"), folder.path()).1.unwrap();
    assert_eq!(fs::metadata(&lib).unwrap().modified().unwrap(), before);
}

#[test]
fn what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), DOCUMENT, "");
    let error = generate(&Build::new("openapi.yaml"), folder.path()).1.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client needs dependencies that this package lacks; `[dependencies]` must have\n\
         chrono = { version = \"0.4\", features = [\"serde\"] }"
    );
    let error = generate(&Build::new("openapi.yaml").feature("trait"), folder.path()).1;
    assert!(error.is_err());
    assert!(generate(&Build::new("none.yaml"), folder.path()).1.is_err());
    assert!(generate(&Build::new("openapi.yaml").include("tag:None"), folder.path()).1.is_err());
}

#[test]
fn an_error_in_a_part_of_the_document_ends_the_build_unless_it_is_lenient() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), &DOCUMENT.replace("operationId: listKeys", "operationId: [x]"), DEPENDENCIES);
    let (instructions, outcome) = generate(&Build::new("openapi.yaml"), folder.path());
    assert_eq!(outcome.unwrap_err().to_string(), "no client was generated; the errors are above");
    assert!(!instructions.is_empty(), "Cargo has to run the script again when the document was corrected");
    generate(&Build::new("openapi.yaml").lenient(), folder.path()).1.unwrap();
}

#[test]
fn no_name_becomes_code_or_an_instruction() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), DOCUMENT, DEPENDENCIES);
    for module in ["", "fn", "my-api", "../api", "a;b", "a\nb", "r#fn::a"] {
        let error = generate(&Build::new("openapi.yaml").module(module), folder.path()).1.unwrap_err();
        assert!(error.to_string().ends_with("is not the name of a module"), "{module:?}: {error}");
    }
    let document = DOCUMENT.replace("'key.yaml#/Key'", r#""a\ncargo::rustc-cfg=pwned.yaml#/Key""#);
    fs::write(folder.path().join("openapi.yaml"), document).unwrap();
    fs::write(folder.path().join("a\ncargo::rustc-cfg=pwned.yaml"), KEY).unwrap();
    let (instructions, outcome) = generate(&Build::new("openapi.yaml"), folder.path());
    assert!(outcome.is_err());
    assert!(!instructions.iter().any(|it| it.contains("pwned")), "{instructions:#?}");
    let own = "b\ncargo::rustc-cfg=pwned.yaml";
    fs::write(folder.path().join(own), DOCUMENT).unwrap();
    let (instructions, outcome) = generate(&Build::new(own), folder.path());
    assert!(outcome.unwrap_err().to_string().contains("control character"));
    assert_eq!(instructions, [] as [String; 0]);
}
