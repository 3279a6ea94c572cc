//! The builder of a mock.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use statusful_document::diagnostic::{Diagnostic, Diagnostics};
use statusful_document::disk::{Folder, read_document};
use statusful_document::openapi::Document;
use statusful_document::source::SourceFile;
use statusful_document::{Input, Overlay, Reader, Strictness, check_version, read, vendor};
use tokio::net::TcpListener;

use crate::api::Api;
use crate::control::Control;
use crate::handle::{Handle, Settings, Shared};
use crate::log::{Log, LogLimits};
use crate::serve::serve;
use crate::server::Server;
use crate::{DocumentError, Fault, MockError, Received, Scenario, ScenarioError};

/// How many bytes a request body may have by default.
const BODY_LIMIT: usize = 8 << 20;

/// Builds the mock of a document. Names of operations and scenarios are checked by [`Mock::start`] and
/// [`Mock::router`], so that one `?` suffices.
pub struct Mock {
    api: Api,
    files: Vec<SourceFile>,
    diagnostics: Diagnostics,
    settings: Settings,
    changes: Vec<Change>,
    address: SocketAddr,
}

/// A setting of operations.
#[derive(Debug, Clone)]
enum Change {
    Scenario(String, Result<Scenario, ScenarioError>),
    Fault(String, Fault),
    Latency(Option<String>, Duration),
}

