//! The first build of a small service with a client of keymint's document: the client and all that it depends on.

use std::fs;
use std::path::{Path, PathBuf};

use super::compile::compared;
use crate::bench::generator::{Generator, cargo};
use crate::bench::lab::{Lab, fresh};
use crate::bench::process::{measured, run};
use crate::bench::row::{Goal, Row, Unit};
use xtask::paths;

const DOCUMENT: &str = "openapi/keymint.yaml";

/// Measures each generator once, and counts the packages. Both interfaces of progenitor need the same packages.
pub(super) fn rows(lab: &Lab<'_>) -> [Row; 2] {
    let generators = lab.generators.iter().map(|(generator, _)| *generator);
    let generators = generators.filter(|generator| *generator != Generator::Builder);
    let values: Vec<_> = generators.map(|generator| (generator.name().to_owned(), measure(lab, generator))).collect();
    let row = |what: &str, unit, index: usize, goal| {
        let values = values.iter().map(|(name, value)| (name.clone(), value.clone().map(|all| all[index])));
        compared(format!("first `cargo build` of a small service, {what}"), unit, values, goal)
    };
    [row("CPU", Unit::Seconds, 0, Goal::Times(1.0)), row("packages", Unit::Count, 1, Goal::None)]
}

fn measure(lab: &Lab<'_>, generator: Generator) -> Result<[f64; 2], String> {
    let client = lab.client(generator, &paths::root().join(DOCUMENT))?;
    let failed = |fault: String| lab.fault(generator.name(), "does not build in a service", &fault);
    let service = service(lab, &client).map_err(|error| failed(error.to_string()))?;
    let cargo = |arguments: &[&str]| {
        let mut cargo = cargo();
        cargo.args(arguments).current_dir(&service).env("CARGO_TARGET_DIR", service.join("target"));
        cargo
    };
    run(&mut cargo(&["fetch", "--quiet"])).map_err(failed)?;
    let usage = measured(&cargo(&["build", "--offline"]));
    let _ = fs::remove_dir_all(service.join("target"));
    usage.map(|(usage, said)| [usage.cpu, super::cold::compiled(&said)]).map_err(failed)
}

/// Writes a program that depends on the client and has an async runtime, as every service has.
fn service(lab: &Lab<'_>, client: &Path) -> std::io::Result<PathBuf> {
    let folder = lab.folder().join("service");
    fresh(&folder)?;
    fs::create_dir_all(folder.join("src"))?;
    let head = "[package]\nname = \"service\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n";
    let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }";
    let manifest = format!("{head}[dependencies]\nmeasured = {{ path = '{}' }}\n{tokio}\n", client.display());
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), "use measured as _;\n\n#[tokio::main]\nasync fn main() {}\n")?;
    Ok(folder)
}
