//! Documents that try to use up time or memory end with a diagnostic.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{command, stderr};

/// How long a run may take. Most take less than a second, without optimization.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much memory a run may map, in KiB. Without this limit, an alias bomb takes all there is.
const MEMORY: &str = "4000000";

/// Returns the exit code of `statusful generate`, and its messages.
fn generate(name: &str, text: &str) -> (Option<i32>, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let arguments = ["generate", name, "--out", "out", "--name", "large", "--runtime-version", "1"];
    let mut command = command(&arguments);
    if cfg!(target_os = "linux") {
        command = std::process::Command::new("sh");
        let limited = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_statusful")]).args(arguments);
    }
    let start = Instant::now();
    let output = command.current_dir(folder.path()).output().unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    (output.status.code(), stderr(&output))
}

fn with_schemas(schemas: &str) -> String {
    format!(
        r##"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{"/a":{{"get":{{"operationId":"a","responses":{{"200":
        {{"description":"d","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/A"}}}}}}}}}}}}}}}},
        "components":{{"schemas":{{{schemas}}}}}}}"##
    )
}

#[test]
fn what_is_beyond_a_limit_is_a_diagnostic() {
    let bomb = (1..12).fold("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |mut text, level| {
        let alias = format!("*a{},", level - 1).repeat(10);
        let _ = writeln!(text, "a{level}: &a{level} [{}]", alias.trim_end_matches(','));
        text
    });
    let deep =
        |open: &str, close: &str| with_schemas(&format!("\"A\":{}1{}", open.repeat(100_000), close.repeat(100_000)));
    for (name, text, code) in [
        ("api.yaml", format!("openapi: 3.1.0\nx-bomb:\n  {}", bomb.replace('\n', "\n  ")), "excessive-aliases"),
        ("api.json", deep("[", "]"), "nested-too-deep"),
        ("api.json", deep("{\"a\":", "}"), "nested-too-deep"),
        ("api.yaml", format!("openapi: 3.1.0\na: {}{}", "[".repeat(100_000), "]".repeat(100_000)), "nested-too-deep"),
        ("api.yaml", "- ".repeat(100_000), "nested-too-deep"),
        (
            "api.json",
            with_schemas(r##""A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/A"}"##),
            "circular",
        ),
    ] {
        let (status, messages) = generate(name, &text);
        assert!(matches!(status, Some(0 | 1)), "{status:?}: {messages}");
        assert!(messages.contains(code), "{code}: {}", messages.chars().take(2_000).collect::<String>());
    }
}

#[test]
fn what_is_large_is_generated() {
    let long = "x".repeat(8 << 20);
    let members =
        |count: u32| (0..count).map(|n| format!(r#""m{n}":{{"type":"string"}}"#)).collect::<Vec<_>>().join(",");
    let values = (0..5_000).map(|n| format!("\"v{n}\"")).collect::<Vec<_>>().join(",");
    let all_of =
        r##""A":{"allOf":[{"$ref":"#/components/schemas/B"}]},"B":{"allOf":[{"$ref":"#/components/schemas/A"}]}"##;
    let holder = r##""A":{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/components/schemas/A"}}}"##;
    for schemas in [
        format!(r#""A":{{"type":"string","description":"{long}"}}"#),
        format!(r#""A":{{"type":"object","properties":{{"{long}":{{"type":"string"}}}}}}"#),
        format!(r#""A":{{"type":"object","properties":{{{}}}}}"#, members(2_000)),
        format!(r#""A":{{"type":"string","enum":[{values}]}}"#),
        all_of.to_owned(),
        holder.to_owned(),
    ] {
        let (status, messages) = generate("api.json", &with_schemas(&schemas));
        assert_eq!(status, Some(0), "{schemas:.80}: {messages:.2000}");
    }
}
