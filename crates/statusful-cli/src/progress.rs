//! How far it is, on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on stderr over several documents. It is nothing where stderr is no terminal, and where there is just one.
pub(crate) fn bar(verb: &'static str, documents: usize) -> ProgressBar {
    if documents < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(documents as u64).with_prefix(verb);
    match ProgressStyle::with_template("{prefix:>10} {bar:30} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
