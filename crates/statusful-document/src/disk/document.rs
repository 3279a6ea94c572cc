//! Documents from disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, quote};

/// How large a document may be, in bytes. The largest public ones have an eighth of it; a device has no end.
pub(super) const LIMIT: u64 = 128 << 20;

/// The bytes of a document.
pub fn read_document(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let shown = quote(&path.to_string_lossy());
    let fault = |message: String| Diagnostic::new(Code::UnreadableDocument, message);
    match read(path) {
        Ok(bytes) if bytes.len() as u64 > LIMIT => {
            Err(fault(format!("{shown} is larger than {} MiB", LIMIT >> 20)).help("split the document"))
        }
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(fault(format!("{shown} does not exist")).help("check the path"))
        }
        Err(error) => Err(fault(format!("{shown} cannot be read: {error}"))),
    }
}

pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
