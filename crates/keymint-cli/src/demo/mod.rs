//! All three ways against a mock of the document inside of this process: real logins, real requests, keys that open
//! nothing.

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

/// The first wait between two polls. People who watch a demo are less patient than the document.
const INTERVAL: Duration = Duration::from_millis(200);

/// `keymint demo`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The way to try, instead of all three.
    #[arg(value_name = "WAY")]
    way: Option<Way>,
    /// Open the pages in the system's browser, and wait until you allow access.
    #[arg(long)]
    browser: bool,
    /// Print the addresses of the pages, and wait until somebody opens them and allows access.
    #[arg(long, conflicts_with = "browser")]
    no_open: bool,
    /// Fetch the pages and allow access as a browser would, as is the default.
    #[arg(long, conflicts_with_all = ["browser", "no_open"])]
    no_browser: bool,
    /// How long to wait until somebody allows access.
    #[arg(long, value_name = "TIME", default_value = "5m", value_parser = duration::parse)]
    timeout: Duration,
    /// How much is said, and in which form.
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// A way to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// A login that comes back with a code.
    Openrouter,
    /// A request that is approved.
    Comfydeploy,
    /// A key that is created.
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

/// Runs one way or all of them, and prints the keys.
pub(crate) async fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let service = Service::start()
        .await
        .map_err(|error| Failure::local("The services of the demo could not be started", &error))?;
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

/// Obtains a key in a way, as the command of that way does.
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
