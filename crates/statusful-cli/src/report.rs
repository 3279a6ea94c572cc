//! The output of commands.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstyle::AnsiColor;
use statusful_codegen::diagnostic::{
    Diagnostic, Diagnostics, Severity, Style, render, render_all, render_overview, to_json,
};
use statusful_codegen::source::SourceFile;

use crate::{Failure, MessageFormat, Output};

/// Writes results to stdout and diagnostics to stderr. With JSON on stdout, messages go to stderr.
///
/// No method fails. A closed pipe is not an error, because readers such as `head` stop early. Any other error on
/// stdout is reported by [`Report::end`].
#[derive(Debug)]
pub struct Report {
    format: MessageFormat,
    style: Style,
    verbose: bool,
    quiet: bool,
    unwritten: RefCell<Option<io::Error>>,
    /// The progress bar that is shown, if any. Output appears above it.
    #[cfg(feature = "progress")]
    bar: RefCell<Option<indicatif::ProgressBar>>,
}

impl Report {
    /// Creates a report from the options.
    pub fn new(output: &Output) -> Self {
        output.color.choice().write_global();
        let style = style(&io::stderr());
        let Output { message_format: format, verbose, quiet, .. } = *output;
        Self {
            format,
            style,
            verbose,
            quiet,
            unwritten: RefCell::new(None),
            #[cfg(feature = "progress")]
            bar: RefCell::new(None),
        }
    }

    /// Creates a progress bar on stderr for work that takes more than a second. Only people see it: it needs a terminal, and there is
    /// none with `--quiet`, with JSON, or in CI. Remove it with `finish_and_clear`.
    #[cfg(feature = "progress")]
    pub fn progress(&self, label: &'static str, length: usize) -> indicatif::ProgressBar {
        let is_ci = std::env::var_os("CI").is_some();
        let bar = crate::progress::bar(label, length, self.shows_progress(is_ci));
        self.bar.replace(Some(bar.clone()));
        bar
    }

    #[cfg(feature = "progress")]
    fn shows_progress(&self, is_ci: bool) -> bool {
        !is_ci && !self.quiet && self.format == MessageFormat::Human
    }

    /// Returns the format of results and diagnostics.
    pub fn format(&self) -> MessageFormat {
        self.format
    }

    /// Returns the style for stdout: coloured or plain.
    pub fn stdout_style(&self) -> Style {
        style(&io::stdout())
    }

    /// Prints a message about what the command did, unless `--quiet` is set.
    pub fn say(&self, sentence: impl Display) {
        if self.quiet {
            return;
        }
        match self.format {
            MessageFormat::Human => self.print(format_args!("{sentence}\n")),
            MessageFormat::Json => self.warn(sentence),
        }
    }

    /// Prints a result to stdout, without adding a line break.
    pub fn print(&self, text: impl Display) {
        self.above_bar(|| {
            let mut stdout = io::stdout().lock();
            self.keep(write!(stdout, "{text}").and_then(|()| stdout.flush()));
        });
    }

    /// Prints a message to stderr.
    pub fn warn(&self, sentence: impl Display) {
        self.complain(format_args!("{sentence}\n"));
    }

    /// Reports the diagnostics of a document. Human-readable output fills one screen at most,
    /// unless `--verbose` is set. With `--quiet`, only errors are reported.
    pub fn diagnostics(&self, files: &[SourceFile], diagnostics: &Diagnostics) {
        let mut errors = Diagnostics::new(diagnostics.strictness());
        if self.quiet {
            errors.extend(diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).cloned());
        }
        let diagnostics = if self.quiet { &errors } else { diagnostics };
        match self.format {
            MessageFormat::Human if self.verbose => self.complain(render_all(files, diagnostics, self.style)),
            MessageFormat::Human => {
                let (text, hidden) = render_overview(files, diagnostics, self.style);
                self.complain(text);
                if hidden > 0 {
                    self.warn(format_args!("{hidden} not shown; --verbose shows all"));
                }
            }
            MessageFormat::Json => {
                let lines = diagnostics.sorted().into_iter().map(|diagnostic| to_json(files, diagnostic) + "\n");
                self.print(lines.collect::<String>());
            }
        }
    }

    /// Reports a diagnostic without an excerpt of a document.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) {
        match self.format {
            MessageFormat::Human => self.complain(format_args!("{}\n\n", render(&[], diagnostic, self.style))),
            MessageFormat::Json => self.print(to_json(&[], diagnostic) + "\n"),
        }
    }

    /// Reports the failure, unless that is already done, and returns the exit code.
    pub fn end(&self, outcome: Result<(), Failure>) -> ExitCode {
        let unwritten = self.unwritten.take().filter(|error| error.kind() != ErrorKind::BrokenPipe);
        let unwritten = unwritten.map(|error| Failure::Impossible(format!("the result cannot be written: {error}")));
        let Some(failure) = unwritten.or(outcome.err()) else { return ExitCode::SUCCESS };
        if let Failure::Impossible(message) | Failure::Wrong(message) = &failure {
            let red = match self.style {
                Style::Coloured => AnsiColor::Red.on_default().bold(),
                Style::Plain => anstyle::Style::new(),
            };
            self.warn(format_args!("{red}error{red:#}: {message}"));
        }
        failure.exit_code()
    }

    /// Writes to stderr. An error is ignored, because there is nowhere left to report it.
    fn complain(&self, text: impl Display) {
        self.above_bar(|| drop(write!(io::stderr().lock(), "{text}")));
    }

    /// Writes something while the progress bar is removed.
    #[cfg(feature = "progress")]
    fn above_bar(&self, write: impl FnOnce()) {
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    #[cfg(not(feature = "progress"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    fn above_bar(&self, write: impl FnOnce()) {
        write();
    }

    fn keep(&self, written: io::Result<()>) {
        if let Err(error) = written {
            self.unwritten.borrow_mut().get_or_insert(error);
        }
    }
}

fn style(stream: &impl anstream::stream::RawStream) -> Style {
    match AutoStream::choice(stream) {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Coloured,
    }
}

#[cfg(all(test, feature = "progress"))]
mod tests {
    use super::*;
    use crate::Color;

    fn report(message_format: MessageFormat, quiet: bool) -> Report {
        Report::new(&Output { message_format, color: Color::Never, verbose: false, quiet })
    }

    #[test]
    fn progress_is_for_people() {
        assert!(report(MessageFormat::Human, false).shows_progress(false));
        assert!(!report(MessageFormat::Human, false).shows_progress(true));
        assert!(!report(MessageFormat::Human, true).shows_progress(false));
        assert!(!report(MessageFormat::Json, false).shows_progress(false));
    }
}
