//! The client of the generated crate, as this command configures it.

use std::net::IpAddr;
use std::time::Duration;

use keymint::Client;
use keymint::statusful::reqwest::{self, Url};
use keymint::statusful::{BuildError, ClientBuilder};

use crate::failure::{Failure, Kind};

/// How this command introduces itself.
const USER_AGENT: &str = concat!("keymint-cli/", env!("CARGO_PKG_VERSION"));

/// How long connecting to this machine may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A client for a server, or else for those of the document.
pub(crate) fn builder(server: Option<&str>) -> Result<ClientBuilder<Client>, Failure> {
    let builder = Client::builder().user_agent(USER_AGENT);
    let Some(server) = server else { return Ok(builder) };
    let builder = builder.server(server);
    if Url::parse(server).is_ok_and(|url| is_loopback(&url)) {
        return Ok(builder.http_client(direct()?));
    }
    Ok(builder)
}

/// Builds a client, or says what of the command line keeps it from being built.
pub(crate) fn build(builder: ClientBuilder<Client>) -> Result<Client, Failure> {
    builder.build().map_err(|error| match error {
        BuildError::Server => Failure::new(Kind::Usage, "The address given with --server is none that can be called.")
            .help("Give an http or https address without user, password, query and fragment."),
        other => Failure::local("The HTTP client could not be set up", &other),
    })
}

/// An HTTP client that goes around proxies: what runs on this machine is not to be found beyond one.
fn direct() -> Result<reqwest::Client, Failure> {
    let client = reqwest::Client::builder().no_proxy().connect_timeout(CONNECT_TIMEOUT).build();
    client.map_err(|error| Failure::local("The HTTP client could not be set up", &error))
}

/// Whether a URL leads to this machine.
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
