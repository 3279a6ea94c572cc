//! A document that is to be served, and how.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use statusful_document::diagnostic::{Diagnostic, Diagnostics};
use statusful_document::disk::{Folder, read_document};
use statusful_document::document::Document;
use statusful_document::source::SourceFile;
use statusful_document::{Input, Overlay, Reader, Strictness, check_version, read};
use tokio::net::TcpListener;

use crate::api::Api;
use crate::control::Control;
use crate::handle::{Handle, Settings, Shared};
use crate::log::{self, Log};
use crate::serve::serve;
use crate::server::Server;
use crate::{DocumentError, Fault, MockError, Received};

/// How large a request's body may be when nothing else is said.
const BODY_LIMIT: usize = 8 << 20;

/// A document that is to be served, and how. Nothing is checked against the document before [`Mock::start`] or
/// [`Mock::router`], so that one `?` suffices.
pub struct Mock {
    api: Api,
    files: Vec<SourceFile>,
    diagnostics: Diagnostics,
    settings: Settings,
    orders: Vec<Order>,
    address: SocketAddr,
}

/// What was said of operations, in the order it was said.
#[derive(Debug, Clone)]
enum Order {
    Scenario(String, String),
    Fault(String, Fault),
    Latency(Option<String>, Duration),
}

impl Mock {
    /// A mock of a document of one file. The name says how it is written, such as `openapi.yaml`, and is what faults are
    /// told under.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, MockError> {
        Self::from_input(&Input { name, bytes, overlays: &[], files: None })
    }

    /// A mock of a document on disk, with the files beside it that it refers to.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, MockError> {
        Self::open_with(path, &[] as &[&Path])
    }

    /// The same, changed by overlays in this order.
    pub fn open_with(path: impl AsRef<Path>, overlays: &[impl AsRef<Path>]) -> Result<Self, MockError> {
        let path = path.as_ref();
        let overlays: Vec<_> = overlays
            .iter()
            .map(|path| Ok((shown(path.as_ref()), bytes(path.as_ref())?)))
            .collect::<Result<_, MockError>>()?;
        let overlays: Vec<_> = overlays.iter().map(|(name, bytes)| Overlay { name, bytes }).collect();
        let folder = Folder::of(path);
        let (name, bytes) = (shown(path), bytes(path)?);
        Self::from_input(&Input { name: &name, bytes: &bytes, overlays: &overlays, files: Some(&folder) })
    }

    /// A mock of files that a program holds: a document, what changes it, and what it refers to, each by its name and its
    /// bytes. The name of what the document refers to is its path from the document's folder.
    pub fn embedded(document: File<'_>, overlays: &[File<'_>], beside: &[File<'_>]) -> Result<Self, MockError> {
        let overlays: Vec<_> = overlays.iter().map(|(name, bytes)| Overlay { name, bytes }).collect();
        let (name, bytes) = document;
        Self::from_input(&Input { name, bytes, overlays: &overlays, files: Some(&Embedded(beside)) })
    }

    /// A mock of whatever can be read. One wrong spot of a document is no error; [`Mock::diagnostics`] has it.
    pub fn from_input(input: &Input<'_>) -> Result<Self, MockError> {
        let mut diagnostics = Diagnostics::new(Strictness::Lenient);
        let source = read(input, &mut diagnostics);
        if !source.root.is_null() {
            check_version(&Document::new(&source), &mut diagnostics);
        }
        if diagnostics.has_errors() {
            return Err(MockError::Document(DocumentError::new(diagnostics, source.files)));
        }
        let files = source.files.clone();
        let settings = Settings { validates: true, body_limit: BODY_LIMIT, log_limit: log::REQUESTS, on_request: None };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Ok(Self { api: Api::new(source), files, diagnostics, settings, orders: Vec::new(), address })
    }

    /// What is odd about the document, although it can be served.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The files that the diagnostics point into.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Gives an operation a scenario. It is named by its `operationId`, or by method and path template, such as
    /// `GET /keys/{id}`.
    #[must_use]
    pub fn scenario(mut self, operation: impl Into<String>, scenario: impl Into<String>) -> Self {
        self.orders.push(Order::Scenario(operation.into(), scenario.into()));
        self
    }

    /// Gives all answers of an operation a fault; a step of its scenario that has one of its own keeps that.
    #[must_use]
    pub fn fault(mut self, operation: impl Into<String>, fault: Fault) -> Self {
        self.orders.push(Order::Fault(operation.into(), fault));
        self
    }

    /// Holds every answer back for a while.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.orders.push(Order::Latency(None, latency));
        self
    }

    /// Holds the answers of an operation back for a while, whatever holds for others.
    #[must_use]
    pub fn operation_latency(mut self, operation: impl Into<String>, latency: Duration) -> Self {
        self.orders.push(Order::Latency(Some(operation.into()), latency));
        self
    }

    /// Whether requests are held against the document; they are unless this says otherwise.
    #[must_use]
    pub fn validate(mut self, validate: bool) -> Self {
        self.settings.validates = validate;
        self
    }

    /// How many bytes a request's body may have: 8 MiB unless this says otherwise.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = bytes;
        self
    }

    /// How many requests the log keeps: the last 1000 unless this says otherwise, and in any case no more than have
    /// 64 MiB of bodies between them.
    #[must_use]
    pub fn log_limit(mut self, requests: usize) -> Self {
        self.settings.log_limit = requests;
        self
    }

    /// What to call for each request, as soon as its answer is settled. It should be quick: the answer waits for it.
    #[must_use]
    pub fn on_request(mut self, call: impl Fn(&Received) + Send + Sync + 'static) -> Self {
        self.settings.on_request = Some(Arc::new(call));
        self
    }

    /// The address to listen on: a free port of `127.0.0.1` unless this says otherwise.
    #[must_use]
    pub fn bind(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// A router to put into another one, and what controls it.
    pub fn router(self) -> Result<(Router, Handle), MockError> {
        let mut control = Control::default();
        for order in self.orders {
            match order {
                Order::Scenario(operation, text) => {
                    let (index, scenario) = self.api.scenario(&operation, &text)?;
                    control.script(index, scenario);
                }
                Order::Fault(operation, fault) => control.fault(self.api.named(&operation)?, Some(fault)),
                Order::Latency(operation, latency) => {
                    let index = operation.map(|operation| self.api.named(&operation)).transpose()?;
                    control.latency(index, latency);
                }
            }
        }
        let log = Mutex::new(Log::new(self.settings.log_limit));
        let settings = self.settings;
        let shared = Shared { api: self.api, settings, start: control.clone(), control: Mutex::new(control), log };
        let handle = Handle(Arc::new(shared));
        let shared = handle.0.clone();
        let router = Router::new().fallback(move |request: Request| serve(shared.clone(), request));
        Ok((router, handle))
    }

    /// Serves the document. It stops when what this returns is dropped.
    pub async fn start(self) -> Result<Server, MockError> {
        let address = self.address;
        let (router, handle) = self.router()?;
        let listener = TcpListener::bind(address).await.map_err(MockError::Listen)?;
        Server::new(listener, router, handle).map_err(MockError::Listen)
    }
}

/// A file that a program holds: its name, and its bytes.
pub type File<'f> = (&'f str, &'f [u8]);

/// The files beside a document that a program holds.
struct Embedded<'f>(&'f [File<'f>]);

impl Reader for Embedded<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| "it was not embedded".to_owned())
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("operations", &self.api.routes.len()).finish_non_exhaustive()
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn bytes(path: &Path) -> Result<Vec<u8>, MockError> {
    let unreadable = |fault: Diagnostic| {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(fault);
        MockError::Document(DocumentError::new(diagnostics, Vec::new()))
    };
    read_document(path).map_err(unreadable)
}
