//! A generated client and the program that calls it, in a Cargo workspace of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use statusful_codegen::diagnostic::{Style, render_all};
use statusful_codegen::ir::{Api, PackageName, TypeId, TypeRef};
use statusful_codegen::{Client, Settings, generate};
use statusful_conform::Workspace;

use crate::compiler::{Built, Fault, cargo};
use crate::driver::{self, index_of};
use crate::root;

/// How often a client is compiled again without the operations that do not compile. The compiler has several phases, and
/// an error in one of them hides those of the later ones.
const ROUNDS: usize = 8;

/// The longest file name of most file systems, in bytes.
const FILE_NAME: usize = 255;

/// A random document, in parts: any of its operations may be left out.
pub(crate) trait Subject {
    /// The name of the package.
    fn package(&self) -> &'static str;

    /// The document with these operations alone, as JSON.
    fn document(&self, operations: &BTreeSet<usize>) -> String;

    /// The call of an operation, as a Rust expression.
    fn call(&self, index: usize, client: &Client) -> String;
}

/// A client and its program.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) client: Client,
    pub(crate) program: PathBuf,
    /// The operations that compile.
    pub(crate) operations: BTreeSet<usize>,
    /// Those that do not, or that cannot be written, each with the first error in it.
    pub(crate) broken: Vec<(usize, Fault)>,
}

/// The workspace of a test.
pub(crate) fn workspace(name: &str) -> Workspace {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let folder = std::path::absolute(target).unwrap().join("properties").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    Workspace::new(&folder, &root()).unwrap()
}

/// Generates and compiles a document. Operations that do not compile are left out, so that the others can be tried.
pub(crate) fn project(subject: &impl Subject, all: BTreeSet<usize>) -> Project {
    let workspace = workspace(subject.package());
    let mut operations = all;
    let mut broken = Vec::new();
    for _ in 0..ROUNDS {
        let client = client(subject, &operations);
        let unwritable = unwritable(subject, &client, &operations);
        if !unwritable.is_empty() {
            operations.retain(|index| unwritable.iter().all(|(other, _)| other != index));
            broken.extend(unwritable);
            continue;
        }
        let Built { program, faults } = build(&workspace, subject, &client, &operations);
        let Some(first) = faults.first() else {
            return Project { client, program: program.unwrap(), operations, broken };
        };
        let has_duplicates = faults.iter().any(Fault::is_duplicate);
        let causes = faults.iter().filter(|fault| !has_duplicates || fault.is_duplicate());
        let found: Vec<_> = causes.map(|fault| (owners(&client, fault), fault)).collect();
        let owned: BTreeSet<usize> = found.iter().flat_map(|(owners, _)| owners).copied().collect();
        assert!(!owned.is_empty(), "no operation causes this:\n{}\n{}", first.rendered, workspace.folder().display());
        for index in &owned {
            let (_, fault) = found.iter().find(|(owners, _)| owners.contains(index)).unwrap();
            broken.push((*index, (*fault).clone()));
        }
        operations.retain(|index| !owned.contains(index));
        let messages: BTreeSet<_> = found.iter().map(|(_, fault)| fault.message.as_str()).collect();
        let mut stderr = std::io::stderr();
        // Unlike `eprintln!`, this is not captured: a run that takes long shows why.
        writeln!(stderr, "{} operations do not compile: {messages:#?}", owned.len()).unwrap();
    }
    panic!("after {ROUNDS} rounds, the client still does not compile: {}", workspace.folder().display());
}

/// The client of some operations, with all that can be generated. What a name can be wrong for is tolerated.
fn client(subject: &impl Subject, operations: &BTreeSet<usize>) -> Client {
    let text = subject.document(operations);
    let settings = Settings {
        reference: true,
        mock: true,
        unused_models: true,
        ..Settings::new(PackageName::parse(subject.package()).unwrap(), "a test", "document.json")
    };
    let generation = generate("document.json", text.as_bytes(), &settings).unwrap();
    let client = generation.client.unwrap_or_else(|| {
        panic!("{}", render_all(&generation.source.files, &generation.diagnostics, Style::Plain));
    });
    let found: BTreeSet<_> = client.api.operations().filter_map(|operation| index_of(&operation.path)).collect();
    assert_eq!(&found, operations, "the client has other operations than the document");
    assert_eq!(client.api.operations().count(), operations.len());
    client
}

