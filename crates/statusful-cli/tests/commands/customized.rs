//! What a settings file says of the generated code, compiled.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Documents, code, stderr};

/// A schema of text, one of objects, and all that can refer to them.
const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Releases, version: 1.0.0}
paths:
  /releases/{version}:
    get:
      operationId: getRelease
      parameters:
        - {name: version, in: path, required: true, schema: {$ref: '#/components/schemas/Version'}}
        - {name: after, in: query, schema: {$ref: '#/components/schemas/Version'}}
      responses:
        '200':
          description: ok
          headers: {X-Version: {schema: {$ref: '#/components/schemas/Version'}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Release'}}}
        '404': {description: none, content: {application/json: {schema: {$ref: '#/components/schemas/Version'}}}}
    put:
      operationId: putRelease
      parameters:
        - {name: version, in: path, required: true, schema: {$ref: '#/components/schemas/Version'}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Release'}}}}
      responses:
        '201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Counts'}}}}
components:
  schemas:
    Version: {type: string, description: A semantic version., example: 1.2.3}
    Counts: {type: object, properties: {total: {type: integer}}}
    Release:
      type: object
      required: [version, type]
      properties:
        version: {$ref: '#/components/schemas/Version'}
        type: {type: string, enum: [major, minor]}
        noted: {allOf: [{$ref: '#/components/schemas/Version'}], description: A copy of it.}
        previous: {allOf: [{$ref: '#/components/schemas/Version'}], nullable: true}
        all: {type: array, items: {$ref: '#/components/schemas/Version'}}
        named: {type: object, additionalProperties: {$ref: '#/components/schemas/Version'}}
        either: {oneOf: [{$ref: '#/components/schemas/Version'}, {type: integer}]}
        counts: {$ref: '#/components/schemas/Counts'}
";

/// Runs Cargo on a generated crate, with the lock file and the dependencies of this repository.
fn cargo(arguments: &[&str], folder: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(arguments).args(["--offline", "--quiet"]).current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", std::path::absolute(target).unwrap().join("conform/target"));
    cargo.env_remove("CARGO_MAKEFLAGS").env_remove("MAKEFLAGS").env("RUSTFLAGS", "-D warnings");
    let output = cargo.env("CARGO_PROFILE_DEV_DEBUG", "false").output().unwrap();
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output));
}

/// Generates the client and runs a test in it.
fn compiled(settings: &str, test: &str) -> Documents {
    compiled_from(DOCUMENT, settings, test)
}

fn compiled_from(document: &str, settings: &str, test: &str) -> Documents {
    let folder = Documents::of(&[("openapi.yaml", document), ("statusful.toml", settings)]);
    let output = folder.run(&["generate"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), ""));
    let client = folder.path("releases");
    fs::create_dir(client.join("tests")).unwrap();
    fs::write(client.join("tests/it.rs"), test).unwrap();
    cargo(&["test", "--test", "it"], &client);
    folder
}

