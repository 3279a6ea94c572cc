//! The services of the demo: one server on loopback for the operations of the document, and for the pages beside them.

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

/// The bearer token that the demo's account has.
pub(super) const TOKEN: &str = "token-of-the-demo";

/// What is served: the document of the client, with keys that nobody takes for real ones.
const DOCUMENT: Input<'_> = Input {
    name: "keymint.yaml",
    bytes: include_bytes!("../../openapi/keymint.yaml"),
    overlays: &[Overlay { name: "overlay.yaml", bytes: include_bytes!("overlay.yaml") }],
    files: None,
};

/// The services of the demo, which end when this is dropped.
pub(super) struct Service {
    url: String,
    task: JoinHandle<()>,
}

impl Service {
    /// Starts them on a port that the system chooses.
    pub(super) async fn start() -> io::Result<Self> {
        let router = router().map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        // Serving ends with the process, and what a single connection suffers is told to its client.
        let task = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { url, task })
    }

    /// Where they are, without a slash at the end.
    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The pages, and for everything else a mock of the document, which is told how to answer by what the pages brought about.
fn router() -> Result<Router, MockError> {
    let ledger = Arc::new(Ledger::default());
    let (mock, _) = Mock::from_input(&DOCUMENT)?.router()?;
    let operations = mock.layer(from_fn_with_state(Arc::clone(&ledger), verdict::prefer));
    let pages = authorization::router().merge(approval::router()).with_state(ledger);
    Ok(pages.fallback_service(operations))
}
