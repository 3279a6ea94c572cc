//! Messages while a command runs. They go to stderr, because stdout is for the key.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use keymint::RawResponse;
use serde_json::{Value, json};

use crate::cli::Voice;
use crate::failure::Failure;
use crate::text;

/// The interval of the spinner.
const TICK: Duration = Duration::from_millis(120);

/// Prints messages as lines, with a spinner on terminals, or as JSON lines.
pub(crate) struct Console {
    voice: Voice,
    is_terminal: bool,
    /// The spinner, while the command waits.
    spinner: RefCell<Option<ProgressBar>>,
}

/// A response and its time: `GET https://host/path returned 200 OK after 1.2 ms`.
pub(crate) struct Answer<'a>(pub(crate) &'a RawResponse);

impl Console {
    /// Creates a console with the options of a command.
    pub(crate) fn new(voice: Voice) -> Self {
        Self { voice, is_terminal: io::stderr().is_terminal(), spinner: RefCell::default() }
    }

    /// Returns `true` if the output is JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.voice.json
    }

    /// Prints the heading of a step.
    pub(crate) fn heading(&self, text: &str) {
        if !self.voice.quiet {
            self.line(&format!("\n{text}"), || json!({ "step": text }));
        }
    }

    /// Prints a note.
    pub(crate) fn note(&self, text: impl Display) {
        if !self.voice.quiet {
            let text = text.to_string();
            self.line(&text, || json!({ "note": text }));
        }
    }

    /// Prints a URL that the user must open, even if other messages are disabled.
    pub(crate) fn link(&self, why: &str, url: impl Display) {
        let url = url.to_string();
        let plain = if self.voice.quiet { url.clone() } else { format!("{why}\n  {url}") };
        self.line(&plain, || json!({ "note": why, "open": url }));
    }

    /// Prints the status and the time of a response.
    pub(crate) fn answer(&self, response: &RawResponse) {
        self.note(format_args!("{}.", Answer(response)));
    }

    /// Prints the progress: on terminals next to the spinner, where the next message replaces it, and otherwise as a line.
    pub(crate) fn status(&self, text: impl Display) {
        if !self.is_terminal || self.voice.json || self.voice.quiet {
            self.note(text);
            return;
        }
        let mut spinner = self.spinner.borrow_mut();
        spinner.get_or_insert_with(turning).set_message(text.to_string());
    }

    /// Removes the spinner.
    pub(crate) fn done(&self) {
        if let Some(spinner) = self.spinner.take() {
            spinner.finish_and_clear();
        }
    }

    /// Prints an error.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.done();
        self.line(&failure.to_string(), || json!({ "error": failure.to_json() }));
    }

    fn line(&self, plain: &str, json: impl Fn() -> Value) {
        let line = if self.voice.json { text::json(&json()) } else { plain.to_owned() };
        // If stderr is closed, the command continues: the key is more important than its messages.
        let write = || drop(writeln!(io::stderr(), "{line}"));
        match &*self.spinner.borrow() {
            Some(spinner) => spinner.suspend(write),
            None => write(),
        }
    }
}

fn turning() -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(TICK);
    match ProgressStyle::with_template("{spinner} {wide_msg}") {
        Ok(style) => spinner.with_style(style),
        Err(_) => spinner,
    }
}

impl Display for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {:.1} ms", self.0, self.0.elapsed().as_secs_f64() * 1000.0)
    }
}
