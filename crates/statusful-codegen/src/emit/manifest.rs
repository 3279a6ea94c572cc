//! The client's `Cargo.toml`.

use std::fmt::Write;

use toml::Value;

use super::package::package;
use crate::ir::{Api, BodyEncoding, DateTimeCrate, Kind, Scalar, TypeRef};
use crate::{Publish, Runtime, Settings};

/// Returns the manifest, including the header.
pub fn manifest(api: &Api, settings: &Settings) -> String {
    let mut out = format!("# {}\n\n[package]\n{}", settings.header(), package(api, settings));
    // docs.rs and its readers want all of the client; whatever the features are, they can be enabled together.
    out += "\n[package.metadata.docs.rs]\nall-features = true\n";
    let _ = write!(out, "\n[features]\n{}", features(api, settings));
    let _ = write!(out, "\n[dependencies]\n{}", dependencies(api, settings));
    if settings.runtime == Runtime::Workspace {
        out += "\n[lints]\nworkspace = true\n";
    } else if !settings.in_workspace {
        // Without this, Cargo would look for a workspace in the parent folders.
        out += "\n[workspace]\n";
    }
    out
}

fn features(api: &Api, settings: &Settings) -> String {
    let tags: Vec<_> = api.groups.iter().map(|group| string(&group.feature)).collect();
    let default: Vec<_> = match &settings.customization.default_features {
        Some(features) => features.iter().map(|feature| string(&feature.value)).collect(),
        None => ["rustls", "gzip"].map(string).into_iter().chain(tags.iter().cloned()).collect(),
    };
    let mut schemars = vec!["\"dep:schemars\"", "\"statusful/schemars\""];
    if uses(api, is_date) {
        schemars.push(match api.datetime {
            DateTimeCrate::Chrono => "\"schemars/chrono04\"",
            DateTimeCrate::Jiff => "\"schemars/jiff02\"",
        });
    }
    if uses(api, is_uuid) {
        schemars.push("\"schemars/uuid1\"");
    }
    let mut out = format!("default = [{}]\n", default.join(", "));
    out += "# The TLS implementation: rustls, or the library of the platform.\n";
    out += "rustls = [\"statusful/rustls\"]\nnative-tls = [\"statusful/native-tls\"]\n";
    out += "# Decompression of responses.\n";
    for feature in ["gzip", "brotli", "zstd"] {
        let _ = writeln!(out, "{feature} = [\"statusful/{feature}\"]");
    }
    out += "# Blocking calls, login with a browser, and a tracing span for each call and attempt.\n";
    for feature in ["blocking", "login", "tracing"] {
        let _ = writeln!(out, "{feature} = [\"statusful/{feature}\"]");
    }
    if !tags.is_empty() {
        out += "# A trait for each tag, for testing services without HTTP.\ntraits = []\n";
    }
    if settings.mock {
        out += "# An in-process mock server for tests.\nmock = [\"dep:statusful-mock\"]\n";
    }
    out += "# Implement both `Serialize` and `Deserialize` for every model.\nfull-serde = []\n";
    let _ = write!(out, "# Implement `JsonSchema` for every model.\nschemars = [{}]\n", schemars.join(", "));
    if !tags.is_empty() {
        out += "# A feature for each tag of the document, which enables its operations.\n";
    }
    for tag in tags {
        let _ = writeln!(out, "{} = []", bare(&tag));
    }
    out
}

/// A dependency, and whether the client uses it.
struct Dependency {
    name: &'static str,
    version: &'static str,
    more: &'static str,
    is_used: bool,
}

fn dependencies(api: &Api, settings: &Settings) -> String {
    let list = [
        Dependency {
            name: "chrono",
            version: "0.4.42",
            more: "default-features = false, features = [\"serde\", \"std\"]",
            is_used: uses(api, is_date) && api.datetime == DateTimeCrate::Chrono,
        },
        Dependency {
            name: "jiff",
            version: "0.2.15",
            more: "default-features = false, features = [\"serde\", \"std\"]",
            is_used: uses(api, is_date) && api.datetime == DateTimeCrate::Jiff,
        },
        Dependency { name: "schemars", version: "1.1", more: "optional = true", is_used: true },
        Dependency { name: "serde_json", version: "1.0.145", more: "", is_used: uses(api, is_any) || has_tags(api) },
        Dependency { name: "uuid", version: "1.18", more: "features = [\"serde\"]", is_used: uses(api, is_uuid) },
    ];
    let chosen = &settings.customization.dependencies;
    let is_chosen = |name: &str| chosen.iter().any(|dependency| dependency.name == name);
    let used = list.iter().filter(|it| it.is_used && !is_chosen(it.name));
    let mut lines: Vec<_> = used.map(|it| dependency(it, &settings.runtime)).collect();
    lines.push(runtime(api, settings));
    lines.extend(settings.mock.then(|| mock(settings)));
    lines.extend(chosen.iter().map(|it| format!("{} = {}\n", bare(&string(&it.name)), it.value)));
    lines.sort();
    lines.concat()
}

