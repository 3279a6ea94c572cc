//! What is said while a command runs. All of it goes to stderr: stdout is for the key.

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

/// How often the spinner turns.
const TICK: Duration = Duration::from_millis(120);

/// Says things: in lines, with a spinner on terminals, or as a JSON object a line.
pub(crate) struct Console {
    voice: Voice,
    is_terminal: bool,
    /// What turns while something is waited for.
    spinner: RefCell<Option<ProgressBar>>,
}

/// What came back, and how soon: `GET https://host/path returned 200 OK after 1.2 ms`.
pub(crate) struct Answer<'a>(pub(crate) &'a RawResponse);

impl Console {
    /// A console for a way of saying things.
    pub(crate) fn new(voice: Voice) -> Self {
        Self { voice, is_terminal: io::stderr().is_terminal(), spinner: RefCell::default() }
    }

    /// Whether JSON is wanted.
    pub(crate) fn is_json(&self) -> bool {
        self.voice.json
    }

    /// What comes next.
    pub(crate) fn heading(&self, text: &str) {
        if !self.voice.quiet {
            self.line(&format!("\n{text}"), || json!({ "step": text }));
        }
    }

    /// Something that is good to know.
    pub(crate) fn note(&self, text: impl Display) {
        if !self.voice.quiet {
            let text = text.to_string();
            self.line(&text, || json!({ "note": text }));
        }
    }

    /// An address that a person has to open. Nothing works without it, so it is said in any case.
    pub(crate) fn link(&self, why: &str, url: impl Display) {
        let url = url.to_string();
        let plain = if self.voice.quiet { url.clone() } else { format!("{why}\n  {url}") };
        self.line(&plain, || json!({ "note": why, "open": url }));
    }

    /// What came back, and how soon.
    pub(crate) fn answer(&self, response: &RawResponse) {
        self.note(format_args!("{}.", Answer(response)));
    }

    /// How it goes: in a line that stays, or beside the spinner of a terminal, until the next or until all is done.
    pub(crate) fn status(&self, text: impl Display) {
        if !self.is_terminal || self.voice.json || self.voice.quiet {
            self.note(text);
            return;
        }
        let mut spinner = self.spinner.borrow_mut();
        spinner.get_or_insert_with(turning).set_message(text.to_string());
    }

    /// Nothing is waited for any more.
    pub(crate) fn done(&self) {
        if let Some(spinner) = self.spinner.take() {
            spinner.finish_and_clear();
        }
    }

    /// Why there is no key.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.done();
        self.line(&failure.to_string(), || json!({ "error": failure.to_json() }));
    }

    fn line(&self, plain: &str, json: impl Fn() -> Value) {
        let line = if self.voice.json { text::json(&json()) } else { plain.to_owned() };
        // Who closes stderr does not want to hear of it, and a key is worth more than what is said about it.
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
