//! Checks that everything people read uses the words of the field: `words.toml` lists the words that are not used.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod prose;
mod words;

use std::fmt::Write as _;
use std::path::Path;

use prose::files;
use words::Words;

#[test]
fn prose_is_plain_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (words, files) = (Words::read(), files(&root));
    let mut report = String::new();
    for file in &files {
        for found in words.find(file) {
            let _ = writeln!(report, "{}:{}: {found}", file.path, found.line);
        }
    }
    let unused = words.unused_allowances(&files);
    assert!(report.is_empty(), "tests/english/words.toml has what to write instead:\n{report}");
    assert!(unused.is_empty(), "exceptions in tests/english/words.toml that match nothing: {unused:#?}");
}

#[test]
fn every_word_finds_its_example() {
    for word in Words::read().iter() {
        assert!(word.finds(&word.example), "{} does not find {:?}", word.pattern, word.example);
        assert!(!word.finds(&word.write), "{} finds its own replacement {:?}", word.pattern, word.write);
    }
}
