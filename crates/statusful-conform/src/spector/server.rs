//! The server that validates requests: `tsp-spector serve`.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::Failure;

/// How long the server may take to start.
const START: Duration = Duration::from_secs(60);

/// A running server, which ends when it is dropped.
#[derive(Debug)]
pub(super) struct Server {
    process: Child,
    port: u16,
}

/// Returns a port that is free now. The scenarios contain the address, so it has to be known before the server starts.
pub(super) fn free_port() -> Result<u16, Failure> {
    let told = |error: std::io::Error| format!("there is no free port: {error}");
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
    Ok(listener.local_addr().map_err(told)?.port())
}

/// Returns the address of the server at a port.
pub(super) fn address(port: u16) -> String {
    format!("http://localhost:{port}")
}

impl Server {
    /// Starts the server with the packages in a folder, and waits until it accepts connections.
    pub(super) fn start(folder: &Path, specifications: &Path, port: u16) -> Result<Self, Failure> {
        let told = |error: std::io::Error| format!("tsp-spector cannot be run: {error}");
        let log = std::fs::File::create(folder.join("server.log")).map_err(told)?;
        let mut command = Command::new("node");
        command.arg(folder.join("node_modules/@typespec/spector/dist/src/cli/cli.js"));
        command.arg("serve").arg(specifications).args(["--port", &port.to_string()]);
        command.arg("--coverageFile").arg(folder.join("coverage.json")).current_dir(folder);
        let errors = log.try_clone().map_err(told)?;
        let process = command.stdin(Stdio::null()).stdout(log).stderr(errors).spawn().map_err(told)?;
        let mut server = Self { process, port };
        let started = Instant::now();
        while TcpStream::connect(("localhost", port)).is_err() {
            if let Some(status) = server.process.try_wait().map_err(told)? {
                return Err(format!("tsp-spector ended ({status}): {}", folder.join("server.log").display()));
            }
            if started.elapsed() > START {
                return Err(format!("tsp-spector does not listen at port {port}"));
            }
            sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Returns the verdicts of the server as JSON: for each scenario that it knows, `pass`, `fail` or `not-implemented`.
    pub(super) fn coverage(&self) -> Result<serde_json::Value, Failure> {
        let told = |error: std::io::Error| format!("the coverage cannot be read: {error}");
        let mut stream = TcpStream::connect(("localhost", self.port)).map_err(told)?;
        // HTTP/1.0 has no chunks, and the connection ends with the body.
        write!(stream, "GET /.coverage HTTP/1.0\r\nHost: localhost\r\n\r\n").map_err(told)?;
        let mut response = Vec::new();
        stream.read_to_end(&mut response).map_err(told)?;
        let response = String::from_utf8_lossy(&response);
        let body = response.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
        serde_json::from_str(body).map_err(|error| format!("the coverage is not JSON: {error}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has no state that is needed, and nothing can be done if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
