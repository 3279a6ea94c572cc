//! The demo, without a browser: all of it, on a machine that has nothing.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod command;

use command::{Ended, keymint, run};
use serde_json::Value;

/// Replaces ports, times and names of requests, which differ each time.
fn steady(text: &str) -> String {
    let mut steady = String::new();
    for line in text.lines() {
        let words: Vec<_> = line.split(' ').map(steady_word).collect();
        steady += words.join(" ").trim_end();
        steady.push('\n');
    }
    steady
}

fn steady_word(word: &str) -> String {
    let (start, end) = word.rsplit_once(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(("", word));
    if let Some((_, path)) = word.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once('/')) {
        let (known, last) = path.rsplit_once('/').unwrap_or(("", path));
        let last = if last.len() > 20 { "NAME" } else { last };
        return format!("http://127.0.0.1:PORT/{known}/{last}").replace("//", "/").replace("http:/1", "http://1");
    }
    match word {
        _ if word.starts_with("http://127.0.0.1:") => "http://127.0.0.1:PORT:".to_owned(),
        _ if !start.is_empty() && start.bytes().all(|byte| byte.is_ascii_digit()) && end.len() == 1 => {
            "TIME".to_owned()
        }
        _ => word.to_owned(),
    }
}

fn demo(arguments: &[&str]) -> Ended {
    // Neither a browser nor anything else is there, and a proxy that is not must not be asked.
    let mut command = keymint(&[&["demo"], arguments].concat());
    command.env("PATH", "").env("http_proxy", "http://127.0.0.1:1").env("HTTP_PROXY", "http://127.0.0.1:1");
    run(command)
}

fn is_command(step: &str) -> bool {
    step.starts_with("keymint ")
}

#[test]
fn all_three_ways_end_in_a_key() {
    let ended = demo(&["--no-browser"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    insta::assert_snapshot!(steady(&format!("{}{}", ended.stderr, ended.stdout)));
}

/// The transcript in the README is the output of the command.
#[test]
fn the_readme_shows_it() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let (_, shown) = readme.split_once("$ keymint demo\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    let ended = demo(&[]);
    assert_eq!(steady(shown), steady(&format!("{}{}", ended.stderr, ended.stdout)));
}

#[test]
fn each_way_alone_prints_its_key_alone() {
    for (way, prefix) in [("openrouter", "sk-or-v1-demo-"), ("comfydeploy", "cd_demo_"), ("create", "flow_demo_")] {
        let ended = demo(&[way, "--quiet"]);
        assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""), "{way}");
        let key = ended.stdout.strip_suffix('\n').unwrap();
        assert!(key.starts_with(prefix) && !key.contains(char::is_whitespace), "{key}");
    }
}

#[test]
fn programs_get_one_object_on_stdout_and_one_a_line_on_stderr() {
    let ended = demo(&["--json"]);
    let printed: Value = serde_json::from_str(&ended.stdout).unwrap();
    let services: Vec<_> = printed["keys"].as_array().unwrap().iter().map(|key| &key["service"]).collect();
    assert_eq!(services, ["openrouter", "comfydeploy", "api-keys"]);
    let said: Vec<Value> = ended.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(said.iter().filter(|line| line["step"].as_str().is_some_and(is_command)).count(), 3, "{said:?}");
    assert!(said.iter().all(|line| line["step"].is_string() || line["note"].is_string()), "{said:?}");
}
