//! The services of the demo: one server on loopback for the operations of the document and for the login pages.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use statusful_document::{Input, Overlay};
use statusful_mock::{Mock, MockError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::ledger::Ledger;
use super::{approval, authorization, verdict};

/// The bearer token of the demo's account.
pub(super) const TOKEN: &str = "token-of-the-demo";

/// The document of the client, with examples that are obviously not real keys.
const DOCUMENT: Input<'_> = Input {
    name: "keymint.yaml",
    bytes: include_bytes!("../../openapi/keymint.yaml"),
    overlays: &[Overlay { name: "overlay.yaml", bytes: include_bytes!("overlay.yaml") }],
    files: None,
};

/// The server of the demo, which stops when this is dropped.
pub(super) struct Service {
    url: String,
    task: JoinHandle<()>,
}

impl Service {
    /// Starts the server on a free port.
    pub(super) async fn start() -> io::Result<Self> {
        let router = router().map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        // The server runs until the process exits. Errors of a connection only concern its client.
        let task = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { url, task })
    }

    /// Returns the URL, without a trailing slash.
    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Returns the routes of the pages, and of a mock of the document whose responses depend on the state of the pages.
fn router() -> Result<Router, MockError> {
    let ledger = Arc::new(Ledger::default());
    let (mock, _) = Mock::from_input(&DOCUMENT)?.router()?;
    let operations = mock.layer(from_fn_with_state(Arc::clone(&ledger), verdict::prefer));
    let pages = authorization::router().merge(approval::router()).with_state(ledger);
    Ok(pages.fallback_service(operations))
}
