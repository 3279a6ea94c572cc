//! Reads response bodies within limits of size and time.

use bytes::{Bytes, BytesMut};
use tokio::time::Instant;

use crate::deadline::before;
use crate::error::BodyErrorKind;

/// The maximum capacity that is reserved based on `Content-Length`, in bytes.
const MAX_RESERVED: usize = 64 * 1024;

/// The reason why the rest of a body is missing.
pub(crate) struct BodyReadError {
    pub(crate) kind: BodyErrorKind,
    pub(crate) source: Option<reqwest::Error>,
}

/// Reads up to `limit` bytes, until `deadline`. On error, returns the bytes that were read as well. The connection is
/// closed when the response is dropped.
pub(crate) async fn read(
    response: &mut reqwest::Response,
    limit: usize,
    deadline: Instant,
) -> (Bytes, Option<BodyReadError>) {
    let announced = response.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > limit) {
        return (Bytes::new(), Some(too_large(limit)));
    }
    let mut body = BytesMut::with_capacity(announced.unwrap_or(0).min(MAX_RESERVED));
    let error = match before(deadline, fill(&mut body, response, limit)).await {
        Ok(outcome) => outcome.err(),
        Err(_) => Some(BodyReadError { kind: BodyErrorKind::TimedOut, source: None }),
    };
    (body.freeze(), error)
}

/// Appends the chunks of a response to `body`, up to a total of `limit` bytes.
async fn fill(body: &mut BytesMut, response: &mut reqwest::Response, limit: usize) -> Result<(), BodyReadError> {
    while let Some(chunk) = response.chunk().await.map_err(interrupted)? {
        let fits = chunk.len().min(limit - body.len());
        body.extend_from_slice(&chunk[..fits]);
        if fits < chunk.len() {
            return Err(too_large(limit));
        }
    }
    Ok(())
}

fn too_large(limit: usize) -> BodyReadError {
    BodyReadError { kind: BodyErrorKind::TooLarge { limit }, source: None }
}

fn interrupted(error: reqwest::Error) -> BodyReadError {
    let kind = if error.is_timeout() { BodyErrorKind::TimedOut } else { BodyErrorKind::Interrupted };
    BodyReadError { kind, source: Some(error) }
}
