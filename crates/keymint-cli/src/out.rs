//! Writes keys to stdout, or to a file that only the user can read.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::{Builder, NamedTempFile};

use crate::console::Console;
use crate::failure::{Failure, Kind};
use crate::key::Key;
use crate::text;

/// The destination of a key.
pub(crate) enum Destination {
    /// Standard output, with nothing else.
    Stdout,
    /// A file, which is replaced if it exists.
    File {
        /// The path of the file.
        path: PathBuf,
        /// The temporary file that is renamed to the path. It is created first, so that a folder without write access is an
        /// error before a key is created. Only its owner can open it (`tempfile` uses mode 0600).
        draft: NamedTempFile,
    },
}

impl Destination {
    /// Prepares the destination, before a key is requested.
    pub(crate) fn prepare(out: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = out else { return Ok(Self::Stdout) };
        if path.is_dir() || path.file_name().is_none() {
            let message = format!("{} is not a file.", path.display());
            return Err(Failure::new(Kind::Local, message).help("Pass the path of a file with --out."));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match Builder::new().prefix(".keymint-").tempfile_in(folder) {
            Ok(draft) => Ok(Self::File { path: path.to_owned(), draft }),
            Err(error) => Err(Failure::local(format!("{} cannot be written to", folder.display()), &error)
                .help("No key was requested. Pass a path with --out in a folder with write access.")),
        }
    }

    /// Writes the key. If the destination is a file, the JSON on stdout contains its path.
    pub(crate) fn deliver(self, key: &Key, console: &Console) -> Result<(), Failure> {
        let (path, draft) = match self {
            Self::Stdout => return print(key, console),
            Self::File { path, draft } => (path, draft),
        };
        write(draft, &path, key.expose_secret()).map_err(|error| {
            Failure::local(format!("The key was created, but could not be written to {}", path.display()), &error)
                .help("The key is lost. Revoke it in your account, and obtain another.")
        })?;
        console.note(format_args!("The key is in {}, which only you can read.", path.display()));
        let shown = path.to_string_lossy();
        if console.is_json() { print_line(&text::json(&key.to_json(Some(&shown)))) } else { Ok(()) }
    }
}

/// Writes the temporary file completely, and then renames it.
fn write(mut draft: NamedTempFile, path: &Path, key: &str) -> io::Result<()> {
    writeln!(draft, "{key}")?;
    draft.as_file().sync_all()?;
    draft.persist(path)?;
    Ok(())
}

/// Prints only the key, or a JSON object with its metadata.
pub(crate) fn print(key: &Key, console: &Console) -> Result<(), Failure> {
    if console.is_json() { print_line(&text::json(&key.to_json(None))) } else { print_line(key.expose_secret()) }
}

/// Prints several keys, as lines with a name and a key, or as a JSON object.
pub(crate) fn print_all(keys: &[Key], console: &Console) -> Result<(), Failure> {
    if console.is_json() {
        let keys: Vec<Value> = keys.iter().map(|key| key.to_json(None)).collect();
        return print_line(&text::json(&serde_json::json!({ "keys": keys })));
    }
    keys.iter().try_for_each(|key| print_line(&format!("{:<12} {}", key.service(), key.expose_secret())))
}

/// Prints a line to stdout. Unlike for messages, a failure is an error, because the line contains the key.
fn print_line(line: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}").and_then(|()| stdout.flush()).map_err(|error| {
        Failure::local("The key was created, but could not be written to stdout", &error)
            .help("The key is lost. Revoke it in your account, and obtain another, for example with --out.")
    })
}
