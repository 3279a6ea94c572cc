//! `keymint`: obtains API keys.
//!
//! The command uses the generated crate `keymint` as any other program would: the responses of the operations are typed
//! values, which become a key, or an error message with help.

mod cli;
mod client;
mod comfydeploy;
mod console;
mod create;
mod demo;
mod duration;
mod failure;
mod key;
mod manual;
mod openrouter;
mod out;
mod text;
mod visit;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command, Login, Output};
use console::Console;
use failure::Failure;
use key::Key;
use out::Destination;
use visit::Visit;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(cli.command.output());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(&cli.command, &console)),
        Err(error) => Err(Failure::local("The command could not start its runtime", &error)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console.failure(&failure);
            failure.exit_code()
        }
    }
}

async fn run(command: &Command, console: &Console) -> Result<(), Failure> {
    match command {
        Command::Login { service: Login::Openrouter(arguments) } => {
            let (options, visit) = (&arguments.options, Visit::of(arguments.no_browser));
            obtain(&arguments.output, console, openrouter::login(options, visit, console)).await
        }
        Command::Login { service: Login::Comfydeploy(arguments) } => {
            let visit = Visit::of(arguments.no_browser);
            obtain(&arguments.output, console, async {
                let token = arguments.token()?;
                comfydeploy::login(&arguments.options, token, visit, console).await
            })
            .await
        }
        Command::Create(arguments) => {
            obtain(&arguments.output, console, create::create(&arguments.options, console)).await
        }
        Command::Demo(arguments) => demo::run(arguments, console).await,
        Command::Completions(arguments) => manual::completions(arguments),
        Command::Man(arguments) => manual::man(arguments),
    }
}

/// Obtains a key and writes it. The destination is prepared first, because a key that cannot be written is lost.
async fn obtain(
    output: &Output,
    console: &Console,
    key: impl Future<Output = Result<Key, Failure>>,
) -> Result<(), Failure> {
    let destination = Destination::prepare(output.out.as_deref())?;
    let key = key.await?;
    console.done();
    destination.deliver(&key, console)
}