/// The operations that make a file name that is too long: those of each half, as far as it has any.
fn unwritable(subject: &impl Subject, client: &Client, operations: &BTreeSet<usize>) -> Vec<(usize, Fault)> {
    let Some(path) = long_path(client) else { return Vec::new() };
    let all: Vec<usize> = operations.iter().copied().collect();
    if let [one] = all.as_slice() {
        let (package, message) = (subject.package().to_owned(), "a file name is too long".to_owned());
        return vec![(*one, Fault { package, places: Vec::new(), message, rendered: path.to_owned() })];
    }
    let halves = all.chunks(all.len().div_ceil(2)).map(|half| half.iter().copied().collect());
    halves.flat_map(|half| unwritable(subject, &self::client(subject, &half), &half)).collect()
}

/// A path of a client that file systems refuse.
fn long_path(client: &Client) -> Option<&str> {
    let is_long = |path: &str| path.split('/').any(|name| name.len() > FILE_NAME);
    client.files.iter().map(|(path, _)| path).find(|path| is_long(path))
}

fn build(workspace: &Workspace, subject: &impl Subject, client: &Client, operations: &BTreeSet<usize>) -> Built {
    let name = subject.package();
    let package = PackageName::parse(name).unwrap();
    let calls: BTreeMap<_, _> = operations.iter().map(|index| (*index, subject.call(*index, client))).collect();
    let program = driver::program(&package, client, &calls);
    let calls = format!("{name}-calls");
    workspace.write(name, &client.files).unwrap();
    workspace.write(&calls, &program).unwrap();
    workspace.finish(&[name.to_owned(), calls.clone()]).unwrap();
    cargo(workspace.folder(), &["build", "--package", &calls])
}

/// The operations that an error is about.
fn owners(client: &Client, fault: &Fault) -> BTreeSet<usize> {
    let mut owners = fault.places.iter().map(|(file, line)| owners_of(client, file, *line));
    owners.find(|owners| !owners.is_empty()).unwrap_or_default()
}

/// The operations that a line of a generated file is for.
fn owners_of(client: &Client, file: &str, line: usize) -> BTreeSet<usize> {
    if let Some(index) = file.strip_prefix("src/calls/call_").and_then(|rest| rest.strip_suffix(".rs")) {
        return index.parse().into_iter().collect();
    }
    let text = client.files.get(file).unwrap_or_default();
    let above: Vec<_> = text.lines().take(line).collect();
    let named = |begins: fn(&str) -> Option<&str>| {
        above.iter().rev().find_map(|line| begins(line)).map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            rest[..end].to_owned()
        })
    };
    if file.starts_with("src/types") {
        return named(model).map(|name| users(&client.api, &name)).unwrap_or_default();
    }
    let name = named(function).unwrap_or_default();
    let module = client.api.groups.iter().find(|group| {
        let file = file.strip_prefix("src/traits/").or_else(|| file.strip_prefix("src/")).unwrap_or(file);
        file == format!("{}.rs", group.module) || file.starts_with(&format!("{}/", group.module))
    });
    let operations = module.into_iter().flat_map(|group| &group.operations);
    operations.filter(|it| it.function.as_str() == name).filter_map(|it| index_of(&it.path)).collect()
}

/// The name of the model that a line begins, and what follows.
fn model(line: &str) -> Option<&str> {
    line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))
}

/// The name of the operation whose method or function a line begins, and what follows. The method comes first; in a trait, it
/// has no visibility.
fn function(line: &str) -> Option<&str> {
    let method = line
        .strip_prefix("    pub fn ")
        .or_else(|| line.strip_prefix("    fn "))
        .filter(|rest| rest.contains("(&self"));
    method.or_else(|| line.strip_prefix("pub fn "))
}

/// The operations that send or receive a model, directly or within others.
fn users(api: &Api, name: &str) -> BTreeSet<usize> {
    let Some(model) = api.types.iter().position(|ty| ty.name.as_str() == name) else { return BTreeSet::new() };
    let uses = |operation: &&statusful_codegen::ir::Operation| {
        let mut stack: Vec<TypeId> = operation.sent().chain(operation.received()).filter_map(TypeRef::model).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = stack.pop() {
            if seen.insert(id) {
                stack.extend(api.types[id.0].kind.types().into_iter().filter_map(TypeRef::model));
            }
        }
        seen.contains(&TypeId(model))
    };
    api.operations().filter(uses).filter_map(|operation| index_of(&operation.path)).collect()
}
