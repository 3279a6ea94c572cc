//! What the commands say, and where.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstyle::AnsiColor;
use statusful_codegen::diagnostic::{Diagnostic, Diagnostics, Style, render, render_all, render_overview, to_json};
use statusful_codegen::source::SourceFile;

use crate::{Failure, MessageFormat, Output};

/// Where words go: results to stdout, faults to stderr. With JSON on stdout, sentences go to stderr.
///
/// Nothing here fails. Whoever reads may stop reading, as `head` does, and that is no fault; any other is told in the
/// end.
#[derive(Debug)]
pub struct Report {
    format: MessageFormat,
    style: Style,
    verbose: bool,
    unwritten: RefCell<Option<io::Error>>,
}

impl Report {
    /// A report as the options say.
    pub fn new(output: &Output) -> Self {
        output.color.choice().write_global();
        let style = style(&io::stderr());
        Self { format: output.message_format, style, verbose: output.verbose, unwritten: RefCell::new(None) }
    }

    /// How results and faults are told.
    pub fn format(&self) -> MessageFormat {
        self.format
    }

    /// Whether stdout takes colours.
    pub fn stdout_style(&self) -> Style {
        style(&io::stdout())
    }

    /// A sentence about what was done.
    pub fn say(&self, sentence: impl Display) {
        match self.format {
            MessageFormat::Human => self.print(format_args!("{sentence}\n")),
            MessageFormat::Json => self.warn(sentence),
        }
    }

    /// A result as it is, without a line break of its own.
    pub fn print(&self, text: impl Display) {
        let mut stdout = io::stdout().lock();
        self.keep(write!(stdout, "{text}").and_then(|()| stdout.flush()));
    }

    /// A sentence on stderr.
    pub fn warn(&self, sentence: impl Display) {
        complain(format_args!("{sentence}\n"));
    }

    /// Everything that was found in a document; for people, no more than a screen of it unless they ask.
    pub fn diagnostics(&self, files: &[SourceFile], diagnostics: &Diagnostics) {
        match self.format {
            MessageFormat::Human if self.verbose => complain(render_all(files, diagnostics, self.style)),
            MessageFormat::Human => {
                let (text, hidden) = render_overview(files, diagnostics, self.style);
                complain(text);
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

    /// A fault without a document to show.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) {
        match self.format {
            MessageFormat::Human => complain(format_args!("{}\n\n", render(&[], diagnostic, self.style))),
            MessageFormat::Json => self.print(to_json(&[], diagnostic) + "\n"),
        }
    }

    /// Tells what was not told yet of a failure, and gives the exit code.
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

    fn keep(&self, written: io::Result<()>) {
        if let Err(error) = written {
            self.unwritten.borrow_mut().get_or_insert(error);
        }
    }
}

/// There is nowhere left to tell that stderr is gone.
fn complain(text: impl Display) {
    let _ = write!(io::stderr().lock(), "{text}");
}

fn style(stream: &impl anstream::stream::RawStream) -> Style {
    match AutoStream::choice(stream) {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Coloured,
    }
}
