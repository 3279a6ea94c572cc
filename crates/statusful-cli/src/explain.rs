//! `statusful explain`: explains diagnostics.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args, Command};
use serde_json::{Value, json};
use statusful_codegen::diagnostic::{Code, Level};

use crate::{MessageFormat, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful explain dangling-reference
  statusful explain
  statusful explain dangling-reference --message-format json";

/// Arguments of `statusful explain`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The diagnostic code [default: list all codes].
    #[arg(value_name = "CODE", value_parser = CodeParser, hide_possible_values = true)]
    code: Option<Code>,
}

/// Parses the name of a code. It lists all names, for shell completions and to suggest a similar one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CodeParser;

impl TypedValueParser for CodeParser {
    type Value = Code;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Code, clap::Error> {
        if let Some(code) = Code::ALL.iter().find(|code| value == code.name()) {
            return Ok(*code);
        }
        let names = PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name()));
        let mut error = match names.parse_ref(command, argument, value) {
            Ok(_) => clap::Error::new(ErrorKind::InvalidValue).with_cmd(command),
            Err(error) => error,
        };
        // A list of all codes would hide the similar one.
        error.remove(ContextKind::ValidValue);
        let advice = "`statusful explain` lists all codes".to_owned().into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![advice]));
        Err(error)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Code::ALL.iter().map(|code| PossibleValue::new(code.name()).help(code.summary()))))
    }
}

/// Explains one code, or lists all of them.
pub(crate) fn explain(arguments: &Arguments, report: &Report) {
    let codes = arguments.code.as_ref().map_or(Code::ALL, std::slice::from_ref);
    match (report.format(), arguments.code) {
        (MessageFormat::Json, _) => codes.iter().for_each(|code| report.print(format_args!("{}\n", object(*code)))),
        (MessageFormat::Human, Some(code)) => report.print(text(code)),
        (MessageFormat::Human, None) => {
            let width = codes.iter().map(|code| code.name().len()).max().unwrap_or_default();
            let line = |code: &Code| format!("{:width$}  {:7}  {}\n", code.name(), level(*code), code.summary());
            report.print(codes.iter().map(line).collect::<String>());
        }
    }
}

fn text(code: Code) -> String {
    format!("{} ({})\n\n{}\n\n{}\n", code.name(), level(code), code.summary(), code.explanation().trim_end())
}

fn object(code: Code) -> Value {
    json!({
        "code": code.name(),
        "level": level(code),
        "summary": code.summary(),
        "explanation": code.explanation(),
    })
}

fn level(code: Code) -> &'static str {
    match code.level() {
        Level::Warning => "warning",
        Level::Error => "error",
        Level::Fatal => "fatal",
    }
}
