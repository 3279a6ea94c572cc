//! `statusful generate` leaves the old crate or the new one, and never a mixture.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{command, stderr};

/// Every file of a folder by its path, with its content.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with two documents, whose crates differ in nearly every file, and a crate with files of its user.
struct Site {
    folder: TempDir,
    crates: [Tree; 2],
}

impl Site {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("0.yaml"), document("first")).unwrap();
        fs::write(folder.path().join("1.yaml"), document("second")).unwrap();
        let mut site = Self { folder, crates: [Tree::new(), Tree::new()] };
        site.generate(0, &[]);
        for (path, text) in [
            ("notes.md", "mine"),
            ("src/bin/tool.rs", "fn main() {}"),
            ("examples/mine.rs", "fn main() {}"),
            ("docs/mine.md", "# Mine\n"),
            (".git/HEAD", "ref: refs/heads/main"),
            ("target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55"),
            ("target/debug/built", "built"),
        ] {
            let path = site.out().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        site.crates[0] = tree(&site.out());
        site.generate(1, &[]);
        site.crates[1] = tree(&site.out());
        assert_eq!(site.crates[1].get(Path::new("examples/mine.rs")).unwrap(), b"fn main() {}");
        assert!(site.crates[0].contains_key(Path::new("src/only_first.rs")), "{:?}", site.crates[0].keys());
        assert!(!site.crates[1].contains_key(Path::new("src/only_first.rs")));
        site
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn command(&self, document: usize, more: &[&str]) -> Command {
        let path = self.folder.path().join(format!("{document}.yaml"));
        let out = self.out();
        let name = ["generate", path.to_str().unwrap(), "--out", out.to_str().unwrap(), "--name", "keys"];
        command(&[&name, more].concat())
    }

    fn spawn(&self, document: usize) -> Child {
        self.command(document, &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn generate(&self, document: usize, more: &[&str]) {
        let output = self.command(document, more).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    }

    /// Waits until a run has written something, wherever that is, or has ended.
    fn wait_for_a_write(&self, child: &mut Child) {
        let draft = self.folder.path().join(".out.statusful-new");
        let manifest = || fs::read(self.out().join("Cargo.toml")).ok();
        let before = manifest();
        while !draft.exists() && manifest() == before && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
    }

    /// The files next to the crate, which are the two documents unless a draft is left.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A document with many models, so that there is much to write.
fn document(word: &str) -> String {
    let schemas: Vec<_> = (0..60)
        .map(|index| {
            format!("    S{index}: {{type: object, description: {word}, properties: {{a: {{type: string}}}}}}\n")
        })
        .collect();
    format!(
        "openapi: 3.0.3\ninfo: {{title: {word}, version: 1.0.0}}\npaths:\n  /a:\n    get:\n      operationId: {word}\n      tags: \
         [only_{word}]\n      responses:\n        '200': {{description: All., content: {{application/json: {{schema: {{$ref: \
         '#/components/schemas/S0'}}}}}}}}\ncomponents:\n  schemas:\n{}",
        schemas.concat()
    )
}

/// A folder that does not exist has no files. A cache can be lost, and is left out.
fn tree(root: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut stack = vec![root.to_owned()];
    while let Some(folder) = stack.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let location = path.strip_prefix(root).unwrap().to_owned();
            match () {
                () if location == Path::new("target") => {}
                () if path.is_dir() => stack.push(path),
                () => drop(tree.insert(location, fs::read(path).unwrap())),
            }
        }
    }
    tree
}

fn differences(left: &Tree, right: &Tree) -> Vec<PathBuf> {
    let all = left.keys().chain(right.keys());
    all.filter(|path| left.get(*path) != right.get(*path)).cloned().collect()
}

/// `KILLS=100` kills more often than a test run has time for.
#[test]
fn a_killed_run_leaves_the_old_crate_or_the_new_one() {
    let kills: u32 = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let site = Site::new();
    let start = Instant::now();
    site.generate(0, &[]);
    let whole = start.elapsed();
    let mut current = 0;
    let mut outcomes = [0, 0, 0];
    for kill in 0..kills {
        let next = 1 - current;
        let mut child = site.spawn(next);
        // Most kills wait for the first write, because most of the time is spent before.
        if kill % 4 == 0 {
            std::thread::sleep(whole.mul_f64(fraction(kill)));
        } else {
            site.wait_for_a_write(&mut child);
            std::thread::sleep(Duration::from_millis(20).mul_f64(fraction(kill)));
        }
        outcomes[2] += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let found = tree(&site.out());
        if found == site.crates[next] {
            current = next;
        }
        assert_eq!(differences(&found, &site.crates[current]), [] as [PathBuf; 0], "kill {kill}");
        outcomes[usize::from(current == next)] += 1;
    }
    let [old, new, killed] = outcomes;
    eprintln!("{kills} kills, {killed} of a running process: {old} left the old crate, {new} the new one");
    site.generate(1 - current, &[]);
    assert_eq!(differences(&tree(&site.out()), &site.crates[1 - current]), [] as [PathBuf; 0]);
    site.generate(current, &[]);
    assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out"], "the next run removes the draft");
}

/// Returns a fraction that is spread evenly, whatever the number of kills.
fn fraction(kill: u32) -> f64 {
    (f64::from(kill) * 0.618_034).fract()
}

#[test]
fn a_killed_first_run_leaves_the_crate_or_nothing() {
    let site = Site::new();
    let empty = Tree::new();
    let expected = {
        fs::remove_dir_all(site.out()).unwrap();
        site.generate(0, &[]);
        tree(&site.out())
    };
    for kill in 0..6 {
        fs::remove_dir_all(site.out()).unwrap();
        let mut child = site.spawn(0);
        site.wait_for_a_write(&mut child);
        std::thread::sleep(Duration::from_millis(kill));
        let _ = child.kill();
        child.wait().unwrap();
        let found = tree(&site.out());
        assert!(found == empty || found == expected, "{:?}", differences(&found, &expected));
        assert_eq!(site.out().exists(), found == expected);
        site.generate(0, &[]);
        assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out"]);
    }
}

#[test]
fn runs_at_once_wait_for_each_other() {
    let site = Site::new();
    for _ in 0..3 {
        let spawn =
            |index: usize| site.command(index % 2, &[]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        for child in (0..6).map(spawn).collect::<Vec<_>>() {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", stderr(&output));
        }
        let found = tree(&site.out());
        assert!(site.crates.contains(&found), "{:?}", differences(&found, &site.crates[0]));
        assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out"]);
    }
    assert!(site.out().join("target/debug/built").exists());
}

#[test]
fn a_run_that_was_killed_after_the_exchange_is_completed() {
    let site = Site::new();
    for kind in ["new", "old"] {
        let draft = site.folder.path().join(format!(".out.statusful-{kind}"));
        fs::create_dir_all(draft.join("src")).unwrap();
        fs::write(draft.join("src/only_first.rs"), "// @generated by x").unwrap();
        fs::rename(site.out().join("target"), draft.join("target")).unwrap();
        fs::write(draft.join("src/late.rs"), "mine").unwrap();
        site.generate(1, &[]);
        assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out"]);
        assert!(site.out().join("target/debug/built").exists(), "{kind}");
        assert!(!site.out().join("src/only_first.rs").exists(), "{kind}");
        assert_eq!(site.out().join("src/late.rs").exists(), kind == "old");
    }
}

/// A limit on the size of files is what a full disk looks like to a program, and needs no rights.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_crate() {
    let site = Site::new();
    let [document, out] = ["0.yaml", "out"].map(|name| site.folder.path().join(name));
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_statusful"), "generate"])
        .args([document.as_os_str(), "--out".as_ref(), out.as_os_str(), "--name".as_ref(), "keys".as_ref()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("File too large"), "{}", stderr(&output));
    assert_eq!(differences(&tree(&site.out()), &site.crates[1]), [] as [PathBuf; 0]);
    assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;

    let site = Site::new();
    for folder in ["", "src"] {
        let path = site.out().join(folder);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o555)).unwrap();
        let output = site.command(0, &[]).output().unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains("is read-only"), "{}", stderr(&output));
        assert_eq!(differences(&tree(&site.out()), &site.crates[1]), [] as [PathBuf; 0]);
        assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out"]);
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_of_the_user_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let site = Site::new();
    fs::write(site.folder.path().join("precious"), "precious").unwrap();
    symlink("../precious", site.out().join("linked")).unwrap();
    symlink("nowhere", site.out().join("src/dangling.rs")).unwrap();
    fs::create_dir(site.out().join("empty")).unwrap();
    fs::set_permissions(site.out().join("notes.md"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(site.out().join("examples"), fs::Permissions::from_mode(0o555)).unwrap();
    // A folder that was a draft's name is a link: what it leads to stays.
    symlink(site.out(), site.folder.path().join(".out.statusful-new")).unwrap();
    site.generate(0, &[]);
    assert_eq!(fs::read_link(site.out().join("linked")).unwrap(), Path::new("../precious"));
    assert_eq!(fs::read_link(site.out().join("src/dangling.rs")).unwrap(), Path::new("nowhere"));
    assert!(site.out().join("empty").is_dir());
    let mode = |path: &str| fs::metadata(site.out().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("notes.md"), mode("examples")), (0o600, 0o555));
    assert_eq!(fs::read_to_string(site.folder.path().join("precious")).unwrap(), "precious");
    assert_eq!(site.beside(), ["0.yaml", "1.yaml", "out", "precious"]);

    // The crate itself may be a link; the folder behind it is replaced, and the link stays.
    let link = site.folder.path().join("link");
    symlink("out", &link).unwrap();
    let document = site.folder.path().join("1.yaml");
    let arguments = ["generate", document.to_str().unwrap(), "--out", link.to_str().unwrap(), "--name", "keys"];
    let output = command(&arguments).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(!site.out().join("src/only_first.rs").exists());
}

/// Finding 19: whoever writes a file without the generated header keeps it.
#[test]
fn files_of_the_user_survive_and_generated_ones_do_not() {
    let site = Site::new();
    site.generate(0, &["--mock"]);
    assert!(site.out().join("src/mock/document_1.yaml").exists());
    fs::write(site.out().join("src/mock/mine.yaml"), "mine").unwrap();
    site.generate(1, &["--no-reference"]);
    let left = tree(&site.out());
    for kept in ["notes.md", "src/bin/tool.rs", "examples/mine.rs", "docs/mine.md", ".git/HEAD", "src/mock/mine.yaml"] {
        assert!(left.contains_key(Path::new(kept)), "{kept}");
    }
    let gone =
        |path: &&PathBuf| path.starts_with("docs") || path.starts_with("src/mock") || path.ends_with("only_first.rs");
    let rest: Vec<_> = left.keys().filter(gone).collect();
    assert_eq!(rest, [Path::new("docs/mine.md"), Path::new("src/mock/mine.yaml")]);
}
