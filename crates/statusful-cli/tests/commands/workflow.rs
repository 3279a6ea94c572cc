//! The workflow in the guide: its scripts run as they are written, in a repository of their own.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use statusful_codegen::diagnostic::Diagnostics;
use statusful_codegen::source::{self, Node};
use tempfile::TempDir;

use crate::DOCUMENT;

/// A step of a job: its script, and its variables.
struct Step {
    script: String,
    env: Vec<String>,
}

fn workflow() -> Node {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/workflow.yml");
    let mut diagnostics = Diagnostics::default();
    let source = source::read("workflow.yml", &fs::read(path).unwrap(), &mut diagnostics);
    assert!(!diagnostics.has_errors());
    source.root
}

/// Returns the steps of a job that have a script.
fn steps(job: &str) -> Vec<Step> {
    let workflow = workflow();
    let steps = workflow.get("jobs").and_then(|jobs| jobs.get(job)).and_then(|job| job.get("steps")).unwrap();
    let step = |step: &Node| {
        let env = step.get("env").into_iter().flat_map(Node::members).map(|(name, _)| name.to_owned()).collect();
        Some(Step { script: step.get("run")?.as_str().unwrap().to_owned(), env })
    };
    steps.items().filter_map(step).collect()
}

#[test]
fn nothing_of_a_pull_request_is_in_a_script() {
    let workflow = workflow();
    assert!(workflow.get("permissions").unwrap().as_object().unwrap().is_empty(), "jobs ask for what they need");
    let events: Vec<_> = workflow.get("on").unwrap().members().map(|(name, _)| name).collect();
    assert_eq!(events, ["pull_request", "push"], "`pull_request_target` would run what strangers write, with secrets");
    for (name, job) in workflow.get("jobs").unwrap().members() {
        assert!(job.node.get("permissions").is_some(), "{name}");
        for step in steps(name) {
            assert!(!step.script.contains("${{"), "{}", step.script);
        }
        let uses = job.node.get("steps").unwrap().items().filter_map(|step| step.get("uses")?.as_str());
        for action in uses {
            let (action, version) = action.split_once('@').unwrap();
            assert!(action.starts_with("actions/") && version.starts_with('v'), "{action}");
        }
    }
}

/// A repository with a client, a remote, and programs in the place of those that need GitHub.
struct Repository {
    folder: TempDir,
}

const SETTINGS: &str =
    "document = \"openapi.yaml\"\nout = \"client\"\nversion = \"1.2.3\"\nruntime = { version = \"0.1\" }\n";

