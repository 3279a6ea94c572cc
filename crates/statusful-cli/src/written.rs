//! Documents that commands write.

use std::fs;
use std::path::Path;

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
