//! What the pages of `docs/guide` say that commands print.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Runs every command of a page that shows what it prints: `$ statusful …` in a folder with the files of the page, and
/// `$ cargo statusful …` in the repository. Returns how many there were.
///
/// A block of code after a paragraph that is only the name of a file, such as "`openapi.yaml`:", is that file. A line `…` in the
/// output stands for any lines.
fn run(page: &Path) -> usize {
    let text = fs::read_to_string(page).unwrap();
    let folder = TempDir::new().unwrap();
    let (mut ran, mut before, mut lines) = (0, "", text.lines());
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            before = if line.is_empty() { before } else { line };
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some(name) = before.strip_prefix('`').and_then(|name| name.strip_suffix("`:")) {
            write(&folder.path().join(name), &block);
        } else if language == "console" {
            ran += commands(&block).iter().filter(|lines| transcript(page, lines, folder.path())).count();
        }
        before = "";
    }
    ran
}

/// Splits a block before every command.
fn commands<'a>(block: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for line in block {
        match commands.last_mut() {
            Some(last) if !line.starts_with("$ ") => last.push(line),
            _ => commands.push(vec![line]),
        }
    }
    commands
}

fn write(path: &Path, lines: &[&str]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// Runs a command, and compares what it prints, unless a shell has to run it.
fn transcript(page: &Path, lines: &[&str], folder: &Path) -> bool {
    let line = lines[0].strip_prefix("$ ").unwrap_or_default();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (command, folder) = match (line.strip_prefix("statusful "), line.strip_prefix("cargo statusful ")) {
        (Some(command), _) => (command, folder),
        (_, Some(command)) => (command, repository.as_path()),
        _ => return false,
    };
    let expected = &lines[1..];
    if command.contains(['&', '>', '|']) {
        return false;
    }
    let arguments = command.split(' ').map(|word| word.trim_matches('\''));
    let output = Command::new(env!("CARGO_BIN_EXE_statusful")).args(arguments).current_dir(folder).output().unwrap();
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    assert!(
        matches(expected, &printed),
        "{}: `{line}` prints\n\n{}\n\nand not\n\n{}",
        page.display(),
        printed.join("\n"),
        expected.join("\n")
    );
    true
}

/// Returns `true` if the lines are the same, where `…` stands for any.
fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        Some((line, rest)) => {
            printed.split_first().is_some_and(|(first, others)| first == line && matches(rest, others))
        }
    }
}

#[test]
fn commands_print_what_the_guide_shows() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide");
    let pages = fs::read_dir(guide).unwrap().map(|entry| entry.unwrap().path());
    let ran: usize = pages.filter(|path| path.extension().is_some_and(|it| it == "md")).map(|page| run(&page)).sum();
    assert!(ran >= 8, "the guide shows only {ran} commands with what they print");
}
