//! The command line of `keymint`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use keymint::Secret;

use crate::failure::{Failure, Kind};
use crate::{comfydeploy, create, demo, manual, openrouter};

const EXAMPLES: &str = "\
Examples:
  keymint demo                          try every login without an account or a network
  KEY=$(keymint login openrouter)       print only the key to stdout; messages go to stderr
  keymint create 'My App' --out key     write the key to a file that only you can read

Exit codes:
  0  success
  1  local error: a file, a port or a pipe
  2  invalid arguments, or a missing bearer token
  3  access was denied
  4  access was not granted in time
  5  the service rejected the request
  6  the service failed, or returned an undocumented response
  7  the service could not be reached";

/// The environment variable for the bearer token.
const TOKEN_VARIABLE: &str = "KEYMINT_BEARER_TOKEN";

/// The maximum length of a token, in bytes.
const LONGEST_TOKEN: u64 = 64 * 1024;

/// Obtain an API key from a service.
#[derive(Debug, Parser)]
#[command(name = "keymint", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The command to run.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log in to a service in the browser, and obtain a key.
    Login {
        #[command(subcommand)]
        service: Login,
    },
    /// Create a key without a login.
    Create(CreateArguments),
    /// Try every way to obtain a key against a built-in mock server, without an account or a network.
    Demo(demo::Arguments),
    /// Print the completions for a shell.
    Completions(manual::CompletionsArguments),
    /// Print the manual page, or write the pages of all commands.
    Man(manual::ManArguments),
}

/// The service to log in to.
#[derive(Debug, Subcommand)]
pub(crate) enum Login {
    /// Log in to OpenRouter: allow access in the browser, which then sends a code to this command (OAuth with PKCE).
    Openrouter(OpenrouterArguments),
    /// Log in to ComfyUI Deploy: approve a request in the browser, on any machine, while this command polls.
    Comfydeploy(ComfydeployArguments),
}

/// Arguments of `keymint login openrouter`.
#[derive(Debug, Args)]
pub(crate) struct OpenrouterArguments {
    #[command(flatten)]
    pub(crate) options: openrouter::Options,
    /// Print the URL instead of opening a browser.
    #[arg(long)]
    pub(crate) no_browser: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Arguments of `keymint login comfydeploy`.
#[derive(Debug, Args)]
pub(crate) struct ComfydeployArguments {
    #[command(flatten)]
    pub(crate) options: comfydeploy::Options,
    /// The file that contains the bearer token, or `-` for stdin [default: the variable `KEYMINT_BEARER_TOKEN`].
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Print the URL instead of opening a browser.
    #[arg(long)]
    pub(crate) no_browser: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Arguments of `keymint create`.
#[derive(Debug, Args)]
pub(crate) struct CreateArguments {
    #[command(flatten)]
    pub(crate) options: create::Options,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Options for the output of a key.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Write the key to this file, which only you can read, instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// The format and the amount of output.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Voice {
    /// Print the result to stdout as a JSON object, and messages to stderr as JSON lines.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print only errors, and URLs that you must open.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl Command {
    /// Returns the output options of the command.
    pub(crate) fn output(&self) -> Voice {
        match self {
            Self::Login { service: Login::Openrouter(arguments) } => arguments.output.voice,
            Self::Login { service: Login::Comfydeploy(arguments) } => arguments.output.voice,
            Self::Create(arguments) => arguments.output.voice,
            Self::Demo(arguments) => arguments.voice,
            Self::Completions(_) | Self::Man(_) => Voice { json: false, quiet: false },
        }
    }
}

impl ComfydeployArguments {
    /// Reads the bearer token. It is not an argument, because every process on the machine can read those.
    pub(crate) fn token(&self) -> Result<Secret, Failure> {
        let token = match &self.token_file {
            Some(path) => read(path).map_err(|error| {
                Failure::local(format!("The token file {} could not be read", path.display()), &error)
                    .help("Pass a file that contains only the bearer token, or `-` for stdin.")
            })?,
            None => std::env::var(TOKEN_VARIABLE).unwrap_or_default(),
        };
        let token = Secret::from(token.trim());
        if token.expose_secret().is_empty() {
            return Err(Failure::new(Kind::Usage, "The bearer token for ComfyUI Deploy is missing.").help(format!(
                "Set the variable {TOKEN_VARIABLE} to the token of your account, or pass a file with --token-file."
            )));
        }
        Ok(token)
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    if path == Path::new("-") {
        io::stdin().take(LONGEST_TOKEN).read_to_string(&mut text)?;
    } else {
        File::open(path)?.take(LONGEST_TOKEN).read_to_string(&mut text)?;
    }
    Ok(text)
}
