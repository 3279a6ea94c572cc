//! Runs the targets of the fuzzer with the bytes in `fuzz/regressions`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use statusful_fuzz::TARGETS;

fn regressions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/regressions")
}

#[test]
fn every_invariant_holds_for_the_regressions() {
    for target in TARGETS {
        let files: Vec<_> = fs::read_dir(regressions().join(target.name)).unwrap().collect();
        assert!(!files.is_empty(), "{} has no regressions", target.name);
        for file in files {
            let path = file.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let outcome = std::panic::catch_unwind(|| (target.run)(&bytes));
            assert!(outcome.is_ok(), "an invariant does not hold for {}", path.display());
        }
    }
}

#[test]
fn every_folder_of_regressions_has_a_target() {
    let folders = fs::read_dir(regressions()).unwrap().map(|folder| folder.unwrap().file_name().into_string().unwrap());
    let names = TARGETS.iter().map(|target| target.name.to_owned());
    assert_eq!(folders.collect::<BTreeSet<_>>(), names.collect::<BTreeSet<_>>());
}