fn dependency(it: &Dependency, runtime: &Runtime) -> String {
    let Dependency { name, version, more, .. } = it;
    match runtime {
        Runtime::Workspace if *name == "schemars" => format!("{name} = {{ workspace = true, optional = true }}\n"),
        Runtime::Workspace => format!("{name}.workspace = true\n"),
        _ if more.is_empty() => format!("{name} = \"{version}\"\n"),
        _ => format!("{name} = {{ version = \"{version}\", {more} }}\n"),
    }
}

fn runtime(api: &Api, settings: &Settings) -> String {
    let has_lenient_dates = !api.strict_dates && uses(api, is_date_time);
    let dates = match api.datetime {
        DateTimeCrate::Chrono => "chrono",
        DateTimeCrate::Jiff => "jiff",
    };
    let features = [(dates, has_lenient_dates), ("multipart", has_forms(api))];
    let features: Vec<_> = features.into_iter().filter(|(_, is_used)| *is_used).map(|(name, _)| string(name)).collect();
    let features = if features.is_empty() { String::new() } else { format!(", features = [{}]", features.join(", ")) };
    match &settings.runtime {
        Runtime::Workspace if features.is_empty() => "statusful.workspace = true\n".to_owned(),
        Runtime::Workspace => format!("statusful = {{ workspace = true{features} }}\n"),
        Runtime::Path(path) => {
            let place = path_of(path, settings);
            format!("statusful = {{ {place}, default-features = false{features} }}\n")
        }
        Runtime::Version(version) => {
            format!("statusful = {{ version = {}, default-features = false{features} }}\n", string(version))
        }
    }
}

/// Returns the path of a crate of ours, and the version that registries require, which is that of the generator.
fn path_of(path: &str, settings: &Settings) -> String {
    let is_published = settings.metadata.publish.as_ref().is_some_and(Publish::is_somewhere);
    let version = if is_published { concat!(", version = \"", env!("CARGO_PKG_VERSION"), "\"") } else { "" };
    format!("path = {}{version}", string(path))
}

/// Returns the dependency on the mock server, which is found in the same way as the runtime and has the same version.
fn mock(settings: &Settings) -> String {
    let place = match &settings.runtime {
        Runtime::Workspace => "workspace = true".to_owned(),
        Runtime::Path(path) => path_of(&format!("{}/../statusful-mock", path.trim_end_matches('/')), settings),
        Runtime::Version(version) => format!("version = {}", string(version)),
    };
    format!("statusful-mock = {{ {place}, optional = true }}\n")
}

/// Returns `true` if any request body is a multipart form.
fn has_forms(api: &Api) -> bool {
    let contents = api.operations().filter_map(|operation| operation.body.as_ref()).flat_map(|body| &body.contents);
    contents.into_iter().any(|content| matches!(content.encoding, BodyEncoding::Multipart(_)))
}

fn uses(api: &Api, wanted: fn(&TypeRef) -> bool) -> bool {
    let models = api.types.iter().flat_map(|ty| ty.kind.types());
    let operations = api.operations().flat_map(|operation| operation.sent().chain(operation.received()));
    models.chain(operations).any(|ty| within(ty, wanted))
}

fn within(ty: &TypeRef, wanted: fn(&TypeRef) -> bool) -> bool {
    wanted(ty)
        || match ty {
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => within(inner, wanted),
            _ => false,
        }
}

fn is_date(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::DateTime | Scalar::Date))
}

fn is_date_time(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::DateTime))
}

fn is_uuid(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::Uuid))
}

/// Returns `true` if any union has a tag, and therefore a variant that keeps unknown values as JSON.
fn has_tags(api: &Api) -> bool {
    api.types.iter().any(|ty| matches!(&ty.kind, Kind::Union(union) if union.open))
}

fn is_any(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Any)
}

/// Returns a TOML string, escaped where necessary.
pub(super) fn string(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// Returns a TOML key, without quotes if they are not necessary.
fn bare(key: &str) -> &str {
    let inner = key.trim_matches('"');
    let is_bare_byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_bare = !inner.is_empty() && inner.bytes().all(is_bare_byte);
    if is_bare { inner } else { key }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ir::{FEATURES, PackageName};
    use crate::{Input, Strictness, read_api};

    #[test]
    fn the_features_are_those_of_clients_and_of_tags() {
        let operation =
            "{\"operationId\": \"a\", \"tags\": [\"Own\"], \"responses\": {\"204\": {\"description\": \"d\"}}}";
        let document = format!(
            "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"paths\": {{\"/a\": {{\"get\": {operation}}}}}}}"
        );
        let input = Input { name: "a.json", bytes: document.as_bytes(), overlays: &[], files: None };
        let api = read_api(&input, Strictness::Strict).api.unwrap();
        let settings = Settings { mock: true, ..Settings::new(PackageName::parse("a").unwrap(), "test", "a.json") };
        let manifest: toml::Table = manifest(&api, &settings).parse().unwrap();
        let features = manifest["features"].as_table().unwrap().keys().map(String::as_str);
        let expected: BTreeSet<_> = FEATURES.into_iter().chain(["default", "own"]).collect();
        assert_eq!(features.collect::<BTreeSet<_>>(), expected);
    }
}
