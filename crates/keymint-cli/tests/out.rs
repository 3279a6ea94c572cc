//! Keys that go into files.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod command;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use command::{Ended, keymint, run};
use statusful_tests::{Answer, Server};
use tempfile::TempDir;

const KEY: &str = "flow_ada2ad2a_1234567890abcdef";

async fn service() -> Server {
    Server::answering(Answer::json(
        201,
        format!(
            r#"{{"apiKey":"{KEY}","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000",
                "keyName":"My App","keyPrefix":"flow_","userId":"123e4567-e89b-12d3-a456-426614174001"}}"#
        ),
    ))
    .await
}

fn create(service: &Server, out: &Path, more: &[&str]) -> Ended {
    let (server, out) = (service.url(), out.to_str().unwrap());
    run(keymint(&[&["create", "My App", "--server", &server, "--out", out], more].concat()))
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn names(folder: &TempDir) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_can_read_the_file_and_nothing_is_printed() {
    let (service, folder) = (service().await, TempDir::new().unwrap());
    let out = folder.path().join("key");
    let ended = create(&service, &out, &[]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), ""), "{ended:?}");
    assert_eq!((fs::read_to_string(&out).unwrap(), mode(&out)), (format!("{KEY}\n"), 0o600));
    assert!(ended.stderr.contains("which only you can read") && !ended.stderr.contains(KEY), "{ended:?}");
    assert_eq!(names(&folder), ["key"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_there_is_replaced_whoever_could_read_it() {
    let (service, folder) = (service().await, TempDir::new().unwrap());
    let (out, other) = (folder.path().join("key"), folder.path().join("other"));
    fs::write(&out, "old").unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(create(&service, &out, &[]).status, Some(0));
    assert_eq!((fs::read_to_string(&out).unwrap(), mode(&out)), (format!("{KEY}\n"), 0o600));

    // A link is replaced too, and not followed to where it leads.
    fs::write(&other, "old").unwrap();
    fs::remove_file(&out).unwrap();
    symlink(&other, &out).unwrap();
    assert_eq!(create(&service, &out, &[]).status, Some(0));
    assert_eq!(fs::read_to_string(&other).unwrap(), "old");
    assert!(fs::symlink_metadata(&out).unwrap().is_file());
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_are_told_the_file_and_not_the_key() {
    let (service, folder) = (service().await, TempDir::new().unwrap());
    let out = folder.path().join("key");
    let ended = create(&service, &out, &["--json"]);
    let printed: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(printed["file"], out.to_str().unwrap());
    assert_eq!((&printed["name"], &printed["prefix"]), (&"My App".into(), &"flow_".into()));
    assert!(!ended.stdout.contains(KEY) && !ended.stderr.contains(KEY), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_is_asked_for_that_has_no_place_to_go() {
    let (service, folder) = (service().await, TempDir::new().unwrap());
    for out in [folder.path().to_owned(), folder.path().join("missing/key"), "/".into()] {
        let ended = create(&service, &out, &[]);
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(1), ""), "{ended:?}");
        assert!(ended.stderr.contains("--out"), "{ended:?}");
    }
    assert!(service.requests().is_empty());
    assert!(names(&folder).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_leaves_the_file_as_it_was() {
    let (service, folder) = (Server::answering(Answer::status(503)).await, TempDir::new().unwrap());
    let out = folder.path().join("key");
    fs::write(&out, "old").unwrap();
    assert_eq!(create(&service, &out, &[]).status, Some(6));
    assert_eq!((fs::read_to_string(&out).unwrap().as_str(), names(&folder)), ("old", vec!["key".to_owned()]));
}
