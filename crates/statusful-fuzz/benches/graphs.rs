//! How long generation takes, and how much memory, for random graphs of schemas and for long chains of them.
//!
//! ```text
//! cargo bench -p statusful-fuzz --bench graphs
//! GRAPHS_SEED=1 GRAPHS=1000 cargo bench -p statusful-fuzz --bench graphs
//! ```

use std::num::ParseIntError;
use std::time::{Duration, Instant};

use fastrand::Rng;
use serde_json::{Map, Value, json};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Settings, generate};

use statusful_fuzz::graphs::{known, random};

/// How many random graphs are generated.
const GRAPHS: u64 = 300;

/// How many choices are within each other.
const LEVELS: usize = 14;

/// How many components a chain has.
const LINKS: usize = 16_000;

/// How many of the slowest are printed.
const SLOWEST: usize = 5;

/// What the generation of a document took.
struct Cost {
    name: String,
    time: Duration,
    /// The most memory that was allocated at once, in bytes.
    peak: u64,
    document: usize,
    client: usize,
}

fn main() -> Result<(), ParseIntError> {
    let seed = number("GRAPHS_SEED")?.unwrap_or_default();
    let mut rng = Rng::with_seed(seed);
    let random = (0..number("GRAPHS")?.unwrap_or(GRAPHS)).map(|index| (index.to_string(), random("G", &mut rng)));
    report(&format!("random graphs with seed {seed}"), random);
    let named = |(name, graph): (&str, Map<String, Value>)| (name.to_owned(), graph);
    report("graphs that were once endless", known::small().into_iter().map(named));
    report(&format!("choices within {LEVELS} levels"), known::doubling(LEVELS).into_iter().map(named));
    report(&format!("chains of {LINKS}"), known::chains(LINKS).into_iter().map(named));
    Ok(())
}

/// Returns the number in an environment variable, if there is one.
fn number(variable: &str) -> Result<Option<u64>, ParseIntError> {
    std::env::var(variable).ok().map(|text| text.parse()).transpose()
}

fn report(title: &str, graphs: impl Iterator<Item = (String, Map<String, Value>)>) {
    let mut costs: Vec<_> = graphs.map(|(name, graph)| cost(name, &graph)).collect();
    costs.sort_by_key(|cost| std::cmp::Reverse(cost.time));
    let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or_default();
    println!("{title}: {}, at most {} MB; the slowest:", costs.len(), peak / 1_000_000);
    for Cost { name, time, peak, document, client } in costs.iter().take(SLOWEST) {
        let (seconds, megabytes) = (time.as_secs_f64(), peak / 1_000_000);
        println!("  {seconds:8.3} s  {megabytes:5} MB  {document:9} bytes become {client:9}  {name}");
    }
}

fn cost(name: String, graph: &Map<String, Value>) -> Cost {
    let info = json!({ "title": "Graphs", "version": "1.0.0" });
    let document = json!({ "openapi": "3.1.0", "info": info, "paths": {}, "components": { "schemas": graph } });
    let text = document.to_string();
    let started = Instant::now();
    let mut client = 0;
    let allocated = allocation_counter::measure(|| client = size_of_client(&text));
    Cost { name, time: started.elapsed(), peak: allocated.bytes_max, document: text.len(), client }
}

/// Returns how many bytes the files of a client have, or none if the document has errors.
fn size_of_client(text: &str) -> usize {
    let settings = Settings {
        unused_models: true,
        ..Settings::new(
            PackageName::parse("graphs").expect("a name of a package"),
            "cargo bench -p statusful-fuzz --bench graphs",
            "document.json",
        )
    };
    let generation = generate("document.json", text.as_bytes(), &settings);
    let client = generation.ok().and_then(|generation| generation.client);
    client.map(|client| client.files.iter().map(|(_, file)| file.len()).sum()).unwrap_or_default()
}
