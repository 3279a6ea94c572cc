//! Progress bars on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// Creates a progress bar on stderr. It is hidden if stderr is not a terminal.
pub fn progress_bar(label: &'static str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64).with_prefix(label);
    match ProgressStyle::with_template("{prefix:>10} {bar:30} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