/// Writes its arguments to a log. `gh pr create` fails the second time, as it does if there is a pull request.
const GH: &str = "#!/bin/sh\nif [ \"$2\" = create ] && grep -q 'pr create' \"$RUNNER_TEMP/gh.log\"; then exit 1; fi\necho \"$@\" >> \"$RUNNER_TEMP/gh.log\"\n";

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        for folder in ["work", "bin", "temp"] {
            fs::create_dir(repository.path(folder)).unwrap();
        }
        for (name, text) in [("gh", GH), ("cargo", "#!/bin/sh\ntest \"$*\" = 'install --locked statusful-cli'\n")] {
            let path = repository.path("bin").join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_statusful"), repository.path("bin/statusful")).unwrap();
        fs::write(repository.path("temp/gh.log"), "").unwrap();
        fs::write(repository.path("work/openapi.yaml"), DOCUMENT).unwrap();
        fs::write(repository.path("work/statusful.toml"), SETTINGS).unwrap();
        let start = "git init -q -b main . && git init -q --bare ../remote && git remote add origin ../remote && statusful generate -q \
                     && git add --all && git commit -q -m first";
        repository.run(&[], start);
        repository
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn commit(&self, document: &str) {
        fs::write(self.path("work/openapi.yaml"), document).unwrap();
        self.run(&[], "git commit -q --all -m change");
    }

    /// Runs a script as GitHub does, and returns what it printed.
    fn run(&self, env: &[(String, String)], script: &str) -> String {
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let identity = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
        let output: Output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(self.path("work"))
            .envs(identity.map(|name| (name, "tests@example.com")))
            .env("PATH", path)
            .env("RUNNER_TEMP", self.path("temp"))
            .env("GITHUB_STEP_SUMMARY", self.path("temp/summary.md"))
            .envs(env.iter().cloned().collect::<BTreeMap<_, _>>())
            .output()
            .unwrap();
        let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(output.status.success(), "{script}\n{stdout}\n{stderr}");
        stdout
    }

    /// Runs the scripts of a job. Values of its variables are made up, and are hostile where they are texts.
    fn run_job(&self, job: &str) {
        for step in steps(job) {
            let value = |name: &String| match name.as_str() {
                "BASE" => self.run(&[], "git rev-parse HEAD~1").trim().to_owned(),
                "NUMBER" => "7".to_owned(),
                "GH_TOKEN" => "$(touch pwned)".to_owned(),
                other => panic!("the test has no value for `{other}`"),
            };
            let env: Vec<_> = step.env.iter().map(|name| (name.clone(), value(name))).collect();
            self.run(&env, &step.script);
        }
        assert!(!self.path("work/pwned").exists());
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

/// Returns `true` if the programs that the runners of GitHub have are installed.
fn has_tools() -> bool {
    let missing: Vec<_> = ["bash", "git", "jq", "sed"]
        .into_iter()
        .filter(|name| Command::new(name).arg("--version").output().is_err())
        .collect();
    if !missing.is_empty() {
        eprintln!("skipped: {missing:?} are not installed");
    }
    missing.is_empty()
}

const USERS: &str = "  /users:\n    get: {operationId: listUsers, responses: {'204': {description: None.}}}\n";

#[test]
fn a_pull_request_gets_a_comment() {
    if !has_tools() {
        return;
    }
    let repository = Repository::new();
    repository.commit(&(DOCUMENT.to_owned() + USERS));
    repository.run_job("compare");
    let comment = repository.read("temp/comment.md");
    assert!(
        comment.contains("1 compatible change; the next version is 1.3.0, a minor release after 1.2.3."),
        "{comment}"
    );
    assert_eq!(repository.read("temp/summary.md"), comment);
    let called = repository.read("temp/gh.log");
    assert!(called.starts_with("pr comment 7 --body-file ") && called.contains("--edit-last"), "{called}");
}

#[test]
fn a_merge_opens_a_pull_request_with_the_next_version() {
    if !has_tools() {
        return;
    }
    let repository = Repository::new();
    repository.commit(&(DOCUMENT.to_owned() + USERS));
    repository.run_job("regenerate");
    assert!(repository.read("work/statusful.toml").contains("\nversion = \"1.3.0\"\n"));
    assert!(repository.read("work/client/Cargo.toml").contains("version = \"1.3.0\""));
    assert!(repository.read("work/client/CHANGELOG.md").contains("\n## [1.3.0] - 20"));
    let pushed = repository.run(&[], "git -C ../remote log -1 --format=%s client-release");
    assert_eq!(pushed, "Release version 1.3.0 of the client\n");
    let called = repository.read("temp/gh.log");
    assert!(
        called.starts_with("pr create --head client-release --title Release version 1.3.0 of the client "),
        "{called}"
    );

    // Another change before the release counts with the first.
    repository.run(&[], "git worktree remove --force \"$RUNNER_TEMP/released\" && git switch -q main && git branch -q -D client-release");
    repository.commit(&DOCUMENT.replace("listKeys", "allKeys"));
    repository.run_job("regenerate");
    assert!(repository.read("work/client/Cargo.toml").contains("version = \"2.0.0\""));
    assert!(repository.read("temp/gh.log").contains("pr edit client-release --title Release version 2.0.0"));
}
