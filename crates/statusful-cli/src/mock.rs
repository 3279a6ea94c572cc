//! `statusful mock`: serves the documented responses over HTTP.

use std::io::ErrorKind;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Args;
use serde_json::json;
use statusful_codegen::diagnostic::{Code, harmless};
use statusful_mock::{Fault, Mock, MockError, Received, Server};
use tokio::sync::mpsc::{Receiver, channel};

use crate::{Failure, MessageFormat, Report};

pub(crate) const EXAMPLES: &str = r#"Examples:
  statusful mock openapi.yaml
  statusful mock openapi.yaml --port 0 --latency 200ms
  statusful mock openapi.yaml --scenario 'getKey=201*2, 200' --scenario 'GET /users=503! @2s, 200:alice'
  statusful mock openapi.yaml --scenario 'getKey=201 {"message": "wait"}*2, 429 Retry-After="1", 200 @key.json'
  statusful mock openapi.yaml --fault listKeys=cut --no-validate
  curl -H 'Prefer: code=404' http://127.0.0.1:4010/keys/1

The default response of an operation is the lowest documented success. A client requests another with a `Prefer` header
(`code=404`, `example=alice`, or `dynamic=true` for a generated body), and a scenario sets it in advance. An invalid request
gets the documented error response, with the reason in the header `Mock-Problem`; if none is documented, it gets a problem
(RFC 9457) that lists every error. Bodies are JSON, XML, text or streams, as documented. CORS allows pages of all origins. An
operation with `x-pagination` returns three pages. The server runs until it is interrupted. See docs/guide/mock.md.

A scenario is a list of responses, separated by commas; the last one repeats. A response has a status (`201`, `4XX`,
`default`, or `503!` even if undocumented), an example (`200:alice`), a body (`{"a": 1}`, `[1]`, `"text"`, or `@FILE`),
headers (`Retry-After="3"`), a fault, a delay (`@2s`), a delay between the items of a stream (`interval=1s`), and a number
of calls (`*3`). Files are relative to the current folder. A body that does not match the document is sent with a warning.
A fault is cut, slow, slow=3s, garbage, wrong-type or wrong-media. Name an operation by operationId or as `GET /keys/{id}`."#;

/// Arguments of `statusful mock`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// An OpenAPI Overlay that changes the document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The address to listen on.
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen on; 0 is any free port.
    #[arg(long, value_name = "PORT", default_value_t = 4010)]
    port: u16,
    /// The responses of an operation, one per call.
    #[arg(long = "scenario", value_name = "OPERATION=ANSWERS", value_parser = assignment)]
    scenarios: Vec<(String, String)>,
    /// Delay every response by this time, such as `200ms` or `2s`.
    #[arg(long, value_name = "TIME", value_parser = time)]
    latency: Option<Duration>,
    /// A fault to inject into all responses of an operation.
    #[arg(long = "fault", value_name = "OPERATION=FAULT", value_parser = fault)]
    faults: Vec<(String, Fault)>,
    /// Do not validate requests.
    #[arg(long)]
    no_validate: bool,
    /// Generate bodies from schemas even if the document has examples.
    #[arg(long)]
    dynamic: bool,
    /// Disable CORS: no preflight responses, and no access for pages of other origins.
    #[arg(long)]
    no_cors: bool,
}

/// How many lines wait for the terminal. Those that arrive meanwhile are counted, not kept.
const LINES: usize = 1000;

