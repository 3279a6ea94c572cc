//! Diagnostics for programs: editors, review bots, dashboards.

use serde_json::{Value, json};

use super::quote::plain;
use super::{Diagnostic, Label, Style, render};
use crate::source::SourceFile;

/// A diagnostic as one JSON object on one line. Its place is that of the first label, and `labels` has all of them.
/// Lines and columns start at one, columns count characters, and the end is one past the last of them.
pub fn to_json(files: &[SourceFile], diagnostic: &Diagnostic) -> String {
    let labels: Vec<Value> = diagnostic.labels.iter().filter_map(|label| place(files, label)).collect();
    let first = labels.first().cloned().unwrap_or(Value::Null);
    json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity.name(),
        "message": plain(&diagnostic.message),
        "file": first["file"],
        "line": first["line"],
        "column": first["column"],
        "end_line": first["end_line"],
        "end_column": first["end_column"],
        "labels": labels,
        "help": if diagnostic.help.is_empty() { Value::Null } else { plain(&diagnostic.help).into() },
        "summary": diagnostic.code.summary(),
        "rendered": render(files, diagnostic, Style::Plain),
    })
    .to_string()
}

fn place(files: &[SourceFile], label: &Label) -> Option<Value> {
    let file = files.get(label.span.file.0)?;
    let (start, end) = (file.position(label.span.start), file.position(label.span.end));
    Some(json!({
        "file": plain(&file.name),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": plain(&label.text),
    }))
}
