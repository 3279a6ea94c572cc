//! Lines of generated Rust.

use std::fs;
use std::io;
use std::path::Path;

use super::compile::compared;
use crate::bench::documents::{OPENROUTER, name};
use crate::bench::generator::Generator;
use crate::bench::lab::Lab;
use crate::bench::row::{Goal, Row, Unit};

/// Counts the lines of each client that is compiled, and of the largest file of each of Statusful's.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    let all = lab.documents.compiled.iter().map(|document| total(lab, document));
    all.chain(lab.documents.all().into_iter().map(|document| largest(lab, document))).collect()
}

fn total(lab: &Lab<'_>, document: &Path) -> Row {
    let values = lab.generators.iter().map(|(generator, _)| {
        let lines = lab.client(*generator, document).and_then(|client| lines(&client));
        (generator.name().to_owned(), lines.map(f64::from))
    });
    let name = name(document);
    // The goal is set for this document.
    let goal = if name == OPENROUTER { Goal::AtMost(45_000.0) } else { Goal::None };
    compared(format!("lines of Rust, `{name}`"), Unit::Lines, values, goal)
}

fn largest(lab: &Lab<'_>, document: &Path) -> Row {
    let lines = lab.client(Generator::Statusful, document).and_then(|client| counted(&client));
    let ours = lines.map(|lines| lines.into_iter().max().map_or(0.0, f64::from));
    let what = format!("lines of the largest file, `{}`", name(document));
    Row { what, unit: Unit::Lines, ours, others: Vec::new(), goal: Goal::AtMost(5_000.0) }
}

/// Returns the number of lines of all Rust files below `src`.
pub(super) fn lines(client: &Path) -> Result<u32, String> {
    counted(client).map(|lines| lines.iter().sum())
}

/// Returns the number of lines of each Rust file below `src`.
fn counted(client: &Path) -> Result<Vec<u32>, String> {
    let mut lines = Vec::new();
    walk(&client.join("src"), &mut lines).map_err(|error| error.to_string())?;
    Ok(lines)
}

fn walk(folder: &Path, lines: &mut Vec<u32>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, lines)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let count = fs::read_to_string(&path)?.lines().count();
            lines.push(u32::try_from(count).unwrap_or(u32::MAX));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rust_below_src_is_counted() {
        let client = tempfile::tempdir().unwrap();
        fs::create_dir_all(client.path().join("src/types")).unwrap();
        for (path, text) in
            [("src/lib.rs", "a\nb\n"), ("src/types/a.rs", "c\n"), ("src/a.toml", "d\n"), ("build.rs", "e\n")]
        {
            fs::write(client.path().join(path), text).unwrap();
        }
        let mut lines = counted(client.path()).unwrap();
        lines.sort_unstable();
        assert_eq!(lines, [1, 2]);
    }
}