/// Serves the document until it is interrupted, and prints a line for every request.
pub(crate) fn mock(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let (lines, received) = channel(LINES);
    let missed = Arc::new(AtomicU64::new(0));
    let counter = missed.clone();
    let format = report.format();
    let mock = described(arguments, report).map_err(|error| failure(error, arguments, report))?;
    // The log is for tests in the process; here nobody reads it.
    let mock = mock.bind(address(arguments)?).log_limit(0).on_request(move |request| {
        if lines.try_send(line(request, format)).is_err() {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = mock.start().await.map_err(|error| failure(error, arguments, report))?;
        for warning in server.warnings() {
            report.warn(format_args!("warning: {warning}"));
        }
        tell(&server, received, &missed, report).await;
        Ok(())
    })
}

/// Creates the mock from the options.
fn described(arguments: &Arguments, report: &Report) -> Result<Mock, MockError> {
    let mut mock = Mock::open_with(&arguments.document, &arguments.overlays)?;
    if mock.diagnostics().iter().next().is_some() {
        report.diagnostics(mock.files(), mock.diagnostics());
    }
    for (operation, answers) in &arguments.scenarios {
        mock = mock.scenario(operation, answers);
    }
    for (operation, fault) in &arguments.faults {
        mock = mock.fault(operation, *fault);
    }
    if let Some(latency) = arguments.latency {
        mock = mock.latency(latency);
    }
    Ok(mock.validate(!arguments.no_validate).dynamic(arguments.dynamic).cors(!arguments.no_cors))
}

fn address(arguments: &Arguments) -> Result<SocketAddr, Failure> {
    let Arguments { host, port, .. } = arguments;
    let mut found = (host.as_str(), *port).to_socket_addrs().map_err(|error| format!("--host {host}: {error}"))?;
    Ok(found.next().ok_or_else(|| format!("--host {host} has no address; give one such as 127.0.0.1"))?)
}

/// Prints the URL of the server, and then the lines of requests.
async fn tell(server: &Server, mut received: Receiver<String>, missed: &AtomicU64, report: &Report) {
    match report.format() {
        MessageFormat::Human => report.print(format_args!("{}\n", server.url())),
        MessageFormat::Json => report.print(format_args!("{}\n", json!({ "url": server.url() }))),
    }
    while let Some(line) = received.recv().await {
        report.print(format_args!("{line}\n"));
        let missed = missed.swap(0, Ordering::Relaxed);
        if missed > 0 {
            report
                .warn(format_args!("warning: {missed} requests are not listed, because the output is read too slowly"));
        }
    }
}

/// Returns the line of a request, without anything that may be a secret.
fn line(request: &Received, format: MessageFormat) -> String {
    match format {
        MessageFormat::Human => request.to_string(),
        MessageFormat::Json => object(request),
    }
}

fn object(request: &Received) -> String {
    let faults: Vec<_> = request.faults().iter().map(ToString::to_string).collect();
    let shown = |text: &str| text.chars().map(harmless).collect::<String>();
    json!({
        "method": request.method().as_str(),
        "path": shown(request.path()),
        "status": request.status().as_u16(),
        "operation": request.operation().map(shown),
        "faults": faults,
    })
    .to_string()
}

fn failure(error: MockError, arguments: &Arguments, report: &Report) -> Failure {
    match error {
        MockError::Document(error) => {
            report.diagnostics(error.files(), error.diagnostics());
            let is_unread = error.diagnostics().iter().any(|diagnostic| diagnostic.code == Code::UnreadableDocument);
            if is_unread { Failure::Unreadable } else { Failure::Found }
        }
        MockError::Listen(error) if error.kind() == ErrorKind::AddrInUse => Failure::Impossible(format!(
            "port {} is in use; choose another with --port, or --port 0 for any that is free",
            arguments.port
        )),
        error => Failure::Impossible(error.to_string()),
    }
}

/// Parses `OPERATION=VALUE`.
fn assignment(text: &str) -> Result<(String, String), String> {
    let (operation, value) = text.split_once('=').ok_or("write OPERATION=…, such as getKey=404")?;
    Ok((operation.trim().to_owned(), value.trim().to_owned()))
}

fn fault(text: &str) -> Result<(String, Fault), String> {
    let (operation, fault) = assignment(text)?;
    Ok((operation, fault.parse().map_err(|error: statusful_mock::ScenarioError| error.to_string())?))
}

/// Parses a time such as `200ms` or `2s`, up to a day.
fn time(text: &str) -> Result<Duration, String> {
    let advice = || "write a time such as 200ms or 2s, up to a day".to_owned();
    let (number, scale) = match text.strip_suffix("ms") {
        Some(number) => (number, 1),
        None => (text.strip_suffix('s').ok_or_else(advice)?, 1000),
    };
    let milliseconds = number.parse::<u64>().ok().and_then(|number| number.checked_mul(scale));
    milliseconds.filter(|time| *time <= 86_400_000).map(Duration::from_millis).ok_or_else(advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_unit_and_an_end() {
        assert_eq!(time("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(time("2s"), Ok(Duration::from_secs(2)));
        for wrong in ["", "2", "ms", "-1s", "1.5s", "99999999s", "18446744073709551615s"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_first_sign_divides() {
        assert_eq!(assignment("getKey=200 slow=3s"), Ok(("getKey".to_owned(), "200 slow=3s".to_owned())));
        assert!(assignment("getKey").is_err());
    }
}
