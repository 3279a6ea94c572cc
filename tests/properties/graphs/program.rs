//! The program that reads values as every model of a client.

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use statusful_codegen::{Client, Files};

/// Reads each line of stdin as a model, on a thread with as little stack as threads have by default, and prints the name of
/// the model before and the number of values after.
const MAIN: &str = r#"#![allow(warnings)]

mod models;

fn read<T: serde::de::DeserializeOwned>(name: &str, values: &[String]) {
    println!("{name}");
    for value in values {
        let _ = serde_json::from_str::<T>(value);
    }
    println!("{}", values.len());
}

fn main() {
    let values: Vec<String> = std::io::stdin().lines().map_while(Result::ok).collect();
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(move || models::all(&values)).unwrap().join().unwrap();
}
"#;

const MANIFEST: &str = r#"[package]
name = "graphs-reader"
version = "0.0.0"
edition = "2024"

[dependencies]
serde.workspace = true
serde_json.workspace = true
graphs = { path = "../graphs", features = ["full-serde"] }
"#;

/// Returns the files of the program.
pub(super) fn files(client: &Client) -> Files {
    let mut files = Files::default();
    files.insert("Cargo.toml", MANIFEST.to_owned()).unwrap();
    files.insert("src/main.rs", MAIN.to_owned()).unwrap();
    let lines =
        client.api.types.iter().map(|ty| format!("    crate::read::<graphs::types::{0}>(\"{0}\", values);\n", ty.name));
    let text = format!("pub fn all(values: &[String]) {{\n{}}}\n", lines.collect::<String>());
    files.insert("src/models.rs", text).unwrap();
    files
}

/// Runs the program, and returns how many values it read; the name of the model that it was reading if it did not end well.
pub(super) fn run(program: &Path, values: &[String]) -> Result<usize, String> {
    let mut process = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    let values = values.join("\n");
    let writer = std::thread::spawn(move || writeln!(stdin, "{values}"));
    let mut last = String::new();
    let mut read = 0;
    for line in BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok) {
        match line.parse::<usize>() {
            Ok(count) => read += count,
            Err(_) => last = line,
        }
    }
    writer.join().unwrap().unwrap();
    if process.wait().unwrap().success() { Ok(read) } else { Err(last) }
}
