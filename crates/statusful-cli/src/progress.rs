//! Progress bars on a terminal.

use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work takes before its progress is shown.
const DELAY: Duration = Duration::from_secs(1);

/// Creates a progress bar on stderr, which appears after a second. It never does if it is not shown, or if stderr is not a
/// terminal.
pub(crate) fn bar(label: &'static str, length: usize, is_shown: bool) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden()).with_prefix(label);
    let bar = match ProgressStyle::with_template("{prefix} {bar:20} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    };
    if is_shown {
        appear(&bar);
    }
    bar
}

/// Shows a bar after the delay, unless the work has ended.
fn appear(bar: &ProgressBar) {
    let bar = bar.downgrade();
    thread::spawn(move || {
        thread::sleep(DELAY);
        if let Some(bar) = bar.upgrade().filter(|bar| !bar.is_finished()) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.tick();
        }
    });
}
