//! The services of the demo: one server on loopback for the pages and the operations.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::ledger::Ledger;
use super::page::{self, Content};
use super::{approvals, authorization, keys};

/// The bearer token that the demo's account has.
pub(super) const TOKEN: &str = "token-of-the-demo";

/// The services of the demo, which end when this is dropped.
pub(super) struct Service {
    url: String,
    task: JoinHandle<()>,
}

impl Service {
    /// Starts them on a port that the system chooses.
    pub(super) async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        // Serving ends with the process, and what a single connection suffers is told to its client.
        let task = tokio::spawn(async move { drop(axum::serve(listener, router()).await) });
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

/// The pages, and the operations at the paths that their servers have in the document.
fn router() -> Router {
    let ledger = Arc::new(Ledger::default());
    Router::new()
        .merge(authorization::router())
        .merge(approvals::router())
        .merge(keys::router())
        .fallback(nothing)
        .with_state(ledger)
}

async fn nothing() -> Response {
    page::page(StatusCode::NOT_FOUND, &Content::message("Not found", "There is nothing here."))
}
