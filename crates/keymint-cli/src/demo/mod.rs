//! `keymint demo`: obtains a key in each way, from a mock server of the document in the same process.
//!
//! The logins and the requests are real; the keys are random and not valid anywhere.

mod approval;
mod authorization;
mod ledger;
mod page;
mod service;
#[cfg(test)]
mod tests;
mod verdict;
pub(crate) mod visitor;

use std::time::Duration;

use clap::{Args, ValueEnum};
use keymint::Secret;

use crate::cli::Voice;
use crate::console::Console;
use crate::failure::Failure;
use crate::key::Key;
use crate::visit::Visit;
use crate::{comfydeploy, create, duration, openrouter, out};
use service::Service;

/// The first wait between two polls. The document's default is longer than users of a demo want to wait.
const INTERVAL: Duration = Duration::from_millis(200);

/// Arguments of `keymint demo`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The way to try [default: all].
    #[arg(value_name = "WAY")]
    way: Option<Way>,
    /// Open the pages in your browser, and wait until you allow access.
    #[arg(long)]
    browser: bool,
    /// Print the URLs of the pages, and wait until you open them and allow access.
    #[arg(long, conflicts_with = "browser")]
    no_open: bool,
    /// Fetch the pages and allow access without a browser (the default).
    #[arg(long, conflicts_with_all = ["browser", "no_open"])]
    no_browser: bool,
    /// The time limit for each authorization.
    #[arg(long, value_name = "TIME", default_value = "5m", value_parser = duration::parse)]
    timeout: Duration,
    /// Options for the output.
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// A way to obtain a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// Log in with OAuth and PKCE.
    Openrouter,
    /// Approve a request while the command polls.
    Comfydeploy,
    /// Create a key without a login.
    Create,
}

impl Arguments {
    fn visit(&self) -> Visit {
        match (self.browser, self.no_open) {
            (true, _) => Visit::Open,
            (_, true) => Visit::Show,
            _ => Visit::Click,
        }
    }
}

/// Obtains a key in one way or in all of them, and prints the keys.
pub(crate) async fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let service = Service::start()
        .await
        .map_err(|error| Failure::local("The mock server of the demo could not be started", &error))?;
    console.note(format_args!(
        "A mock of the three services runs in this process, at {}: no account, no network.",
        service.url()
    ));
    if let Some(way) = arguments.way {
        let key = obtain(way, arguments, &service, console).await?;
        return out::print(&key, console);
    }
    let mut keys = Vec::new();
    for way in Way::value_variants() {
        keys.push(obtain(*way, arguments, &service, console).await?);
    }
    console.heading("Three keys, which open nothing:");
    out::print_all(&keys, console)
}

/// Obtains a key with the code of the command for this way.
async fn obtain(way: Way, arguments: &Arguments, service: &Service, console: &Console) -> Result<Key, Failure> {
    let (visit, timeout) = (arguments.visit(), arguments.timeout);
    let key = match way {
        Way::Openrouter => {
            console.heading("keymint login openrouter");
            openrouter::login(&login(service, timeout), visit, console).await
        }
        Way::Comfydeploy => {
            console.heading("keymint login comfydeploy");
            let server = Some(format!("{}/api", service.url()));
            let options = comfydeploy::Options { server, page: None, timeout, interval: Some(INTERVAL) };
            comfydeploy::login(&options, Secret::from(service::TOKEN), visit, console).await
        }
        Way::Create => {
            console.heading("keymint create 'My API Key'");
            let options = create::Options { name: "My API Key".to_owned(), server: service.url().to_owned() };
            create::create(&options, console).await
        }
    };
    console.done();
    key
}

fn login(service: &Service, timeout: Duration) -> openrouter::Options {
    openrouter::Options {
        server: Some(format!("{}/api/v1", service.url())),
        page: format!("{}/auth", service.url()),
        timeout,
        app_name: Some("keymint demo".to_owned()),
        app_url: None,
        app_categories: None,
    }
}
