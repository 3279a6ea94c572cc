//! The command line, as data.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use keymint::Secret;

use crate::failure::{Failure, Kind};
use crate::{comfydeploy, create, demo, manual, openrouter};

const EXAMPLES: &str = "\
Examples:
  keymint demo                          try all of it here: no account, no network
  KEY=$(keymint login openrouter)       the key alone goes to stdout, all else to stderr
  keymint create 'My App' --out key     a file that nobody else can read

Exit status:
  0  there is a key
  1  this machine stood in the way: a file, a port, a pipe
  2  the command line is wrong, or something it needs is missing
  3  access was denied
  4  nobody granted access in time
  5  the service refused the request
  6  the service failed, or answered what its document does not describe
  7  the service could not be reached";

/// The variable that holds the bearer token.
const TOKEN_VARIABLE: &str = "KEYMINT_BEARER_TOKEN";

/// No token is longer, in bytes.
const LONGEST_TOKEN: u64 = 64 * 1024;

/// Obtain an API key: by a login in the browser, by approving a request, or directly.
#[derive(Debug, Parser)]
#[command(name = "keymint", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log in to a service in the browser, and get a key of it.
    Login {
        #[command(subcommand)]
        service: Login,
    },
    /// Create a key directly.
    Create(CreateArguments),
    /// Try all of it against a mock inside of this process: no account, no network, keys that open nothing.
    Demo(demo::Arguments),
    /// Print the completions for a shell.
    Completions(manual::CompletionsArguments),
    /// Print the manual page, or write the pages of all commands.
    Man(manual::ManArguments),
}

/// The service to log in to.
#[derive(Debug, Subcommand)]
pub(crate) enum Login {
    /// OpenRouter: allow access in the browser, which comes back to this machine with a code (OAuth, PKCE).
    Openrouter(OpenrouterArguments),
    /// ComfyUI Deploy: approve a request in the browser, on any machine, while this command waits.
    Comfydeploy(ComfydeployArguments),
}

/// `keymint login openrouter`.
#[derive(Debug, Args)]
pub(crate) struct OpenrouterArguments {
    #[command(flatten)]
    pub(crate) options: openrouter::Options,
    /// Open no browser; print the address only.
    #[arg(long)]
    pub(crate) no_browser: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// `keymint login comfydeploy`.
#[derive(Debug, Args)]
pub(crate) struct ComfydeployArguments {
    #[command(flatten)]
    pub(crate) options: comfydeploy::Options,
    /// A file that holds the bearer token, or `-` for stdin [default: the variable `KEYMINT_BEARER_TOKEN`].
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Open no browser; print the address only.
    #[arg(long)]
    pub(crate) no_browser: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// `keymint create`.
#[derive(Debug, Args)]
pub(crate) struct CreateArguments {
    #[command(flatten)]
    pub(crate) options: create::Options,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Where the key goes, and how much is said.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Write the key to this file, readable by you alone, instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// How much is said, and in which form.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Voice {
    /// Print one JSON object on stdout, and a JSON object on each line of stderr.
    #[arg(long)]
    pub(crate) json: bool,
    /// Say nothing but what has to be opened and what went wrong.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl Command {
    /// How much is said, and in which form.
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
    /// The bearer token. It is no argument, since every process of the machine can read those.
    pub(crate) fn token(&self) -> Result<Secret, Failure> {
        let token = match &self.token_file {
            Some(path) => read(path).map_err(|error| {
                Failure::local(format!("The token file {} could not be read", path.display()), &error)
                    .help("Name a file that holds the bearer token alone, or `-` for stdin.")
            })?,
            None => std::env::var(TOKEN_VARIABLE).unwrap_or_default(),
        };
        let token = Secret::from(token.trim());
        if token.expose_secret().is_empty() {
            return Err(Failure::new(Kind::Usage, "There is no bearer token to ask ComfyUI Deploy with.").help(
                format!(
                    "Put the token of your account into the variable {TOKEN_VARIABLE}, or into a file for --token-file."
                ),
            ));
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
