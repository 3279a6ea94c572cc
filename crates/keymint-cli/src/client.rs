//! The client of the generated crate, as this command configures it.

use std::net::IpAddr;
use std::time::Duration;

use keymint::Client;
use keymint::statusful::reqwest::{self, Url};
use keymint::statusful::{BuildError, ClientBuilder};

use crate::failure::{Failure, Kind};

/// The `User-Agent` of this command.
const USER_AGENT: &str = concat!("keymint-cli/", env!("CARGO_PKG_VERSION"));

/// The time limit for connections to this machine.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Returns a builder for a server, or for the servers in the document.
pub(crate) fn builder(server: Option<&str>) -> Result<ClientBuilder<Client>, Failure> {
    let builder = Client::builder().user_agent(USER_AGENT);
    let Some(server) = server else { return Ok(builder) };
    let builder = builder.server(server);
    if Url::parse(server).is_ok_and(|url| is_loopback(&url)) {
        return Ok(builder.http_client(direct()?));
    }
    Ok(builder)
}

/// Builds a client. An error names the argument that is invalid.
pub(crate) fn build(builder: ClientBuilder<Client>) -> Result<Client, Failure> {
    builder.build().map_err(|error| match error {
        BuildError::Server => Failure::new(Kind::Usage, "The URL of --server is invalid.")
            .help("Pass an http or https URL without a user, a password, a query or a fragment."),
        other => Failure::local("The HTTP client could not be built", &other),
    })
}

/// Returns an HTTP client without proxies, which cannot reach servers on this machine.
fn direct() -> Result<reqwest::Client, Failure> {
    let client = reqwest::Client::builder().no_proxy().connect_timeout(CONNECT_TIMEOUT).build();
    client.map_err(|error| Failure::local("The HTTP client could not be built", &error))
}

/// Returns `true` if the host of a URL is this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address: Result<IpAddr, _> = host.trim_matches(['[', ']']).parse();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_told_from_others() {
        for (url, expected) in [
            ("http://127.0.0.1:80/a", true),
            ("http://[::1]/", true),
            ("http://localhost:8000", true),
            ("http://127.0.0.1.example/", false),
            ("https://openrouter.ai", false),
        ] {
            assert_eq!(is_loopback(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