#[test]
fn types_of_other_crates_replace_schemas() {
    let settings = "\
document = \"openapi.yaml\"
out = \"releases\"

[types]
Version = \"semver::Version\"
Counts = \"std::collections::HashMap<String, u8>\"

[dependencies]
semver = { version = \"1\", features = [\"serde\"] }
serde_json = \"1\"
";
    let test = "\
use releases::types::{Release, ReleaseType};
use releases::Client;

#[test]
fn it_reads_and_writes() {
    let json = r#\"{\"version\":\"1.2.3\",\"type\":\"major\",\"noted\":\"1.0.0-rc.1\",\"previous\":null,\"all\":[\"2.0.0\"],\"named\":{\"a\":\"3.0.0\"},\"either\":\"4.0.0\",\"counts\":{\"total\":7}}\"#;
    let release: Release = serde_json::from_str(json).unwrap();
    assert_eq!(release.version, semver::Version::new(1, 2, 3));
    assert_eq!(release.noted.as_ref().unwrap().pre.as_str(), \"rc.1\");
    assert_eq!(release.all.as_ref().unwrap()[0].major, 2);
    assert_eq!(release.counts.as_ref().unwrap()[\"total\"], 7);
    assert_eq!(serde_json::to_string(&release).unwrap(), json);
    assert!(serde_json::from_str::<Release>(&json.replace(\"1.2.3\", \"one\")).is_err());
}

#[allow(dead_code)]
async fn call(client: &Client) {
    let version = semver::Version::new(1, 2, 3);
    let release = Release::new(version.clone(), ReleaseType::Major);
    let _ = client.get_release(&version).after(&version).await;
    let _ = client.put_release(&version, &release).await;
}
";
    let folder = compiled(settings, test);
    let manifest = fs::read_to_string(folder.path("releases/Cargo.toml")).unwrap();
    assert!(
        manifest.contains("semver = { features = [\"serde\"], version = \"1\" }")
            || manifest.contains("semver = { version = \"1\", features = [\"serde\"] }"),
        "{manifest}"
    );
}

#[test]
fn names_derives_and_features_are_those_of_the_settings() {
    let settings = "\
document = \"openapi.yaml\"
out = \"releases\"
default_features = [\"rustls\", \"operations\"]

[names.operations]
getRelease = \"fetch\"

[names.types]
Release = \"Product\"
ReleaseType = \"Release\"

[names.properties]
\"Release.type\" = \"level\"

[derive]
\"*\" = [\"Eq\", \"Hash\", \"PartialOrd\"]
Counts = [\"Ord\"]

[dependencies]
serde_json = \"1\"
";
    let test = "\
use std::collections::HashSet;

use releases::operations::{Fetch, FetchError};
use releases::types::{Counts, Product, ProductRequired, Release};

#[test]
fn it_has_the_names_and_traits() {
    let product = Product::new(ProductRequired { version: \"1.2.3\".to_owned(), level: Release::Major });
    assert_eq!(serde_json::to_string(&product).unwrap(), r#\"{\"version\":\"1.2.3\",\"type\":\"major\"}\"#);
    assert_eq!(product.level, Release::Major);
    assert!(HashSet::from([product.clone()]).contains(&product));
}

#[allow(dead_code)]
async fn call(client: &releases::Client) {
    let _ = (None::<FetchError>, std::marker::PhantomData::<Fetch>);
    let _ = client.fetch(\"1.2.3\").await;
    let _ = None::<Counts>.map(|counts| counts.cmp(&counts.clone()));
}
";
    let folder = compiled(settings, test);
    let manifest = fs::read_to_string(folder.path("releases/Cargo.toml")).unwrap();
    assert!(manifest.contains("default = [\"rustls\", \"operations\"]"), "{manifest}");
}

#[test]
fn dates_are_those_of_jiff() {
    let document = "\
openapi: 3.0.3
info: {title: Times, version: 1.0.0}
paths:
  /times/{day}:
    post:
      operationId: postTimes
      parameters:
        - {name: day, in: path, required: true, schema: {type: string, format: date}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Times'}}}}
      responses:
        '200':
          description: ok
          headers: {X-Time: {schema: {type: string, format: date-time}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Times'}}}
components:
  schemas:
    Times:
      type: object
      required: [at]
      properties:
        at: {type: string, format: date-time}
        day: {type: string, format: date}
        all: {type: array, items: {type: string, format: date-time}}
        gone: {type: string, format: date-time, nullable: true}
        either: {oneOf: [{type: string, format: date-time}, {type: integer}]}
";
    let settings = "\
document = \"openapi.yaml\"
out = \"releases\"
datetime = \"jiff\"

[dependencies]
serde_json = \"1\"
";
    let test = "\
use jiff::{Timestamp, civil::Date};
use releases::types::Times;

#[test]
fn it_reads_and_writes() {
    let json = r#\"{\"at\":\"2024-02-29T12:30:00Z\",\"day\":\"2024-02-29\",\"all\":[\"2024-02-29T12:30:00Z\"],\"gone\":null,\"either\":\"2024-02-29T12:30:00Z\"}\"#;
    let times: Times = serde_json::from_str(json).unwrap();
    assert_eq!((times.at, times.day), (\"2024-02-29T12:30:00Z\".parse().unwrap(), Some(Date::constant(2024, 2, 29))));
    assert_eq!(serde_json::to_string(&times).unwrap(), json);
    let lenient: Times = serde_json::from_str(&json.replace(\"00Z\", \"00\")).unwrap();
    assert_eq!(lenient.at, times.at);
}

#[allow(dead_code)]
async fn call(client: &releases::Client) {
    let times = Times::new(Timestamp::UNIX_EPOCH);
    let _ = client.post_times(Date::constant(2024, 2, 29), &times).since(Timestamp::UNIX_EPOCH).await;
}
";
    let folder = compiled_from(document, settings, test);
    let manifest = fs::read_to_string(folder.path("releases/Cargo.toml")).unwrap();
    assert!(manifest.contains("schemars/jiff02") && !manifest.contains("chrono"), "{manifest}");
}

#[test]
fn errors_look_as_they_should() {
    let cases = [
        ("unknown-crate", "datetime = \"time\"\n"),
        ("unknown-schema", "[types]\nVersoin = \"std::string::String\"\n"),
        ("bad-path", "[types]\nVersion = \"fn main() {}\"\n"),
        ("relative-path", "[types]\nVersion = \"crate::Version\"\n"),
        ("missing-dependency", "[types]\nVersion = \"semver::Version\"\n"),
        ("own-dependency", "[dependencies]\nstatusful = \"1\"\n"),
        ("bad-dependency", "[dependencies]\nsemver = 1\n"),
        ("bad-dependency-path", "[dependencies]\nsemver = { path = \"../nowhere\" }\n"),
        ("bad-name", "[names.operations]\ngetRelease = \"GetRelease\"\n"),
        ("keyword", "[names.properties]\n\"Release.type\" = \"type\"\n"),
        ("unknown-operation", "[names.operations]\ngetRelaese = \"fetch\"\n"),
        ("taken-operation", "[names.operations]\ngetRelease = \"put_release\"\n"),
        ("unknown-type", "[names.types]\nCount = \"Totals\"\n"),
        ("taken-type", "[names.types]\nCounts = \"Release\"\n"),
        ("unknown-property", "[names.properties]\n\"Release.count\" = \"totals\"\n\"Releases.counts\" = \"totals\"\n"),
        ("taken-property", "[names.properties]\n\"Release.counts\" = \"version\"\n"),
        ("unknown-name-kind", "[names.schemas]\nCounts = \"Totals\"\n"),
        ("unknown-derive-type", "[derive]\nCount = [\"Hash\"]\n"),
        ("impossible-derive", "[derive]\nRelease = [\"Eq\"]\nReleaseType = [\"PartialOrd\"]\n"),
        ("generated-derive", "[derive]\n\"*\" = [\"Clone\"]\n"),
        (
            "no-path-derive",
            "[derive]\n\"*\" = [\"Validate\", \"not a path\", \"Copy\", \"Ord\", \"garde::Validate\"]\n",
        ),
        ("unknown-feature", "default_features = [\"rustl\"]\n"),
        ("feature-without-mock", "default_features = [\"traits\", \"mock\"]\n"),
    ];
    let mut all = String::new();
    for (name, text) in cases {
        let text = format!("document = \"openapi.yaml\"\nout = \"x\"\n{text}");
        let folder = Documents::of(&[("openapi.yaml", DOCUMENT), ("statusful.toml", &text)]);
        let output = folder.run(&["generate"]);
        assert!(matches!(code(&output), Some(1 | 2)) && !folder.path("x").exists(), "{name}");
        let told = stderr(&output).replace(&folder.path("").canonicalize().unwrap().display().to_string(), "");
        all += &["## ", name, "\n\n", &told, "\n"].concat();
    }
    insta::assert_snapshot!("customization-errors", all);
}
