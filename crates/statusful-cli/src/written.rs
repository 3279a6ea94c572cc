//! Files that commands write, apart from generated ones.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::{Failure, MessageFormat, Report};

/// Writes a document to the file of `--out`, or prints it if there is none.
pub(crate) fn write_or_print(out: Option<&Path>, text: &str, report: &Report) -> Result<(), Failure> {
    match (out, report.format()) {
        (Some(path), _) => fs::write(path, text)?,
        (None, MessageFormat::Human) => report.print(text),
        (None, MessageFormat::Json) => {
            let message = "stdout is for diagnostics with `--message-format json`; name a file by `--out`";
            return Err(Failure::Impossible(message.to_owned()));
        }
    }
    Ok(())
}

/// Writes a file. One that exists is replaced in one step, so that an interruption or a full disk loses nothing, and keeps its
/// permissions.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A symbolic link stays one.
    let Ok(path) = fs::canonicalize(path) else { return fs::write(path, text) };
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut draft = NamedTempFile::new_in(folder)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    draft.as_file().sync_all()?;
    draft.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("CHANGELOG.md");
        replace(&path, "one").unwrap();
        replace(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
        assert!(replace(folder.path(), "three").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["CHANGELOG.md", "link.md"].map(|name| folder.path().join(name));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
