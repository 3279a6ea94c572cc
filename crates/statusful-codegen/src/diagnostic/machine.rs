//! Diagnostics for programs: editors, review bots, dashboards.

use serde_json::{Value, json};

use super::quote::plain;
use super::{Diagnostic, Style, render};
use crate::source::SourceFile;

/// A diagnostic as one JSON object on one line. Its place is that of the first label; lines and columns start at one,
/// columns count characters, and the end is one past the last of them.
pub fn to_json(files: &[SourceFile], diagnostic: &Diagnostic) -> String {
    let place = diagnostic.labels.first().and_then(|label| Some((files.get(label.span.file.0)?, label.span)));
    let start = place.map(|(file, span)| file.position(span.start));
    let end = place.map(|(file, span)| file.position(span.end));
    json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity.name(),
        "message": plain(&diagnostic.message),
        "file": place.map(|(file, _)| plain(&file.name)),
        "line": start.map(|position| position.line),
        "column": start.map(|position| position.column),
        "end_line": end.map(|position| position.line),
        "end_column": end.map(|position| position.column),
        "help": if diagnostic.help.is_empty() { Value::Null } else { plain(&diagnostic.help).into() },
        "rendered": render(files, diagnostic, Style::Plain),
    })
    .to_string()
}
