//! Where a key goes: to stdout, or into a file that nobody else can read.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::{Builder, NamedTempFile};

use crate::console::Console;
use crate::failure::{Failure, Kind};
use crate::key::Key;
use crate::text;

/// Where a key goes.
pub(crate) enum Destination {
    /// To stdout, alone.
    Stdout,
    /// Into a file, which takes the place of the one that was there.
    File {
        /// Its path.
        path: PathBuf,
        /// What becomes of it. It is there from the start, so that a folder that cannot be written to is told before a
        /// key is made; and nobody but its owner may ever open it (`tempfile` creates with mode 0600).
        draft: NamedTempFile,
    },
}

impl Destination {
    /// Makes sure that a key can go there.
    pub(crate) fn prepare(out: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = out else { return Ok(Self::Stdout) };
        if path.is_dir() || path.file_name().is_none() {
            let message = format!("{} is no file that a key could be written to.", path.display());
            return Err(Failure::new(Kind::Local, message).help("Give --out the path of a file."));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match Builder::new().prefix(".keymint-").tempfile_in(folder) {
            Ok(draft) => Ok(Self::File { path: path.to_owned(), draft }),
            Err(error) => Err(Failure::local(format!("{} cannot be written to", folder.display()), &error)
                .help("No key was asked for. Give --out a path in a folder that you can write to.")),
        }
    }

    /// Hands the key over. Where a file has it, JSON says which.
    pub(crate) fn deliver(self, key: &Key, console: &Console) -> Result<(), Failure> {
        let (path, draft) = match self {
            Self::Stdout => return print(key, console),
            Self::File { path, draft } => (path, draft),
        };
        write(draft, &path, key.expose_secret()).map_err(|error| {
            Failure::local(format!("The key was made, but could not be written to {}", path.display()), &error)
                .help("It is lost. Revoke it where you manage your keys, and get another.")
        })?;
        console.note(format_args!("The key is in {}, readable by you alone.", path.display()));
        let shown = path.to_string_lossy();
        if console.is_json() { print_line(&text::json(&key.to_json(Some(&shown)))) } else { Ok(()) }
    }
}

/// Writes a draft to its end, and only then puts it in its place.
fn write(mut draft: NamedTempFile, path: &Path, key: &str) -> io::Result<()> {
    writeln!(draft, "{key}")?;
    draft.as_file().sync_all()?;
    draft.persist(path)?;
    Ok(())
}

/// The key alone, or what is known of it as a JSON object.
pub(crate) fn print(key: &Key, console: &Console) -> Result<(), Failure> {
    if console.is_json() { print_line(&text::json(&key.to_json(None))) } else { print_line(key.expose_secret()) }
}

/// Several keys at once: a name and a key a line, or a JSON object.
pub(crate) fn print_all(keys: &[Key], console: &Console) -> Result<(), Failure> {
    if console.is_json() {
        let keys: Vec<Value> = keys.iter().map(|key| key.to_json(None)).collect();
        return print_line(&text::json(&serde_json::json!({ "keys": keys })));
    }
    keys.iter().try_for_each(|key| print_line(&format!("{:<12} {}", key.service(), key.expose_secret())))
}

/// A line on stdout. That it cannot be written is an error, since what it holds was the point.
fn print_line(line: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}").and_then(|()| stdout.flush()).map_err(|error| {
        Failure::local("The key was made, but stdout could not be written to", &error)
            .help("It is lost. Revoke it where you manage your keys, and get another, maybe with --out.")
    })
}