impl Mock {
    /// Reads a document of one file. The extension of the name, such as `openapi.yaml`, decides between YAML and JSON,
    /// and diagnostics have the name.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, MockError> {
        Self::from_input(&Input { name, bytes, overlays: &[], files: None })
    }

    /// Reads a document from disk, with the files that it refers to.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, MockError> {
        Self::open_with(path, &[] as &[&Path])
    }

    /// Reads a document from disk, and applies overlays to it in order.
    pub fn open_with(path: impl AsRef<Path>, overlays: &[impl AsRef<Path>]) -> Result<Self, MockError> {
        let path = path.as_ref();
        let overlays: Vec<_> = overlays
            .iter()
            .map(|path| Ok((display(path.as_ref()), bytes(path.as_ref())?)))
            .collect::<Result<_, MockError>>()?;
        let overlays: Vec<_> = overlays.iter().map(|(name, bytes)| Overlay { name, bytes }).collect();
        let folder = Folder::of(path);
        let (name, bytes) = (display(path), bytes(path)?);
        Self::from_input(&Input { name: &name, bytes: &bytes, overlays: &overlays, files: Some(&folder) })
    }

    /// Reads a document from memory, with overlays and the files that it refers to, each as a name and bytes. The name
    /// of a file that the document refers to is its path from the folder of the document.
    pub fn embedded(document: File<'_>, overlays: &[File<'_>], beside: &[File<'_>]) -> Result<Self, MockError> {
        let overlays: Vec<_> = overlays.iter().map(|(name, bytes)| Overlay { name, bytes }).collect();
        let (name, bytes) = document;
        Self::from_input(&Input { name, bytes, overlays: &overlays, files: Some(&Embedded(beside)) })
    }

    /// Reads a document from any input. An error in a part of the document does not prevent the mock; see
    /// [`Mock::diagnostics`].
    pub fn from_input(input: &Input<'_>) -> Result<Self, MockError> {
        let mut diagnostics = Diagnostics::new(Strictness::Lenient);
        let mut source = read(input, &mut diagnostics);
        // What is wrong with the keys of vendors does not matter to a mock.
        vendor::translate(&mut source, &mut Diagnostics::new(Strictness::Lenient));
        if !source.root.is_null() {
            check_version(&Document::new(&source), &mut diagnostics);
        }
        if diagnostics.has_errors() {
            return Err(MockError::Document(DocumentError::new(diagnostics, source.files)));
        }
        let files = source.files.clone();
        let settings = Settings {
            validates: true,
            dynamic: false,
            cors: true,
            body_limit: BODY_LIMIT,
            log_limits: LogLimits::default(),
            on_request: None,
        };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Ok(Self { api: Api::new(source), files, diagnostics, settings, changes: Vec::new(), address })
    }

    /// Returns the diagnostics of the document, which can be served in spite of them.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Returns the files that the diagnostics point into.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Sets the scenario of an operation, which is named by its `operationId`, or by method and path template, such as
    /// `GET /keys/{id}`. The scenario is text, or [`Step`](crate::Step)s. Files in it are relative to the current folder.
    #[must_use]
    pub fn scenario(
        mut self,
        operation: impl Into<String>,
        scenario: impl TryInto<Scenario, Error: Into<ScenarioError>>,
    ) -> Self {
        self.changes.push(Change::Scenario(operation.into(), scenario.try_into().map_err(Into::into)));
        self
    }

    /// Sets the fault of every response of an operation, unless the step of its scenario has one.
    #[must_use]
    pub fn fault(mut self, operation: impl Into<String>, fault: Fault) -> Self {
        self.changes.push(Change::Fault(operation.into(), fault));
        self
    }

    /// Sets the latency of every response.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.changes.push(Change::Latency(None, latency));
        self
    }

    /// Sets the latency of every response of an operation.
    #[must_use]
    pub fn operation_latency(mut self, operation: impl Into<String>, latency: Duration) -> Self {
        self.changes.push(Change::Latency(Some(operation.into()), latency));
        self
    }

    /// Sets whether requests are validated. Defaults to `true`.
    #[must_use]
    pub fn validate(mut self, validate: bool) -> Self {
        self.settings.validates = validate;
        self
    }

    /// Sets whether bodies are made from the schema even if the document has examples. Defaults to `false`. A request can prefer
    /// either by `Prefer: dynamic=true` and `dynamic=false`.
    #[must_use]
    pub fn dynamic(mut self, dynamic: bool) -> Self {
        self.settings.dynamic = dynamic;
        self
    }

    /// Sets whether web pages of other origins may use the mock (CORS). Defaults to `true`: preflight requests are answered, unless
    /// the document has an `OPTIONS` operation for the path, and responses to requests with `Origin` have the headers with which
    /// browsers let pages read them. Without, responses have only those headers that the document has.
    #[must_use]
    pub fn cors(mut self, cors: bool) -> Self {
        self.settings.cors = cors;
        self
    }

    /// Sets how many bytes a request body may have, also once it is decompressed. Defaults to 8 MiB.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = bytes;
        self
    }

    /// Sets how many requests the log keeps. Defaults to the last 1000. [`Handle::removed`] counts the others.
    #[must_use]
    pub fn log_limit(mut self, requests: usize) -> Self {
        self.settings.log_limits.requests = requests;
        self
    }

    /// Sets how many bytes the requests in the log have together; the last is kept whatever its size. Defaults to 64 MiB.
    #[must_use]
    pub fn log_bytes(mut self, bytes: usize) -> Self {
        self.settings.log_limits.bytes = bytes;
        self
    }

    /// Sets a callback for each request. The response is sent after it returns.
    #[must_use]
    pub fn on_request(mut self, call: impl Fn(&Received) + Send + Sync + 'static) -> Self {
        self.settings.on_request = Some(Arc::new(call));
        self
    }

    /// Sets the address to listen on. Defaults to a free port of `127.0.0.1`.
    #[must_use]
    pub fn bind(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// Returns a router that can be nested in another, and the handle that controls it.
    pub fn router(self) -> Result<(Router, Handle), MockError> {
        let mut control = Control::default();
        for change in self.changes {
            match change {
                Change::Scenario(operation, scenario) => control.script(self.api.scenario(&operation, scenario)?),
                Change::Fault(operation, fault) => control.fault(self.api.named(&operation)?, Some(fault)),
                Change::Latency(operation, latency) => {
                    let index = operation.map(|operation| self.api.named(&operation)).transpose()?;
                    control.latency(index, latency);
                }
            }
        }
        let log = Mutex::new(Log::new(self.settings.log_limits));
        let settings = self.settings;
        let shared = Shared { api: self.api, settings, start: control.clone(), control: Mutex::new(control), log };
        let handle = Handle(Arc::new(shared));
        let shared = handle.0.clone();
        let router = Router::new().fallback(move |request: Request| serve(shared.clone(), request));
        Ok((router, handle))
    }

    /// Serves the document until the returned server is dropped.
    pub async fn start(self) -> Result<Server, MockError> {
        let address = self.address;
        let (router, handle) = self.router()?;
        let listener = TcpListener::bind(address).await.map_err(MockError::Listen)?;
        Server::new(listener, router, handle).map_err(MockError::Listen)
    }
}

/// The name and the bytes of a file.
pub type File<'f> = (&'f str, &'f [u8]);

/// Files in memory that a document refers to.
struct Embedded<'f>(&'f [File<'f>]);

impl Reader for Embedded<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| "the file is not embedded".to_owned())
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("operations", &self.api.routes.len()).finish_non_exhaustive()
    }
}

fn display(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn bytes(path: &Path) -> Result<Vec<u8>, MockError> {
    let unreadable = |error: Diagnostic| {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(error);
        MockError::Document(DocumentError::new(diagnostics, Vec::new()))
    };
    read_document(path).map_err(unreadable)
}
