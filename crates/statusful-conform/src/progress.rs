//! How far it is, on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on stderr, which is nothing where that is no terminal.
pub(crate) fn bar(what: &'static str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64).with_prefix(what);
    match ProgressStyle::with_template("{prefix:>10} {bar:30} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
